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
    """What this server is and where its parts are: a page for people, the same links as JSON for programs.

    Caches keep it, so that nothing of it comes from the ``Host`` header.
    """
    paths = {
        "admin": reverse("wagtailadmin_home"),
        "api": reverse("clinic_api:index"),
        "api_documentation": reverse("clinic_api:docs"),
        "documentation": reverse("documentation_index"),
    }
    if request.get_preferred_type(MEDIA_TYPES) == "application/json":
        links = {name: settings.CLINIC_BASE_URL + path for name, path in paths.items()}
        return JsonResponse({"name": settings.WAGTAIL_SITE_NAME, "links": links})
    return render(request, "cms/root.html", {"name": settings.WAGTAIL_SITE_NAME, "links": paths})
