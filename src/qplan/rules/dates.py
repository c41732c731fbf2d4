"""Q40x: days and years: impossible ones, deadlines against the period and the plan's own date, 发文字号."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from qplan.findings import Entry, Remark, Route, Severity
from qplan.patterns import pattern
from qplan.rules._rule import Case, is_date, rule
from qplan.rules._texts import named
from qplan.rules.document import is_open_number
from qplan.text import PLACEHOLDER

_DAY = pattern(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*[年/.-]\s*(?P<month>\d{1,2})\s*[月/.-]\s*(?P<day>\d{1,2})(?!\d)日?")
_IN_TEXT = pattern(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?")
_NUMBER = pattern(r"[^\W\d_]{2,14}〔(?:19|20)\d{2}〕[1-9]\d*号")
_LIKE_NUMBER = pattern(
    r"(?P<code>[^\W\d_]{2,14})[〔\[［(（【{](?P<year>\d{2}|\d{4})[〕\]］)）】}]第?0*(?P<serial>\d+)号?"
)
_SPAN = pattern(r"(20\d{2})\s*年?\s*(?:[—–~～-]+|至|到)\s*(20\d{2})\s*年")


@rule(
    Entry(
        "Q401",
        "impossible-date",
        Severity.ERROR,
        "日期不存在或写法认不出",
        why="成文日期印在公文上，也用来核对时限。2026-2-30 这样的日子不存在；日期写作 2026-03-02。"
        "正文和时限里写了不存在的日子是警告。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 成文日期: 2026-2-30}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 成文日期: 2026-03-02}\n",
    )
)
def impossible_date(case: Case) -> Iterator[Remark]:
    """The dates of the document, deadlines, and days named in any text."""
    document, notice = case.plan.document, case.plan.document.notice
    fields: dict[Route, str | None] = {
        ("document", "date"): document.date,
        ("document", "printed"): document.printed,
        ("document", "notice", "date"): notice.date if notice else None,
    }
    for route, value in fields.items():
        if value and not is_date(value) and not PLACEHOLDER.search(value):
            day = _DAY.fullmatch(value.strip())
            said = "这一天不存在" if day and not _exists(day) else "不是日期的写法"
            yield Remark(route, f"{case.key(*route)}“{value}”{said}", "应写作 2026-03-02 这样的日期")
    for route, owner, due in case.dues():
        found = _DAY.search(due.text)
        if found and not _exists(found):
            message = f"{owner}的时限“{due.text}”不存在"
            yield Remark(route, message, "请核对月份和日子", severity=Severity.WARNING)
    for text in case.texts:
        for day in _IN_TEXT.finditer(text.text) if text.at not in fields else ():
            if not _exists(day):
                message = f"{text.owner}里的“{day[0]}”不存在"
                yield Remark(text.at, message, "请核对", severity=Severity.WARNING, words=day[0])


def _exists(found: re.Match[str]) -> bool:
    year, month, day = (int(part or 1) for part in found.group("year", "month", "day"))
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


@rule(
    Entry(
        "Q402",
        "outside-period",
        Severity.WARNING,
        "时限在实施期之外",
        why="任务的时限晚于实施期，到期时方案已经结束；早于实施期，方案印发时已经过期。指标的远景年份不受限。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局], 完成时限: 2028-06}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局], 完成时限: 2027-06}\n",
    )
)
def outside_period(case: Case) -> Iterator[Remark]:
    """Deadlines and yearly steps against 实施期."""
    if case.plan.period is None:
        return
    start, end = case.plan.period
    period = f"实施期{start}—{end}年" if start != end else f"实施期{start}年"
    for route, owner, due in case.dues():
        if due.last and not f"{start}-01-01" <= due.last <= f"{end}-12-31":
            side = "晚于" if due.last > f"{end}-12-31" else "早于"
            yield Remark(route, f"{owner}的时限“{due.text}”{side}{period}", "请核对年份")
    for item in case.plan.items():
        for year, _ in item.yearly:
            if not start <= year <= end:
                message = f"{named(item)}的年度安排写到{year}年，在{period}之外"
                yield Remark((*item.route, "yearly", str(year)), message, "请核对年份", on_key=True)


@rule(
    Entry(
        "Q403",
        "due-before-date",
        Severity.WARNING,
        "时限早于成文日期",
        why="印发时就已过期的时限没有意义，多半是年份没有改。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 成文日期: 2026-03-02}\n"
        "内容: [{标题: 总体要求}, {标题: 重点任务, 完成时限: 2026年1月底前}, {标题: 保障措施}]\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 成文日期: 2026-03-02}\n"
        "内容: [{标题: 总体要求}, {标题: 重点任务, 完成时限: 2026年6月底前}, {标题: 保障措施}]\n",
    )
)
def due_before_date(case: Case) -> Iterator[Remark]:
    """The last day a deadline allows against 成文日期; what Q402 says already is not said twice."""
    made = case.plan.document.date
    if made is None or not is_date(made):
        return
    start = f"{case.plan.period[0]}-01-01" if case.plan.period else ""
    for route, owner, due in case.dues():
        if due.last and start <= due.last < made:
            yield Remark(route, f"{owner}的时限“{due.text}”早于成文日期{made}", "请核对年份")


@rule(
    Entry(
        "Q404",
        "bad-number",
        Severity.WARNING,
        "发文字号的写法不对",
        why="发文字号由机关代字、年份、顺序号组成，年份用六角括号〔〕，写全四位，顺序号不编虚位、不加“第”"
        "（GB/T 9704—2012，7.2.5）。印发前顺序号可以空着。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 发文字号: 示政发(2026)第05号,\n"
        "  成文日期: 2026-03-02}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 发文字号: 示政发〔2026〕　号}\n",
    )
)
def bad_number(case: Case) -> Iterator[Remark]:
    """Blanks inside a number do not count: they come from PDF text. 第3号 and 第3号令 are right for orders."""
    number = case.plan.document.number
    if not number or PLACEHOLDER.search(number) or is_open_number(number):
        return
    flat = "".join(number.split())
    if _NUMBER.fullmatch(flat) or re.fullmatch(r"[^\W\d_]*第\d+号令?", flat):
        return
    like = _LIKE_NUMBER.fullmatch(flat)
    right = f"{like['code']}〔20{like['year'][-2:]}〕{like['serial']}号" if like else ""
    hint = f"应为“{right}”" if right else "应写作 示政发〔2026〕5号 这样"
    yield Remark(("document", "number"), f"发文字号“{number}”的写法不对", hint)


@rule(
    Entry(
        "Q405",
        "number-year",
        Severity.WARNING,
        "发文字号的年份与成文日期不符",
        why="文号按成文的年份编，两处年份不同，必有一处写错。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府,\n"
        "  发文字号: 示政发〔2025〕5号, 成文日期: 2026-03-02}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府,\n"
        "  发文字号: 示政发〔2026〕5号, 成文日期: 2026-03-02}\n",
    )
)
def number_year(case: Case) -> Iterator[Remark]:
    """A closed or open number's year against 成文日期."""
    made, found = case.plan.document.date, re.search(r"〔(\d{4})〕", case.plan.document.number or "")
    if found and made and is_date(made) and found[1] != made[:4]:
        message = f"发文字号是{found[1]}年的，成文日期却在{made[:4]}年"
        yield Remark(("document", "number"), message, "核对哪一处写错", other=(("document", "date"), "成文日期"))


@rule(
    Entry(
        "Q406",
        "period-reversed",
        Severity.ERROR,
        "实施期的起止颠倒",
        why="止年早于起年，时限和指标都无法核对。",
        bad="实施期: {起: 2027, 止: 2026}\n",
        good="实施期: {起: 2026, 止: 2027}\n",
    )
)
def period_reversed(case: Case) -> Iterator[Remark]:
    """The end before the start."""
    if case.plan.period and case.plan.period[1] < case.plan.period[0]:
        start, end = case.plan.period
        yield Remark(("period", "end"), f"实施期从{start}年到{end}年，起止颠倒了", "先写早的年份")


@rule(
    Entry(
        "Q407",
        "period-in-title",
        Severity.WARNING,
        "标题里的年份与实施期不符",
        why="标题或副题写明了起止年份，与“实施期”不同，必有一处没有改。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案, 副题: （2025—2027年）, 发文机关: 示例县人民政府}\n"
        "实施期: {起: 2026, 止: 2027}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 副题: （2026—2027年）, 发文机关: 示例县人民政府}\n"
        "实施期: {起: 2026, 止: 2027}\n",
    )
)
def period_in_title(case: Case) -> Iterator[Remark]:
    """A span of years in title or subtitle."""
    document, period = case.plan.document, case.plan.period
    for key, text in (("title", document.title), ("subtitle", "".join(document.subtitles))):
        found = _SPAN.search(text)
        if period and found and (int(found[1]), int(found[2])) != period:
            name = case.key("document", key)
            message = f"“{name}”写的是{found[1]}—{found[2]}年，实施期是{period[0]}—{period[1]}年"
            yield Remark(("document", key), message, "核对哪一处写错", other=(("period",), "实施期"), words=found[0])


@rule(
    Entry(
        "Q408",
        "short-year",
        Severity.ADVICE,
        "年份没有写全",
        why="公文里的年份写全四位（GB/T 15835—2011）。“26年底”过几年就不知道是哪一年，也认不出时限。",
        bad="- {标题: 建好检测平台, 正文: 到26年底前建成3个服务点。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 建好检测平台, 正文: 到2026年底前建成3个服务点。, 责任单位: [县市场监管局]}\n",
    )
)
def short_year(case: Case) -> Iterator[Remark]:
    """26年底, 到26年, 26年6月; a number of years (20年) is none of these."""
    for text in case.texts:
        for found in re.finditer(
            r"(?<![\d.])(?:到|至|于|截至)?(?:2[4-9]|3[0-5])年(?:底前|底|\d{1,2}月(?:底|\d|前))", text.text
        ):
            message = f"{text.owner}里的“{found[0]}”年份没有写全"
            yield Remark(text.at, message, "年份写四位，如 2026年", words=found[0])
