from wagtail import hooks
from wagtail.admin.views.pages import bulk_actions as page_actions
from wagtail.admin.viewsets.pages import base_page_viewset
from wagtail.documents.views import bulk_actions as document_actions
from wagtail.images.views import bulk_actions as image_actions
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction as DeleteSnippets
from wagtail.snippets.models import register_snippet
from wagtail.users.views import bulk_actions as user_actions

from .admin_menus import ClinicContentGroup, NavigationGroup
from .article_import.button import header_button, import_urls, listing_button
from .editing.editor import (
    editor_scripts,
    editor_session_urls,
    session_script,
    tell_language_of_choices,
    typed_moments_script,
)
from .editing.first_saves import forget_rows, go_on_with_page, go_on_with_snippet, note_made
from .models.lasting_revisions import tell_gone
from .models.overtaken_saves import note_draft
from .outcomes.views import EditPageView, PageWorkflowActionView
from .pasting.editor import pasting_urls, register_pasting
from .redirects.urls import redirect_admin_urls
from .refusals.bulk_actions import one_by_one
from .refusals.moving import ConfirmMoveView
from .scheduling import notices
from .scheduling.past_ends import leave_out_past_end
from .typed_numbers.views import typed_numbers_menu_item, typed_numbers_urls
from .typed_numbers.warnings import register_warnings
from .usage.of_user import tell_what_hangs_on

register_snippet(ClinicContentGroup)
register_snippet(NavigationGroup)
base_page_viewset.move_confirm_view_class = ConfirmMoveView
base_page_viewset.edit_view_class = EditPageView
base_page_viewset.workflow_action_view_class = PageWorkflowActionView
hooks.register("before_create_page", go_on_with_page)
hooks.register("before_create_snippet", go_on_with_snippet)
hooks.register("after_create_page", note_made, order=-1)
hooks.register("after_create_snippet", note_made, order=-1)
hooks.register("before_edit_page", forget_rows, order=-1)
hooks.register("before_edit_snippet", forget_rows, order=-1)
hooks.register("before_edit_page", note_draft)
hooks.register("before_edit_snippet", note_draft)
hooks.register("before_edit_page", tell_gone)
hooks.register("before_edit_snippet", tell_gone)
hooks.register("construct_homepage_panels", notices.add_failed_schedules)
hooks.register("before_edit_page", notices.say_above_editor)
hooks.register("before_edit_snippet", notices.say_above_editor)
hooks.register("before_edit_page", leave_out_past_end)
hooks.register("before_edit_snippet", leave_out_past_end)
hooks.register("insert_editor_js", editor_scripts)
hooks.register("insert_global_admin_js", typed_moments_script)
hooks.register("insert_global_admin_js", session_script)
hooks.register("before_delete_user", tell_what_hangs_on)
for event in ("after_create_page", "after_edit_page", "after_create_snippet", "after_edit_snippet"):
    hooks.register(event, tell_language_of_choices)
hooks.register("register_admin_urls", editor_session_urls)
hooks.register("register_admin_urls", redirect_admin_urls, order=-1)

for module in (page_actions, image_actions, document_actions, user_actions):
    for name in module.__all__:
        hooks.register("register_bulk_action", one_by_one(getattr(module, name)), order=10)
hooks.register("register_bulk_action", one_by_one(DeleteSnippets), order=10)
hooks.register("register_admin_urls", typed_numbers_urls)
hooks.register("register_reports_menu_item", typed_numbers_menu_item)
register_warnings()
hooks.register("register_rich_text_features", register_pasting)
hooks.register("register_admin_urls", pasting_urls)
hooks.register("register_admin_urls", import_urls)
hooks.register("register_page_header_buttons", header_button)
hooks.register("register_page_listing_more_buttons", listing_button)
