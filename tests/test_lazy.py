"""What each command loads: the price of every start, so a heavy module may not slip in unseen."""

import subprocess
import sys

import pytest

HEAVY = ("rich", "jinja2", "docx", "xlsxwriter", "jsonschema", "lxml", "pydantic", "importlib.metadata", "importlib.resources", "hypothesis")  # fmt: skip

_PROBE = """
import sys
from qplan.cli import main
sys.argv = ["qplan", *{arguments!r}]
try:
    main()
except SystemExit:
    pass
sys.stdout.flush()
print("LOADED", *sorted(m for m in sys.modules if m in {heavy!r}), file=sys.stderr)
"""


def loaded(root, *arguments):
    probe = _PROBE.format(arguments=list(arguments), heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split()[1:])


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--version"], set()),
        (["validate", "examples/county/plan.yaml"], set()),
        (["validate", "examples/county/plan.yaml", "--format", "json"], set()),
        (["validate", "docs/tour/plan.yaml"], set()),
        (["explain", "Q103"], set()),
        (["export", "examples/county/plan.yaml"], set()),
        (["coverage", "examples/county/plan.yaml", "--format", "json"], set()),
        (["coverage", "examples/county/plan.yaml"], set()),
        (["render", "examples/county/plan.yaml", "--format", "txt", "-o", "-"], {"jinja2"}),
        (["render", "examples/county/plan.yaml", "--format", "csv", "-o", "-"], set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_a_command_loads(root, arguments, allowed):
    assert loaded(root, *arguments) <= allowed
