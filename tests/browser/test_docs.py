"""The API's documentation in a browser: it is drawn whole, from this server alone, and requests can be tried."""

from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as expected
from selenium.webdriver.support.ui import WebDriverWait

from api.openapi.document import build_document

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PATIENCE_IN_SECONDS = 60
ASKED = "return performance.getEntriesByType('resource').map(entry => entry.name)"
VIOLATIONS = "return window.violations || []"
LISTEN = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", event => window.violations.push(event.violatedDirective));
"""


def test_every_address_is_shown_and_no_request_leaves_this_server(browser, live_server, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.WAGTAILAPI_BASE_URL = live_server.url
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LISTEN})
    browser.get(f"{live_server.url}/api/v2/docs/")
    wait = WebDriverWait(browser, PATIENCE_IN_SECONDS)
    shown = wait.until(expected.presence_of_all_elements_located((By.CSS_SELECTOR, ".opblock")))
    assert len(shown) == len(build_document()["paths"])
    assert browser.find_elements(By.CSS_SELECTOR, ".errors-wrapper") == []

    browser.find_element(By.ID, "operations-site-site_read").find_element(By.CSS_SELECTOR, "button").click()
    wait.until(expected.element_to_be_clickable((By.CSS_SELECTOR, ".opblock.is-open .execute"))).click()
    status = wait.until(
        expected.visibility_of_element_located((By.CSS_SELECTOR, ".live-responses-table tbody .response-col_status"))
    )
    assert status.text.startswith("200")

    asked = browser.execute_script(ASKED)
    assert any(address.endswith("/api/v2/schema/") for address in asked)
    hosts = {urlsplit(address).netloc for address in asked if not address.startswith("data:")}
    assert hosts == {urlsplit(live_server.url).netloc}
    assert browser.execute_script(VIOLATIONS) == []
