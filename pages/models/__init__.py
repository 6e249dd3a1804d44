"""Page types, snippets and settings, one file each."""

from ..scheduling.models import ScheduleFailure
from .article import ArticlePage
from .article_index import ArticleIndexPage
from .article_rows import ArticleAuthor, Citation, RelatedArticle
from .clinic import ClinicPage
from .clinic_hours import OpeningInterval, SpecialDay
from .clinic_index import ClinicIndexPage
from .clinic_telephone import Telephone
from .clinic_trust import ClinicPhoto, Insurer, Licence
from .crisis_line import CrisisLine
from .faq_item import FaqItem
from .faq_page import FaqPage
from .former_number import FormerNumber
from .home import HomePage
from .menu import Menu
from .not_found_text import NotFoundText
from .opened_form import OpenedForm
from .organisation import OrganisationSettings, SocialProfile
from .person import Credential, Person, ProfileUrl
from .revision_reference import RevisionReference
from .service import Service
from .standard import StandardPage
from .topic import Topic

__all__ = [
    "ArticleAuthor",
    "ArticleIndexPage",
    "ArticlePage",
    "Citation",
    "ClinicIndexPage",
    "ClinicPage",
    "ClinicPhoto",
    "Credential",
    "CrisisLine",
    "FaqItem",
    "FaqPage",
    "FormerNumber",
    "HomePage",
    "Insurer",
    "Licence",
    "Menu",
    "NotFoundText",
    "OpenedForm",
    "OpeningInterval",
    "OrganisationSettings",
    "Person",
    "ProfileUrl",
    "RelatedArticle",
    "RevisionReference",
    "ScheduleFailure",
    "Service",
    "SocialProfile",
    "SpecialDay",
    "StandardPage",
    "Telephone",
    "Topic",
]
