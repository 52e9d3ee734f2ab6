"""How a picture leaves the house, after a view has decided that it may.

Pictures are only ever served by a view that authorised the request; storage has no address of its own. A browser may
keep a copy but asks again each time, so a revoked link shows nothing.
"""

from __future__ import annotations

import hashlib
import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from headshots import files

log = logging.getLogger(__name__)


def picture(request: HttpRequest, key: str, *, download_as: str = "") -> HttpResponseBase:
    """The file under `key`, inert: nothing in it can run, and no other site can embed it.

    Raises Http404 when it is gone: deleted between the view's look at the row and now, or never restored from a backup.
    """
    etag = f'"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'  # keys are never reused, so a key names its content
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(_read(key), content_type=files.content_type(key))
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if download_as and (disposition := content_disposition_header(as_attachment=True, filename=download_as)):
        response["Content-Disposition"] = disposition
    return response


def _read(key: str) -> bytes:
    try:
        return files.read(key)
    except FileNotFoundError:
        log.warning("a row names %s, which is not in storage", key)
        raise Http404 from None
