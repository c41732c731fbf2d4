"""Imports put together by hand, for the tests of the page that checks an import."""

from __future__ import annotations

from typing import Any

from qplan.findings import Route
from qplan.ledger import Doubt, Entry, Fate, Ledger, close


def entry(
    block: int,
    text: str,
    *,
    route: Route = (),
    fate: Fate = "mapped",
    place: str = "",
    reason: str = "",
    where: str = "",
) -> Entry:
    return Entry(block, where or f"第 {block + 1} 段", text, fate, place, reason, route)


def sample() -> tuple[tuple[dict[str, Any], ...], Ledger]:
    """A small plan with every fate, an item in several paragraphs, measures, a table, an annex, two doubts."""
    data = {
        "format": "qplan/1",
        "document": {"title": "示例县柑橘质量实施方案", "number": "示政发〔2026〕3号", "preamble": "为种好柑橘，制定本方案。"},
        "numbering": {"measure": "（1）"},
        "targets": [
            {"id": "z01", "indicator": "抽检合格率", "unit": "%", "goals": {"2027": "达到96%以上"}, "place": "一/(一)"}
        ],
        "content": [
            {"title": "总体要求", "part": "overview", "content": [
                {"title": "主要目标", "text": "到2027年，抽检合格率达到96%以上。^[合格率：县抽检的口径。]"},
            ]},
            {"title": "重点任务", "part": "tasks", "content": [
                {
                    "id": "t01", "title": "改良果苗", "text": "建一个苗圃。", "lead": ["县科技局"], "support": ["县财政局"],
                    "and_others": True, "due": "2026年底前",
                    "unit_note": "（县科技局牵头，财政局等配合，2026年底前完成）",
                },
                {
                    "id": "t02", "title": "办好果市",
                    "measures": [
                        {"number": 1, "text": "办三场果市。", "responsible": ["县商务局"]},
                        {"number": 2, "text": "建一间冷库。", "responsible": ["县供销社"]},
                    ],
                },
                {"id": "t03", "title": "开设果农课堂", "lead": ["县农业农村局"]},
            ]},
        ],
        "layout": {"item_heading": "stand_alone"},
        "annexes": [
            {"title": "果苗名录", "content": "text", "text": "早熟一号\n晚熟二号"},
            {"title": "果市安排", "content": "table", "columns": ["月份", "地点"], "rows": [["九月", "城关镇"]]},
        ],
    }  # fmt: skip
    goals, nursery, market, course = (
        ("content", 0, "content", 0), *(("content", 1, "content", n) for n in range(3)),
    )  # fmt: skip
    entries = [
        entry(0, "首页 | 政务公开", fate="dropped", reason="网页的导航"),
        entry(1, "示政发〔2026〕3号", route=("document", "number"), place="公文/发文字号"),
        entry(2, "示例县柑橘质量实施方案", route=("document", "title"), place="公文/标题"),
        entry(3, "为种好柑橘,制定本方案。", route=("document", "preamble"), place="公文/引言"),
        entry(4, "一、总体要求", route=("content", 0)),
        entry(5, "（一）主要目标", route=goals),
        entry(6, "到2027年，抽检合格率达到96%以上。[合格率：县抽检的口径。]", route=goals),
        entry(7, "二、重点任务", route=("content", 1)),
        entry(8, "（一）改良果苗。建一个苗圃。（县科技局牵头，财政局等配合，2026年底前完成）", route=nursery),
        entry(9, "（二）办好果市", route=market),
        entry(10, "（1）办两场果市。（责任单位：县商务局）", route=(*market, "measures", 0)),
        entry(11, "（2）建一间冷库。（责任单位：供销合作社）", route=(*market, "measures", 1)),
        entry(12, "开设果农课堂", route=course, where="表 1 第 2 行第 2 列"),
        entry(13, "县农业农村局", route=(*course, "lead"), where="表 1 第 2 行第 3 列"),
        entry(14, "早熟一号", fate="kept", route=("annexes", 0), place="附件/1", reason="附件照录为文字"),
        entry(15, "晚熟二号", fate="kept", route=("annexes", 0), place="附件/1", reason="附件照录为文字"),
        entry(16, "九月", fate="kept", route=("annexes", 1), reason="不是任务表", where="表 2 第 2 行第 1 列"),
        entry(17, "批注：再改改", fate="dropped", reason="批注，不是正文", where="批注 1"),
        entry(18, "— 2 —", fate="dropped", reason="页码", where="第 2 页"),
        entry(19, "联系电话见官网", fate="kept", place="公文/附注", reason="看不出是什么"),
    ]  # fmt: skip
    doubts = [
        Doubt(8, "责任标注中有没看懂的文字：财政局"),
        Doubt(11, "原文编号是“（2）”，请看一看"),
    ]
    return (data,), close("资料/示例.docx", len(entries), entries, doubts)


def large(*, tasks: int) -> tuple[tuple[dict[str, Any], ...], Ledger]:
    """A plan whose every task is printed otherwise than the source has it, and has a note of many units."""
    units = [f"县第{n}局" for n in range(6)]
    data = {
        "content": [
            {
                "title": "任务",
                "content": [
                    {
                        "id": f"t{n}",
                        "title": f"任务{n}",
                        "text": "做好这一件事，" * 40 + f"共{n}项。",
                        "responsible": units,
                    }
                    for n in range(tasks)
                ],
            }
        ]
    }
    lines = [("一、任务", ("content", 0))]
    for n in range(tasks):
        words = "做好那一件事，" * 40 + f"共{n}项。（责任单位：{'、'.join(units)}）"
        lines += [(f"（{n}）任务{n}。{words}", ("content", 0, "content", n))]
    return (data,), close("大.txt", len(lines), [entry(n, text, route=route) for n, (text, route) in enumerate(lines)])
