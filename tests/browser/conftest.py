"""A headless Chromium, from the machine's own packages. Without one, these tests are skipped and say so."""

import shutil

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

POLICY = "Content Security Policy"
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,1100",
]


@pytest.fixture(scope="session")
def _chromium():
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (binary and driver):
        pytest.skip("there is no chromium with chromedriver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    yield browser
    browser.quit()


@pytest.fixture
def browser(_chromium):
    """A browser without cookies, in which nothing may be refused by our own Content Security Policy."""
    _chromium.delete_all_cookies()
    yield _chromium
    refused = [entry["message"] for entry in _chromium.get_log("browser") if POLICY in entry["message"]]
    assert not refused
