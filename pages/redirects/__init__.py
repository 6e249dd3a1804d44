"""How staff enter redirects: Wagtail's own pages of the admin, with a form that knows what ``find/`` will make of them.

``forms.RedirectForm`` takes the place of Wagtail's, also where redirects are imported; ``views`` show what it warns of.
What works and what does not is decided in ``api.routing``.
"""
