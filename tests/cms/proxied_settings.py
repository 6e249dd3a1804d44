"""Settings of a server whose files the tests have made."""

import os

from tests.freshness.cached_settings import *

MEDIA_ROOT = os.environ["TESTS_MEDIA_ROOT"]
CLINIC_ACCEL_REDIRECT = os.environ.get("TESTS_ACCEL_REDIRECT", "")
CLINIC_NUM_PROXIES = int(os.environ.get("TESTS_NUM_PROXIES", "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
