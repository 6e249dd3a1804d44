"""Django's system checks of a project's set-up. Each message has a stable id and a hint.

=====================  ===============================================================================================
``models``             ``W001``, ``W002``, ``W004``, ``W005``: Wagtail uses these models and forms
``project_settings``   ``E001``, ``E002``, ``E004``: settings of this app can be used
``installed_apps``     ``E003``: the apps that this one builds on are installed
``places``             ``E005``: uploads are stored apart from code
``addresses``          ``W003``, ``W006``, ``W007``, ``W008``: files are served at the URLs in responses and storages
=====================  ===============================================================================================
"""

from . import addresses, installed_apps, models, places, project_settings

__all__ = ["addresses", "installed_apps", "models", "places", "project_settings"]
