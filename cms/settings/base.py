"""What all settings share. Values that differ from one installation to the next come from the environment."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import drf_spectacular_sidecar
from django.utils.translation import gettext_lazy as _

from cms.settings.content_security import content_security_policy

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "cms",
    "api",
    "pages",
    "media",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "corsheaders",
    "csp",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

# HealthMiddleware answers before all else; CorsMiddleware stands before everything else that answers.
MIDDLEWARE = [
    "cms.health.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.request_bodies.limit_request_body",
    "cms.exports.make_exports_harmless",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.logins.guess_limit.GuessLimitMiddleware",
    "axes.middleware.AxesMiddleware",
    # Last, since it calls the view itself.
    "pages.refusals.middleware.RefuseInTheAdmin",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
ASGI_APPLICATION = "cms.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# dumpdata and loaddata keep relations with ParentalManyToManyField, too.
SERIALIZATION_MODULES = {"json": "cms.serialization.json", "jsonl": "cms.serialization.jsonl"}

# Language and time

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["cms.formats"]
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
# All staff go by the installation's clock.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_I18N_ENABLED = True
# The admin's: Wagtail knows 37, but our words are there in English only (pages/locale has those that visitors read).
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", _("English"))]

# Files: everything that is written lies below var/

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Of drf-spectacular-sidecar only what api/v2/docs/ shows; the other half takes ten seconds to compress.
SWAGGER_UI = "drf_spectacular_sidecar/swagger-ui-dist"
STATICFILES_DIRS = [(SWAGGER_UI, Path(drf_spectacular_sidecar.__file__).parent / "static" / SWAGGER_UI)]
MEDIA_URL = "/uploads/"
MEDIA_ROOT = VAR_DIR / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o644

# Wagtail's page editor sends a form field for each part of each block.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# In bytes: what anybody may send. Staff may send files to the admin (cms/request_bodies.py).
CLINIC_REQUEST_MAX_BYTES = 256 * 1024

# Ours. Values that differ between installations are read from the environment in production.py.

CLINIC_BASE_URL = "http://127.0.0.1:8000"
CLINIC_FRONTEND_BASE_URL = "http://localhost:3000"
CLINIC_FRONTEND_URL_RESOLVER = "pages.frontend.frontend_url"
CLINIC_THROTTLE_RATE: str | None = "600/min"
CLINIC_THROTTLE_TRUSTED: list[str] = []
CLINIC_THROTTLE_TOKENS: list[str] = []
# To have a rendition made counts as a search does.
CLINIC_RENDITION_THROTTLE = "api.throttling.work_refusal"
# What the API has of an image or a document is where it says, and shared caches know the file by the API's keys.
CLINIC_FILE_DETAIL_VIEWS = {"images": "clinic_api:images:detail", "documents": "clinic_api:documents:detail"}
CLINIC_FILE_CACHE_HEADERS = "cms.file_caching.file_cache_headers"
CLINIC_NUM_PROXIES = 0
CLINIC_SERVE_MEDIA = True
CLINIC_ACCEL_REDIRECT = ""
# These shape what answers say of images.
CLINIC_SNAPSHOT_SETTINGS = ["CLINIC_IMAGE_PRESETS", "CLINIC_IMAGE_BASE_URL", "CLINIC_FILE_DETAIL_VIEWS"]

# The API itself knows where pages were before (api/routing), in all languages and for all that moves with a page.
WAGTAILREDIRECTS_AUTO_CREATE = False

# Tasks run at once, in the process that asks for them; production.py hands them to a worker.
TASKS: dict[str, Any] = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Wagtail

WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = CLINIC_BASE_URL
WAGTAIL_SITE_NAME = "Clinic CMS"
# What the description of the API says of those who make it.
SPECTACULAR_SETTINGS = {
    "CONTACT": {"name": "Clinic CMS"},
    "LICENSE": {"name": "Proprietary", "identifier": "LicenseRef-Proprietary"},
}
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILIMAGES_IMAGE_MODEL = "clinic_media.ClinicImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "clinic_media.ClinicDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
# api/migrations/0003 makes this configuration in PostgreSQL: words without case and accents; SQLite does so by itself.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "clinic_search"}}

# The admin asks nothing of other machines, neither about updates nor about videos (pages.embeds knows those).
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []

# The API's views choose their own classes (api/).
REST_FRAMEWORK: dict[str, Any] = {}

CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
# What a browser may send besides what it sends to everybody, and which headers of an answer its scripts may read.
CORS_ALLOW_HEADERS = ["accept", "authorization", "content-type", "if-modified-since", "if-none-match"]
CORS_EXPOSE_HEADERS = ["Content-Language", "Content-Location", "ETag", "Last-Modified", "Link", "Retry-After"]

# Wrong passwords: ten for a user name or from an address, then both wait; without a word on which of the two it is.

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
# django-axes would forget with each login all that was tried from that address, and for that name from any other.
AXES_RESET_ON_SUCCESS = False
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "api.throttling.client_address"
AXES_LOCKOUT_CALLABLE = "cms.logins.lockout.locked_out"
AXES_ENABLE_ADMIN = False
# Who logged in when is nobody's business; the log has what failed.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# The log has the address. It has no user name, since people type passwords there by mistake; the database has it.
AXES_SENSITIVE_PARAMETERS = ["username"]

# Security that needs no HTTPS; production.py adds what does.

CONTENT_SECURITY_POLICY = content_security_policy()

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "while_away": {"()": "cms.unavailable.OneLineWhileAway"},
        "refused": {"()": "cms.refused_requests.OneLine"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["while_away", "refused"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # Without a line for each address that somebody mistyped,
        "django_tasks": {"level": "WARNING"},  # nor two for each task that went well,
        "django_tasks_db": {"level": "ERROR"},  # nor for a worker that is told to stop.
    },
}
