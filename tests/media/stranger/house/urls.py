from api.views import picture
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/pictures/<int:pk>/", picture, name="picture"),
    path("uploads/renditions/", include("clinic_media.urls")),
    path("uploads/", include("clinic_media.upload_urls")),
    path("documents/", include("clinic_media.document_urls")),
]
