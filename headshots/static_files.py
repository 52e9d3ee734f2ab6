"""Static files under names that carry their hash, so that browsers may keep them for good."""

from __future__ import annotations

from typing import Final

from whitenoise.storage import CompressedManifestStaticFilesStorage

# As our own scripts write it: import { View } from "./view.js";
_IMPORT: Final = r"""(?P<matched>import (?P<names>\{[^}]+\}) from "(?P<url>\./[^"]+)";)"""


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is not typed
    """Also rewrites what one script of ours imports from another: an old module never meets a new one.

    Django's own switch for this reads every script, and stumbles over examples in the comments of htmx's.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((_IMPORT, 'import %(names)s from "%(url)s";'),)),
    )
