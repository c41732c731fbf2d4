"""Q2xx: what stands around the text of a 公文: title, place, issuer, number, date, addressees."""

from __future__ import annotations

from collections.abc import Iterator

from qplan.findings import Entry, Remark, Severity
from qplan.patterns import pattern
from qplan.rules._rule import Case, rule

_OPEN_NUMBER = pattern(r"〔\d{4}〕\s*(?:[Xx×＊*_＿\s]*|〔待填[^〕]*〕)号?$")
_CLOSED_NUMBER = pattern(r"\d+\s*号$")


@rule(
    Entry(
        "Q201",
        "no-title",
        Severity.WARNING,
        "方案没有标题",
        why="标题印在首页，也是别人引用方案的名称。印发稿没有标题是错误。",
        bad="公文: {发文机关: 示例县人民政府}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府}\n",
    )
)
def no_title(case: Case) -> Iterator[Remark]:
    """The document's title."""
    if not case.plan.document.title.strip():
        key, parent = case.key("document", "title"), case.key("document")
        hint = f"“{parent}”下应有 {key}: ……实施方案"
        yield Remark(("document", "title"), f"方案没有写“{key}”", hint, severity=case.graver_at_issue(), on_key=True)


@rule(
    Entry(
        "Q202",
        "no-region",
        Severity.WARNING,
        "没有写明是哪个地区的方案",
        why="单位的全称、级别都从地区推出；没有地区，就判断不了“示例县财政局”和“县财政局”是不是一家。",
        bad="地区:\n",
        good="地区: {名称: 示例县, 层级: 县}\n",
    )
)
def no_region(case: Case) -> Iterator[Remark]:
    """The place whose plan this is."""
    if not case.plan.region:
        hint = f"应有 {case.key('region')}: {{{case.key('region', 'name')}: 示例县}}"
        yield Remark(("region", "name"), "没有写明是哪个地区的方案", hint, on_key=True)


@rule(
    Entry(
        "Q206",
        "no-issuer",
        Severity.WARNING,
        "没有写发文机关",
        why="署名、版记都由发文机关来。征求意见稿可以不写，印发稿没有是错误。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府}\n",
    )
)
def no_issuer(case: Case) -> Iterator[Remark]:
    """Not asked of a 征求意见稿."""
    document, key = case.plan.document, case.key("document", "issuer")
    if not document.issuers and document.stage != "consultation":
        hint = f"如 {key}: {case.plan.region or '示例县'}人民政府"
        yield Remark(("document", "issuer"), f"没有写“{key}”", hint, severity=case.graver_at_issue(), on_key=True)


@rule(
    Entry(
        "Q207",
        "issue-incomplete",
        Severity.ERROR,
        "印发稿缺少公文要素",
        why="印发稿要有完整的发文字号、成文日期和主送机关，缺一样就发不出去。此前的稿子空着正常。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 稿次: 印发稿,\n"
        "  发文字号: 示政发〔2026〕　号, 成文日期: 2026-03-02, 主送: 各乡镇人民政府}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 稿次: 印发稿,\n"
        "  发文字号: 示政发〔2026〕5号, 成文日期: 2026-03-02, 主送: 各乡镇人民政府}\n",
    )
)
def issue_incomplete(case: Case) -> Iterator[Remark]:
    """Number, date and addressees of an 印发稿."""
    document = case.plan.document
    if document.stage != "issue":
        return
    addressees = document.addressees or (document.notice and document.notice.addressees)
    for key, value, example in (
        ("number", document.number, "示政发〔2026〕5号"),
        ("date", document.date, "2026-03-02"),
        ("addressees", addressees, "各乡镇人民政府，县政府各部门、各直属机构"),
    ):
        if not value:
            name = case.key("document", key)
            yield Remark(("document", key), f"印发稿没有“{name}”", f"如 {name}: {example}", on_key=True)
    if document.number and is_open_number(document.number):
        yield Remark(("document", "number"), f"印发稿的文号“{document.number}”还空着", "填上顺序号，如 5号")


def is_open_number(number: str) -> bool:
    """Whether a 发文字号 still waits for its serial number: 示政发〔2026〕　号."""
    return bool(_OPEN_NUMBER.search(number))


@rule(
    Entry(
        "Q208",
        "number-without-date",
        Severity.WARNING,
        "有发文字号而没有成文日期",
        why="已经编了文号，说明公文已经签发，成文日期（签发的日子）应当一并写上。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 发文字号: 示政发〔2026〕5号}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府,\n"
        "  发文字号: 示政发〔2026〕5号, 成文日期: 2026-03-02}\n",
    )
)
def number_without_date(case: Case) -> Iterator[Remark]:
    """A closed number before 印发稿; there Q207 asks for both."""
    document, key = case.plan.document, case.key("document", "date")
    if document.stage != "issue" and not document.date and _CLOSED_NUMBER.search(document.number or ""):
        message = f"文号已是“{document.number}”，却没有“{key}”"
        yield Remark(("document", "number"), message, f"补上 {key}: 2026-03-02 这样的日期")
