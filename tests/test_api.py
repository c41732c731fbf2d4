import io
import subprocess
import sys
import zipfile

import pytest

import qplan
from qplan import errors


def test_the_four_functions(root):
    path = root / "examples" / "county" / "plan.yaml"
    plan = qplan.load(path)
    assert plan.region == "示例县"
    assert qplan.check(str(path)) == ()
    report = qplan.coverage(plan)
    assert len(report.areas) == 7
    with zipfile.ZipFile(io.BytesIO(qplan.render(plan))) as docx:
        assert "word/document.xml" in docx.namelist()
    assert "一、总体要求" in qplan.render(plan, "txt").decode()


def test_a_broken_plan_is_not_loaded_but_checked(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("内容:\n  - 标提: 甲\n", encoding="utf-8")
    assert "Q103" in [finding.code for finding in qplan.check(path)]
    with pytest.raises(errors.Broken, match="第 2 行"):
        qplan.load(path)


def test_what_is_not_there(tmp_path):
    with pytest.raises(errors.Unreadable):
        qplan.load(tmp_path / "plan.yaml")
    with pytest.raises(errors.Misuse):
        qplan.coverage(_small(tmp_path), "没有这个包")
    with pytest.raises(errors.Misuse):
        qplan.render(_small(tmp_path), "pdf")


def _small(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text("内容:\n  - 标题: 总体要求\n", encoding="utf-8")
    return qplan.load(path)


def test_importing_the_package_loads_nothing_of_ours(root):
    code = "import sys, qplan; print(*[m for m in sys.modules if m.startswith('qplan.')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=root / "src", capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_functions_keep_their_names_after_use(root):
    qplan.coverage(qplan.load(root / "examples" / "county" / "plan.yaml"))
    assert callable(qplan.coverage)
    assert callable(qplan.render)
    assert callable(qplan.check)


def test_against_another_framework_the_plan_s_claims_do_not_count(root, tmp_path):
    plan = qplan.load(root / "examples" / "county" / "plan.yaml")
    pack = tmp_path / "p.yaml"
    pack.write_text(
        "format: qplan-framework/1\nid: p\nedition: 1\ntitle: 省要点\nareas:\n- {id: A1, title: 甲, place: 二（一）,"
        " requirements: [{id: A1.2, title: 乙, sentence: 1, counts: 丙, since: 1}]}\n",
        encoding="utf-8",
    )
    report = qplan.coverage(plan, pack)
    assert (report.total.none, report.total.of, report.own.id) == (1, 1, "quality-county-2024")
    assert qplan.coverage(plan, "国市监质发〔2024〕97号") == qplan.coverage(plan)
    mine = plan._replace(framework=str(pack))
    assert (qplan.coverage(mine).total.claimed, qplan.coverage(mine).own) == (1, None)
    lost = plan._replace(framework="没有这个包")
    assert qplan.coverage(lost, "quality-county-2024").total == qplan.coverage(plan).total
