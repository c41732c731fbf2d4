"""Q6xx: wording and punctuation (GB/T 15834-2011, GB/T 15835-2011), and what YAML or Word did to a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qplan.findings import Entry, Remark, Severity
from qplan.patterns import pattern
from qplan.plan import Node, Section
from qplan.rules._rule import Case, rule
from qplan.rules._texts import Text, named
from qplan.text import PLACEHOLDER, plain

_CLOSING = "。！？；：…!?;:”’》）】〕])\"'"
_HEADING_LIKE = 30
_WIDE = r"[^\x00-\xff]"
_HALF = pattern(rf"(?<={_WIDE})[,;:?!](?={_WIDE})|\((?=[^()]*{_WIDE}[^()]*\))|\"(?=[^\"]*{_WIDE}[^\"]*\")")
_HAND_NUMBER = pattern(
    r"^\s*(?:第[一二三四五六七八九十百]+[章节条部编]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[（(]\d{1,2}[）)]|[①-⑳])"
)
_NUMBER_STARTS = frozenset("第一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_PAIRS = {"《": "》", "“": "”", "（": "）", "(": ")", "〔": "〕", "【": "】", "〈": "〉"}
_SAME = str.maketrans({"(": "（", ")": "）"})
_TWICE = pattern(r"，，|。。(?!。)|；；|：：|、、|，。|。，|；。|。；|、。|、，|，、|：，")
_CITED_NUMBER = pattern(
    r"(?P<code>[^\W\d_]{2,10}[发办函字规通令])[\[［(（【](?P<year>(?:19|20)\d{2})[\]］)）】](?P<no>第?\d+)号"
)
_DUTY_LABELS = ("责任单位", "责任部门", "牵头单位", "牵头部门", "配合单位")
_DUTY_IN_TEXT = pattern(rf"[（(〔【\[](?:{'|'.join(_DUTY_LABELS)})\s*[：:]")


@rule(
    Entry(
        "Q601",
        "breaks-off",
        Severity.WARNING,
        "一段话没有结束",
        why="段末没有标点，多半是粘贴时断了行，或者 # 后面的字被当成了注释（YAML 里空格加 # 是注释）。",
        bad="- {标题: 建好检测平台, 责任单位: [县市场监管局], 正文: 在县开发区建设检测服务点，为小微企业提供检测}\n",
        good="- {标题: 建好检测平台, 责任单位: [县市场监管局], 正文: 在县开发区建设检测服务点，为小微企业提供检测。}\n",
    )
)
def breaks_off(case: Case) -> Iterator[Remark]:
    """Paragraphs that hold a mark but do not end with one; a short line without any is a heading of its own.

    A line with ｜ is the row of a table.
    """
    for text in case.prose:
        for line in text.text.split("\n"):
            flat = plain(line).strip()
            stops = any(mark in flat for mark in "，。；：、,;") or len(flat) > _HEADING_LIKE
            if flat and stops and flat[-1] not in _CLOSING and "｜" not in flat:
                end = flat[-12:]
                hint = "补上句号；若后面的字丢了，检查正文里有没有“ #”"
                yield Remark(text.at, f"{text.owner}有一段停在“{end}”，没有标点", hint, words=end)


@rule(
    Entry(
        "Q602",
        "hash-line",
        Severity.WARNING,
        "正文有一行以 # 开头",
        why="正文里的 # 会照样印出来；它不是注释，也不是标题。",
        bad="- 标题: 建好检测平台\n  责任单位: [县市场监管局]\n"
        "  正文: |\n    在县开发区建设检测服务点。\n    # 这一句再核对\n",
        good="- 标题: 建好检测平台\n  责任单位: [县市场监管局]\n  备注: 这一句再核对\n"
        "  正文: |\n    在县开发区建设检测服务点。\n",
    )
)
def hash_line(case: Case) -> Iterator[Remark]:
    """A Markdown heading or a comment that ended up inside a text."""
    for text in case.prose:
        for line in text.text.split("\n"):
            if line.lstrip().startswith(("#", "＃")):
                hint = "给自己看的话写进“备注”，小标题另起一条"
                yield Remark(text.at, f"{text.owner}的正文有一行以 # 开头，会照样印出来", hint, words=line.strip())


@rule(
    Entry(
        "Q603",
        "title-punctuation",
        Severity.WARNING,
        "标题末尾有标点",
        why="标题末尾不用标点；标题与正文接排时，句号由程序加。",
        bad="- {标题: 建好检测平台。, 正文: 设服务点。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n",
    )
)
def title_punctuation(case: Case) -> Iterator[Remark]:
    """Stops, commas and colons, but where a section's text follows its title on the same line."""
    for node in case.plan.nodes():
        title = node.title.rstrip()
        runs_in = isinstance(node, Section) and node.paragraphs
        if title and title[-1] in "。；，、：:;," and not runs_in:
            hint = f"应为“{title.rstrip('。；，、：:;,')}”"
            yield Remark((*node.route, "title"), f"{_kind(node)}的标题以“{title[-1]}”结尾", hint)
    title = case.plan.document.title.rstrip()
    if title and title[-1] in "。；，、：:;,":
        hint = f"应为“{title.rstrip('。；，、：:;,')}”"
        yield Remark(("document", "title"), f"方案的标题以“{title[-1]}”结尾", hint)


def _kind(node: Node) -> str:
    return named(node).split("“", 1)[0]


@rule(
    Entry(
        "Q604",
        "half-width",
        Severity.ADVICE,
        "汉字之间用了半角标点",
        why="中文公文用全角标点（GB/T 15834—2011）。从网页或 PDF 粘贴来的文字常常全是半角，所以一个文件只提一次。",
        bad="- {标题: 建好检测平台, 正文: '设检测服务点,为企业服务。', 责任单位: [县市场监管局]}\n",
        good="- {标题: 建好检测平台, 正文: 设检测服务点，为企业服务。, 责任单位: [县市场监管局]}\n",
    )
)
def half_width(case: Case) -> Iterator[Remark]:
    """One finding a file, at the first place, with the count."""
    places: list[tuple[Text, str]] = []
    for text in case.texts:
        if text.kind != "cell":
            places += (
                (text, text.text[max(found.start() - 2, 0) : found.end() + 2]) for found in _HALF.finditer(text.text)
            )
    if places:
        text, words = places[0]
        hint = "应为全角：，；：？！（）“”"
        yield Remark(text.at, f"汉字之间有半角标点，全文共{len(places)}处", hint, words=words)


@rule(
    Entry(
        "Q605",
        "number-by-hand",
        Severity.WARNING,
        "标题里自己写了序号",
        why="序号由程序按“编号方式”编，标题里再写一个就会印成两个；移动条目以后还会错。",
        bad="- {标题: 1.建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n",
    )
)
def number_by_hand(case: Case) -> Iterator[Remark]:
    """Where the node prints a number of its own."""
    for node in case.plan.nodes():
        found = _HAND_NUMBER.match(node.title) if node.number and _may_be_number(node.title) else None
        if found:
            hint = f"应为“{node.title[found.end() :].strip()}”"
            message = f"{_kind(node)}的标题自己写了序号“{found[0].strip()}”，会印成“{node.number}{found[0].strip()}”"
            yield Remark((*node.route, "title"), message, hint, words=found[0].strip())


def _may_be_number(title: str) -> bool:
    first = title.lstrip()[:1]
    return first in _NUMBER_STARTS or first.isdecimal()


@rule(
    Entry(
        "Q606",
        "cited-number",
        Severity.ADVICE,
        "引用的文号用错了括号",
        why="发文字号的年份用六角括号〔〕（GB/T 9704—2012，7.2.5），顺序号不加“第”。",
        bad="- {标题: 建好检测平台, 正文: 按照国市监质发（2024）97号文件要求设服务点。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 建好检测平台, 正文: 按照国市监质发〔2024〕97号文件要求设服务点。, 责任单位: [县市场监管局]}\n",
    )
)
def cited_number(case: Case) -> Iterator[Remark]:
    """In texts and in 依据; the plan's own number is Q404's."""
    for text in case.texts:
        for found in (
            _CITED_NUMBER.finditer(text.text) if "号" in text.text and text.at != ("document", "number") else ()
        ):
            right = f"{found['code']}〔{found['year']}〕{found['no'].lstrip('第')}号"
            yield Remark(text.at, f"{text.owner}里的文号“{found[0]}”用错了括号", f"应为“{right}”", words=found[0])


@rule(
    Entry(
        "Q607",
        "nested-title-marks",
        Severity.ADVICE,
        "书名号里面又用了《》",
        why="书名号里面再用书名号时，里面的用单书名号〈〉（GB/T 15834—2011，4.13）。",
        bad="- {标题: 建好平台, 责任单位: [县科技局], 正文: 落实《关于贯彻《质量强国建设纲要》的意见》。}\n",
        good="- {标题: 建好平台, 责任单位: [县科技局], 正文: 落实《关于贯彻〈质量强国建设纲要〉的意见》。}\n",
    )
)
def nested_title_marks(case: Case) -> Iterator[Remark]:
    """《 before the 》 of an earlier 《."""
    for text in case.prose:
        for found in re.finditer(r"《[^《》\n]*《[^《》\n]*》[^《》\n]*》", text.text):
            right = "《" + found[0][1:-1].replace("《", "〈").replace("》", "〉") + "》"
            yield Remark(text.at, f"{text.owner}的书名号里又用了《》", f"应为{right}", words=found[0])


@rule(
    Entry(
        "Q608",
        "unpaired",
        Severity.WARNING,
        "引号、书名号或括号不成对",
        why="少了一半的引号、书名号、括号，多半是删改时留下的。",
        bad="- {标题: 建好检测平台, 正文: 落实《质量强国建设纲要，设检测服务点。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 建好检测平台, 正文: 落实《质量强国建设纲要》，设检测服务点。, 责任单位: [县市场监管局]}\n",
    )
)
def unpaired(case: Case) -> Iterator[Remark]:
    """Marks opened and not closed in a paragraph; a lone closing bracket may be a number such as 1）."""
    for text in case.texts:
        if text.kind == "cell":
            continue
        for line in text.text.split("\n"):
            mark = _unclosed(line)
            if mark:
                start = line.rfind(mark)
                words = line[start : start + 10]
                yield Remark(text.at, f"{text.owner}里的“{mark}”没有另一半", f"补上“{_PAIRS[mark]}”", words=words)


def _unclosed(line: str) -> str:
    """The first mark of a paragraph that is opened and never closed, "" for none."""
    flat = PLACEHOLDER.sub("", plain(line))
    for opening, closing in _PAIRS.items():
        if opening == "(":
            continue
        checked = flat.translate(_SAME) if opening == "（" else flat
        if checked.count(opening) > checked.count(closing):
            return opening if opening in flat else "("
    return ""


@rule(
    Entry(
        "Q609",
        "doubled-mark",
        Severity.WARNING,
        "标点重复",
        why="两个标点连在一起，多半是删改时留下的。",
        bad="- {标题: 建好检测平台, 正文: 设检测服务点，，为企业服务。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 建好检测平台, 正文: 设检测服务点，为企业服务。, 责任单位: [县市场监管局]}\n",
    )
)
def doubled_mark(case: Case) -> Iterator[Remark]:
    """Commas, stops and their mixtures."""
    for text in case.texts:
        for found in _TWICE.finditer(text.text):
            words = text.text[max(found.start() - 4, 0) : found.end()]
            yield Remark(text.at, f"{text.owner}里有连在一起的标点“{found[0]}”", "只留一个", words=words)


@rule(
    Entry(
        "Q610",
        "mark-before-deng",
        Severity.ADVICE,
        "“等”前面用了顿号",
        why="列举之后的“等”前面不用顿号：甲、乙、丙等（GB/T 15834—2011，4.5）。",
        bad="- {标题: 建好检测平台, 正文: 做好食用菌、茶叶、毛竹、等产业的检测。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 建好检测平台, 正文: 做好食用菌、茶叶、毛竹等产业的检测。, 责任单位: [县市场监管局]}\n",
    )
)
def mark_before_deng(case: Case) -> Iterator[Remark]:
    """、等 before a pause or a class noun; 、等级 and 、等候 are words."""
    for text in case.prose:
        for found in re.finditer(r"、等(?![级候待值量同额差效次价离腰边式身])", text.text):
            words = text.text[max(found.start() - 4, 0) : found.end()]
            yield Remark(text.at, f"{text.owner}里“{words}”的“等”前面不用顿号", "删去顿号", words=words)


@rule(
    Entry(
        "Q611",
        "units-in-text",
        Severity.WARNING,
        "责任单位写在了正文里",
        why="写在正文里的责任标注不会进任务分工表和责任矩阵。移到“牵头单位”“责任单位”等键，或写进“责任”，印出来还在段末。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。（责任单位：县市场监管局）, 责任单位: [县市场监管局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任: 县市场监管局负责}\n",
    )
)
def units_in_text(case: Case) -> Iterator[Remark]:
    """A labelled bracket inside a body. An empty 责任原文 says that it is meant to be printed there."""
    for node in case.plan.nodes():
        text = "\n".join(node.paragraphs)
        found = _DUTY_IN_TEXT.search(text) if any(label in text for label in _DUTY_LABELS) else None
        if found and node.duty.note != "":
            keys = [case.key(*node.route, key) for key in ("lead", "responsible")]
            message = f"{named(node)}的正文里写着“{found[0]}……”，不会进任务分工表"
            yield Remark((*node.route, "text"), message, f"移到“{keys[0]}”“{keys[1]}”等键", words=found[0])
