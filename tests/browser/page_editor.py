"""Wagtail's page editor, driven as a person would: clicks and keys."""

from __future__ import annotations

from collections.abc import Callable

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
    TimeoutException,
)
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions as expected
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE_IN_SECONDS = 20
ATTEMPTS = 8
# What an element answers that is being drawn anew, or that something stands in front of.
PASSING = (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)


class PageEditor:
    def __init__(self, browser: WebDriver, server: str) -> None:
        self.browser = browser
        self.server = server
        self.wait = WebDriverWait(browser, PATIENCE_IN_SECONDS)
        self.blocks = 0

    def log_in(self, username: str, password: str) -> None:
        self.browser.get(f"{self.server}/admin/login/")
        self.type("[name=username]", username)
        self.type("[name=password]", password)
        self.click("button[type=submit]")
        self.wait.until(expected.presence_of_element_located((By.CSS_SELECTOR, ".sidebar-menu-item")))

    def open(self, path: str) -> None:
        self.browser.get(self.server + path)
        self.wait.until(expected.presence_of_element_located((By.CSS_SELECTOR, "[data-edit-form]")))

    def add_block(self, label: str) -> str:
        """Adds a block at the end of the body; returns the name that its fields begin with."""
        prefix = f"body-{self.blocks}-value"
        self.blocks += 1
        soon = WebDriverWait(self.browser, 6)
        for _ in range(ATTEMPTS):
            try:
                self._open_block_picker(soon)
                self._option(label).click()
                soon.until(expected.presence_of_element_located((By.CSS_SELECTOR, f"[name^='{prefix}']")))
            except (*PASSING, TimeoutException):
                continue
            return prefix
        raise TimeoutException(f"No block {label!r} after {ATTEMPTS} attempts.")

    def _open_block_picker(self, soon: WebDriverWait) -> None:
        """Presses the last plus sign, unless a picker is open: another press would close it."""
        options = (By.CSS_SELECTOR, "[role=option]")
        if not any(option.is_displayed() for option in self.browser.find_elements(*options)):
            self.press(self.last("[data-contentpath=body] .c-sf-add-button"))
        soon.until(expected.visibility_of_element_located(options))

    def _option(self, label: str) -> WebElement:
        option = self.browser.find_element(By.XPATH, f"//*[@role='option'][normalize-space()='{label}']")
        self.show(option)
        return option

    def choose(self, field: str, title: str) -> None:
        """Opens the chooser of the field of that name, searches for ``title`` and takes what is found."""
        self._open_chooser(field).send_keys(title)
        self.press_at(f"//*[contains(@class, 'modal-dialog')]//a[contains(normalize-space(), '{title}')]")
        self.wait.until(expected.invisibility_of_element_located((By.CSS_SELECTOR, ".modal-dialog")))

    def offered(self, field: str) -> list[str]:
        """Opens the chooser of the field of that name; returns what can be chosen there."""
        self._open_chooser(field)
        choices = self.browser.find_elements(By.CSS_SELECTOR, ".modal-dialog [data-chooser-modal-choice]")
        return [choice.text.strip() for choice in choices]

    def _open_chooser(self, field: str) -> WebElement:
        """Presses the chooser's button; again, where the editor was still busy. Returns the field to search in."""
        soon = WebDriverWait(self.browser, 8)
        search = expected.element_to_be_clickable((By.CSS_SELECTOR, ".modal-dialog [name=q]"))
        for _ in range(ATTEMPTS):
            self.press_at(f"//*[@id='{field}-chooser']//button[starts-with(normalize-space(), 'Choose')]")
            try:
                return soon.until(search)
            except TimeoutException:
                continue
        return self.wait.until(search)

    def write(self, prefix: str, text: str) -> None:
        """Types into the rich text whose field begins with ``prefix``."""
        path = f"//*[starts-with(@name, '{prefix}')]/ancestor::*[.//*[@role='textbox']][1]//*[@role='textbox']"
        area = self.wait.until(expected.presence_of_element_located((By.XPATH, path)))
        self.press(area)
        ActionChains(self.browser).send_keys(text).perform()

    def fill_table(self, kind: str, heading: str, cell: str) -> None:
        """Makes one column of that kind, with one row, which the editor adds by itself."""
        self.press_button("Add column")
        self.press_button(kind)
        self.last(".typed-table-block thead input[type=text]").send_keys(heading)
        self.last(".typed-table-block tbody input[type=text]").send_keys(cell)

    def press_button(self, text: str) -> None:
        """Presses the last visible button that says exactly this."""
        found = f"//*[@data-contentpath='body']//button[normalize-space()='{text}']"
        buttons = self.wait.until(expected.visibility_of_any_elements_located((By.XPATH, found)))
        self.press(buttons[-1])

    def publish(self) -> None:
        self.press(self.find("footer [data-w-dropdown-target=toggle]"))
        self.press(self.wait.until(expected.element_to_be_clickable((By.CSS_SELECTOR, "[name=action-publish]"))))
        self.wait.until(expected.presence_of_element_located((By.CSS_SELECTOR, ".messages li")))

    @property
    def messages(self) -> str:
        found = self.browser.find_elements(By.CSS_SELECTOR, ".messages li")
        return " ".join(element.get_attribute("textContent") for element in found)

    def type(self, selector: str, text: str) -> None:
        field = self.find(selector)
        self.show(field)
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(text)

    def click(self, selector: str) -> None:
        self.press(self.find(selector))

    def press(self, element: WebElement) -> None:
        self._press(lambda: element)

    def press_at(self, path: str) -> None:
        """Clicks what stands at an XPath, once it is there."""
        self._press(lambda: self.browser.find_element(By.XPATH, path))

    def _press(self, find: Callable[[], WebElement]) -> None:
        """Clicks; again, while the element is being redrawn or something that moves stands in front of it."""

        def pressed(browser: WebDriver) -> bool:
            element = find()
            self.show(element)
            element.click()
            return True

        WebDriverWait(self.browser, PATIENCE_IN_SECONDS, ignored_exceptions=PASSING).until(pressed)

    def show(self, element: WebElement) -> None:
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)

    def find(self, selector: str) -> WebElement:
        return self.wait.until(expected.presence_of_element_located((By.CSS_SELECTOR, selector)))

    def last(self, selector: str) -> WebElement:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)[-1]
