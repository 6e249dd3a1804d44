from wagtail import hooks
from wagtail.snippets.models import register_snippet

from pages.models.lasting_revisions import tell_gone
from pages.models.overtaken_saves import note_draft
from pages.redirects.urls import redirect_admin_urls
from pages.scheduling import notices
from pages.snippets import ClinicContentGroup, NavigationGroup

register_snippet(ClinicContentGroup)
register_snippet(NavigationGroup)
hooks.register("before_edit_page", note_draft)
hooks.register("before_edit_snippet", note_draft)
hooks.register("before_edit_page", tell_gone)
hooks.register("before_edit_snippet", tell_gone)
hooks.register("construct_homepage_panels", notices.add_failed_schedules)
hooks.register("before_edit_page", notices.say_above_editor)
hooks.register("before_edit_snippet", notices.say_above_editor)
hooks.register("register_admin_urls", redirect_admin_urls, order=-1)
