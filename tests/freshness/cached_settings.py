"""Settings of a server behind a cache that is told of changes."""

from cms.settings.test import *

CLINIC_CACHE_SHARED_MAX_AGE = 3600
# Answers name their keys; it is the tests that purge.
CLINIC_CACHE_PURGE = {
    "varnish": {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": "http://127.0.0.1:9"},
}
