"""What each command loads: the price of every start, so a heavy module may not slip in unseen."""

import importlib.util
import subprocess
import sys

import pytest

HEAVY = ("rich", "jinja2", "docx", "xlsxwriter", "jsonschema", "lxml", "openpyxl", "pdfplumber", "pdfminer", "markdown_it", "pydantic", "importlib.metadata", "importlib.resources", "hypothesis")  # fmt: skip

# What validate of a sound plan has no use for: other commands' stations, and the words for a text that has faults.
IDLE = (
    "qplan.syntax.characters", "qplan.syntax.edits", "qplan.syntax.faults", "qplan.syntax.lines", "qplan.syntax.mending",
    "qplan.syntax.mistakes", "qplan.syntax.slips", "qplan.syntax.values",
    "qplan.covering", "qplan.recognition", "qplan.doubts", "qplan.collation", "qplan.gates", "qplan.baseline",
    "qplan.matrix", "qplan.dossier", "qplan.packs",
    "qplan.task_tables", "qplan.comparing", "qplan.exporting", "qplan.ledger", "qplan.skeleton", "qplan.emit", "qplan.writing",
    "qplan.reading", "qplan.placing", "qplan.rendering", "qplan.reporting.coverage_text", "qplan.reporting.coverage_md",
)  # fmt: skip

_PROBE = """
import sys
from qplan.cli import main
sys.argv = ["qplan", *{arguments!r}]
try:
    main()
except SystemExit:
    pass
sys.stdout.flush()
print("LOADED", *sorted(m for m in sys.modules if m in {watched!r}), file=sys.stderr)
"""


def loaded(root, *arguments):
    probe = _PROBE.format(arguments=list(arguments), watched=(*HEAVY, *IDLE))
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
        (["compare", "examples/county/plan.yaml", "examples/district/plan.yaml"], set()),
        (["import", "tests/reading/samples/articles.txt", "-o", "-"], set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_a_command_loads(root, arguments, allowed):
    assert loaded(root, *arguments) & set(HEAVY) <= allowed


def test_a_sound_plan_is_judged_without_what_explains_a_broken_one(root):
    assert not loaded(root, "validate", "examples/county/plan.yaml")


def test_the_names_watched_are_those_of_modules(root):
    missing = [name for name in IDLE if importlib.util.find_spec(name) is None]
    assert not missing
