from api.router import router
from pages.clinics.views import ClinicsViewSet
from pages.faqs.views import FaqsViewSet
from pages.feeds.views import FeedView
from pages.people.views import PeopleViewSet
from pages.search.views import SiteSearchView
from pages.site.views import SiteView
from pages.topics.views import TopicsViewSet

router.register_endpoint("clinics", ClinicsViewSet)
router.register_endpoint("faqs", FaqsViewSet)
router.register_endpoint("people", PeopleViewSet)
router.register_endpoint("topics", TopicsViewSet)
router.register_endpoint("site", SiteView)
router.register_endpoint("feed", FeedView)
router.register_endpoint("search", SiteSearchView)
