"""Django's system checks of what a project has to set up. Each message has an id that stays, and says what to do.

=====================  ===============================================================================================
``models``             ``W001``, ``W002``, ``W004``, ``W005``: Wagtail uses these models and forms
``project_settings``   ``E001``, ``E002``, ``E004``: settings of this app can be used
``addresses``          ``W003``, ``W006``, ``W007``: files are sent from where answers and storages say
=====================  ===============================================================================================
"""

from . import addresses, models, project_settings

__all__ = ["addresses", "models", "project_settings"]
