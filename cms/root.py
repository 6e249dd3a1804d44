from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

MEDIA_TYPES = ["text/html", "application/json"]


@require_safe
@vary_on_headers("Accept")
@cache_control(max_age=60)
def root(request: HttpRequest) -> HttpResponse:
    """What this server is and where its parts are: a page for people, the same links as JSON for programs."""
    links = {
        "admin": request.build_absolute_uri(reverse("wagtailadmin_home")),
        "api": request.build_absolute_uri(reverse("clinic_api:index")),
        "api_documentation": request.build_absolute_uri(reverse("clinic_api:docs")),
        "documentation": request.build_absolute_uri(reverse("documentation_index")),
    }
    if request.get_preferred_type(MEDIA_TYPES) == "application/json":
        return JsonResponse({"name": settings.WAGTAIL_SITE_NAME, "links": links})
    return render(request, "cms/root.html", {"name": settings.WAGTAIL_SITE_NAME, "links": links})
