"""Settings of a real server: everything that differs between installations comes from environment variables.

They may also stand in the file ``.env`` beside ``manage.py`` (or the one that ``CLINIC_ENV_FILE`` names).
"""

from pathlib import Path
from typing import Any

from whitenoise.compress import Compressor

from cms.settings.base import *
from cms.settings.content_security import content_security_policy
from cms.settings.databases import database_from_environment
from cms.settings.environment import (
    DATABASE_TASKS,
    NO_LIMIT,
    env,
    load_environment_file,
    origin,
    require_complete_environment,
)
from cms.settings.search import search_backends
from cms.settings.storages import upload_addresses, upload_storage

load_environment_file(default=BASE_DIR / ".env")
require_complete_environment()

DEBUG = False
SECRET_KEY = env("CLINIC_SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in env("CLINIC_ALLOWED_HOSTS")]

# Language and time

TIME_ZONE = env("CLINIC_TIME_ZONE")
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

# Addresses

CLINIC_BASE_URL = env("CLINIC_BASE_URL").rstrip("/")
CLINIC_FRONTEND_BASE_URL = env("CLINIC_FRONTEND_BASE_URL").rstrip("/")
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = CLINIC_BASE_URL
WAGTAIL_SITE_NAME = env("CLINIC_SITE_NAME")
CORS_ALLOWED_ORIGINS = env("CLINIC_CORS_ORIGINS") or [origin(CLINIC_FRONTEND_BASE_URL)]
CSRF_TRUSTED_ORIGINS = [origin(CLINIC_BASE_URL)]

# Files and storage

# WhiteNoise stands directly after SecurityMiddleware, as its makers ask.
MIDDLEWARE = [*MIDDLEWARE[:2], "whitenoise.middleware.WhiteNoiseMiddleware", *MIDDLEWARE[2:]]
VAR_DIR = Path(env("CLINIC_VAR_DIR") or VAR_DIR).resolve()
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "uploads"
DATABASES = {"default": database_from_environment(VAR_DIR / "db.sqlite3")}
CLINIC_SERVE_MEDIA = env("CLINIC_SERVE_MEDIA") and not env("CLINIC_S3_BUCKET")
CLINIC_ACCEL_REDIRECT = env("CLINIC_ACCEL_REDIRECT")
CLINIC_IMAGE_BASE_URL = env("CLINIC_IMAGE_BASE_URL").rstrip("/")
CLINIC_IMAGE_GRACE_PERIOD = env("CLINIC_IMAGE_GRACE_PERIOD")
STORAGES = {
    "default": upload_storage(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Only what is sent is kept, under names with a hash, and source maps, which nobody is sent unasked, are not compressed:
# a first start would take three times as long for it.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
if env("REDIS_URL"):
    CACHES = {"default": {"BACKEND": "cms.caching.FailOpenRedisCache", "LOCATION": env("REDIS_URL")}}

# The API

CLINIC_THROTTLE_TRUSTED = env("CLINIC_THROTTLE_TRUSTED")
CLINIC_THROTTLE_TOKENS = env("CLINIC_THROTTLE_TOKENS")
CLINIC_THROTTLE_RATE = None if env("CLINIC_THROTTLE_RATE") == NO_LIMIT else env("CLINIC_THROTTLE_RATE")
CLINIC_NUM_PROXIES = env("CLINIC_NUM_PROXIES")

CLINIC_CACHE_MAX_AGE = env("CLINIC_CACHE_MAX_AGE")
CLINIC_CACHE_SHARED_MAX_AGE = env("CLINIC_CACHE_SHARED_MAX_AGE")
CLINIC_CACHE_STALE_WHILE_REVALIDATE = env("CLINIC_CACHE_STALE_WHILE_REVALIDATE")
CLINIC_CACHE_STALE_IF_ERROR = env("CLINIC_CACHE_STALE_IF_ERROR")
CLINIC_CACHE_PURGE: dict[str, dict[str, Any]] = {}
if env("CLINIC_VARNISH_URLS"):
    CLINIC_CACHE_PURGE["varnish"] = {
        "BACKEND": "api.purging.backends.VarnishBackend",
        "LOCATION": env("CLINIC_VARNISH_URLS"),
    }
if env("CLINIC_FASTLY_SERVICE_ID"):
    CLINIC_CACHE_PURGE["fastly"] = {
        "BACKEND": "api.purging.backends.FastlyBackend",
        "SERVICE_ID": env("CLINIC_FASTLY_SERVICE_ID"),
        "API_TOKEN": env("CLINIC_FASTLY_TOKEN"),
    }
if env("CLINIC_CLOUDFLARE_ZONE_ID"):
    CLINIC_CACHE_PURGE["cloudflare"] = {
        "BACKEND": "api.purging.backends.CloudflareBackend",
        "ZONE_ID": env("CLINIC_CLOUDFLARE_ZONE_ID"),
        "API_TOKEN": env("CLINIC_CLOUDFLARE_TOKEN"),
    }

WAGTAILSEARCH_BACKENDS = search_backends(WAGTAILSEARCH_BACKENDS["default"])

# A bucket is private: who may have a document is sent to an address that soon expires.
if env("CLINIC_S3_BUCKET"):
    WAGTAILDOCS_SERVE_METHOD = "redirect"

# Background tasks: `manage.py db_worker` works them off; `manage.py serve` starts one beside itself.

if env("CLINIC_TASKS") == DATABASE_TASKS:
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

CONTENT_SECURITY_POLICY = content_security_policy([CLINIC_IMAGE_BASE_URL, *upload_addresses()])

# Email. Without a mail server, messages go to the log and nobody is offered a reset by email.

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = env("CLINIC_FROM_EMAIL")
WAGTAIL_PASSWORD_RESET_ENABLED = bool(env("EMAIL_URL"))

# Security

CLINIC_HTTPS = env("CLINIC_HTTPS")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CLINIC_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if CLINIC_HTTPS else 0
if CLINIC_NUM_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# W005, W021: whether other hosts of the domain, or browsers' built-in lists, ask for HTTPS is for the domain's owner to
# say. W019: the admin shows previews in frames of its own.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]

LOGGING["root"]["level"] = env("CLINIC_LOG_LEVEL")
