"""What is generated is not stale, and what the pages show is what the program does."""

import runpy
import subprocess
import sys


def test_the_format_page_is_made_from_the_schema(root):
    page = runpy.run_path(str(root / "docs" / "make_plan_format.py"))["written"]()
    assert (root / "docs" / "plan-format.md").read_text(encoding="utf-8") == page, "run `make docs`"


def test_the_demo_runs_the_main_job(root, tmp_path):
    done = subprocess.run(
        [sys.executable, root / "docs" / "demo.py", tmp_path / "demo"],
        capture_output=True, text=True, encoding="utf-8", timeout=240, check=False,
        env={"PYTHONPATH": str(root / "src"), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert {"plan.docx", "plan-matrix.docx", "plan.html", "plan.md", "plan.txt"} <= {
        path.name for path in (tmp_path / "demo").iterdir()
    }
