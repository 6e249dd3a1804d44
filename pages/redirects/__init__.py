"""How staff enter redirects: Wagtail's own pages of the admin, with a form that knows how ``find/`` reads paths.

``forms.RedirectForm`` takes the place of Wagtail's, also where redirects are imported.
"""
