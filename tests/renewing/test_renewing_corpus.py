"""Real plans renewed: each old item has a place, each old year and each name that a reform ended is marked."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from qplan import build, checking, covering, framework, reading
from qplan.findings import Severity
from qplan.plan import Item, Section
from qplan.renewing import proposals
from qplan.renewing.marks import unmarked

# Not the program's own patterns: what anybody would look for in the file.
_PLACEHOLDER = re.compile(r"〔待填：[^〔〕]*〕")
_CITED = re.compile(r"《[^《》]*》|[^\s，。（(]{2,10}[〔\[]\d{4}[〕\]]\d+ ?号")
_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?!\d)(?! ?[家亿万个平元件项户条])")
_ENDED = re.compile(
    "质监局|质量技术监督局|工商局|工商行政管理局|食药监|食品药品监督管理局|国土资源|环保局|环境保护局|安监局|卫计|文广新局"
    "|(?<![和化])旅游局|农业局|国税|地税|扶贫办|银保监|中心支行|人行[^，、]{2,6}支行|人防办|法制办|质检总局"
)


@pytest.fixture(params=["dongtou", "jincheng"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def renewed(name: str, corpus: Path, qplan: Callable[..., object], tmp_path: Path) -> Path:
    done = qplan("init", "new", "--from", corpus / f"{name}.txt", "--year", "2026")
    assert done.returncode == 0, done.stderr  # type: ignore[attr-defined]
    return tmp_path / "new" / "plan.yaml"


@pytest.mark.corpus
def test_every_old_item_is_under_an_area_or_in_the_list(name: str, corpus: Path, renewed: Path) -> None:
    old = build.build(reading.read(corpus / f"{name}.txt").data)
    checked = checking.check(renewed)
    assert not [each for each in checked.findings if each.severity is Severity.ERROR]
    new = checking.whole(checked)
    tasks = [node for node in new.content if node.part == "tasks"]
    assert len(tasks) == 1
    titles = [area.title for area in framework.load().areas]
    sections = [each for each in tasks[0].content if isinstance(each, Section)]
    assert [each.title for each in sections][:7] == titles
    found = Counter(
        (unmarked(item.title), tuple(map(unmarked, item.paragraphs)))
        for section in sections
        for item in section.content
        if isinstance(item, Item)
    )
    wanted = Counter((item.title, item.paragraphs) for item in old.tasks())
    assert wanted <= found
    others = [(item.title, item.paragraphs) for item in old.items() if item.part != "tasks"]
    left = [(unmarked(item.title), tuple(map(unmarked, item.paragraphs))) for item in new.items()]
    assert all(each in left for each in others)


@pytest.mark.corpus
def test_no_old_year_and_no_name_that_ended_is_left_unmarked(renewed: Path) -> None:
    data, _, bases = renewed.read_text(encoding="utf-8").partition("依据:\n")
    listed, _, rest = bases.partition("实施期:")
    assert "质量强国建设纲要" in listed
    text = unicodedata.normalize("NFKC", _CITED.sub("", _PLACEHOLDER.sub("", data + rest)))
    assert [year for year in map(int, _YEAR.findall(text)) if year < 2026] == []
    assert _ENDED.findall(text) == []


@pytest.mark.corpus
def test_what_the_office_had_is_still_said_somewhere(name: str, corpus: Path, renewed: Path) -> None:
    pack = framework.load()
    before = covering.cover(build.build(reading.read(corpus / f"{name}.txt").data), pack)
    after = covering.cover(checking.load(renewed), pack)
    assert after.total.full >= before.total.full - 1
    assert after.total.none <= before.total.none


@pytest.mark.corpus
def test_a_word_file_of_the_plan_is_renewed_alike(
    name: str, corpus: Path, renewed: Path, qplan: Callable[..., object], tmp_path: Path
) -> None:
    qplan("import", corpus / f"{name}.txt", "-o", "last.yaml")
    qplan("render", "last.yaml", "-o", "last.docx")
    done = qplan("init", "word", "--from", "last.docx", "--year", "2026")
    assert done.returncode == 0, done.stderr  # type: ignore[attr-defined]
    one, other = checking.load(renewed), checking.load(tmp_path / "word" / "plan.yaml")
    assert [item.title for item in one.tasks()] == [item.title for item in other.tasks()]


@pytest.mark.corpus
def test_proposals_are_seldom_wrong(name: str, corpus: Path, gold: Path) -> None:
    """Against labels made by hand twice; links on which the two differ count neither way."""
    import json

    labels = json.loads((gold / f"coverage_{name}.json").read_text(encoding="utf-8"))["items"]
    suggested = proposals.suggest(reading.read(corpus / f"{name}.txt").data, framework.load())
    right = wrong = 0
    for offer in suggested.offers:
        last = unicodedata.normalize("NFKC", offer.evidence.node.path).split("/")[-1]
        mixed = {"safeguards": "保障", "incentives": "激励"}.get(offer.evidence.node.part or "", "")
        label = labels.get(mixed + last) or labels.get(last.strip("()"))
        if label and offer.requirement.id not in label["either_way"]:
            right += offer.requirement.id in label["covers"]
            wrong += offer.requirement.id not in label["covers"]
    assert right > 80
    assert right / (right + wrong) >= 0.95
