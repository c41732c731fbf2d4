"""Unit names -> the body they mean: short and full names of one body, by its function.

Facts of public documents of 2018-2024; a name that is not in the tables is taken as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from qplan.patterns import pattern

_SAME_FUNCTION = (
    # Longer words first: a name is replaced by the first that it contains.
    ("科学技术协会", "科协"),
    ("工商业联合会", "工商联"),
    ("残疾人联合会", "残联"),
    ("妇女联合会", "妇联"),
    ("供销合作社联合社", "供销社"),
    ("供销合作联社", "供销社"),
    ("供销合作社", "供销社"),
    ("中级人民法院", "中院"),
    ("中级法院", "中院"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
    ("人民政府办公室", "政府办"),
    ("政府办公室", "政府办"),
    ("科技工业信息化", "科工信"),
    ("科技和工业信息化", "科工信"),
    ("市场监督管理", "市监"),
    ("市场监管", "市监"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("工业和信息化", "工信"),
    ("工业信息化", "工信"),
    ("经济和信息化", "经信"),
    ("经济信息化", "经信"),
    ("科学技术", "科技"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("人力社保", "人社"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("住房和建设", "住建"),
    ("住房建设", "住建"),
    ("卫生健康", "卫健"),
    ("文化广电新闻出版旅游", "文广新旅"),
    ("文化广电旅游体育", "文广旅体"),
    ("文化广电和旅游", "文广旅"),
    ("文化广电旅游", "文广旅"),
    ("文化旅游体育", "文旅体"),
    ("文化和旅游", "文旅"),
    ("文化旅游", "文旅"),
    ("规划和自然资源", "规划资源"),
    ("规划自然资源", "规划资源"),
    ("自然资源和规划", "自然资源规划"),
    ("应急管理", "应急"),
    ("交通运输", "交通"),
    ("医疗保障", "医保"),
    ("教育和体育", "教体"),
    ("教育体育", "教体"),
    ("退役军人事务", "退役军人"),
    ("国有资产监督管理", "国资"),
    ("林业和草原", "林草"),
    ("农业农村和水利", "农水"),
    ("综合行政执法", "综合执法"),
    ("城市管理", "城管"),
    ("行政审批", "审批"),
)
_COMMITTEES = {"教": "教育", "科": "科技"}
"""教委 and 科委 are the bureaus of 教育 and 科技 where a place calls them so."""

_KNOWN = (
    "发改 工信 经信 科技 科工信 教育 教体 民宗 公安 民政 司法 财政 人社 自然资源 规划资源 自然资源规划 "
    "生态环境 住建 建设 房管 交通 公路 水利 水务 农业农村 农水 畜牧 商务 投资促进 文旅 文广旅 文广旅体 "
    "文广新旅 文旅体 文物 体育 广电 卫健 疾控 退役军人 应急 审计 市监 国资 统计 医保 信访 林业 林草 园林 "
    "园林绿化 城管 城管执法 综合执法 执法 审批 审批服务 审批服务管理 政务服务 政务服务管理 "
    "政务服务数据管理 数据 大数据 大数据管理 大数据发展 数据资源 金融 金融监管 地方金融监管 金融工作 "
    "税务 气象 邮政管理 烟草 档案 地震 粮食 粮食和物资储备 知识产权 药监 能源 乡村振兴 口岸 机关事务 "
    "机关事务管理 通信管理 海事 消防 国动 人防 信息 网信 编 宣传 组织 统战 政法 经促 监狱 供电 "
)
_FUNCTIONS = frozenset(_KNOWN.split())
LEVEL = pattern(r"(自治区|自治州|自治县|[省市县区州盟旗])(?!场监|场局|监局|域|块)(?=.{2})")
"""The level that a name begins with: 市 of 市市场监管局."""

_TAIL = pattern(r"(委员会|委|局|厅)$")
_OFFICE = pattern(r"办公[室厅]$")


class Body(NamedTuple):
    """Whom a name means: the level it stands at and its function in the shortest known form.

    Two names with equal bodies are two names of one body. ``known`` tells a function that the tables have.
    """

    level: str
    stem: str
    known: bool


def body(name: str, region: str | None = None) -> Body:
    """The body that a unit's name means, ``region`` being the plan's own place (示例县).

    县市场监管局 and 示例县市场监督管理局 are one body in a plan of 示例县; 市市场监管局 is another, and so is
    a name with a second nameplate, 市工信局（国资委）.
    """
    flat = "".join(unicodedata.normalize("NFKC", name).split()).removeprefix("国家税务总局")
    if region and flat.startswith(region) and len(flat) > len(region):
        flat = re.sub(r".*?(自治区|自治州|自治县|.)$", r"\1", region) + flat.removeprefix(region)
    found = LEVEL.match(flat)
    level = found[1] if found else ""
    stem = flat[len(level) :]
    for long, short in _SAME_FUNCTION:
        stem = stem.replace(long, short)
    stem = _OFFICE.sub("办", stem)
    function = _TAIL.sub("", stem)
    if function != stem and (level or not stem.endswith("厅")):
        function = _COMMITTEES.get(function, function)
        return Body(level, f"{function}局", function in _FUNCTIONS)
    return Body(level, stem, stem.removesuffix("办") in _FUNCTIONS)
