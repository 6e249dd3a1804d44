from tests.api.conftest import _plain_project, get, home, make_event, private_collection, site, spanish  # noqa: F401
