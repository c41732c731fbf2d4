"""The page of ``qplan compare`` in the machine's own browser: what is shown, the switch, the print."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import browsing
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from qplan import checking, comparing, framework
from qplan.comparing import Given
from qplan.rendering import compare_html

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "compare"


@pytest.fixture(scope="module")
def browser(chromium: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    yield from browsing.driven(chromium, tmp_path_factory.mktemp("profile"), "1400,900")


def page(*names: str) -> bytes:
    pack = framework.load()
    given = [Given(name, checking.load(GOLDEN / name), pack) for name in names]
    return compare_html.render(comparing.compare(given, pack))


@pytest.fixture
def versions(browser: webdriver.Chrome, tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """Two versions' page, opened afresh; afterwards: no console message, and no network was asked."""
    yield from browsing.opened(browser, page("2025.yaml", "2026.yaml"), tmp_path)


def test_only_what_differs_is_shown_until_all_is_asked_for(versions: webdriver.Chrome) -> None:
    rows = "#asked tbody tr:not(.group)"
    assert len(browsing.shown(versions, rows)) == 2
    assert len(browsing.shown(versions, "#asked .group")) == 2
    versions.find_element(By.CSS_SELECTOR, ".bar label").click()
    assert len(browsing.shown(versions, rows)) == 45
    assert len(browsing.shown(versions, "#asked .group")) == 7
    versions.find_element(By.CSS_SELECTOR, ".bar label").click()
    assert len(browsing.shown(versions, rows)) == 2


def test_a_mark_leads_to_its_requirement_even_where_it_is_hidden(versions: webdriver.Chrome) -> None:
    versions.find_element(By.CSS_SELECTOR, "#areas a.dot[href='#r-A1.1']").click()
    assert versions.find_element(By.ID, "r-A1.1").is_displayed()


def test_changes_of_targets_and_tasks_stand_on_the_page(versions: webdriver.Chrome) -> None:
    assert "+0.5个百分点" in browsing.shown(versions, "#targets .change")
    assert "+2000万元" in browsing.shown(versions, "#targets .change")
    tasks = browsing.shown(versions, "#tasks li")
    assert tasks[:2] == ["（三）加强特种设备安全监管", "（二）打造绿色工厂"]
    assert "县市场监管局由配合改为责任" in tasks[2]


def test_no_state_has_a_colour_of_its_own(versions: webdriver.Chrome) -> None:
    """One ink for all: nothing is shown as better or worse."""
    looks = versions.execute_script(
        "return Array.prototype.map.call(document.querySelectorAll('#areas td .dot, #asked td b'), function (e) {"
        " var s = getComputedStyle(e); return s.color + s.borderTopColor + s.backgroundColor; });"
    )
    dots = versions.execute_script(
        "return Array.prototype.map.call(document.querySelectorAll('.dot'), function (e) {"
        " return getComputedStyle(e).borderTopColor; });"
    )
    assert len(set(dots)) == 1
    assert len(set(looks)) <= 2  # marks that are links, and words


def test_it_prints_on_landscape_paper(versions: webdriver.Chrome) -> None:
    printed = versions.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    data = base64.b64decode(printed["data"])
    assert data.startswith(b"%PDF")
    box = data.partition(b"/MediaBox")[2].partition(b"]")[0].strip(b" [").split()
    assert float(box[2]) > float(box[3])


def test_ten_plans_scroll_within_the_page(browser: webdriver.Chrome, tmp_path: Path) -> None:
    path = tmp_path / "many.html"
    path.write_bytes(page(*["2025.yaml", "town.yaml"] * 5))
    browser.get(path.as_uri())
    heads = browsing.shown(browser, "#areas thead th")
    assert heads[:3] == ["方面", "甲", "乙"]
    assert len(heads) <= 11
    overflow = "return document.documentElement.scrollWidth <= window.innerWidth"
    assert browser.execute_script(overflow)


def test_what_a_plan_says_cannot_become_a_part_of_the_page(browser: webdriver.Chrome, tmp_path: Path) -> None:
    text = (
        (GOLDEN / "2026.yaml").read_text(encoding="utf-8").replace("统一展板", "<script>document.title='x'</script><b>")
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    pack = framework.load()
    given = [
        Given("<i>2025</i>", checking.load(GOLDEN / "2025.yaml"), pack),
        Given("a.yaml", checking.load(tmp_path / "a.yaml"), pack),
    ]
    path = tmp_path / "a.html"
    path.write_bytes(compare_html.render(comparing.compare(given, pack)))
    browser.get(path.as_uri())
    assert browser.title.startswith("方案比较")
    assert "<i>2025</i>" in browser.find_element(By.ID, "plans").text
