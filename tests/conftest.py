"""What the tests share: the machine's office and browser, the folder of real plans, a way to run the program."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import program
import pytest
from hypothesis import HealthCheck, settings

from qplan.recognition import lexicon

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# A skip on a newcomer's machine, a failure where the caller says that the thing must be there.
REQUIRED = frozenset(filter(None, os.environ.get("QPLAN_TESTS_REQUIRE", "").split(",")))

# The same examples every time, so that a change is judged by what it changed; `make fuzz` looks for new ones.
settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("long", deadline=None, max_examples=3000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


def _lacking(kind: str, what: str) -> None:
    if kind in REQUIRED:
        pytest.fail(f"{kind}: {what}", pytrace=False)
    pytest.skip(f"{kind}: {what}")


@pytest.fixture(scope="session", autouse=True)
def _lexicons_are_read_once() -> Iterator[None]:
    """The program reads a lexicon once a run; the tests in one process would read ours hundreds of times."""
    fresh = lexicon.load
    known: dict[tuple[Path, int], lexicon.Lexicon] = {}

    def load(path: Path) -> lexicon.Lexicon:
        if not path.is_relative_to(ROOT / "schemas"):
            return fresh(path)
        key = (path, path.stat().st_mtime_ns)
        if key not in known:
            known[key] = fresh(path)
        return known[key]

    lexicon.load = load
    yield
    lexicon.load = fresh


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real plans, which is not part of the project."""
    if not (SHARED / "corpus").is_dir():
        _lacking("corpus", "the folder of real plans (../shared/corpus) is not here")
    return SHARED / "corpus"


@pytest.fixture(scope="session")
def gold(corpus: Path) -> Path:
    """Hand-made labels of the real plans."""
    return corpus.parent / "gold"


@pytest.fixture(scope="session")
def national_text(corpus: Path) -> Path:
    """The official text of 国市监质发〔2024〕97号."""
    return corpus / "national-2024.txt"


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Convert a file with LibreOffice: ``soffice(path, "pdf")`` is the result, beside the input."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None or shutil.which("pdftoppm") is None:
        _lacking("office", "LibreOffice or poppler-utils is not installed")
    profile = tmp_path_factory.mktemp("office")

    def convert(path: Path, kind: str) -> Path:
        subprocess.run(
            [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir", path.parent, path],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
        return path.with_suffix(f".{kind}")

    return convert


@pytest.fixture(scope="session")
def chromium() -> dict[str, str]:
    """The paths of the machine's own browser and of its driver."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        _lacking("browser", "Chromium or its driver is not installed")
    return {"browser": str(browser), "driver": str(driver)}


@pytest.fixture
def qplan(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the real program as a user would, in the test's own folder: ``qplan("validate", "plan.yaml")``."""
    return partial(program.run, cwd=tmp_path)
