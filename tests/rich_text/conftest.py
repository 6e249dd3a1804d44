from tests.api.conftest import _plain_project, get, home, make_event, site, spanish  # noqa: F401
