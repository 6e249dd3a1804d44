"""Settings of the tests: SQLite, or the PostgreSQL that ``DATABASE_URL`` names; uploads in a folder that goes away."""

import atexit
import shutil
import tempfile
from pathlib import Path

from cms.settings.base import *
from cms.settings.databases import database_from_environment

INSTALLED_APPS = [*INSTALLED_APPS, "tests.plugin", "tests.revised"]

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
DEBUG = False

MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="clinic-cms-tests-"))
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)

# SQLite in files and not in memory: the server of browser tests answers in threads, each with a connection of its own.
DATABASES = {"default": database_from_environment(MEDIA_ROOT / "db.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(MEDIA_ROOT / "test.sqlite3")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CLINIC_THROTTLE_RATE = None
