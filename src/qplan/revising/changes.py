"""What a change is: where, what stood there, what stands there now, and the edits of the plan file that make it."""

from __future__ import annotations

from dataclasses import dataclass

from qplan.amending.edits import Edit
from qplan.findings import Route


@dataclass(frozen=True)
class Change:
    """One change that somebody made in a document, to be taken into the plan or not.

    ``at`` is the place in the plan that it is about, ``where`` the same in a reader's words
    (二、（三）5“完善重点产业链建设”);
    ``what`` says what of it changes: 标题, 第2段, 牵头单位, 完成时限, 目标值, or 新增, 删去, 移动. ``old`` and ``new``
    are what a person reads. ``edits`` make it; where there are none, ``reason`` says why it has to be made by hand
    and how. ``told`` names the tracked changes that brought it (修订：王某 2026-03-02). ``unsure`` says why it is only
    written where somebody asks for this one: the document contradicts itself.
    """

    at: Route
    where: str
    what: str
    old: str
    new: str
    edits: tuple[Edit, ...] = ()
    reason: str = ""
    told: tuple[str, ...] = ()
    unsure: str = ""
