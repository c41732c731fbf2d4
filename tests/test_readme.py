"""What the front pages say is so: commands, options, findings, links and make targets are those of the project."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "README.en.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")
FRONT = ("README.md", "README.en.md")
Run = Callable[..., CompletedProcess[str]]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands_of(qplan: Run) -> set[str]:
    listed = qplan("--help").stdout.partition("命令：")[2]
    return set(re.findall(r"^  (\w+)  ", listed, re.MULTILINE))


def named(text: str) -> dict[str, set[str]]:
    """The options that a page names, by command: in a call, or in the row of the table that the command heads."""
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        call = re.search(r"(?:^|`|-m )qplan ([a-z]+)\b(?!:)", line)
        if call:
            found.setdefault(call[1], set()).update(re.findall(r"(?<![\w-])--[a-z][a-z-]*", line))
    return found


@pytest.mark.parametrize("name", FRONT)
def test_a_front_page_names_every_command_and_no_other(name: str, qplan: Run) -> None:
    table = set(re.findall(r"^\| `qplan (\w+)` \|", page(name), re.MULTILINE))

    assert table == commands_of(qplan)
    assert set(named(page(name))) <= table


@pytest.mark.parametrize("name", FRONT)
def test_every_option_on_a_front_page_is_one_of_its_command(name: str, qplan: Run) -> None:
    for command, options in named(page(name)).items():
        text = qplan(command, "--help").stdout
        assert [option for option in sorted(options) if option not in text] == [], command


def test_the_findings_shown_are_those_of_the_tour_to_the_letter() -> None:
    shown = re.findall(r"^```\n(plan\.yaml:.*?)^```$", page("README.md"), re.MULTILINE | re.DOTALL)

    assert len(shown) == 3
    assert [block for block in shown if block not in page("docs/tour/findings.txt")] == []


def test_the_task_shown_stands_in_the_county_plan() -> None:
    (shown,) = re.findall(r"^```yaml\n(.*?)^```$", page("README.md"), re.MULTILINE | re.DOTALL)
    there = [line.strip() for line in page("examples/county/plan.yaml").splitlines()]

    assert [line for line in shown.splitlines() if line.strip() not in there] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page(name))
    here = (ROOT / name).parent

    assert [link for link in links if "://" not in link and not (here / link).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_named_is_in_the_makefile(name: str) -> None:
    wanted = set(re.findall(r"(?:^|`)make ([a-z]+)", page(name), re.MULTILINE))

    assert wanted <= set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))


def test_the_coverage_shown_is_that_of_the_district_plan(qplan: Run) -> None:
    report = qplan("coverage", str(ROOT / "examples" / "district" / "plan.yaml")).stdout.splitlines()
    shown = re.findall(r"^```\n((?:（一）|缺哪句).*?)^```$", page("README.md"), re.MULTILINE | re.DOTALL)

    assert len(shown) == 2
    assert [line for block in shown for line in block.splitlines() if line not in report] == []
