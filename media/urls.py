"""Where renditions are sent from: mount it where the storage's own address of them is, so that a web server can send
what is there and ask here for the rest. That is ``uploads/renditions/`` where ``MEDIA_URL`` is ``/uploads/``.
"""

from django.urls import path

from .views import rendition

app_name = "clinic_media"
urlpatterns = [path("<int:image_id>/<str:version>/<str:name>", rendition, name="rendition")]
