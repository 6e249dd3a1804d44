"""Settings for work on the project: debug pages, no secrets, the same database as ``make run``."""

from cms.settings.base import *
from cms.settings.databases import database_from_environment
from cms.settings.environment import env, load_environment_file

load_environment_file(default=VAR_DIR / "local.env")

DEBUG = True
SECRET_KEY = env("CLINIC_SECRET_KEY") or "only-for-development"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASES = {"default": database_from_environment(VAR_DIR / "db.sqlite3")}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
CLINIC_BASE_URL = (env("CLINIC_BASE_URL") or "http://127.0.0.1:8000").rstrip("/")
CLINIC_FRONTEND_BASE_URL = (env("CLINIC_FRONTEND_BASE_URL") or "http://localhost:3000").rstrip("/")
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = CLINIC_BASE_URL
TIME_ZONE = env("CLINIC_TIME_ZONE")
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
CORS_ALLOW_ALL_ORIGINS = True
CLINIC_THROTTLE_RATE = None
