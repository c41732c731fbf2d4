"""Where a compiled package has no wheel the program says the same, only slower."""

import os

import program
import pytest

_BLOCKER = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in {absent!r}:
            raise ImportError(name)

sys.meta_path.insert(0, Absent())
"""


@pytest.mark.parametrize(
    "absent", [("_ruamel_yaml",), ("jsonschema_rs",), ("_ruamel_yaml", "jsonschema_rs")], ids="+".join
)
def test_the_tour_reads_the_same(root, tmp_path, absent):
    (tmp_path / "sitecustomize.py").write_text(_BLOCKER.format(absent=absent), encoding="utf-8")
    (tmp_path / "plan.yaml").write_bytes((root / "docs" / "tour" / "plan.yaml").read_bytes())
    paths = os.pathsep.join([str(tmp_path), str(program.SOURCE)])
    done = program.run("validate", cwd=tmp_path, PYTHONPATH=paths)
    assert done.stdout == (root / "docs" / "tour" / "findings.txt").read_text(encoding="utf-8")
    assert done.returncode == 1
