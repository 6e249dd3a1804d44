"""How staff enter redirects: Wagtail's own pages of the admin, with a form that knows how ``find/`` resolves them.

``forms.RedirectForm`` replaces Wagtail's, also in imports; ``views`` show its warnings. Whether a redirect works is
decided in ``api.routing``.
"""
