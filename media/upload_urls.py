"""Where stored files are asked for, in the place of ``django.conf.urls.static``: mount it at ``MEDIA_URL``, behind
``media.urls``::

    path("uploads/renditions/", include("media.urls"))
    path("uploads/", include("media.upload_urls"))
"""

from django.urls import path

from media.upload_views import upload

app_name = "clinic_media_uploads"
urlpatterns = [path("<path:path>", upload, name="upload")]
