"""The machine's own Chromium, driven for a test, with a log of all that its pages say and ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By


def driven(chromium: dict[str, str], profile: Path, size: str) -> Iterator[webdriver.Chrome]:
    """A headless browser with a window of ``size`` ("1280,600") and a fresh profile; it quits at the end."""
    options = webdriver.ChromeOptions()
    options.binary_location = chromium["browser"]
    for argument in (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--disable-component-update", "--disable-sync", "--disable-quic",
        f"--window-size={size}", f"--user-data-dir={profile}",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(chromium["driver"]))
    yield driver
    driver.quit()


def opened(browser: webdriver.Chrome, data: bytes, folder: Path) -> Iterator[webdriver.Chrome]:
    """A page of ours, opened afresh; afterwards: no console message, and nothing was asked for but the page."""
    path = folder / "page.html"
    path.write_bytes(data)
    browser.get("about:blank")  # the browser's own first page has requests of its own
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get(path.as_uri())
    yield browser
    assert browser.get_log("browser") == []
    names = "return performance.getEntriesByType('resource').map(function (e) { return e.name; })"
    assert browser.execute_script(names) == []
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert {url.partition(":")[0] for url in asked} <= {"file", "data"}
    assert {url.partition("#")[0] for url in asked if url.startswith("file")} == {path.as_uri()}


def shown(page: webdriver.Chrome, selector: str) -> list[str]:
    """The texts of what can be seen."""
    return [each.text for each in page.find_elements(By.CSS_SELECTOR, selector) if each.is_displayed()]
