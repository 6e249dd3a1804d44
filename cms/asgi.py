"""``application`` for ASGI servers such as uvicorn; production settings unless DJANGO_SETTINGS_MODULE names others."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

django_application = get_asgi_application()

# What asks for users can be imported only when Django is set up.
from cms.asgi_bodies import LimitedBodies  # noqa: E402

application = LimitedBodies(django_application)
