"""What stands around the content: changes of it are offered, what only one side has is told beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qplan import amending, checking, dossier, rendering, revising
from qplan.revising import Revised
from qplan.source import Source

PLAN = """\
文件版本: qplan/1
地区: {名称: 示例县, 层级: 县}
公文:
  标题: 示例县质量强县培育建设实施方案   # 常委会已看过
  稿次: 征求意见稿
  文种: 意见
  发文机关: 示例县人民政府
  主送: 各乡镇人民政府
  引言: 为落实上级部署，制定本方案。各单位要抓好落实。
版式: {标题分行: [示例县质量强县培育, 建设实施方案]}
责任标注: {位置: 段末}
内容:
  - 标题: 总体要求
    部分: 总体要求
    内容:
      - {标题: 指导思想, 正文: 坚持质量第一、效益优先。}
  - 标题: 重点任务
    部分: 重点任务
    内容:
      - {标识: t01, 标题: 做优茶叶品质, 正文: 建设标准茶园，推行分等分级。, 牵头单位: 县农业农村局}
      - {标识: t02, 标题: 整治泵阀质量, 正文: 开展比对试验，建立质量档案。, 牵头单位: 县市场监管局, 配合单位: [县科技局]}
附件:
  - {标题: 名词解释, 正文: 茶叶分等分级，是指按品质定级。}
"""


@pytest.fixture
def checked() -> checking.Checked:
    return checking.judge(Source("plan.yaml", PLAN))


def compared(checked: checking.Checked, folder: Path, *changes: tuple[str, str]) -> Revised:
    made = dossier.compile_(checking.whole(checked), checked.framework)
    text = rendering.render(made, "txt").decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "edited.txt"
    path.write_text(text, encoding="utf-8")
    return revising.compare(checked, path)


def amended(checked: checking.Checked, revised: Revised) -> str:
    return amending.amend(checked.source, [edit for change in revised.changes for edit in change.edits]).text


def test_untouched(checked: checking.Checked, tmp_path: Path) -> None:
    assert compared(checked, tmp_path) == Revised((), matched=5, total=5)


def test_the_title_takes_its_division_along(checked: checking.Checked, tmp_path: Path) -> None:
    revised = compared(checked, tmp_path, ("建设实施方案", "建设行动方案"))
    assert [(c.where, c.what, c.new) for c in revised.changes] == [("标题", "改动", "示例县质量强县培育建设行动方案")]
    text = amended(checked, revised)
    assert "标题: 示例县质量强县培育建设行动方案   # 常委会已看过\n" in text
    assert "建设实施方案" not in text


@pytest.mark.parametrize(
    ("old", "new", "told", "line"),
    [
        ("（征求意见稿）", "（送审稿）", ("稿次", "改动", "征求意见稿", "送审稿"), "  稿次: 送审稿\n"),
        (
            "各乡镇人民政府：", "各乡镇人民政府、各街道办事处：",
            ("主送", "改动", "各乡镇人民政府", "各乡镇人民政府、各街道办事处"), "  主送: 各乡镇人民政府、各街道办事处\n",
        ),
        (
            "各单位要抓好落实。", "各单位要抓紧抓好落实。",
            ("引言", "文字", "各单位要抓好落实。", "各单位要抓紧抓好落实。"),
            "  引言: 为落实上级部署，制定本方案。各单位要抓紧抓好落实。\n",
        ),
        (
            "是指按品质定级。", "是指按内在品质定级。",
            ("附件", "文字", "茶叶分等分级，是指按品质定级。", "茶叶分等分级，是指按内在品质定级。"),
            "  - {标题: 名词解释, 正文: 茶叶分等分级，是指按内在品质定级。}\n",
        ),
    ],
)  # fmt: skip
def test_each_field(
    old: str, new: str, told: tuple[str, ...], line: str, checked: checking.Checked, tmp_path: Path
) -> None:
    revised = compared(checked, tmp_path, (old, new))
    assert [(c.where, c.what, c.old, c.new) for c in revised.changes] == [told]
    before, after = PLAN.splitlines(keepends=True), amended(checked, revised).splitlines(keepends=True)
    assert [other for one, other in zip(before, after, strict=True) if one != other] == [line]


def test_what_only_one_side_has_is_no_change(checked: checking.Checked, tmp_path: Path) -> None:
    revised = compared(
        checked, tmp_path, ("各乡镇人民政府：\n", ""), ("示例县质量强县", "示政发〔2026〕12号\n示例县质量强县")
    )
    assert not revised.changes
    assert revised.beside == ("方案没有写的发文字号：示政发〔2026〕12号", "文件里没有的主送：各乡镇人民政府")


def test_a_note_of_its_own_wording_is_kept_as_printed(checked: checking.Checked, tmp_path: Path) -> None:
    revised = compared(
        checked, tmp_path, ("（牵头单位：县市场监管局；配合单位：县科技局）", "（县市场监管局牵头，县科技局配合）")
    )
    assert [change.what for change in revised.changes] == ["责任标注的写法"]
    assert "责任原文: （县市场监管局牵头，县科技局配合）" in amended(checked, revised)
