"""Settings of the benchmark: those of a real server, on a database of its own, without a limit of requests."""

import os
from pathlib import Path

from cms.settings.base import *
from cms.settings.databases import database_from_url, sqlite_url

BENCH_DIR = Path(os.environ.get("BENCH_DIR") or VAR_DIR / "bench")
INSTALLED_APPS = [*INSTALLED_APPS, "bench.plain", "wagtail.api.v2"]
ROOT_URLCONF = "bench.urls"
DEBUG = False
SECRET_KEY = "only-for-the-benchmark"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
MEDIA_ROOT = BENCH_DIR / "uploads"
DATABASES = {"default": database_from_url(os.environ.get("BENCH_DATABASE_URL") or sqlite_url(BENCH_DIR / "db.sqlite3"))}
CLINIC_THROTTLE_RATE = None
CORS_ALLOWED_ORIGINS = ["http://localhost:3000"]
LOGGING["root"]["level"] = "ERROR"
# bench/images.py counts how often a rendition was made.
RENDITIONS_LOG = BENCH_DIR / "renditions.log"
LOGGING["handlers"]["renditions"] = {"class": "logging.FileHandler", "filename": RENDITIONS_LOG, "delay": True}
LOGGING["loggers"]["media.renditions.storing"] = {"handlers": ["renditions"], "level": "DEBUG", "propagate": False}
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
