"""The mistakes that a text can have before its meaning is asked for: codes, reasons, examples."""

from __future__ import annotations

from dataclasses import dataclass

from qplan.findings import Entry, Fix, Severity
from qplan.source import Span

_E, _W = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True)
class Slip:
    """A mistake found: which, where, in words; and the edits that mend it.

    Each edit is within one line. ``sure`` edits are made in memory, so that reading can go on; others are only
    offered. ``choices`` are further sets of edits, to be tried where the first does not make the text readable.
    ``severity`` overrides the code's own.
    """

    code: str
    span: Span
    message: str
    hint: str = ""
    remedy: str = ""
    other: tuple[Span, str] | None = None
    edits: tuple[Fix, ...] = ()
    choices: tuple[tuple[Fix, ...], ...] = ()
    sure: bool = True
    severity: Severity | None = None


CODES = {
    entry.code: entry
    for entry in (
        Entry(
            "Q001", "not-utf8", _E, "文件不是 UTF-8 编码",
            "各地电脑的默认编码不同，只有 UTF-8 在任何电脑上打开都一样。记事本另存时选“ANSI”就会变成别的编码。",
            "（记事本另存为，编码选 ANSI）", "（记事本另存为，编码选 UTF-8）",
        ),
        Entry(
            "Q002", "bad-bytes", _E, "有无法识别的字符",
            "这些位置的文字已经损坏，多半是转换编码或传输时造成的，只能对照原稿补上。",
            "标题: 示例\ufffd质量强县方案\n", "标题: 示例县质量强县方案\n",
        ),
        Entry(
            "Q003", "control-character", _E, "有控制字符",
            "控制字符看不见，多由 Word 表格或旧系统粘贴带入，YAML 不允许出现，印出来也会成为乱码。",
            "标题: 示例县\x07方案\n", "标题: 示例县方案\n",
        ),
        Entry(
            "Q004", "line-separator", _E, "有特殊的换行字符",
            "从 Word 或网页粘贴的文字里有时带着 U+2028 一类的换行字符，看似换行或空白，各种程序的理解却不一样。",
            "正文: 第一段\u2028第二段\n", "正文: |\n  第一段\n  第二段\n",
        ),
        Entry(
            "Q005", "invisible-character", _W, "有看不见的字符",
            "零宽空格、方向控制等字符看不见，却会让两个看似相同的名称不相等，查找和比对都会落空。",
            "牵头单位: 县\u200b科技局\n", "牵头单位: 县科技局\n",
        ),
        Entry(
            "Q006", "empty-file", _E, "文件没有内容",
            "空文件或只有注释的文件没有可检查的方案。",
            "# 还没有写\n", "公文:\n  标题: 示例县质量强县培育建设实施方案\n",
        ),
        Entry(
            "Q007", "not-a-mapping", _E, "最外层不是“键: 值”",
            "方案文件的最外层是“公文:”“内容:”这样的键。方案正文或列表不能直接放在最外层。",
            "- 标题: 总体要求\n", "内容:\n  - 标题: 总体要求\n",
        ),
        Entry(
            "Q008", "second-document", _E, "一个文件里有两份文档",
            "单独一行的“---”把文件分成两份，程序只读第一份，后面的内容会丢失。",
            "公文: {标题: 甲}\n---\n公文: {标题: 乙}\n", "公文: {标题: 甲}\n",
        ),
        Entry(
            "Q009", "tab-indent", _E, "用制表符（Tab）缩进",
            "制表符在不同编辑器里宽度不同，YAML 规定缩进只能用半角空格。",
            "公文:\n\t标题: 甲\n", "公文:\n  标题: 甲\n",
        ),
        Entry(
            "Q010", "wide-blank-indent", _E, "用全角空格缩进",
            "全角空格不算缩进，这一行会被当成最外层的新键。缩进只能用半角空格。",
            "公文:\n　　标题: 甲\n", "公文:\n  标题: 甲\n",
        ),
        Entry(
            "Q011", "colon", _E, "键后面不是半角冒号加空格",
            "键与值之间要写半角冒号和一个空格。写成“标题：”或“标题:甲”，整行会被当成一段文字。",
            "标题：甲\n文号: 乙\n", "标题: 甲\n文号: 乙\n",
        ),
        Entry(
            "Q012", "needs-quotes", _E, "这个值要加引号",
            "以 % @ & * ! > [ 等符号开头，或中间有“: ”的文字，YAML 会当成别的意思，加上引号就是普通文字。",
            "计量单位: %\n", '计量单位: "%"\n',
        ),
        Entry(
            "Q013", "bracket", _E, "括号没有成对",
            "方括号里是列表，花括号里是“键: 值”，都要成对，各项之间用半角逗号。",
            "配合单位: [县财政局, 县教育局\n完成时限: 2026\n", "配合单位: [县财政局, 县教育局]\n完成时限: 2026\n",
        ),
        Entry(
            "Q014", "quote", _E, "引号没有成对",
            "半角引号打开以后，一直到下一个同样的引号都算作同一段文字，少一个就会吞掉后面的行。",
            '标题: "甲\n文号: 乙\n', '标题: "甲"\n文号: 乙\n',
        ),
        Entry(
            "Q015", "indentation", _E, "缩进没有对齐",
            "同一组的键要左对齐；多一格或少一格，程序就不知道它属于哪一组。",
            "公文:\n  标题: 甲\n 文号: 乙\n", "公文:\n  标题: 甲\n  文号: 乙\n",
        ),
        Entry(
            "Q016", "syntax", _E, "写法读不懂",
            "这里的符号不合 YAML 的写法，程序看不出原意，从这里起无法继续读取。",
            "依据: - 甲\n", "依据:\n  - 甲\n",
        ),
        Entry(
            "Q017", "duplicate-key", _E, "同一组里有两个相同的键",
            "同一组里一个键只能出现一次，否则只有一个会生效，另一个悄悄丢失。",
            "标题: 甲\n标题: 乙\n", "标题: 甲\n副题: 乙\n",
        ),
        Entry(
            "Q018", "wide-comma", _W, "列表里用了中文逗号",
            "方括号里各项用半角逗号分隔；用中文逗号，几项会被当成一项。",
            "配合单位: [县财政局，县教育局]\n", "配合单位: [县财政局, 县教育局]\n",
        ),
        Entry(
            "Q019", "curly-quotes", _W, "中文引号会印出来",
            '“ ”是文字的一部分，不起引号的作用，会原样印在文件上。需要引号时用半角的 " "，不需要时不写。',
            "标题: “甲”\n", "标题: 甲\n",
        ),
        Entry(
            "Q020", "cut-at-hash", _W, "“#”后面的文字没有读入",
            "空格后面的“#”是注释的开头，后面的文字不算内容。",
            "标题: 项目 #1 号\n", '标题: "项目 #1 号"\n',
        ),
        Entry(
            "Q021", "alias", _E, "别名引用有误",
            "“*名称”是引用前面用“&名称”标记过的内容。没有标记过、引用自己、或层层引用成倍增加的，都不能读取。",
            "标题: &甲 方案\n副题: *乙\n", "标题: 方案\n副题: '*乙'\n",
        ),
        Entry(
            "Q022", "too-deep", _E, "层数太多",
            "方案一般不超过十层；几十层的括号或缩进多半是文件损坏，继续读取没有意义。",
            f"依据: {'[' * 60}{']' * 60}\n", "依据: [甲, 乙]\n",
        ),
        Entry(
            "Q023", "tag", _E, "不认识的类型标记",
            "以“!”开头的是 YAML 的类型标记，方案文件用不着；如果是文字，要加引号。",
            "备注: !note 甲\n", '备注: "!note 甲"\n',
        ),
        Entry(
            "Q024", "key-not-text", _E, "键不是普通文字",
            "键只能是一个词。列表、别名和合并键“<<”不能作键。",
            "? [甲, 乙]\n: 丙\n", "甲: 丙\n乙: 丙\n",
        ),
        Entry(
            "Q025", "tight-dash", _E, "短横线后面没有空格",
            "列表的每一项以短横线加一个空格开头；没有空格，几行会被连成一段文字。",
            "配合单位:\n  -县财政局\n  -县教育局\n", "配合单位:\n  - 县财政局\n  - 县教育局\n",
        ),
        Entry(
            "Q026", "keyless-line", _E, "这一行没有键",
            "除了“|”下面的文字和列表项，每一行都是“键: 值”。最常见的是正文的段落没有缩进到“正文: |”里面。",
            "正文: |\n  第一段。\n第二段。\n标题: 甲\n", "正文: |\n  第一段。\n  第二段。\n标题: 甲\n",
        ),
    )
}  # fmt: skip
"""Every code of reading, by code."""
