"""Whatever is edited in the text of a draft: what is offered, once applied, makes the plan print what the text says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from examples import fewer
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from qplan import amending, checking, dossier, rendering, revising

ROOT = Path(__file__).resolve().parents[2]
UNITS = ("县数据资源局", "县教育局", "县市场监管局", "县融媒体中心")
_UNIT = re.compile(r"县[\u4e00-\u9fff]{2,6}[局委]")
_DATE = re.compile(r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日前|底前)")
_NOTE = re.compile(r"（牵头单位[^（）]*）$")


@cache
def example(name: str) -> tuple[checking.Checked, tuple[str, ...]]:
    """A plan without annexes, for a text edit leaves its tables behind, and the lines of its draft."""
    path = ROOT / "examples" / name / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^(?:附件|annexes):\n(?:[ \n].*\n?)*", "", text, flags=re.MULTILINE)
    source = checking.check(path).source._replace(text=text)
    checked = checking.judge(source, beside=path.parent)
    lines = rendering.render(dossier.compile_(checking.whole(checked), checked.framework), "txt").decode().split("\n")
    return checked, tuple(lines)


def word(line: str, at: int) -> str:
    places = [m.start() for m in re.finditer(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", line[8:-40])]
    assume(places)
    place = 8 + places[at % len(places)]
    return f"{line[:place]}进一步{line[place:]}"


def sentence(line: str, at: int) -> str:
    ends = [m.end() for m in re.finditer("。", line)][:-1]
    assume(ends)
    place = ends[at % len(ends)]
    return f"{line[:place]}每半年通报一次进展。{line[place:]}"


def cut(line: str, at: int) -> str:
    found = re.findall("[^。]+。", line)
    assume(len(found) > 2)
    return line.replace(found[1 + at % (len(found) - 2)], "", 1)


def unit(line: str, at: int) -> str:
    note = _NOTE.search(line)
    assume(note)
    places = list(_UNIT.finditer(line, note.start()))
    assume(places)
    found = places[at % len(places)]
    new = UNITS[at % len(UNITS)]
    assume(new not in line)
    return line[: found.start()] + new + line[found.end() :]


def date(line: str, at: int) -> str:
    places = list(_DATE.finditer(line))
    assume(places)
    found = places[at % len(places)]
    return f"{line[: found.start()]}2027年9月底前{line[found.end() :]}"


def unnoted(line: str, _: int) -> str:
    assume(_NOTE.search(line))
    return _NOTE.sub("", line)


EDITS = (word, sentence, cut, unit, date, unnoted)


@settings(fewer(4), phases=[Phase.explicit, Phase.generate])
@given(
    name=st.sampled_from(["county", "district"]),
    edits=st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 1000), st.integers(0, 1000)), min_size=1, max_size=4
    ),
)
def test_applied_nothing_is_left(name: str, edits: list, tmp_path_factory) -> None:
    checked, lines = example(name)
    body = [number for number, line in enumerate(lines) if len(line) > 40 and number > 4]
    changed = list(lines)
    for edit, place, at in edits:
        number = body[place % len(body)]
        changed[number] = edit(changed[number], at)
    path = tmp_path_factory.mktemp("edited") / "edited.txt"
    path.write_text("\n".join(changed), encoding="utf-8")
    revised = revising.compare(checked, path)
    assert revised.changes
    assert all(change.edits for change in revised.changes)
    after = amending.amend(checked.source, [edit for change in revised.changes for edit in change.edits])
    again = checking.judge(after, beside=ROOT / "examples" / name)
    assert not revising.compare(again, path).changes
    kept = [line.strip() for line in after.text.split("\n") if line.lstrip().startswith("#")]
    assert kept == [line.strip() for line in checked.source.text.split("\n") if line.lstrip().startswith("#")]
