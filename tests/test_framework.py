"""The pack: what it holds, how it is found, and that its ranges tile the official text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest
from coverages import CLOSING
from ruamel.yaml import YAML

from qplan import resources
from qplan.errors import Misuse, QplanError, Unreadable
from qplan.framework import DEFAULT, WORDLESS, Framework, edition_of, known, load

PACKS = sorted(Path(resources.root("schemas"), "frameworks").glob("*.yaml"))


@pytest.fixture(scope="module")
def pack() -> Framework:
    return load()


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_pack_files_keep_their_schema(path: Path) -> None:
    kind = path.stem.rpartition(".")[2] if "." in path.stem else "framework"
    schema = json.loads(resources.text("schemas", f"{kind}.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)] == []


def test_seven_areas_hold_forty_five_requirements(pack: Framework) -> None:
    assert [area.place for area in pack.areas] == [f"二（{numeral}）" for numeral in "一二三四五六七"]
    assert [len(area.requirements) for area in pack.areas] == [5, 8, 8, 6, 7, 6, 5]
    assert len({each.id for each in pack.everything}) == 45 + 9
    assert all(each.id.startswith(f"{each.area}.") for each in pack.requirements)


def test_area_three_tells_products_works_and_services_apart(pack: Framework) -> None:
    third = pack.areas[2].requirements
    assert [each.part for each in third] == [None, "产品", "产品", "产品", "工程", "服务", "服务", "服务"]


def test_part_three_discipline_and_horizon(pack: Framework) -> None:
    assert {each.id: each.kind for each in pack.organisation}["B3.2"] == "expected"
    assert [each.id for each in pack.discipline] == ["D1", "D2", "D3", "D4", "D5", "D6"]
    assert pack.discipline[0].place == "三（五）第1句"
    assert len(pack.events) == 4
    assert (pack.by, pack.national_count) == (2027, 100)


@pytest.mark.corpus
def test_the_official_text_is_the_one_that_the_ranges_count_in(pack: Framework, national_text: Path) -> None:
    assert pack.text is not None
    text = pack.text.fold(national_text.read_text(encoding="utf-8"))
    assert len(text) == pack.text.length
    assert hashlib.sha256(text.encode()).hexdigest() == pack.text.sha256


@pytest.mark.corpus
def test_the_ranges_tile_part_two(pack: Framework, national_text: Path) -> None:
    assert pack.text is not None
    text = pack.text.fold(national_text.read_text(encoding="utf-8"))
    start, end = pack.text.part_two
    assert text[start:].startswith("二、重点任务")
    assert text[end:].startswith("三、组织实施")
    headings = [pack.text.heading, *(area.heading for area in pack.areas)]
    ranges = [*headings, *(each for requirement in pack.requirements for each in requirement.ranges)]
    covered = {position for first, last in ranges for position in range(first, last)}
    assert covered == set(range(start, end))


@pytest.mark.corpus
def test_each_place_is_the_sentence_that_its_range_lies_in(pack: Framework, national_text: Path) -> None:
    assert pack.text is not None
    text = pack.text.fold(national_text.read_text(encoding="utf-8"))
    for area in pack.areas:
        assert text[slice(*area.heading)].endswith(f"{area.title}。")
        for requirement in area.requirements:
            first = requirement.ranges[0][0]
            before = text[area.heading[1] : first]
            assert before.count("。") + 1 == requirement.sentence, requirement.id
            assert requirement.place == f"{area.place}第{requirement.sentence}句"


@pytest.mark.parametrize(
    "name",
    [
        "quality-county-2024",
        "quality-county-2024@1",
        "国市监质发〔2024〕97号",
        "国市监质发[2024]97号",
        "《质量强县（区、镇）培育建设工作方案》",
        resources.root("schemas") / "frameworks" / "quality-county-2024.yaml",
    ],
    ids=str,
)
def test_a_pack_is_found_by_any_of_its_names(name: str | Path) -> None:
    assert load(name).id == DEFAULT


def test_an_unknown_pack_names_the_known_ones() -> None:
    with pytest.raises(Misuse) as caught:
        load("quality-county-2042")
    assert "quality-county-2042" in caught.value.message
    assert all(name in caught.value.remedy for name in known())


def test_a_later_edition_than_ours_is_refused() -> None:
    with pytest.raises(Misuse, match="还没有第9版"):
        load("quality-county-2024@9")


def test_a_pack_of_a_province_is_read_from_beside_the_plan(tmp_path: Path) -> None:
    text = (
        "format: qplan-framework/1\nid: province-x\nedition: 2\ntitle: 省细化要点\nareas:\n"
        "- {id: A1, title: 一方面, place: 二（一）, requirements: [\n"
        "    {id: A1.1, title: 一件事, sentence: 3, counts: 写到就算, since: 2}]}\n"
    )
    (tmp_path / "省要点.yaml").write_text(text, encoding="utf-8")
    pack = load("省要点.yaml", beside=tmp_path)
    assert pack.edition == 2
    assert pack.lexicon is None


AREA = "areas:\n- id: A1\n  title: 一方面\n  place: 二（一）\n  requirements:\n"
HEAD = "format: qplan-framework/1\nid: x\nedition: 1\ntitle: x\n"


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        (None, Unreadable, "找不到"),
        ("地区: {}\n", Misuse, "第 1 行：缺少 format"),
        ("format: qplan/1\n", Misuse, "第 1 行：不是要点包"),
        (HEAD, Misuse, "第 1 行：缺少 areas"),
        (HEAD.replace("1\ntitle", "一\ntitle"), Misuse, "第 3 行：“edition”应为整数"),
        (HEAD + "areas: A1\n", Misuse, "第 5 行：“areas”应为列表"),
        (HEAD + AREA + "  - {id: A1.1, title: [甲], counts: 乙}\n", Misuse, "第 10 行：“title”应为文字"),
        (HEAD + AREA + "  - {id: A1.1, title: 甲}\n", Misuse, "第 10 行：缺少 counts"),
        (HEAD + AREA + "  - 甲\n", Misuse, "第 10 行：“requirements”应为一组"),
        (HEAD + AREA + "  - {id: A1.1, title: 甲, counts: 乙, spans: [[1]]}\n", Misuse, "第 10 行：位置应写成"),
        (HEAD + AREA + "  - {id: A1.1, title: 甲, counts: 乙, kind: 必须}\n", Misuse, "第 10 行：kind 只能是"),
        (HEAD + "areas:\n- id: A1\n   title: 一方面\n", Misuse, "第 7 行"),
        ("- 1\n", Misuse, "第 1 行"),
    ],
)
def test_a_file_that_is_no_pack_is_said_to_be_none(
    tmp_path: Path, text: str | None, error: type[QplanError], says: str
) -> None:
    path = tmp_path / "pack.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=says):
        load(path)


def test_a_place_in_words_needs_no_sentence(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(
        f"{HEAD}{AREA}  - {{id: A1.1, title: 甲, place: 第三章“创新动能”, counts: 乙}}\n"
        "  - {id: A1.2, title: 丙, counts: 丁}\n",
        encoding="utf-8",
    )
    pack = load(path)
    first, second = pack.requirements
    assert (first.place, first.sentence, second.place) == ("第三章“创新动能”", 0, "二（一）")
    assert pack.named("第三章“创新动能”") == pack.named("第三章创新动能") == (first,)


def test_a_pack_without_a_lexicon_says_so_and_one_with_does_not(tmp_path: Path, pack: Framework) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(f"{HEAD}{AREA}  - {{id: A1.1, title: 甲, counts: 乙}}\n", encoding="utf-8")
    assert load(path).notice == WORDLESS
    assert pack.notice == ""


def test_the_closing_sentence_names_the_text_that_was_taken_apart(pack: Framework) -> None:
    assert pack.closing == CLOSING
    assert "拆分纲要第三章至第十章得出" in load("quality-outline-2023").closing
    assert "拆分《省要点》得出" in pack._replace(short="", tasks="", title="省要点").closing


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("A1.2", ["A1.2"]),
        ("ａ1.2", ["A1.2"]),
        ("（一）2", ["A1.2", "A1.3"]),
        ("(一)2", ["A1.2", "A1.3"]),
        ("二（五）第3句", ["A5.4", "A5.5"]),
        ("二（五）第三句", ["A5.4", "A5.5"]),
        ("三（三）第1句", ["B3.1", "B3.2"]),
        ("特色优势产业", ["A2.2"]),
        ("（一）9", []),
        ("二（一）", []),
        ("A9.9", []),
        ("", []),
    ],
)
def test_a_claim_names_requirements_by_id_title_or_place(pack: Framework, words: str, ids: list[str]) -> None:
    assert [each.id for each in pack.named(words)] == ids


def test_every_place_names_its_own_requirement(pack: Framework) -> None:
    for requirement in pack.everything:
        assert requirement in pack.named(requirement.place)


def test_editions_are_read_off_the_name() -> None:
    assert [edition_of(each) for each in ("x@3", "x", "x@", "省要点.yaml")] == [3, None, None, None]


def test_the_outline_is_a_pack_of_its_own_with_other_ids(pack: Framework) -> None:
    outline = load("质量强国建设纲要")
    assert [area.place for area in outline.areas] == [f"第{numeral}章" for numeral in "三四五六七八九十"]
    assert {each.id for each in outline.everything}.isdisjoint(each.id for each in pack.everything)
    assert all(each.place.startswith(area.place) for area in outline.areas for each in area.requirements)
    assert known() == ("quality-county-2024", "quality-outline-2023")
