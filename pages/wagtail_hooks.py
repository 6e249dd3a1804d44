from wagtail.snippets.models import register_snippet

from pages.snippets import ClinicContentGroup

register_snippet(ClinicContentGroup)
