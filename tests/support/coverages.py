"""Comparisons as they might come out, without a plan: a state for every requirement of the national plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from qplan import covering, framework
from qplan.covering import APART, STATES, Answer, Coverage, State

PACK = framework.load()
CLOSING = "要点由本工具拆分国家方案第二部分得出，国家方案没有这个编号；供起草自查，不作评价、考核、排名依据。"
"""What every printed report of a plan ends with, to the letter."""
IDS = [each.id for each in PACK.requirements]
ORDER: tuple[tuple[State, ...], ...] = (("none",), ("claimed", "suspect"), ("partial",), ("full",))
"""From worse to better; the two that stand outside are not in it."""


def made(states: Mapping[str, State], default: State = "none", note: str = "示例文件", edition: int = 1) -> Coverage:
    """A comparison in which each requirement has its state, exempted ones with a note."""
    answers = tuple(
        Answer(each, state, (), (), (), note if state in APART else "")
        for each in PACK.everything
        for state in [states.get(each.id, default)]
    )
    counted = tuple(each for each in answers if each.requirement.kind == "task")
    return Coverage(
        framework=PACK._replace(edition=edition),
        answers=counted,
        duties=answers[len(counted) :],
        areas=tuple(covering._areas(PACK, counted)),
        total=covering._tally(counted),
        silent=(),
        doubts=(),
    )


def with_note(coverage: Coverage, requirement: str, note: str) -> Coverage:
    """The comparison with another document or reason for one requirement."""
    answers = (replace(each, note=note) if each.requirement.id == requirement else each for each in coverage.answers)
    return replace(coverage, answers=tuple(answers))


def rank(state: State) -> int | None:
    """0 for the worst, None for what stands outside."""
    return next((n for n, states in enumerate(ORDER) if state in states), None)


any_states = st.fixed_dictionaries({each: st.sampled_from(STATES) for each in IDS})
