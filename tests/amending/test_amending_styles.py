"""What an edit means in the text of a plan file, style by style: before, edit, after."""

from __future__ import annotations

import pytest

from qplan.amending import amend
from qplan.amending.edits import Drop, Insert, Move, Put, Words
from qplan.errors import Unamendable
from qplan.source import Source

_TITLE = ("document", "title")
_TEXT = ("content", 0, "text")
_ITEM = ("content", 0)
_LEAD = ("content", 0, "lead")

SCALARS = {
    "plain": ("公文:\n  标题: 示例县方案   # 暂定\n", [Words(_TITLE, "方案", "实施方案")], "公文:\n  标题: 示例县实施方案   # 暂定\n"),
    "plain-needs-quotes": ("公文:\n  标题: 方案 # 暂定\n", [Put(_TITLE, "方案: 一")], '公文:\n  标题: "方案: 一" # 暂定\n'),
    "plain-becomes-date": ("公文: {成文日期: 2026年}\n", [Put(("document", "date"), "2026-03-02")], "公文: {成文日期: 2026-03-02}\n"),
    "single": ("公文:\n  标题: '甲''乙' # 注\n", [Words(_TITLE, "乙", "丙's")], "公文:\n  标题: '甲''丙''s' # 注\n"),
    "double": ('公文:\n  标题: "甲\\u4e59\\"丙" # 注\n', [Words(_TITLE, "丙", '"丁\\')], '公文:\n  标题: "甲\\u4e59\\"\\"丁\\\\" # 注\n'),
    "several-words": ("公文:\n  标题: 甲县甲方案甲\n", [Words(_TITLE, "甲", "丙", 2), Words(_TITLE, "甲", "乙", 0)], "公文:\n  标题: 乙县甲方案丙\n"),
    "brackets": ("公文: {标题: 甲, 稿次: 送审稿} # 注\n", [Put(_TITLE, "甲, 乙"), Put(("document", "stage"), "issue")], '公文: {标题: "甲, 乙", 稿次: 印发稿} # 注\n'),
    "anchor": ("公文: {标题: &题 甲县, 副题: 乙}\n依据: [*题]\n", [Words(_TITLE, "甲", "丙"), Words(("bases", 0), "甲", "丙")], "公文: {标题: &题 丙县, 副题: 乙}\n依据: [*题]\n"),
    "anchor-alone": ("公文:\n  标题: &题 甲县 # 注\n依据: [*题 , 乙]\n", [Words(_TITLE, "甲", "丙")], "公文:\n  标题: 丙县 # 注\n依据: [甲县 , 乙]\n"),
    "mention-alone": ("公文:\n  标题: &题 甲县\n依据: [*题 , 乙]\n", [Words(("bases", 0), "甲", "丙")], "公文:\n  标题: 甲县\n依据: [丙县 , 乙]\n"),
    "below-mention": ("指标:\n  - 名称: 甲\n    责任单位: &单位\n      - 县教育局 # 注\n  - 名称: 乙\n    责任单位: *单位 # 同上\n", [Insert(("targets", 1, "responsible"), 1, "县财政局")], "指标:\n  - 名称: 甲\n    责任单位:\n      - 县教育局 # 注\n  - 名称: 乙\n    责任单位: [县教育局, 县财政局] # 同上\n"),
    "number": ("指标:\n  - 名称: 甲\n    基期: {年份: 2025年, 数值: 94.1} # 初步\n", [Put(("targets", 0, "baseline"), {"year": 2026, "value": 95})], "指标:\n  - 名称: 甲\n    基期: {年份: 2026年, 数值: 95} # 初步\n"),
    "yes": ("内容:\n  - {标题: 甲, 等: 是}\n", [Put((*_ITEM, "and_others"), False)], "内容:\n  - {标题: 甲, 等: 否}\n"),
    "value-below-key": ("公文:\n  标题:\n    甲县方案 # 注\n", [Words(_TITLE, "甲", "乙")], "公文:\n  标题:\n    乙县方案 # 注\n"),
    "empty-key": ("公文:\n  标题: # 待定\n  副题: 甲\n", [Put(_TITLE, "乙")], "公文:\n  标题: 乙 # 待定\n  副题: 甲\n"),
    "empty-in-brackets": ("公文: {标题:, 副题: 甲}\n", [Put(_TITLE, "乙")], "公文: {标题: 乙, 副题: 甲}\n"),
}  # fmt: skip

TEXTS = {
    "literal": ("内容:\n- 标题: 甲\n  正文: |  # 注\n    一。\n\n    二。\n", [Words(_TEXT, "二", "2")], "内容:\n- 标题: 甲\n  正文: |  # 注\n    一。\n\n    2。\n"),
    "literal-across-lines": ("内容:\n- 标题: 甲\n  正文: |\n    一。\n    二。\n    三。\n", [Words(_TEXT, "。\n二", "；二")], "内容:\n- 标题: 甲\n  正文: |\n    一；二。\n    三。\n"),
    "literal-new-paragraph": ("内容:\n- 标题: 甲\n  正文: |\n    一。\n    三。\n", [Words(_TEXT, "三", "二。\n三")], "内容:\n- 标题: 甲\n  正文: |\n    一。\n    二。\n    三。\n"),
    "literal-put": ("内容:\n- 标题: 甲\n  正文: |\n    一。\n    二。\n  责任: 乙\n", [Put(_TEXT, "一。\n二。\n三。\n")], "内容:\n- 标题: 甲\n  正文: |\n    一。\n    二。\n    三。\n  责任: 乙\n"),
    "literal-no-line-end": ("内容:\n- 标题: 甲\n  正文: |\n    一。\n", [Put(_TEXT, "一。\n二。")], "内容:\n- 标题: 甲\n  正文: |-\n    一。\n    二。\n"),
    "indicator": ("内容:\n- 标题: 甲\n  正文: |2-\n      缩进。\n    二。\n", [Words(_TEXT, "二", "三")], "内容:\n- 标题: 甲\n  正文: |2-\n      缩进。\n    三。\n"),
    "folded": ("内容:\n- 标题: 甲\n  正文: >-\n    一行文字\n    又一行\n\n    二段\n", [Words(_TEXT, "字又", "句，又"), Words(_TEXT, "二", "第二")], "内容:\n- 标题: 甲\n  正文: >-\n    一行文句，又一行\n\n    第二段\n"),
    "folded-at-the-line": ("内容:\n- 标题: 甲\n  正文: >-\n    一行文字\n    又一行\n", [Words(_TEXT, "又一", "第二")], "内容:\n- 标题: 甲\n  正文: >-\n    一行文字\n    第二行\n"),
    "folded-to-paragraphs": ("内容:\n- 标题: 甲\n  正文: >- # 注\n    一\n    二\n  责任: 乙\n", [Put(_TEXT, "一。\n二。\n")], "内容:\n- 标题: 甲\n  正文: | # 注\n    一。\n    二。\n  责任: 乙\n"),
    "plain-lines": ("内容:\n- 标题: 甲\n  正文: 一行文字\n    又一行 # 注\n", [Words(_TEXT, "又一", "第二")], "内容:\n- 标题: 甲\n  正文: 一行文字\n    第二行 # 注\n"),
    "double-lines": ('内容:\n- 标题: 甲\n  正文: "一行文字\n    又一行" # 注\n', [Words(_TEXT, "文字", "文句")], '内容:\n- 标题: 甲\n  正文: "一行文句\n    又一行" # 注\n'),
    "double-lines-that-would-part": ('内容:\n- 标题: 甲\n  正文: "一行文字\n    又一行" # 注\n', [Words(_TEXT, "字", "x")], '内容:\n- 标题: 甲\n  正文: "一行文x又一行" # 注\n'),
    "plain-to-paragraphs": ("内容:\n- 标题: 甲\n  正文: 一。 # 注\n  责任: 乙\n", [Put(_TEXT, "一。\n二。\n")], "内容:\n- 标题: 甲\n  正文: | # 注\n    一。\n    二。\n  责任: 乙\n"),
    "paragraphs-in-brackets": ("内容: [{标题: 甲, 正文: 一。}]\n", [Put(_TEXT, "一。\n二。")], '内容: [{标题: 甲, 正文: "一。\\n二。"}]\n'),
    "crlf": ("内容:\r\n- 标题: 甲\r\n  正文: |\r\n    一。\r\n", [Put(_TEXT, "一。\n二。\n"), Put((*_ITEM, "due"), "2027")], "内容:\r\n- 标题: 甲\r\n  正文: |\r\n    一。\r\n    二。\r\n  完成时限: 2027\r\n"),
    "last-line-end": ("内容:\n- 标题: 甲\n  正文: |\n    一。\n  责任: 乙", [Drop((*_ITEM, "duty"))], "内容:\n- 标题: 甲\n  正文: |\n    一。\n"),
    "no-last-line-end": ("内容:\n- 标题: 甲\n  正文: |\n    一。", [Put((*_ITEM, "due"), "2027")], "内容:\n- 标题: 甲\n  正文: |-\n    一。\n  完成时限: 2027"),
}  # fmt: skip

KEYS = {
    "in-order": ("内容:\n  - 标题: 甲\n    # 说明\n    责任: 乙\n", [Put(_TEXT, "一。"), Put((*_ITEM, "id"), "t01")], "内容:\n  - 标识: t01\n    标题: 甲\n    正文: 一。\n    # 说明\n    责任: 乙\n"),
    "english": ("content:\n  - title: 甲 # a\n", [Put((*_ITEM, "part"), "tasks"), Put(_LEAD, ["乙"])], "content:\n  - title: 甲 # a\n    part: tasks\n    lead: [乙]\n"),
    "top": ("# 头\n公文: {标题: 甲}\n\n内容:\n  - {标题: 甲}\n", [Put(("period",), {"start": 2026, "end": 2027})], "# 头\n公文: {标题: 甲}\n\n实施期: {起: 2026, 止: 2027}\n\n内容:\n  - {标题: 甲}\n"),
    "brackets": ("公文: {标题: a}\n", [Put(("document", "issuer"), "b")], "公文: {标题: a, 发文机关: b}\n"),
    "empty-brackets": ("公文: {} # 注\n", [Put(_TITLE, "a")], "公文: {标题: a} # 注\n"),
    "year": ("指标:\n  - 名称: 甲\n    目标值:\n      2026年: 一\n      2028年: 三\n", [Put(("targets", 0, "goals", "2027"), "二")], "指标:\n  - 名称: 甲\n    目标值:\n      2026年: 一\n      2027年: 二\n      2028年: 三\n"),
    "section": ("内容:\n- 标题: 甲\n", [Put(("content", 0, "content"), [{"title": "乙", "text": "一。\n二。\n"}])], "内容:\n- 标题: 甲\n  内容:\n  - 标题: 乙\n    正文: |\n      一。\n      二。\n"),
    "drop": ("公文:\n  # 题\n  标题: 甲 # 注\n  # 副\n  副题: 乙\n", [Drop(_TITLE)], "公文:\n  # 题\n  # 副\n  副题: 乙\n"),
    "drop-top": ("公文: {标题: 甲}\n\n# 期\n实施期: {起: 2026}\n\n内容: []\n", [Drop(("period",))], "公文: {标题: 甲}\n\n# 期\n\n内容: []\n"),
    "drop-first": ("内容:\n  - 标识: t01\n    标题: 甲\n", [Drop((*_ITEM, "id"))], "内容:\n  - 标题: 甲\n"),
    "drop-first-comment": ("内容:\n  - 标识: t01\n    # 名\n    标题: 甲\n", [Drop((*_ITEM, "id"))], "内容:\n  -\n    # 名\n    标题: 甲\n"),
    "drop-in-brackets": ("公文: {标题: 甲, 副题: 乙, 稿次: 送审稿}\n", [Drop(("document", "subtitle"))], "公文: {标题: 甲, 稿次: 送审稿}\n"),
    "drop-last-in-brackets": ("公文: {标题: 甲, 副题: 乙}\n", [Drop(("document", "subtitle"))], "公文: {标题: 甲}\n"),
    "list-for-text": ("内容:\n  - 标题: 甲\n    牵头单位: 县教育局 # 注\n", [Put(_LEAD, ["县教育局", "县财政局"])], "内容:\n  - 标题: 甲\n    牵头单位: [县教育局, 县财政局] # 注\n"),
    "text-for-list": ("内容:\n  - 标题: 甲\n    牵头单位: # 注\n      - 县教育局\n      - 县财政局\n    责任: 乙\n", [Put(_LEAD, "县教育局")], "内容:\n  - 标题: 甲\n    牵头单位: 县教育局 # 注\n    责任: 乙\n"),
}  # fmt: skip

LISTS = {
    "member": ("依据: [甲, '乙', 丙] # 注\n", [Put(("bases",), ["甲", "丁", "丙"])], "依据: [甲, '丁', 丙] # 注\n"),
    "flow-insert": ("依据: [甲,\n       乙]\n", [Insert(("bases",), 1, "丙"), Insert(("bases",), 2, "丁")], "依据: [甲,\n       丙, 乙, 丁]\n"),
    "flow-drop-lines": ("依据: [甲, 乙,\n       丙]\n", [Drop(("bases", 1))], "依据: [甲,\n       丙]\n"),
    "flow-drop-comment": ("依据: [甲, # 一\n       乙, # 二\n       丙]\n", [Drop(("bases", 0))], "依据: [ # 一\n       乙, # 二\n       丙]\n"),
    "flow-drop-all": ("依据: [甲, 乙]\n", [Drop(("bases", 0)), Drop(("bases", 1))], "依据: []\n"),
    "block-drop-all": ("依据: # 注\n  - 甲\n  # 二\n  - 乙\n公文: {标题: 甲}\n", [Put(("bases",), [])], "依据: [] # 注\n  # 二\n公文: {标题: 甲}\n"),
    "block-insert": ("依据:\n  - 甲 # 一\n  # 二\n  - 乙\n", [Insert(("bases",), 1, "丙: 丁"), Insert(("bases",), 2, {"title": "戊"})], '依据:\n  - 甲 # 一\n  - "丙: 丁"\n  # 二\n  - 乙\n  - {标题: 戊}\n'),
    "block-like-sisters": ("内容:\n  - 标题: 甲\n    责任: 乙\n\n  - 标题: 丙\n", [Insert(("content",), 1, {"title": "新"}), Insert(("content",), 2, {"title": "末"})], "内容:\n  - 标题: 甲\n    责任: 乙\n\n  - 标题: 新\n\n  - 标题: 丙\n\n  - 标题: 末\n"),
    "into-empty": ("内容: [] # 注\n公文: {标题: 甲}\n", [Insert(("content",), 0, {"title": "新", "text": "一。\n二。\n"})], "内容: # 注\n  - 标题: 新\n    正文: |\n      一。\n      二。\n公文: {标题: 甲}\n"),
    "move-with-comments": ("内容:\n  # 甲的说明\n  - 标题: 甲 # 一\n    # 中\n    责任: 乙\n    # 甲的末尾\n  - 标题: 丙\n", [Move(_ITEM, ("content",), 2)], "内容:\n  - 标题: 丙\n  # 甲的说明\n  - 标题: 甲 # 一\n    # 中\n    责任: 乙\n    # 甲的末尾\n"),
    "move-deeper": ("内容:\n- 标题: 甲\n  内容:\n  - 标题: 乙\n- 标题: 丙 # 注\n  正文: |\n    一。\n      二。\n", [Move(("content", 1), ("content", 0, "content"), 0), Words(("content", 1, "text"), "二", "贰")], "内容:\n- 标题: 甲\n  内容:\n  - 标题: 丙 # 注\n    正文: |\n      一。\n        贰。\n  - 标题: 乙\n"),
    "move-last-out": ("内容:\n- 标题: 甲\n  内容:\n  - 标题: 乙\n- 标题: 丙\n", [Move(("content", 0, "content", 0), ("content",), 2)], "内容:\n- 标题: 甲\n  内容: []\n- 标题: 丙\n- 标题: 乙\n"),
    "move-out-of-brackets": ("内容:\n- 标题: 甲\n  内容: [{标题: 乙}, {标题: '丁'}]\n", [Move(("content", 0, "content", 1), ("content",), 0)], "内容:\n- {标题: '丁'}\n- 标题: 甲\n  内容: [{标题: 乙}]\n"),
    "move-into-brackets": ("内容:\n- 标题: 甲\n  内容: [{标题: 乙}]\n- 标题: 丙\n", [Move(("content", 1), ("content", 0, "content"), 1)], "内容:\n- 标题: 甲\n  内容: [{标题: 乙}, {标题: 丙}]\n"),
    "lists-in-lists": ("附件:\n  - 标题: 甲\n    行:\n      - - 一\n        - 二\n      - [三, 四]\n", [Put(("annexes", 0, "rows", 0, 1), "2"), Put(("annexes", 0, "rows", 1), ["三", "五", "四"])], "附件:\n  - 标题: 甲\n    行:\n      - - 一\n        - 2\n      - [三, 五, 四]\n"),
}  # fmt: skip


@pytest.mark.parametrize(
    "before, edits, after",
    [pytest.param(*case, id=f"{name}") for table in (SCALARS, TEXTS, KEYS, LISTS) for name, case in table.items()],
)
def test_the_text_changes_just_there(before, edits, after):
    assert amend(Source("plan.yaml", before), edits).text == after


REFUSED = {
    "not-there": ("公文: {标题: 甲}\n", [Words(("document", "issuer"), "甲", "乙")], "发文机关"),
    "other-words": ("公文: {标题: 甲}\n", [Words(_TITLE, "丙", "乙")], "“丙”"),
    "second-occurrence": ("公文: {标题: 甲}\n", [Words(_TITLE, "甲", "乙", 1)], "第 2 个“甲”"),
    "overlapping-words": ("公文: {标题: 甲乙丙}\n", [Words(_TITLE, "甲乙", "x"), Words(_TITLE, "乙丙", "y")], "互相矛盾"),
    "put-and-drop": ("公文: {标题: 甲}\n", [Put(_TITLE, "乙"), Drop(_TITLE)], "“公文”的“标题”"),
    "two-puts": ("公文: {标题: 甲}\n", [Put(_TITLE, "乙"), Put(_TITLE, "丙")], "互相矛盾"),
    "below-a-drop": ("公文: {标题: 甲}\n", [Put(_TITLE, "乙"), Drop(("document",))], "互相矛盾"),
    "into-itself": ("内容:\n- 标题: 甲\n  内容: [{标题: 乙}]\n", [Move(_ITEM, ("content", 0, "content"), 0)], "之内"),
    "no-list": ("公文: {标题: 甲}\n", [Insert(_TITLE, 0, "乙")], "不是列表"),
    "no-place": ("依据: [甲]\n", [Insert(("bases",), 2, "乙")], "第 3 个位置"),
    "not-text": ("实施期: {起: 2026}\n", [Words(("period", "start"), "2026", "2027")], "不是文字"),
    "nothing": ("公文: {标题: 甲}\n", [Put(_TITLE, None)], "矛盾"),
    "comment-into-brackets": ("内容:\n- 标题: 甲\n  内容: [{标题: 乙}]\n- 标题: 丙 # 注\n", [Move(("content", 1), ("content", 0, "content"), 1)], "注释"),
    "unreadable": ("公文: {标题: 甲\n内容: ]]\n  - x: [\n", [Put(_TITLE, "乙")], "读不懂"),
    "not-a-plan": ("- 甲\n", [Put(_TITLE, "乙")], "读不懂"),
    "empty": ("", [Put(_TITLE, "乙")], "读不懂"),
    "control-character": ("公文: {标题: 甲}\n", [Put(_TITLE, "\ud800")], "“标题”"),
    "of-another-type": ("公文: {标题: 甲}\n", [Put(_TITLE, 5)], "“标题”"),
}  # fmt: skip


@pytest.mark.parametrize("before, edits, words", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_in_plain_words(before, edits, words):
    with pytest.raises(Unamendable) as refused:
        amend(Source("plan.yaml", before), edits)
    assert words in refused.value.message
    (refused.value.message + refused.value.remedy).encode("gbk")


def test_what_changes_nothing_leaves_the_file_as_it_is():
    source = Source("plan.yaml", "公文: {标题:   甲}   # 注")
    assert amend(source, [Put(_TITLE, "甲")]) is source
