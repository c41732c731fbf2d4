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
