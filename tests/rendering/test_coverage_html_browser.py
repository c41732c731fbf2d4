"""The page of coverage in a real browser: the picture by mouse and keyboard, filters, print, five hundred tasks."""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import browsing
import pytest
from coverages import CLOSING
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from qplan import checking, collation, covering, framework
from qplan.collation import heatmap
from qplan.collation.heatmap import Picture
from qplan.covering import Coverage
from qplan.plan import Claim, Document, Duty, Item, Plan, Section
from qplan.rendering import coverage_html

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "heatmap"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return checking.load(GOLDEN / "plan.yaml")


@pytest.fixture(scope="module")
def coverage(plan: Plan) -> Coverage:
    return covering.cover(plan, framework.load())


@pytest.fixture(scope="module")
def picture(coverage: Coverage, plan: Plan) -> Picture:
    return heatmap.picture(coverage, plan)


@pytest.fixture(scope="module")
def browser(chromium: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    yield from browsing.driven(chromium, tmp_path_factory.mktemp("profile"), "1280,900")


@pytest.fixture
def page(browser: webdriver.Chrome, coverage: Coverage, plan: Plan, tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """The page, opened afresh; afterwards: no console message, and nothing was asked of any network."""
    yield from browsing.opened(browser, coverage_html.render(coverage, plan), tmp_path)


def cell(page: webdriver.Chrome, task: str, place: str) -> WebElement:
    """The cell of the picture whose label says this task and this place of the national plan."""
    return next(
        each
        for each in page.find_elements(By.CSS_SELECTOR, "#cross td a")
        if task in (each.get_attribute("aria-label") or "").split("：")[0] and place in each.get_attribute("aria-label")
    )


def active(page: webdriver.Chrome) -> str:
    return page.switch_to.active_element.get_attribute("aria-label") or ""


def test_a_click_shows_the_evidence_beside_the_picture(page: webdriver.Chrome) -> None:
    assert browsing.shown(page, "#panel h3") == []
    cell(page, "放心餐桌", "二（六）第1句").click()
    (panel,) = browsing.shown(page, "#panel")
    for words in (
        "2.放心餐桌", "二（六）第1句", "食品安全四个最严", "写到但不全", "加强校园食堂食品安全监管。", "牵头：县教育局",
        "责任：县市场监管局", "为什么算", "为什么不全", "理由：只管校园食堂",
    ):  # fmt: skip
        assert words in panel
    assert any("食品安全" in each for each in browsing.shown(page, "#panel mark"))
    page.find_element(By.ID, "close").click()
    assert browsing.shown(page, "#panel h3") == []
    assert "放心餐桌" in active(page)


def test_a_second_click_closes_and_another_cell_replaces_it(page: webdriver.Chrome) -> None:
    cell(page, "清洁街巷", "二（五）第3句").click()
    assert len(browsing.shown(page, "#panel h4")) == 2  # what is written, and what is only claimed
    cell(page, "工作思路", "二（一）第1句").click()
    assert browsing.shown(page, "#panel h3") == ["（一）工作思路"]
    cell(page, "工作思路", "二（一）第1句").click()
    assert browsing.shown(page, "#panel h3") == []


def test_the_picture_is_one_stop_of_the_tab_key_and_arrows_go_on(page: webdriver.Chrome) -> None:
    assert len(page.find_elements(By.CSS_SELECTOR, "#cross a[tabindex='0']")) == 1
    page.execute_script("document.querySelector('#cross a[tabindex=\"0\"]').focus()")
    assert "工作思路" in active(page)
    page.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    assert active(page).startswith("二、重点任务：")
    page.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    assert active(page).startswith("1.清洁街巷：")
    page.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert active(page).startswith("2.放心餐桌：")
    page.switch_to.active_element.send_keys(Keys.ENTER)
    assert browsing.shown(page, "#panel h3") == ["2.放心餐桌"]
    assert "垃圾分类" in browsing.shown(page, "#panel")[0]
    page.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)  # the panel follows
    assert "食品安全四个最严" in browsing.shown(page, "#panel")[0]
    page.switch_to.active_element.send_keys(Keys.TAB)
    assert page.execute_script("return document.getElementById('panel').contains(document.activeElement)")
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert browsing.shown(page, "#panel h3") == []
    assert active(page).startswith("2.放心餐桌：")


def test_filter_by_area(page: webdriver.Chrome, coverage: Coverage) -> None:
    area = coverage.areas[5]
    Select(page.find_element(By.ID, "area")).select_by_visible_text(collation.headed(area))
    own = [each for each in coverage.answers if each.requirement.area == area.id]
    assert browsing.shown(page, ".point .name") == [each.requirement.title for each in own]
    assert browsing.shown(page, "#count") == [f"{len(own)}/{len(coverage.answers)} 个要点"]
    assert browsing.shown(page, "#cross tbody th") == ["2.放心餐桌"]
    assert len(browsing.shown(page, "#cross thead th")) == 2  # the tasks and the area, no sums of what is left out
    gaps = [each for each in collation.gaps(coverage) if each.requirement.area == area.id]
    assert len(browsing.shown(page, ".gaps tr[data-area]")) == len(gaps)
    page.find_element(By.CSS_SELECTOR, "#filter button").click()
    assert len(browsing.shown(page, ".point")) == len(coverage.answers) + len(coverage.duties)


def test_only_what_has_a_gap(page: webdriver.Chrome, coverage: Coverage) -> None:
    page.find_element(By.ID, "lacking").click()
    listed = [each for kind in ("expected", "encouraged") for each in collation.duties(coverage, kind)]
    open_ = [each for each in (*coverage.answers, *listed) if each.state in collation.GAPS]
    assert browsing.shown(page, ".point .name") == [each.requirement.title for each in open_]
    assert browsing.shown(page, "#cross tbody th") == ["二、重点任务", "1.清洁街巷", "2.放心餐桌"]
    Select(page.find_element(By.ID, "area")).select_by_value("0")
    assert browsing.shown(page, "#cross tbody th") == []
    assert "没有符合条件的任务。" in browsing.shown(page, "#heat .none")


def test_a_requirement_opens_under_its_head(page: webdriver.Chrome, coverage: Coverage) -> None:
    assert browsing.shown(page, ".point .body") == []
    head = page.find_element(By.CSS_SELECTOR, ".point button.head")
    head.send_keys(Keys.ENTER)
    assert head.get_attribute("aria-expanded") == "true"
    assert len(browsing.shown(page, ".point .body")) == 1
    page.find_element(By.ID, "all").click()
    assert len(browsing.shown(page, ".point .body")) == len(coverage.answers) + len(coverage.duties)
    page.find_element(By.ID, "all").click()
    assert browsing.shown(page, ".point .body") == []


def test_links_lead_to_what_they_name(page: webdriver.Chrome) -> None:
    page.find_element(By.PARTIAL_LINK_TEXT, "食品安全四个最严").click()
    assert browsing.shown(page, ".point.on .name") == ["食品安全四个最严"]
    found = page.find_element(By.CSS_SELECTOR, ".point.on")
    assert 0 < page.execute_script("return arguments[0].getBoundingClientRect().top", found) < 200
    found.find_element(By.LINK_TEXT, "2.放心餐桌").click()
    assert browsing.shown(page, "#cross tr.current th") == ["2.放心餐桌"]
    row = page.find_element(By.CSS_SELECTOR, "#cross tr.current")
    assert 0 < page.execute_script("return arguments[0].getBoundingClientRect().top", row) < 900


def test_a_link_to_what_is_filtered_out_shows_it(page: webdriver.Chrome) -> None:
    Select(page.find_element(By.ID, "area")).select_by_value("0")
    page.execute_script("location.hash = document.querySelector('.dots a[aria-label*=\"食品安全四个最严\"]').hash")
    assert browsing.shown(page, ".point.on .name") == ["食品安全四个最严"]


def test_heads_and_tasks_stay_in_sight(browser: webdriver.Chrome, tmp_path: Path) -> None:
    plan = many(60)
    for page in browsing.opened(browser, coverage_html.render(covering.cover(plan, framework.load()), plan), tmp_path):
        pane = page.find_element(By.CSS_SELECTOR, ".pane")
        page.execute_script("arguments[0].scrollIntoView(); arguments[0].scrollTop = 400", pane)
        top = page.execute_script("return arguments[0].getBoundingClientRect().top", pane)
        for head in page.find_elements(By.CSS_SELECTOR, "#cross thead tr:first-child th"):
            y = page.execute_script("return arguments[0].getBoundingClientRect().top", head)
            assert y == pytest.approx(top, abs=3)


def test_states_are_told_by_shape(page: webdriver.Chrome) -> None:
    look = "var s = getComputedStyle(arguments[0]); return [s.borderTopStyle, s.borderLeftWidth, s.borderTopWidth, s.borderRightWidth].join(' ')"
    looks = {
        state: page.execute_script(look, page.find_element(By.CSS_SELECTOR, f"#heat .keys .is-{state}"))
        for state in ("full", "partial", "claimed")
    }
    assert len(set(looks.values())) == 3


def test_without_script_everything_is_there(
    browser: webdriver.Chrome, coverage: Coverage, plan: Plan, tmp_path: Path
) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        for page in browsing.opened(browser, coverage_html.render(coverage, plan), tmp_path):
            assert len(browsing.shown(page, ".point .body")) == len(coverage.answers) + len(coverage.duties)
            assert browsing.shown(page, "#filter") == []
            cell(page, "放心餐桌", "二（六）第1句").click()
            assert page.current_url.endswith(
                cell(page, "放心餐桌", "二（六）第1句").get_attribute("href").partition("#")[2]
            )
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def printed(page: webdriver.Chrome, folder: Path) -> list[tuple[str, tuple[float, float]]]:
    """The page printed to PDF as the style sheet has it: each page's text and its size in points."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    made = page.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})
    path = folder / "coverage.pdf"
    path.write_bytes(base64.b64decode(made["data"]))
    told = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    texts = told.split("\f")[:-1]
    info = subprocess.run(["pdfinfo", "-l", "99", path], check=True, capture_output=True, text=True).stdout
    sizes = [
        line.split("size:")[1].split() for line in info.splitlines() if line.startswith("Page ") and "size:" in line
    ]
    assert len(sizes) == len(texts)
    return [(text, (float(size[0]), float(size[2]))) for text, size in zip(texts, sizes, strict=True)]


def test_it_prints_on_a4_the_gaps_first_the_picture_across(page: webdriver.Chrome, tmp_path: Path) -> None:
    cell(page, "放心餐桌", "二（六）第1句").click()  # what is open on the screen is no part of the paper
    pages = printed(page, tmp_path)
    flat = ["".join(text.split()) for text, _ in pages]
    portrait = [size[0] < size[1] for _, size in pages]
    assert {tuple(sorted(round(each) for each in size)) for _, size in pages} <= {(595, 842), (594, 842), (595, 841)}
    assert portrait[0]
    assert "缺哪句，补在哪条，找谁" in flat[0]
    assert "%" not in flat[0]
    across = [n for n, upright in enumerate(portrait) if not upright]
    assert len(across) == 1
    assert "哪条任务写到了哪个方面" in flat[across[0]]
    assert "1.清洁街巷" in flat[across[0]]
    gaps, rest = flat[: across[0]], "".join(flat[across[0] + 1 :])
    assert all("补在哪条" in each for each in gaps)  # the head of the short list is repeated
    assert "加强校园食堂食品安全监管" in rest  # what is folded on the screen is printed
    assert "只看有缺口的" not in "".join(flat)
    assert "".join(CLOSING.split()) in flat[-1]


def many(count: int) -> Plan:
    """A plan of so many tasks, each with a claim without words and a sentence."""
    every = framework.load().requirements
    tasks = tuple(
        Item(
            f"t{n}", f"{n}.", f"一/{n}", ("content", 0, "content", n), 2, "tasks", f"质量任务{n}", ("推进垃圾分类。",),
            effective=Duty((f"示例县第{n % 40}局",)), covers=(Claim(every[n % len(every)].id),),
        )
        for n in range(count)
    )  # fmt: skip
    section = Section(None, "一、", "一", ("content", 0), 1, "tasks", "任务", tasks)
    return Plan("zh", "quality-county-2024", None, None, Document(title="大方案"), (section,))


def test_five_hundred_tasks(browser: webdriver.Chrome, tmp_path: Path) -> None:
    plan = many(500)
    for page in browsing.opened(browser, coverage_html.render(covering.cover(plan, framework.load()), plan), tmp_path):
        assert len(page.find_elements(By.CSS_SELECTOR, "#cross tbody tr.item")) == 500
        target = cell(page, "499.质量任务499", "二（五）第3句")
        page.execute_script("arguments[0].scrollIntoView({block: 'center'})", target)
        ActionChains(page).click(target).perform()
        assert browsing.shown(page, "#panel h3") == ["499.质量任务499"]
        page.find_element(By.ID, "lacking").click()
        Select(page.find_element(By.ID, "area")).select_by_value("6")
        visible = "return document.querySelectorAll('#cross tbody tr.item:not([hidden])').length"
        five = [n for n in range(500) if framework.load().requirements[n % 45].area == "A7"]
        assert page.execute_script(visible) == len(five)
