"""The wheel holds what the checkout holds, and an installed program finds it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from qplan import resources


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, root],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return next(out.glob("*.whl"))


def _tracked(folder):
    return {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def test_the_wheel_holds_every_shipped_file_and_no_other(root, wheel):
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {
        f"qplan/{path.relative_to(root / 'src' / 'qplan').as_posix()}" for path in _tracked(root / "src" / "qplan")
    }
    for kind in ("schemas", "templates"):
        expected |= {f"qplan/{path.relative_to(root).as_posix()}" for path in _tracked(root / kind)}
    assert inside == expected


def test_a_program_from_the_wheel_finds_its_data(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-m", "qplan", "init", "new", "--name", "示例县", "--level", "县"],
        cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "site"), "PYTHONIOENCODING": "utf-8", "PATH": ""},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new" / "plan.yaml").is_file()


def test_a_checkout_finds_its_data(root):
    assert resources.root("schemas") == root / "schemas"
    assert Path(resources.root("templates")).is_dir()
