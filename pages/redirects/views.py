from wagtail.contrib.redirects import views

from pages.redirects.forms import RedirectForm


class CreateView(views.CreateView):
    form_class = RedirectForm


class EditView(views.EditView):
    form_class = RedirectForm
