"""The words of a plan: titles, sentences, units, notes and deadlines as offices write them, drawn at random.

Every sentence is made of our own words, and some of any Han characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

YEARS = range(2025, 2031)

_VERBS = ("办好", "抓实", "推广", "建强", "擦亮", "守住", "打通", "补齐", "做优", "盘活", "健全", "深化")
_KINDS = ("县域", "园区", "乡村", "绿色", "公共", "重点", "特色", "基层", "老字号", "“一县一品”", "“3+N”")
_THINGS = (
    "检测平台", "质量诊断", "先进标准", "品牌培育", "食品安全", "计量服务", "园区样板", "政务窗口", "认证试点", "产业链条",
    "售后服务", "工程质量", "首席质量官制度", "质量基础设施“一站式”服务", "消费维权站点", "农产品追溯体系",
)  # fmt: skip
_WAYS = (
    "逐户上门走访", "把清单交到企业手里", "每季度会商一次", "用好现有实验室", "对照《质量强国建设纲要》找差距",
    "按照“缺什么补什么”的办法排出次序", "请行业里的老师傅带一带", "先试点、后铺开", "沿着产业链一环一环地查",
    "依托龙头企业（含规上服务业企业）牵引", "鼓励企业对标ISO 9001等体系", "参照GB/T 19580的做法",
)  # fmt: skip
_ENDS = (
    "让小企业用得上、用得起", "做到有人管、有回音", "推动好经验在全域落地", "使群众看得见变化", "带动上下游一起提质",
    "全年服务不少于{n}家次", "覆盖面达到{p}%以上", "到{y}年建成{n}个示范点", "把投诉办结率稳定在{p}%以上",
    "投入资金{n}万元", "形成一批拿得出手的案例",
)  # fmt: skip
_NOTES = (
    "指愿意带头试用新标准、公开承诺质量的企业",
    "即一次告知、一窗受理、一次办好；不包括涉密事项",
    "按上一年度常住人口计算，不含流动人口",
)


@dataclass(frozen=True)
class Place:
    """Where a plan is made: its name, the level in plan data, and what its departments are called by."""

    name: str
    level: str
    short: str
    strong: str


PLACES = (
    Place("示例县", "county", "县", "县"), Place("示例区", "district", "区", "区"), Place("示例市", "city", "市", "市"),
    Place("示例省", "province", "省", "省"), Place("示例旗", "banner", "旗", "旗"), Place("示例镇", "town", "镇", "镇"),
    Place("示例市", "county_city", "市", "市"), Place("示例街道", "subdistrict", "街道", "街道"),
    Place("示例经济开发区", "zone", "区", "区"), Place("示例自治县", "autonomous_county", "县", "县"),
)  # fmt: skip

_DEPARTMENTS = (
    "市场监管局", "科技局", "发展改革委", "财政局", "农业农村局", "工业和信息化局", "人力资源社会保障局", "委宣传部",
    "税务局", "总工会", "规划和自然资源局", "文化广电旅游体育局", "市场监管局（知识产权局）", "行政审批服务局", "消防救援大队",
    "质量工作领导小组成员单位", "住房城乡建设局", "卫生健康委", "供销社", "教育体育局", "城市管理综合行政执法局", "气象局",
)  # fmt: skip
_OFFICES = ("财政所", "经济发展办公室", "综合行政执法队", "党政办公室", "农业农村办公室", "平安建设办公室")
_OTHERS = ("各乡镇人民政府", "各镇（街道）", "示例海关", "国网示例供电公司", "市生态环境局示例分局", "示例经开区管委会", "人民银行示例支行",
    "各县（市、区）人民政府", "各县、市、区人民政府", "示例职业技术学院", "县委编办", "省药监局第三分局", "各有关部门")  # fmt: skip


def units(rnd: Random, place: Place, *, most: int = 5) -> list[str]:
    """Some units of a place, each once.

    A town's own offices carry 镇 or 街道: beside 市生态环境局, a name without any prefix reads like one that lost 市.
    """
    names = _OFFICES if place.short in ("镇", "街道") else _DEPARTMENTS
    return rnd.sample([*(place.short + name for name in names), *_OTHERS], rnd.randint(1, most))


def han(rnd: Random) -> str:
    """Any Han characters but numerals."""
    chars = (chr(rnd.randint(0x4E00, 0x9FA5)) for _ in range(rnd.randint(2, 6)))
    return "".join(char for char in chars if char not in "一二三四五六七八九十百零第") or "质"


def title(rnd: Random) -> str:
    """The title of a section or an item."""
    verb, thing, form = rnd.choice(_VERBS), rnd.choice(_THINGS), rnd.randint(0, 9)
    if form < 4:
        return verb + thing
    if form < 6:
        return verb + rnd.choice(_KINDS) + thing
    if form == 6:
        return f"{verb}{thing}，{rnd.choice(_VERBS)}{rnd.choice(_THINGS)}"
    if form == 7:
        return f"{verb}{thing}（{han(rnd)}）"
    return verb + (han(rnd) if form == 8 else f"{thing}和{rnd.choice(_THINGS)}")


def sentence(rnd: Random) -> str:
    """One sentence with its full stop; now and then with figures, a footnote, a placeholder or strange words."""
    deed = rnd.choice(_VERBS) + rnd.choice(_THINGS)
    way = rnd.choice(_WAYS) if rnd.random() < 0.8 else f"把{han(rnd)}摆在前面"
    end = rnd.choice(_ENDS).format(n=rnd.randint(1, 400), p=rnd.randint(50, 99), y=rnd.choice(YEARS))
    extra = rnd.randint(0, 19)
    if extra == 0:
        end += "，由〔待填：牵头股室〕汇总"
    elif extra == 1:
        deed = f"用好“{han(rnd)}”^[{rnd.choice(_NOTES)}。]机制"
    elif extra == 2:
        deed = f"落实《{han(rnd)}管理办法》（示政发〔{rnd.choice(YEARS)}〕{rnd.randint(1, 99)}号）"
    return f"{deed}，{way}，{end}。"


def prose(rnd: Random) -> str:
    """A text whose first sentence is too long to be a title: in a point without one, a short one would be."""
    return f"{sentence(rnd).removesuffix('。')}，{sentence(rnd)}"


def paragraphs(rnd: Random, *, most: int = 2) -> str:
    """A text of one paragraph a line."""
    return "\n".join("".join(sentence(rnd) for _ in range(rnd.randint(1, 2))) for _ in range(rnd.randint(1, most)))


DUES = (
    "2026", "2026-06", "2026-12", "2026-06-30", "2026Q4", "持续推进", "长期坚持", "2026年12月底前", "2027年6月底前完成",
    "2026年第三季度", "每年底前", "2026年上半年", "2026—2027年", "2026年6月底前完成并长期坚持", "年底前", "“十五五”期间",
)  # fmt: skip

STYLES: tuple[object, ...] = (
    None, None, None, "责任单位", "牵头配合", "按职责分工负责",
    {"brackets": "〔〕"}, {"brackets": "【】", "form": "verbs"}, {"brackets": "()", "marks": "half"}, {"brackets": "［］"},
    {"form": "verbs"}, {"form": "verbs", "verbs": ["按职责分工落实"]}, {"form": "verbs", "separator": "；"},
    {"form": "comma"}, {"form": "comma", "responsible": ""}, {"form": "comma", "separator": "、"},
    {"place": "heading"}, {"place": "own_line", "brackets": "无"}, {"place": "own_line", "brackets": "无", "separator": "换行"}, {"place": "own_line"},
    {"brackets": "无", "separator": "。"}, {"separator": "，"}, {"responsible": ""}, {"others": "等有关部门"}, {"elided": True},
    {"lead": "牵头部门", "support": "协办部门", "responsible": "责任部门"}, {"lead": "主办单位", "support": "协办单位"},
    {"groups": ["，各乡镇人民政府", "及示例海关"]}, {"due": "时限要求"}, {"support": "责任单位"},
)  # fmt: skip
"""责任标注 in the forms of the genre; a comma tells the lead only where the text declares it, see `CONVENTIONS`."""

CONVENTIONS = {
    "": "责任单位中逗号前为牵头单位，下同。",
    "、": "责任单位中列第一位的为牵头单位，下同。",
}
"""By the separator of a style of the form comma: the sentence that declares what it means."""
