import subprocess
import sys
from pathlib import Path

import pytest

from qplan import checking, display
from qplan.commands import init
from qplan.errors import Unwritable


@pytest.mark.parametrize(
    ("name", "level"), [("示例县", "县"), ("示例区", "区"), ("示例市", "县级市"), ("示例镇", "镇"), ("示例旗", "旗")]
)
def test_a_new_plan_is_valid_and_lists_what_to_fill(qplan, tmp_path, name, level):
    done = qplan("init", "new", "--name", name, "--level", level)
    assert done.returncode == 0, done.stderr
    checked = checking.check(tmp_path / "new" / "plan.yaml")
    assert not checked.broken
    assert checked.plan.region == name
    areas = checked.plan.content[1].content
    assert [area.title for area in areas] == [area.title for area in checked.framework.areas]
    claimed = {claim.requirement for item in checked.plan.tasks() for claim in item.covers}
    assert claimed == {each.id for each in checked.framework.requirements}
    places = checked.source.text.count("〔待填：")
    told = [finding for finding in checked.findings if "待填" in finding.message]
    assert len(told) == places
    assert {finding.severity.value for finding in checked.findings} <= {"warning", "advice"}


def test_nothing_is_filled_that_is_not_known(qplan, tmp_path):
    qplan("init", "--name", "示例县", "--level", "县", SOURCE_DATE_EPOCH="1767225600")
    document = checking.load(tmp_path / "plan.yaml").document
    assert (document.number, document.date, document.stage) == (None, None, None)
    assert document.title == "示例县质量强县培育建设实施方案"
    assert checking.load(tmp_path / "plan.yaml").period == (2026, 2027)
    assert len(checking.load(tmp_path / "plan.yaml").registry) >= 20


def test_a_plan_that_is_there_is_not_touched(qplan, tmp_path):
    (tmp_path / "plan.yaml").write_text("我的方案", encoding="utf-8")
    done = qplan("init", "--name", "示例县", "--level", "县")
    assert done.returncode == 2
    assert "没有动它" in done.stderr
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == "我的方案"


def test_the_editors_schema_lies_beside_the_plan(qplan, tmp_path):
    import json

    import jsonschema

    from qplan import nodes, source

    qplan("init", "--name", "示例县", "--level", "县")
    first = (tmp_path / "plan.yaml").read_text(encoding="utf-8").splitlines()[0]
    reference = first.split("$schema=")[1]
    schema = json.loads((tmp_path / reference).read_text(encoding="utf-8"))
    data = nodes.read(source.read(tmp_path / "plan.yaml")).data
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []
    wrong = {**data, "公文": {"稿次": "终稿"}}
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(wrong)) != []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_it_asks(tmp_path, root):
    import os
    import pty

    leader, follower = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "qplan", "init"],
        cwd=tmp_path, stdin=follower, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    os.write(leader, "样本区\n区\n".encode())
    out = program.communicate(timeout=60)[0].decode()
    os.close(leader)
    os.close(follower)
    assert "地名" in out
    assert program.returncode == 0
    assert checking.load(Path(tmp_path) / "plan.yaml").region == "样本区"


def test_a_date_that_is_none_is_told(qplan, tmp_path):
    done = qplan("init", "--name", "示例县", "--level", "县", SOURCE_DATE_EPOCH="昨天")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr
    assert not (tmp_path / "plan.yaml").exists()


LAST = """示例县质量强县2024年工作方案
为贯彻党的二十届三中全会精神，根据《示例省质量规划（2021—2025年）》，制定本方案。
一、总体要求
（一）指导思想。坚持质量第一。
二、重点任务
（一）培育食用菌品牌。2024年底前打造区域公共品牌。（责任单位：县质监局、县科技局）
（二）办好食堂。组织干部到村里住。（责任单位：县政府办）
示例县人民政府
2024年3月5日
"""


@pytest.fixture
def last(tmp_path: Path) -> Path:
    path = tmp_path / "去年.txt"
    path.write_text(LAST, encoding="utf-8")
    return path


def test_last_years_plan_becomes_this_years(qplan, last, tmp_path):
    done = qplan("init", "new", "--from", last, "--year", "2026")
    assert done.returncode == 0, done.stderr
    checked = checking.check(tmp_path / "new" / "plan.yaml")
    assert not checked.broken
    assert {finding.severity.value for finding in checked.findings} <= {"warning", "advice"}
    plan = checked.plan
    assert (plan.region, plan.level, plan.period) == ("示例县", "county", (2026, 2027))
    assert plan.document.title == "示例县质量强县〔待填：原为2024年〕工作方案"
    text = checked.source.text
    assert "〔待填：原为县质监局；现一般为县市场监管局〕" in text
    assert "《示例省质量规划（2021—2025年）》" in text
    told = [finding for finding in checked.findings if finding.code == "Q209"]
    assert len(told) == text.count("〔待填")
    assert qplan("coverage", "new/plan.yaml").returncode == 0
    assert qplan("render", "new/plan.yaml").returncode == 0


def test_what_became_of_last_years_plan_is_told(qplan, last):
    said = qplan("init", "new", "--from", last, "--year", "2026").stdout
    assert "去年的任务 2 条，按写到的要点归入七个方面：\n" in said
    assert "  增强产业质量竞争力                    1 条\n" in said
    assert "  没有归类，列在最后                    1 条：办好食堂\n" in said
    assert "已标出要改的：年份 2 处，会议和规划 1 处，单位名称 1 处。" in said
    assert "引用的文件，名称和文号里的年份没有动（2 处）" in said
    said.encode("gbk")
    assert all(display.width(line) <= 80 for line in said.splitlines())


def test_a_plan_without_tasks_is_said_to_have_none(qplan, tmp_path):
    (tmp_path / "去年 稿.txt").write_text("我们要抓好质量工作。\n大家一起努力。\n", encoding="utf-8")
    said = qplan("init", "--from", "去年 稿.txt", "--name", "示例县", "--level", "县", "--year", "2026").stdout
    assert "去年的方案里没有认出任务，七个方面都是待填的" in said
    assert "0 条" not in said
    assert '  qplan import "去年 稿.txt" -o "去年 稿.yaml" --review "去年 稿-对照.html"\n' in said
    commands = [line for line in said.splitlines() if line.startswith("  qplan import")]
    assert all(display.width(line) <= 80 for line in said.splitlines() if line not in commands)


def test_a_plan_file_that_cannot_be_replaced_is_told_with_what_init_has(tmp_path, monkeypatch):
    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "plan.yaml").write_text("旧的", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Unwritable) as told:
        init.run(tmp_path, wanted=init.Wanted("示例县", "县", 2026), keys="zh", force=True)
    assert "打开着" in told.value.message
    assert "-o" not in told.value.remedy


def test_a_plan_file_of_last_year_serves_as_well(qplan, root, tmp_path):
    done = qplan("init", "--from", root / "examples" / "county" / "plan.yaml", "--year", "2028", "--keys", "en")
    assert done.returncode == 0, done.stderr
    plan = checking.load(tmp_path / "plan.yaml")
    old = checking.load(root / "examples" / "county" / "plan.yaml")
    assert {item.id for item in old.tasks()} <= {item.id for item in plan.tasks()}
    assert plan.period == (2028, 2028)


def test_name_and_level_may_be_others_than_last_years(qplan, last, tmp_path):
    qplan("init", "--from", last, "--name", "样本市", "--level", "县级市", "--year", "2026")
    plan = checking.load(tmp_path / "plan.yaml")
    assert (plan.region, plan.level) == ("样本市", "county_city")


def test_without_a_place_in_last_years_plan_the_options_are_named(qplan, tmp_path):
    (tmp_path / "去年.txt").write_text("一、重点任务\n（一）办好食堂。组织干部到村里住。\n", encoding="utf-8")
    done = qplan("init", "--from", "去年.txt")
    assert done.returncode == 2
    assert "去年.txt 里认不出是哪个地方的方案" in done.stderr
    assert "--name" in done.stderr
    assert not (tmp_path / "plan.yaml").exists()


def test_what_cannot_be_renewed_is_refused_and_nothing_is_written(qplan, last, tmp_path):
    assert "没有" in qplan("init", "--from", "没有.docx").stderr
    assert "--year 不能是 26" in qplan("init", "--from", last, "--year", "26").stderr
    (tmp_path / "坏.yaml").write_text("内容: [\n", encoding="utf-8")
    assert qplan("init", "--from", "坏.yaml").returncode == 1
    assert not (tmp_path / "plan.yaml").exists()
    (tmp_path / "plan.yaml").write_text("我的方案", encoding="utf-8")
    assert qplan("init", "--from", last).returncode == 2
    assert qplan("init", "--from", last, "--force").returncode == 0
