"""The URLs of stored files, in place of ``django.conf.urls.static``: mount it at ``MEDIA_URL``, after the URLs of
renditions (:mod:`.urls`).
"""

from django.urls import path

from .upload_views import upload

app_name = "clinic_media_uploads"
urlpatterns = [path("<path:path>", upload, name="upload")]
