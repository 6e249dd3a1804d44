"""Where renditions are sent from: mount it where the storage's own address of them is, so that a web server can send
what is there and ask here for the rest::

    path("uploads/renditions/", include("media.urls"))
"""

from django.urls import path

from media.views import rendition

app_name = "clinic_media"
urlpatterns = [path("<int:image_id>/<str:version>/<str:name>", rendition, name="rendition")]
