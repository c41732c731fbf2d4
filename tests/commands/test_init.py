import subprocess
import sys
from pathlib import Path

import pytest

from qplan import checking


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
