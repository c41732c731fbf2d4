from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browsing
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from qplan import checking, dossier, rendering
from qplan.plan import Document, Duty, Item, Plan, Section, Unit

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made() -> dossier.Dossier:
    return dossier.compile_(checking.load(ROOT / "examples" / "county" / "plan.yaml"))


@pytest.fixture(scope="module")
def browser(chromium: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    yield from browsing.driven(chromium, tmp_path_factory.mktemp("profile"), "1400,900")


@pytest.fixture
def page(browser: webdriver.Chrome, made: dossier.Dossier, tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """The example's page, opened afresh; afterwards: no console message, and nothing was asked of any network."""
    yield from browsing.opened(browser, rendering.render(made, "html"), tmp_path)


def view(page: webdriver.Chrome, name: str) -> None:
    page.find_element(By.CSS_SELECTOR, f".bar nav a[href='#{name}']").click()
    assert [
        each.get_attribute("id") for each in page.find_elements(By.CSS_SELECTOR, ".view") if each.is_displayed()
    ] == [name]


def search(page: webdriver.Chrome, words: str) -> None:
    field = page.find_element(By.ID, "words")
    field.clear()
    field.send_keys(words)


def expected(made: dossier.Dossier, unit: str, role: str | None = None) -> list[str]:
    column = made.matrix.units.index(unit)
    return [
        task.title
        for task, row in zip(made.matrix.tasks, made.matrix.cells, strict=True)
        if (row[column] == role if role else row[column])
    ]


def test_it_opens_at_the_text(page: webdriver.Chrome, made: dossier.Dossier) -> None:
    assert browsing.shown(page, "h1") == [made.title]
    assert browsing.shown(page, ".view > .sheet") != []
    assert browsing.shown(page, "#cross") == []


def test_search_by_words(page: webdriver.Chrome, made: dossier.Dossier) -> None:
    view(page, "tasks")
    assert len(browsing.shown(page, "#tasks tr[data-task]")) == len(made.matrix.tasks)
    search(page, "泵阀")
    found = browsing.shown(page, "#tasks tr[data-task] td:nth-child(2)")
    texts = {
        task.title: "".join((task.title, *task.paragraphs, *(m.text for m in task.measures)))
        for task in made.matrix.tasks
    }
    assert found == [title for title, text in texts.items() if "泵阀" in text]
    assert 0 < len(found) < len(texts)
    assert browsing.shown(page, "#count") == [f"{len(found)}/{len(texts)} 项"]
    search(page, "泵阀 产业链")
    assert browsing.shown(page, "#tasks tr[data-task] td:nth-child(2)") == [
        title for title, text in texts.items() if "泵阀" in text and "产业链" in text
    ]


def test_what_is_nowhere_is_told_and_undone(page: webdriver.Chrome, made: dossier.Dossier) -> None:
    view(page, "matrix")
    search(page, "没有这样的词")
    assert browsing.shown(page, "#cross tr[data-task]") == []
    assert browsing.shown(page, "#cross .group") == []
    page.find_element(By.CSS_SELECTOR, "#matrix .none button").click()
    assert len(browsing.shown(page, "#cross tr[data-task]")) == len(made.matrix.tasks)


@pytest.mark.parametrize("role", [None, "lead", "support"])
def test_filter_by_unit_and_part(page: webdriver.Chrome, made: dossier.Dossier, role: str | None) -> None:
    unit = "县科工信局"
    Select(page.find_element(By.ID, "unit")).select_by_visible_text(unit)
    Select(page.find_element(By.ID, "role")).select_by_value(role or "")
    titles = expected(made, unit, role)
    assert titles
    view(page, "tasks")
    assert browsing.shown(page, "#tasks tr[data-task] td:nth-child(2)") == titles
    view(page, "matrix")
    assert browsing.shown(page, "#cross tr[data-task] th") == titles
    view(page, "units")
    assert [name.split("牵头")[0] for name in browsing.shown(page, ".unit h3")] == [unit]
    assert set(browsing.shown(page, ".unit tr[data-task] td:nth-child(3)")) == set(titles)
    view(page, "plan")
    dim = page.find_elements(By.CSS_SELECTOR, ".text p.dim[id]")
    assert len(dim) == len(made.matrix.tasks) - len(titles)


def test_the_matrix_keeps_its_heads_in_sight_and_names_the_cell(page: webdriver.Chrome) -> None:
    view(page, "matrix")
    pane = page.find_element(By.CSS_SELECTOR, ".pane")
    head = page.find_element(By.CSS_SELECTOR, "#cross thead th:nth-child(2)")
    before = head.location["y"]
    page.execute_script("arguments[0].scrollTop = 300", pane)
    assert page.execute_script("return arguments[0].getBoundingClientRect().top", head) == pytest.approx(
        page.execute_script("return arguments[0].getBoundingClientRect().top", pane), abs=2
    )
    assert before
    cell = page.find_element(By.CSS_SELECTOR, "#cross td.lead")
    page.execute_script("arguments[0].dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))", cell)
    assert browsing.shown(page, "#where") == ["树牢质量优先导向　县发展改革局　★"]


def test_a_task_leads_to_its_place_in_the_text_and_the_address_back(page: webdriver.Chrome) -> None:
    view(page, "tasks")
    page.find_element(By.LINK_TEXT, "优化“一站式”服务").click()
    place = page.find_element(By.ID, "i-t13")
    assert place.is_displayed()
    top = page.execute_script("return arguments[0].getBoundingClientRect().top", place)
    assert 0 < top < 200
    page.back()
    assert browsing.shown(page, "#tasks h2") == ["任务分工表"]


def test_it_is_usable_from_the_keyboard(page: webdriver.Chrome) -> None:
    body = page.find_element(By.TAG_NAME, "body")
    body.send_keys("/")
    assert page.switch_to.active_element.get_attribute("id") == "words"
    page.switch_to.active_element.send_keys("电梯")
    assert browsing.shown(page, "#count")[0]
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert page.find_element(By.ID, "words").get_attribute("value") == ""


def test_without_script_everything_is_there(browser: webdriver.Chrome, made: dossier.Dossier, tmp_path: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        for page in browsing.opened(browser, rendering.render(made, "html"), tmp_path):
            views = page.find_elements(By.CSS_SELECTOR, ".view")
            assert len(views) == 5
            assert all(each.is_displayed() for each in views)
            assert not page.find_element(By.ID, "filter").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_two_hundred_units_and_five_hundred_tasks(browser: webdriver.Chrome, tmp_path: Path) -> None:
    units = tuple(Unit(f"示例市第{n}局", None, (), (), ()) for n in range(200))
    tasks = tuple(
        Item(
            f"t{n}", f"{n}.", f"一/{n}", ("content", 0, "content", n), 2, "tasks", f"任务{n}", ("做好。",),
            effective=Duty((units[n % 200].name,), tuple(units[(n + k) % 200].name for k in range(1, 6))),
        )
        for n in range(500)
    )  # fmt: skip
    section = Section(None, "一、", "一", ("content", 0), 1, "tasks", "任务", tasks)
    plan = Plan("zh", "quality-county-2024", None, None, Document(title="大方案"), (section,), registry=units)
    for page in browsing.opened(browser, rendering.render(dossier.compile_(plan), "html", "matrix"), tmp_path):
        Select(page.find_element(By.ID, "unit")).select_by_visible_text("示例市第7局")
        Select(page.find_element(By.ID, "role")).select_by_value("lead")
        assert browsing.shown(page, "#cross tr[data-task] th") == ["任务7", "任务207", "任务407"]
