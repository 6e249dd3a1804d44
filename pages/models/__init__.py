"""Page types, snippets and settings, one file each."""

from pages.models.article import ArticlePage
from pages.models.article_index import ArticleIndexPage
from pages.models.article_rows import ArticleAuthor, Citation, RelatedArticle
from pages.models.clinic import ClinicPage
from pages.models.clinic_hours import OpeningInterval, SpecialDay
from pages.models.clinic_index import ClinicIndexPage
from pages.models.clinic_telephone import Telephone
from pages.models.clinic_trust import ClinicPhoto, Insurer, Licence
from pages.models.crisis_line import CrisisLine
from pages.models.faq_item import FaqItem
from pages.models.faq_page import FaqPage
from pages.models.former_number import FormerNumber
from pages.models.home import HomePage
from pages.models.menu import Menu
from pages.models.not_found_text import NotFoundText
from pages.models.opened_form import OpenedForm
from pages.models.organisation import OrganisationSettings, SocialProfile
from pages.models.person import Credential, Person, ProfileUrl
from pages.models.revision_reference import RevisionReference
from pages.models.service import Service
from pages.models.standard import StandardPage
from pages.models.topic import Topic
from pages.scheduling.models import ScheduleFailure

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
