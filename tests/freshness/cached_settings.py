"""Settings of a server behind a cache that is told of changes."""

from cms.settings.test import *

CLINIC_CACHE_SHARED_MAX_AGE = 3600
