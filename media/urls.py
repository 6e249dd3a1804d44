"""The URLs of renditions: mount it at the storage's own URL for them, so that a web server can serve existing files and
forward requests for the rest. That is ``uploads/renditions/`` if ``MEDIA_URL`` is ``/uploads/``.
"""

from django.urls import path

from .views import rendition

app_name = "clinic_media"
urlpatterns = [path("<int:image_id>/<str:version>/<str:name>", rendition, name="rendition")]
