from django.apps import apps

from api.discovery.robots import RobotsView
from api.discovery.sitemap_views import SitemapView
from api.endpoints.files import DocumentsViewSet, ImagesViewSet
from api.endpoints.pages import PagesViewSet
from api.router import router
from api.routing.views import RoutesView

router.register_endpoint("pages", PagesViewSet)
router.register_endpoint("images", ImagesViewSet)
router.register_endpoint("documents", DocumentsViewSet)
router.register_endpoint("sitemap", SitemapView)
router.register_endpoint("robots", RobotsView)

if apps.is_installed("wagtail.contrib.redirects"):
    from api.endpoints.redirects import RedirectsViewSet

    router.register_endpoint("redirects", RedirectsViewSet)

router.register_endpoint("routes", RoutesView)
