from django.apps import apps

from .endpoints.files import DocumentsViewSet, ImagesViewSet
from .endpoints.pages import PagesViewSet
from .endpoints.robots import RobotsView
from .endpoints.routes import RoutesView
from .endpoints.sitemap import SitemapView
from .router import router

router.register_endpoint("pages", PagesViewSet)
router.register_endpoint("images", ImagesViewSet)
router.register_endpoint("documents", DocumentsViewSet)
router.register_endpoint("sitemap", SitemapView)
router.register_endpoint("robots", RobotsView)

if apps.is_installed("wagtail.contrib.redirects"):
    from .endpoints.redirects import RedirectsViewSet

    router.register_endpoint("redirects", RedirectsViewSet)

router.register_endpoint("routes", RoutesView)
