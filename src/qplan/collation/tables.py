"""Coverage, collated -> the tables that reports, workbooks and the plan's own annex print, each by name."""

from __future__ import annotations

from collections.abc import Iterator

from qplan import collation
from qplan.collation import Margin, heatmap, lists, saying
from qplan.covering import WORDS, Answer, Coverage
from qplan.plan import Plan
from qplan.tables import Cell, Draft, Table, assembled, optional
from qplan.text import plain

_STRENGTHS = {"full": "写明", "partial": "部分"}


def area_table(coverage: Coverage) -> Table:
    """The areas, their parts and the total: how many 要点, and how many of each state."""
    rows = tuple(collation.rows(coverage))
    drafts = [
        Draft("方面", 30, [name for name, _ in rows]),
        _counts("要点", [collation.size(tally) for _, tally in rows]),
    ]
    for state, head in collation.heads(coverage).items():
        drafts.append(_counts(head, [getattr(tally, state) for _, tally in rows]))
    return assembled(collation.areas_title(coverage.framework), drafts)


def gap_table(coverage: Coverage) -> Table:
    """缺哪句, 补在哪条, 找谁: one row a gap, the gravest first, each question a column."""
    gaps = collation.short_list(coverage)
    return assembled(
        "缺哪句、补在哪条、找谁",
        [
            Draft("序号", 4, range(1, len(gaps) + 1), centred=True, kind="number"),
            Draft("情况", 8, [WORDS[gap.state] for gap in gaps], centred=True),
            Draft("缺哪句", 40, ["\n".join(_sentence(gap)) for gap in gaps]),
            Draft("补在哪条", 24, [collation.where(gap) for gap in gaps]),
            Draft("找谁", 16, [gap.whom.replace("、", "\n") for gap in gaps]),
        ],
    )


def working_gap_table(coverage: Coverage) -> Table:
    """The same for a worksheet that is filtered and sorted: a column for each thing that is said of a gap."""
    gaps = collation.short_list(coverage)
    return assembled(
        "缺什么补在哪",
        [
            Draft("序号", 4, range(1, len(gaps) + 1), centred=True, kind="number"),
            Draft("出处", 14, [gap.place for gap in gaps], centred=True),
            Draft("要点", 22, [gap.title for gap in gaps]),
            Draft("情况", 12, [WORDS[gap.state] for gap in gaps], centred=True),
            *optional("还缺", 16, ("、".join(gap.lacking) for gap in gaps)),
            *optional("现有的话", 24, (gap.now for gap in gaps)),
            *optional("可写", 24, (gap.phrase for gap in gaps)),
            Draft("补在哪条", 22, [collation.where(gap) for gap in gaps]),
            Draft("找谁", 18, [gap.whom for gap in gaps]),
        ],
    )


def requirement_table(coverage: Coverage, most: int | None = None) -> Table:
    """逐个要点: place, what is asked, what became of it, what is lacking, and which task says it by which words.

    ``most``: so many pieces of evidence at most are printed, the others counted.
    """
    answers = coverage.answers
    return assembled(
        "逐个要点",
        [
            Draft("出处", 13, [each.requirement.place for each in answers], centred=True),
            Draft("要点", 22, [each.requirement.title for each in answers]),
            Draft("情况", 11, [WORDS[each.state] for each in answers], centred=True),
            *optional("还缺", 14, map(_lacks, answers)),
            Draft("写在哪里、哪些话", 60, [saying.shown(each, most) for each in answers]),
        ],
    )


def duty_table(coverage: Coverage, most: int | None = None) -> Table:
    """第三部分（组织实施）: the duties, which are not counted; what is asked before what is encouraged."""
    answers = (*collation.duties(coverage, "expected"), *collation.duties(coverage, "encouraged"))
    return assembled(
        coverage.framework.rest,
        [
            Draft("出处", 13, [each.requirement.place for each in answers], centred=True),
            Draft("内容", 22, [each.requirement.title for each in answers]),
            Draft(
                "性质",
                10,
                [collation.kind(each.requirement, coverage.framework).partition("，")[0] for each in answers],
                centred=True,
            ),
            Draft("情况", 11, [WORDS[each.state] for each in answers], centred=True),
            Draft("写在哪里、哪些话", 60, [saying.shown(each, most) for each in answers]),
        ],
        "不计入各方面的数；鼓励的，写不写由各地自定。",
    )


def crossing_table(coverage: Coverage, plan: Plan) -> Table:
    """任务×方面: how many requirements of each area an item answers, wholly or in part; nothing where it is none."""
    picture = heatmap.picture(coverage, plan)
    rows = [row for row in picture.rows if not row.heading or any(row.cells)]
    heads = [collation.headed(each.area) + (f"：{each.part}" if each.part else "") for each in picture.columns]
    counts = [[_answered(cell) for cell in row.cells] for row in rows]
    return assembled(
        "任务×方面",
        [
            Draft("序号", 4, range(1, len(rows) + 1), centred=True, kind="number"),
            Draft("条目", 30, [saying.called(row.node) for row in rows]),
            *(
                Draft(head, 8, [cells[place] for cells in counts], centred=True, kind="number")
                for place, head in enumerate(heads)
            ),
        ],
        "格里是这一条写到（已写明或写到但不全）的要点数。一个要点可以由几条写到，各条加起来不是要点数。",
    )


def offer_table(coverage: Coverage) -> Table:
    """可标的对应: words that answer a requirement which the plan file does not claim there."""
    offers = coverage.offered
    return assembled(
        "可标的对应",
        [
            Draft("序号", 4, range(1, len(offers) + 1), centred=True, kind="number"),
            Draft("条目", 26, [saying.called(each.evidence.node) for each in offers]),
            Draft("要点", 26, [each.requirement.title for each in offers]),
            Draft("出处", 13, [each.requirement.place for each in offers], centred=True),
            Draft("够不够", 10, [_STRENGTHS[each.evidence.strength] for each in offers], centred=True),
            Draft("哪些话", 40, ["、".join(each.evidence.words) for each in offers]),
            *optional("现有标注", 10, ("待确认" if each.proposed else "" for each in offers), centred=True),
        ],
        "正文有话、方案文件里还没有标“对应”的；标不标由起草人定，不影响以上各表的数。",
    )


def apart_table(coverage: Coverage) -> Table:
    """另有部署、本地不涉及, with the document or the reason."""
    answers = collation.apart(coverage)
    return assembled(
        "另有部署、本地不涉及",
        [
            Draft("出处", 14, [each.requirement.place for each in answers], centred=True),
            Draft("要点", 26, [each.requirement.title for each in answers]),
            Draft("情况", 12, [WORDS[each.state] for each in answers], centred=True),
            Draft("文件或理由", 30, [saying.document(each) for each in answers]),
        ],
    )


def margin_tables(coverage: Coverage, margin: Margin) -> Iterator[Table]:
    """What a workbook has of the margin: the claims worth a second look, then each verdict, a line a row."""
    doubts = list(margin.doubts) or [each.message for each in coverage.doubts]
    if doubts:
        yield assembled(lists.DOUBTED, [Draft("哪一条、为什么", 100, doubts)])
    for (_, head), *below in margin.verdicts:
        told = ["　" * (depth - 1) + words for depth, words in below]
        yield assembled(head.partition("：")[0], [Draft("逐项", 100, told)], head)


def share_table(coverage: Coverage) -> Table:
    """各方面的比例, for the appendix: strict, and with what is there in part; the smallest named below the title."""
    rows = tuple(collation.rows(coverage))
    return assembled(
        "各方面的比例",
        [
            Draft("方面", 30, [name for name, _ in rows]),
            Draft("已写明", 18, [collation.share(tally, "strict") for _, tally in rows], centred=True),
            Draft("已写明或写到", 18, [collation.share(tally, "covered") for _, tally in rows], centred=True),
        ],
        f"{collation.CUT}{collation.lowest(coverage)}",
    )


def annex_table(coverage: Coverage) -> Table:
    """覆盖情况表 as a plan brings it: each requirement by the national plan's own place, and where it is answered."""
    answers = coverage.answers
    places = [dict.fromkeys(each.node.number + plain(each.node.title) for each in one.evidence) for one in answers]
    drafts = [
        Draft(
            f"{coverage.framework.short}出处",
            16,
            [each.requirement.place for each in answers],
            centred=True,
        ),
        Draft("要点", 26, [each.requirement.title for each in answers]),
        Draft("落实情况", 14, [WORDS[each.state] for each in answers], centred=True),
        *optional("对应条目", 28, map("\n".join, places)),
        *optional("说明", 22, map(_said, answers)),
    ]
    return assembled("覆盖情况表", drafts, coverage.framework.closing)


def _answered(cell: heatmap.Cell) -> Cell:
    return sum(voice.mark != "claimed" for voice in cell) or ""


def _counts(head: str, numbers: list[int]) -> Draft:
    return Draft(head, 7, numbers, centred=True, kind="number")


def _sentence(gap: collation.Gap) -> list[str]:
    lines = [f"{gap.place}　{gap.title}"]
    lines += [f"还缺：{'、'.join(gap.lacking)}"] if gap.lacking else []
    lines += [f"现有：{gap.now}"] if gap.now else []
    return lines + ([f"可写：{gap.phrase}"] if gap.phrase else [])


def _lacks(answer: Answer) -> str:
    return "、".join(answer.lacking) if answer.evidence else ""


def _said(answer: Answer) -> str:
    lacks = _lacks(answer)
    return "；".join(filter(None, (lacks and f"缺：{lacks}", answer.note)))
