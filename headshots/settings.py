"""Settings, from the environment. A variable that is absent means the embedded choice: everything under `var/`.

DEBUG            0 | 1; off unless said otherwise
SECRET_KEY       absent: read from var/secret-key, which `make setup` creates
SITE_URL         where people reach the site (http://localhost:8000); https switches secure cookies and HSTS on
ALLOW_HTTP       0 | 1; 1 takes a SITE_URL with http for a machine other than this one, on a network that you trust
ALLOWED_HOSTS    absent: the host of SITE_URL and this machine
DATABASE_URL     absent: SQLite under var/
REDIS_URL        without a database number; absent: the embedded server's socket under var/
S3_BUCKET        with S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY, S3_SECRET_KEY; absent: files under var/media
EMAIL_URL        absent: mail is written to the log
TRUSTED_PROXIES  how many proxies of our own stand in front and set X-Forwarded-For
LOG_FORMAT       json | plain
CATCHLIGHT_VAR   absent: var/ beside manage.py
STATIC_ROOT      where collectstatic leaves what the web server sends; absent: staticroot/ beside manage.py
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from headshots import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.folder("CATCHLIGHT_VAR", BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)

# --- who we are ------------------------------------------------------------------------------------------------------

DEBUG = env.flag("DEBUG", default=False)

DEVELOPMENT_KEY = "development-only-never-in-production"
_key_file = VAR_DIR / "secret-key"
SECRET_KEY = env.text("SECRET_KEY", _key_file.read_text().strip() if _key_file.is_file() else DEVELOPMENT_KEY)
if not DEBUG and (SECRET_KEY == DEVELOPMENT_KEY or len(SECRET_KEY) < 32):
    raise ImproperlyConfigured("SECRET_KEY is missing or too short. Run `make setup`, set SECRET_KEY, or set DEBUG=1.")

SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in ("http", "https") or not _site.hostname:
    raise ImproperlyConfigured(f"SITE_URL is {SITE_URL!r}; use an address such as https://photos.example.com.")
HTTPS = _site.scheme == "https"
_is_this_machine = _site.hostname in ("localhost", "127.0.0.1", "::1")
if not (HTTPS or DEBUG or _is_this_machine or env.flag("ALLOW_HTTP", default=False)):
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}: over http, passwords and photographs can be read on their way. Use https, or set"
        " ALLOW_HTTP=1 on a network that you trust."
    )

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", sorted({_site.hostname, "localhost", "127.0.0.1", "[::1]"}))
CSRF_TRUSTED_ORIGINS = [SITE_URL]
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", default=0, low=0, high=5)
if TRUSTED_PROXIES and HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- what runs -------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "headshots.accounts",
    "headshots.galleries",
    "headshots.photos",
    "headshots.comparisons",
    "headshots.sharing",
    "headshots.studio",
    "headshots.client",
]

MIDDLEWARE = [
    # Outermost, for they speak about every answer, also those that the others give.
    "headshots.client.discretion.DiscretionMiddleware",
    "headshots.uncached.UncachedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every view needs a sign-in unless it says otherwise (`login_not_required`): forgetting is safe.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "headshots.accounts.middleware.StudioMiddleware",
    "headshots.outage.OutageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "headshots.urls"
WSGI_APPLICATION = "headshots.wsgi.application"
ASGI_APPLICATION = "headshots.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.text("TIME_ZONE", "UTC")
USE_TZ = True

# --- database --------------------------------------------------------------------------------------------------------


def _database() -> dict[str, Any]:
    if url := env.text("DATABASE_URL", ""):
        database: dict[str, Any] = environ.Env.db_url_config(url)
        if database["ENGINE"] != "django.db.backends.postgresql":
            raise ImproperlyConfigured("DATABASE_URL names a database other than PostgreSQL; leave it out for SQLite.")
        pool = {"min_size": 1, "max_size": 8, "timeout": 4}  # seconds to wait for a connection before a page fails
        return database | {"OPTIONS": {**database.get("OPTIONS", {}), "pool": pool}}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "catchlight.sqlite3",
        "OPTIONS": {
            # Readers never wait for the writer; a transaction takes the write lock when it begins, so that two of
            # them queue up instead of one failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
        },
        "TEST": {"NAME": VAR_DIR / "test.sqlite3"},  # a file, as in use: threads and workers meet on it
    }


DATABASES = {"default": _database()}

# --- broker, cache, rate limits --------------------------------------------------------------------------------------

REDIS_SOCKET = VAR_DIR / "valkey.sock"  # where the launcher lets the embedded server listen
REDIS_URL = env.text("REDIS_URL", f"unix://{REDIS_SOCKET}").rstrip("/")


def _redis(number: int, *, for_celery: bool) -> str:
    """REDIS_URL with a database number: the cache is kept apart from the broker, because clearing it flushes."""
    scheme, _, rest = REDIS_URL.partition("://")
    if scheme == "unix":
        return f"redis+socket://{rest}?virtual_host={number}" if for_celery else f"unix://{rest}?db={number}"
    if scheme in ("redis", "rediss") and "/" not in rest:
        return f"{REDIS_URL}/{number}"
    raise ImproperlyConfigured(
        f"REDIS_URL is {REDIS_URL!r}; use redis://host:port, rediss://host:port or unix:///path."
    )


CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": _redis(1, for_celery=False),
        # A page waits a moment for a server that hangs, not four times five seconds.
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2, "retry": Retry(NoBackoff(), 1)},
        "KEY_PREFIX": "catchlight",
    },
}
RATELIMIT_IP_META_KEY = "headshots.proxies.client_address"
RATELIMIT_HASH_ALGORITHM = "hashlib.sha256"
SILENCED_SYSTEM_CHECKS = [
    "django_ratelimit.W001",  # knows django_redis only; Django's own RedisCache is shared and increments atomically too
]

# A lease outlives the hard limit, which outlives the soft one; a system check holds the order (headshots.queue).
TASK_SOFT_LIMIT = timedelta(seconds=120)
TASK_HARD_LIMIT = timedelta(seconds=150)
LEASE = timedelta(seconds=180)
REDELIVERY = timedelta(seconds=300)
SWEEP_EVERY = timedelta(seconds=10)

CELERY_BROKER_URL = _redis(0, for_celery=True)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": REDELIVERY.total_seconds(),
    # kombu looks for unacknowledged messages every interval × throttle seconds: 100 by default, 5 here.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True  # the row is the result
CELERY_RESULT_BACKEND = None
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False  # the lease brings the row back, counted; redelivery would loop uncounted
CELERY_TASK_SOFT_TIME_LIMIT = int(TASK_SOFT_LIMIT.total_seconds())
CELERY_TASK_TIME_LIMIT = int(TASK_HARD_LIMIT.total_seconds())
CELERY_TASK_DEFAULT_QUEUE = "batch"
CELERY_TASK_CREATE_MISSING_QUEUES = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 900_000  # kB, looked at after each task
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "comparisons.sweep",
        "schedule": SWEEP_EVERY,
        "options": {"queue": "consult", "expires": SWEEP_EVERY.total_seconds()},
    },
    "tidy": {"task": "comparisons.tidy", "schedule": timedelta(hours=6), "options": {"queue": "batch"}},
    "forget": {"task": "sharing.forget", "schedule": timedelta(hours=6), "options": {"queue": "batch"}},
}
TASK_MEMORY_BYTES = 3 * 1024**3  # what one worker process may have allocated before an allocation fails

# --- files -----------------------------------------------------------------------------------------------------------


def _files() -> dict[str, Any]:
    bucket = env.text("S3_BUCKET", "")
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": VAR_DIR / "media",
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.text("S3_ENDPOINT", "") or None,
            "region_name": env.text("S3_REGION", "us-east-1"),
            "access_key": env.text("S3_ACCESS_KEY", "") or None,
            "secret_key": env.text("S3_SECRET_KEY", "") or None,
            "addressing_style": "path",
            "signature_version": "s3v4",
            # No ACL at all: AWS refuses one on buckets whose owner is enforced, and what is put is private without.
            "default_acl": None,
            "querystring_auth": True,
            "querystring_expire": 300,
            "file_overwrite": False,
        },
    }


STORAGES = {
    "default": _files(),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "headshots.static_files.HashedStaticFiles",
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", BASE_DIR / "staticroot")
STATICFILES_DIRS = [BASE_DIR / "static"]

FILE_UPLOAD_HANDLERS = [
    "headshots.photos.uploads.ByteCap",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 40

# --- sign-in ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "headshots.accounts.adapter.StudioAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are added by their studio, never by signing up
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address that never asked to be here
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme

EMAIL_CONFIG = environ.Env.email_url_config(env.text("EMAIL_URL", "consolemail://"))
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"catchlight@{_site.hostname}")

# --- browsers --------------------------------------------------------------------------------------------------------

SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = HTTPS and not TRUSTED_PROXIES  # behind a proxy, the proxy redirects
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by machines beside us, over http
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # a share link's address never leaves the site
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # blob: is the browser's own picture of a file that was just chosen
        "img-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- log -------------------------------------------------------------------------------------------------------------

LOG_FORMAT = env.choice("LOG_FORMAT", default="plain" if DEBUG else "json", allowed=("json", "plain"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "headshots.logs.JsonFormatter"},
        "plain": {"()": "headshots.logs.PlainFormatter", "format": "%(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO").upper()},
    "loggers": {
        # Django's own loggers carry handlers of their own (mail to admins, a console): ours sees every line instead.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # A line when each task comes and one when it goes: with the sweeper that is noise. The work logs itself.
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
}
