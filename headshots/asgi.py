"""The ASGI entry point."""

import os
import warnings
from typing import cast

from django.core.asgi import get_asgi_application

from headshots.body_cap import Application, BodyCap

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshots.settings")

# whitenoise reads a static file as a plain iterator, which Django collects in a thread: right for files this small.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

application = BodyCap(cast(Application, get_asgi_application()))
