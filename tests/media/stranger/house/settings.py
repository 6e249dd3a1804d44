"""What ``wagtail start`` writes, in short, with apps of the project's own that are named as ours are."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

INSTALLED_APPS = [
    "media",
    "api",
    "clinic_media",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "house.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "house.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = "known to everybody"
ALLOWED_HOSTS = ["testserver"]
USE_TZ = True
STATIC_URL = "/static/"
MEDIA_URL = "/uploads/"
MEDIA_ROOT = BASE_DIR / "var" / "uploads"

WAGTAIL_SITE_NAME = "House"
WAGTAILADMIN_BASE_URL = "https://house.example.org"
WAGTAILIMAGES_IMAGE_MODEL = "clinic_media.ClinicImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "clinic_media.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "clinic_media.ClinicDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "clinic_media.forms.DocumentForm"

CLINIC_IMAGE_PRESETS = {"content": {"widths": [480]}}
CLINIC_FILE_DETAIL_VIEWS = {"images": "picture"}
CLINIC_FILE_CACHE_HEADERS = "api.caching.headers"
