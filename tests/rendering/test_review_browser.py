from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import browsing
import pdfplumber
import pytest
import review_samples
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from qplan.rendering import review

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    yield from browsing.driven(chromium, tmp_path_factory.mktemp("profile"), "1280,600")


@pytest.fixture
def page(browser: webdriver.Chrome, tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """The sample's page; afterwards: no console message, and nothing was asked for but the page."""
    yield from browsing.opened(browser, review.render(*review_samples.sample()), tmp_path)


def lines(page: webdriver.Chrome) -> list[str]:
    return [each.get_attribute("id") for each in page.find_elements(By.CLASS_NAME, "line") if each.is_displayed()]


def rows(page: webdriver.Chrome) -> int:
    return sum(each.is_displayed() for each in page.find_elements(By.CLASS_NAME, "pair"))


def press(page: webdriver.Chrome, key: str) -> None:
    page.switch_to.active_element.send_keys(key)


def current(page: webdriver.Chrome) -> list[str]:
    return [each.get_attribute("id") for each in page.find_elements(By.CLASS_NAME, "current")]


def choose(page: webdriver.Chrome, look: str) -> None:
    page.find_element(By.CSS_SELECTOR, f"[data-look='{look}']").click()


@pytest.mark.parametrize(
    "look, shown, groups",
    [
        ("doubt", ["e8", "e11"], 2), ("differ", ["e8", "e10", "e11"], 2), ("dropped", ["e0", "e17", "e18"], 3),
        ("kept", ["e14", "e15", "e16", "e19"], 4), ("", [f"e{n}" for n in range(20)], 16),
    ],
)  # fmt: skip
def test_the_filters_leave_what_they_name(page: webdriver.Chrome, look: str, shown: list[str], groups: int) -> None:
    choose(page, look)
    assert lines(page) == shown
    assert rows(page) == groups
    pressed = page.find_elements(By.CSS_SELECTOR, "[aria-pressed='true']")
    assert [each.get_attribute("data-look") for each in pressed] == [look]
    assert page.find_element(By.ID, "count").text == (f"{len(shown)} 段" if look else "")


def test_the_source_is_searched_without_regard_to_width(page: webdriver.Chrome) -> None:
    field = page.find_element(By.ID, "words")
    field.send_keys("(2) 冷库")
    assert lines(page) == ["e11"]
    field.clear()
    field.send_keys("没有这样的词")
    assert rows(page) == 0
    page.find_element(By.CSS_SELECTOR, ".none button").click()
    assert len(lines(page)) == 20


def test_n_and_p_go_from_doubt_to_doubt(page: webdriver.Chrome) -> None:
    press(page, "n")
    assert current(page) == ["e8"]
    assert page.switch_to.active_element.get_attribute("id") == "e8"
    press(page, "n")
    assert current(page) == ["e11"]
    assert page.find_element(By.ID, "count").text == "第 2/2 处"
    top = page.execute_script("return document.getElementById('e11').getBoundingClientRect().top")
    assert 0 < top < page.execute_script("return window.innerHeight")
    press(page, "n")
    assert current(page) == ["e8"]
    press(page, "p")
    assert current(page) == ["e11"]


def test_a_doubt_that_is_filtered_out_comes_back(page: webdriver.Chrome) -> None:
    choose(page, "kept")
    press(page, "p")
    assert current(page) == ["e11"]
    assert len(lines(page)) == 20


def test_the_list_of_doubts_leads_there(page: webdriver.Chrome) -> None:
    choose(page, "dropped")
    page.find_element(By.CSS_SELECTOR, ".doubts a[href='#e11']").click()
    assert current(page) == ["e11"]
    assert page.find_element(By.ID, "e11").is_displayed()


def test_letters_typed_into_the_search_are_letters(page: webdriver.Chrome) -> None:
    press(page, "/")
    field = page.switch_to.active_element
    assert field.get_attribute("id") == "words"
    field.send_keys("np")
    assert current(page) == []
    assert field.get_attribute("value") == "np"
    field.send_keys(Keys.ESCAPE)
    assert len(lines(page)) == 20


def test_both_sides_stand_beside_each_other(page: webdriver.Chrome) -> None:
    for width in (1280, 1600):
        page.set_window_size(width, 600)
        for row in page.find_elements(By.CLASS_NAME, "pair"):
            source, result = row.find_elements(By.XPATH, "./td")
            assert source.rect["y"] == result.rect["y"]
            assert source.rect["x"] + source.rect["width"] <= result.rect["x"] + 1
        assert page.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


def test_without_script_everything_is_there(browser: webdriver.Chrome, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    path.write_bytes(review.render(*review_samples.sample()))
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(path.as_uri())
        assert len(lines(browser)) == 20
        assert not browser.find_element(By.ID, "filter").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_it_prints_on_landscape_pages_with_both_sides(page: webdriver.Chrome) -> None:
    printed = page.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    with pdfplumber.open(io.BytesIO(base64.b64decode(printed))) as pdf:
        assert {(round(each.width), round(each.height)) for each in pdf.pages} == {(842, 595)}
        # Some of the characters come back as radicals that look alike.
        text = unicodedata.normalize("NFKC", "".join(each.extract_text() for each in pdf.pages))
        found = [place for each in pdf.pages for place in each.search("〔2026〕3", regex=False)]
    assert text.startswith("导 入 核 对")
    assert "上一处" not in text
    assert len(found) == 2
    assert found[1]["x0"] - found[0]["x0"] > 300
