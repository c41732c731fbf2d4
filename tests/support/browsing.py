"""The machine's own Chromium, driven for a test, with a log of all that its pages say and ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service


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
