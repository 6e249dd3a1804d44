from api.router import router

from .endpoints.clinics import ClinicsViewSet
from .endpoints.faqs import FaqsViewSet
from .endpoints.feeds.views import FeedView
from .endpoints.people import PeopleViewSet
from .endpoints.search.views import SiteSearchView
from .endpoints.site.views import SiteView
from .endpoints.topics import TopicsViewSet

router.register_endpoint("clinics", ClinicsViewSet)
router.register_endpoint("faqs", FaqsViewSet)
router.register_endpoint("people", PeopleViewSet)
router.register_endpoint("topics", TopicsViewSet)
router.register_endpoint("site", SiteView)
router.register_endpoint("feed", FeedView)
router.register_endpoint("search", SiteSearchView)
