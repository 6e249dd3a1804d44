from __future__ import annotations

from django.contrib.staticfiles import finders

#: One of the files of the interactive documentation: Swagger UI's, from a package that is an app.
SCRIPT = "drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js"


def has_viewer() -> bool:
    """Whether the project has the files of the interactive documentation."""
    return finders.find(SCRIPT) is not None
