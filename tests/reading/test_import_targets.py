"""Goals of invented plans: every wording of the genre with what is to be read from it, and those that are no goals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan import build
from qplan.notation import goals, quantities
from qplan.notation.punctuation import halved
from qplan.reading import targets

_FULL_DIGITS = str.maketrans("0123456789%/.", "０１２３４５６７８９％／．")
_FULL_MARKS = str.maketrans({",": "，", ";": "；", "(": "（", ")": "）", "%": "％", "/": "／"})

LEVELS = [
    ("到2027年，制造业产品质量合格率达到95%以上。", [("制造业产品质量合格率", "at_least", 95, None, "%", 2027)]),
    ("公共服务质量满意度85分以上。", [("公共服务质量满意度", "at_least", 85, None, "分", None)]),
    ("每万人有效发明专利拥有量12.5件。", [("每万人有效发明专利拥有量", "equal", 12.5, None, "件", None)]),
    ("区域品牌价值突破50亿元。", [("区域品牌价值", "at_least", 50, None, "亿元", None)]),
    ("质量竞争力指数保持在88左右。", [("质量竞争力指数", "reach", 88, None, "", None)]),
    ("经营主体达到4000家。", [("经营主体", "reach", 4000, None, "家", None)]),
    ("服务业增加值占比25%，同比增长8%。", [
        ("服务业增加值占比", "equal", 25, None, "%", None), ("服务业增加值占比", "increase", 8, None, "%", None),
    ]),
    ("抽检合格率稳定在98%以上，力争达到99%。", [
        ("抽检合格率", "at_least", 98, None, "%", None), ("抽检合格率", "reach", 99, None, "%", None),
    ]),
    ("抽检合格率保持在95%～98%。", [("抽检合格率", "between", 95, 98, "%", None)]),
    ("一次性通过率保持在95%以上。", [("一次性通过率", "at_least", 95, None, "%", None)]),
    ("标识注册总量突破5亿。", [("标识注册总量", "at_least", 5, None, "亿", None)]),
    ("全年茶叶种植面积10万亩以上、产量8万吨以上。", [
        ("茶叶种植面积", "at_least", 10, None, "万亩", None), ("产量", "at_least", 8, None, "万吨", None),
    ]),
    ("并网发电率达到95%，及时率达到98%。", [
        ("并网发电率", "reach", 95, None, "%", None), ("及时率", "reach", 98, None, "%", None),
    ]),
    ("提升产品抽检合格率至95%。", [("产品抽检合格率", "reach", 95, None, "%", None)]),
    ("纸质材料压降20%，产品种类扩大至30%以上。", [
        ("纸质材料", "decrease", 20, None, "%", None), ("产品种类", "at_least", 30, None, "%", None),
    ]),
    ("审批用时在现行基础上整体压缩40%以上。", [("审批用时", "decrease", 40, None, "%", None)]),
    ("随机抽查比例不低于年度项目总量的10%。", [("随机抽查比例", "at_least", 10, None, "%", None)]),
    ("辖内银行1000万元及以下贷款流程不超过20个工作日。", [
        ("辖内银行1000万元及以下贷款流程", "at_most", 20, None, "个工作日", None),
    ]),
    ("专利年均增长10%以上。", [("专利", "yearly_increase", 10, None, "%", None)]),
]  # fmt: skip

UNITS = [
    ("食品抽检量达到6批次/千人以上。", [("食品抽检量", "at_least", 6, None, "批次/千人", None)]),
    ("食品抽检量每年5批次/千人。", [("食品抽检量", "equal", 5, None, "批次/千人", None)]),
    ("抽检量在确保4批次/千人的基础上逐步增加。", [("抽检量", "at_least", 4, None, "批次/千人", None)]),
    ("体系认证证书拥有量7.5张/千人以上。", [("体系认证证书拥有量", "at_least", 7.5, None, "张/千人", None)]),
    ("单位产值能耗降至0.35吨标准煤/万元以下。", [("单位产值能耗", "at_most", 0.35, None, "吨标准煤/万元", None)]),
    ("空气浓度控制在28微克/立方米以内。", [("空气浓度", "at_most", 28, None, "微克/立方米", None)]),
    ("劳动生产率达到20万元/人。", [("劳动生产率", "reach", 20, None, "万元/人", None)]),
    ("报告数达到800份/百万人。", [("报告数", "reach", 800, None, "份/百万人", None)]),
    ("设备事故率控制在0.3起/万台以下。", [("设备事故率", "at_most", 0.3, None, "起/万台", None)]),
    ("设备完好率96%/年以上。", [("设备完好率", "at_least", 96, None, "%/年", None)]),
    ("服务小微企业不低于5000家次。", [("服务小微企业", "at_least", 5000, None, "家次", None)]),
    ("完成监督抽检300批次、快检2000批次。", [
        ("监督抽检", "equal", 300, None, "批次", None), ("快检", "equal", 2000, None, "批次", None),
    ]),
    ("装机规模达到30万千瓦。", [("装机规模", "reach", 30, None, "万千瓦", None)]),
]  # fmt: skip

LIMITS = [
    ("办理时限压缩至3个工作日内。", [("办理时限", "at_most", 3, None, "个工作日", None)]),
    ("供热报装3个工作日内办结。", [("供热报装", "at_most", 3, None, "个工作日", None)]),
    ("简易案件2个月内审结，普通案件于12个月内审结。", [
        ("简易案件", "at_most", 2, None, "个月", None), ("普通案件", "at_most", 12, None, "个月", None),
    ]),
    ("将登记完成时限缩短至5个工作日内。", [("登记完成时限", "at_most", 5, None, "个工作日", None)]),
    ("留抵退税到账时间2个工作日以内。", [("留抵退税到账时间", "at_most", 2, None, "个工作日", None)]),
    ("将商标办理时限压缩一半，减至10天。", [("商标办理时限", "reach", 10, None, "天", None)]),
]  # fmt: skip

SHARED = [
    ("规上企业、限上企业分别达到120家、80家。", [
        ("规上企业", "reach", 120, None, "家", None), ("限上企业", "reach", 80, None, "家", None),
    ]),
    ("甲产品合格率和乙产品合格率分别稳定在95%、96%以上。", [
        ("甲产品合格率", "at_least", 95, None, "%", None), ("乙产品合格率", "at_least", 96, None, "%", None),
    ]),
    ("合格率、满意度分别达到98%、90分以上。", [
        ("合格率", "at_least", 98, None, "%", None), ("满意度", "at_least", 90, None, "分", None),
    ]),
    ("供水、供热报装时限分别压缩至2.5、5个工作日以内。", [
        ("供水报装时限", "at_most", 2.5, None, "个工作日", None), ("供热报装时限", "at_most", 5, None, "个工作日", None),
    ]),
    ("市、县级标准分别达30项、12项以上。", [
        ("市级标准", "at_least", 30, None, "项", None), ("县级标准", "at_least", 12, None, "项", None),
    ]),
    ("食品、药品抽检合格率分别达到98%和99%以上。", [
        ("食品抽检合格率", "at_least", 98, None, "%", None), ("药品抽检合格率", "at_least", 99, None, "%", None),
    ]),
    ("到2026年、2027年，合格率分别达到94%、95%。", [
        ("合格率", "reach", 94, None, "%", 2026), ("合格率", "reach", 95, None, "%", 2027),
    ]),
    ("建成国家级、省级园区各1个。", [
        ("国家级园区", "equal", 1, None, "个", None), ("省级园区", "equal", 1, None, "个", None),
    ]),
    ("合格率比2025年提高2个、3个百分点。", [
        ("合格率", "increase", 2, None, "个百分点", None), ("合格率", "increase", 3, None, "个百分点", None),
    ]),
]  # fmt: skip

YEARS = [
    ("力争2026年新增体验店3家。", [("体验店", "increase", 3, None, "家", 2026)]),
    ("力争在2026年底平均停电时间低于1小时/户。", [("平均停电时间", "at_most", 1, None, "小时/户", 2026)]),
    ("力争2026年末，担保总额超450亿元。", [("担保总额", "at_least", 450, None, "亿元", 2026)]),
    ("力争实现2026年高新技术企业超过25家，小巨人企业增至3家。", [
        ("高新技术企业", "at_least", 25, None, "家", 2026), ("小巨人企业", "reach", 3, None, "家", 2026),
    ]),
    ("力争到2026年，示范项目达到6个，2027年达到8个。", [
        ("示范项目", "reach", 6, None, "个", 2026), ("示范项目", "reach", 8, None, "个", 2027),
    ]),
    ("2026年底前建成登记、核验等58项系统。", [("系统", "equal", 58, None, "项", 2026)]),
    ("“十五五”末，驰名商标达到12件。", [("驰名商标", "reach", 12, None, "件", 2030)]),
    ("“十五五”期间，培育品牌企业10家。", [("品牌企业", "equal", 10, None, "家", 2030)]),
    ("年底全县发明专利同比增长5%。", [("发明专利", "increase", 5, None, "%", None)]),
    ("合格率2027年达到96%。", [("合格率", "reach", 96, None, "%", 2027)]),
    ("每年新增200家企业通过评估。", [("企业通过评估", "yearly_increase", 200, None, "家", None)]),
]  # fmt: skip

COUNTS = [
    ("主导或参与制定国际标准2项、国家标准15项以上。", [
        ("主导或参与制定国际标准", "equal", 2, None, "项", None),
        ("主导或参与制定国家标准", "at_least", 15, None, "项", None),
    ]),
    ("检验检测机构达到30家，地理标志产品8个以上。", [
        ("检验检测机构", "reach", 30, None, "家", None), ("地理标志产品", "at_least", 8, None, "个", None),
    ]),
    ("新增县政府质量奖企业3家、小学学位900个。", [
        ("县政府质量奖企业", "increase", 3, None, "家", None), ("小学学位", "increase", 900, None, "个", None),
    ]),
    ("每年培训质量骨干100人次以上，惠及企业300家。", [
        ("培训质量骨干", "at_least", 100, None, "人次", None), ("惠及企业", "equal", 300, None, "家", None),
    ]),
    ("发放贷款50亿元以上。", [("贷款", "at_least", 50, None, "亿元", None)]),
    ("采购公交车200辆，遴选试点企业50家。", [
        ("公交车", "equal", 200, None, "辆", None), ("试点企业", "equal", 50, None, "家", None),
    ]),
    ("年内新登记企业2万户。", [("新登记企业", "equal", 2, None, "万户", None)]),
    ("平台线上融资30亿元以上。", [("平台线上融资", "at_least", 30, None, "亿元", None)]),
    ("每个乡镇建设1个质量服务站。", [("质量服务站", "equal", 1, None, "个", None)]),
    ("新开工重点项目26个以上、竣工12个以上。", [
        ("重点项目", "at_least", 26, None, "个", None), ("竣工重点项目", "at_least", 12, None, "个", None),
    ]),
    ("开展业务培训不少于2次，完成5宗以上“标准地”出让。", [
        ("业务培训", "at_least", 2, None, "次", None), ("“标准地”出让", "at_least", 5, None, "宗", None),
    ]),
    ("A级景区达到12家，其中5A级景区1家。", [
        ("A级景区", "reach", 12, None, "家", None), ("5A级景区", "equal", 1, None, "家", None),
    ]),
    ("重点培育茶叶、竹木等3个特色产业。", [("特色产业", "equal", 3, None, "个", None)]),
    ("培育3家甲型平台，20家乙型、丙型、丁型平台，100家戊型平台。", [
        ("甲型平台", "equal", 3, None, "家", None), ("乙型、丙型、丁型平台", "equal", 20, None, "家", None),
        ("戊型平台", "equal", 100, None, "家", None),
    ]),
    ("打造2—3个年交易额100亿元以上的专业市场。", [("年交易额100亿元以上的专业市场", "between", 2, 3, "个", None)]),
    ("培育年销售额1000万元以上的网商800家以上。", [("年销售额1000万元以上的网商", "at_least", 800, None, "家", None)]),
    (
        "完成省级抽检任务500批次、市级800批次。",
        [("省级抽检任务", "equal", 500, None, "批次", None), ("市级抽检任务", "equal", 800, None, "批次", None)],
    ),
    (
        "组织质量培训20场次，培训5000人次。",
        [("质量培训", "equal", 20, None, "场次", None), ("质量培训", "equal", 5000, None, "人次", None)],
    ),
    ("每千名老年人拥有养老床位40张。", [("每千名老年人拥有养老床位", "equal", 40, None, "张", None)]),
    ("每年至少开展2次质量月活动。", [("质量月活动", "at_least", 2, None, "次", None)]),
    ("推动全县100家工业企业实施改造。", [("工业企业实施改造", "equal", 100, None, "家", None)]),
]  # fmt: skip

PARTS = [
    ("实现70%以上的证照同步制发。", [("证照同步制发", "at_least", 70, None, "%", None)]),
    ("85%事项“一网通办”。", [("事项“一网通办”", "equal", 85, None, "%", None)]),
    ("业务工单100%回访。", [("业务工单", "equal", 100, None, "%", None)]),
    ("每年生产企业体系检查100%全覆盖。", [("生产企业体系检查", "equal", 100, None, "%", None)]),
    ("特种设备定期检验率100%。", [("特种设备定期检验率", "equal", 100, None, "%", None)]),
]  # fmt: skip

GOES_ON = [
    ("2026年，合格率达到93%；2027年达到94%；2028年达到95%以上。", [
        ("合格率", "reach", 93, None, "%", 2026), ("合格率", "reach", 94, None, "%", 2027),
        ("合格率", "at_least", 95, None, "%", 2028),
    ]),
    ("2026年合格率达到93%，比2025年提高1个百分点；2027年达到94%。", [
        ("合格率", "reach", 93, None, "%", 2026), ("合格率", "increase", 1, None, "个百分点", 2026),
        ("合格率", "reach", 94, None, "%", 2027),
    ]),
    ("2026年，合格率达到93%；2027年，达到94%。", [
        ("合格率", "reach", 93, None, "%", 2026), ("合格率", "reach", 94, None, "%", 2027),
    ]),
    ("2026年建成驿站5家，2027年8家。", [
        ("驿站", "equal", 5, None, "家", 2026), ("驿站", "equal", 8, None, "家", 2027),
    ]),
    ("2026年底前建成驿站5家、2027年底前建成8家。", [
        ("驿站", "equal", 5, None, "家", 2026), ("驿站", "equal", 8, None, "家", 2027),
    ]),
    ("2026年培育甲型企业1家、乙型企业3家，2027年分别达到2家、5家。", [
        ("甲型企业", "equal", 1, None, "家", 2026), ("乙型企业", "equal", 3, None, "家", 2026),
        ("甲型企业", "reach", 2, None, "家", 2027), ("乙型企业", "reach", 5, None, "家", 2027),
    ]),
    ("组织企业参加计量专题培训，每季度不少于1期。", [("计量专题培训", "at_least", 1, None, "期", None)]),
    ("对辖区企业开展入户检查，全年不少于2轮次。", [("入户检查", "at_least", 2, None, "轮次", None)]),
    ("示范站点不少于6个、示范街道2个。", [
        ("示范站点", "at_least", 6, None, "个", None), ("示范街道", "equal", 2, None, "个", None),
    ]),
    ("创建示范站点不少于6个、街道2个、村（社区）3个。", [
        ("示范站点", "at_least", 6, None, "个", None), ("街道", "equal", 2, None, "个", None),
        ("村（社区）", "equal", 3, None, "个", None),
    ]),
]  # fmt: skip

BARE = [
    ("到2027年，政府质量奖获奖企业15家（次），计量站3处。", [
        ("政府质量奖获奖企业", "equal", 15, None, "家（次）", 2027), ("计量站", "equal", 3, None, "处", 2027),
    ]),
    ("更新检测设备20台（套）以上，培训500人次。", [
        ("更新检测设备", "at_least", 20, None, "台（套）", None), ("培训", "equal", 500, None, "人次", None),
    ]),
    ("镇财政每年安排标准化专项资金30万元。", [("标准化专项资金", "equal", 30, None, "万元", None)]),
    ("每年安排不少于30万元的标准化经费。", [("标准化经费", "at_least", 30, None, "万元", None)]),
    ("个体户转为企业累计60户，合格率98%。", [
        ("个体户转为企业", "equal", 60, None, "户", None), ("合格率", "equal", 98, None, "%", None),
    ]),
    ("年内新聘任监督员40名。", [("监督员", "equal", 40, None, "名", None)]),
    ("支持企业制定团体标准1—2项。", [("企业制定团体标准", "between", 1, 2, "项", None)]),
    ("发明专利拥有量达到每万人5件。", [("发明专利拥有量", "reach", 5, None, "件", None)]),
    ("建成检测室2个，体系认证证书30张。", [
        ("检测室", "equal", 2, None, "个", None), ("体系认证证书", "equal", 30, None, "张", None),
    ]),
    ("围绕茶叶、竹木等产业制修订地方标准3项。", [("制修订地方标准", "equal", 3, None, "项", None)]),
    ("指导6家企业设立首席质量官。", [("企业设立首席质量官", "equal", 6, None, "家", None)]),
    ("创省级优质工程2项。", [("省级优质工程", "equal", 2, None, "项", None)]),
]  # fmt: skip

WORDED = [
    ("新建两个计量站。", [("计量站", "equal", 2, None, "个", None)]),
    ("培育百家示范企业。", [("示范企业", "equal", 100, None, "家", None)]),
    ("新建千亩示范茶园。", [("示范茶园", "equal", 1000, None, "亩", None)]),
    ("建成一百二十个示范点。", [("示范点", "equal", 120, None, "个", None)]),
    ("示范企业不少于二十家。", [("示范企业", "at_least", 20, None, "家", None)]),
    ("培育领军企业十五家、骨干企业30家。", [
        ("领军企业", "equal", 15, None, "家", None), ("骨干企业", "equal", 30, None, "家", None),
    ]),
]  # fmt: skip

GOALS = [*GOES_ON, *BARE, *WORDED, *LEVELS, *UNITS, *LIMITS, *SHARED, *YEARS, *COUNTS, *PARTS]


def _plain(each):
    q = each.quantity
    return (halved(each.indicator), q.relation, q.value, q.high, q.unit, each.year)


@pytest.mark.parametrize("width", ["full", "half", "digits"])
@pytest.mark.parametrize(("sentence", "wanted"), GOALS)
def test_goals_of_the_genre(sentence, wanted, width):
    text = {
        "full": sentence.translate(_FULL_MARKS),
        "half": halved(sentence),
        "digits": sentence.translate(_FULL_DIGITS),
    }[width]
    assert [_plain(each) for each in goals.find(text)] == [(halved(row[0]), *row[1:]) for row in wanted]


@pytest.mark.parametrize(
    "sentence",
    [
        "在全流程审批压缩至52个工作日基础上，进一步优化流程。",
        "将节能审查等11个审批事项纳入并联范围。",
        "推进甲镇、乙镇、丙镇等3个镇提升污水处理能力。",
        "推动甲、乙、丙3个园区创建示范园区。",
        "建立涉企超18个月未结案件台账。",
        "建立用工量500人以上及一次招录100人以上的重点用工专员制度。",
        "对企业技改贷款，县级按照同期基准利率40%给予贴息。",
        "对建设面积2000平方米以上，且年交易额300万元以上的海外仓给予支持。",
        "统筹设立10亿元科技专项资金。",
        "处以5万元以上罚款，情节严重的处10万元罚款。",
        "年满18周岁以上、60周岁以下的人员。",
        "依据条例第12条、第15条规定处理。",
        "本阶段包括登记、核验等8个办理事项。",
        "方案共5个方面102项任务。",
        "依托88个服务站开展工作。",
        "用户报装容量160千瓦及以下的小微企业采用低压接入。",
        "实行每周7天、每天24小时服务。",
        "制定3年以上未结案件清理方案。",
        "增值税征收率由3%降至1%。",
        "中标公告发布之日起2个工作日内，在平台完成合同签订。",
        "2027年全面建成质量强县。",
        "全县质量整体水平明显提升，人民群众满意度不断提高。",
        "联系电话：0571-1234567。",
        "自2026年1月1日起施行，有效期3年。",
        "投入财政资金500万元支持建设。",
        "每季度召开1次联席会议，每半年至少开展2次督导检查。",
        "成立由10个部门组成的领导小组。",
        "推广“415X”集群，建设5G基站网络。",
        "召开联席会议，每季度不少于1次。",
        "每季度至少举办1场。",
        "目前全县有效商标累计300件。",
        "截至2025年底，示范企业累计60户，注册商标900件。",
        "指导3个部门做好工作。",
        "“十三五”末，全县有效专利40件，注册商标900件，地理标志2件。",
        "每年安排200万元奖励获奖企业。",
        "打造两个平台、完善五个体系。",
        "新建一个检验中心。",
        "组织百名专家进千家企业。",
        "实施百家企业提升行动。",
        "半个月内完成，两个月内办结。",
        "开展两次以上联合检查。",
        "推动甲、乙两个园区创建示范园区。",
        "落实三项制度，公布第一批二十家企业名单。",
        "培育三到五家企业，建成十几个站点。",
        "新建的两个检验中心投入使用。",
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", ["full", "half"])
def test_sentences_without_a_goal(sentence, width):
    assert goals.find(sentence if width == "full" else halved(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("质量工作考核进入全省前3名。", "进入全省前3名"),
        ("城乡收入比缩小到1.5∶1。", "缩小到1.5∶1"),
        ("城乡收入比缩小到1.5：1。", "缩小到1.5：1"),
        ("数字经济规模翻一番。", "翻一番"),
    ],
)
def test_goals_without_a_number_to_compare_are_kept_in_words(sentence, words):
    (found,), _ = targets.find([sentence], place="一")
    assert found["goals"] == words
    assert quantities.read(words).value is None


@pytest.mark.parametrize(
    ("sentence", "baseline", "goal"),
    [
        ("合格率由2025年的94.1%提高到95%。", {"year": 2025, "value": 94.1}, "提高到95%"),
        ("合格率比2025年的94.1%提高2个百分点。", {"year": 2025, "value": "94.1%"}, "提高2个百分点"),
        ("合格率在2025年94.1%的基础上提高2个百分点。", {"year": 2025, "value": "94.1%"}, "提高2个百分点"),
        ("将平均办结时间由4天压缩至4小时内。", {"value": "4天"}, "压缩至4小时内"),
        ("将行政许可由6项调整为1项。", {"value": 6}, "调整为1项"),
        ("合格率比2025年提高2个百分点。", None, "比2025年提高2个百分点"),
    ],
)
def test_a_base_stands_beside_its_goal(sentence, baseline, goal):
    (found,), _ = targets.find([sentence], place="一/(一)")
    assert found.get("baseline") == baseline
    assert found["goals"] == goal


def test_each_year_and_each_place_stay_in_the_wording():
    found, _ = targets.find(["每年培育企业60家以上。", "每个乡镇建设1个服务站。", "合格率达到96%/年。"], place="二")
    assert [target["goals"] for target in found] == ["每年60家以上", "每个乡镇1个", "达到96%/年"]
    found, _ = targets.find(["每年安排专项经费30万元。", "开展专题培训，每季度不少于1期。"], place="二")
    assert [target["goals"] for target in found] == ["每年30万元", "每季度不少于1期"]


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [("制定团体标准1—2项。", 1, 2), ("培育企业3至5家。", 3, 5), ("合格率保持在95%～98%。", 95, 98)],
)
def test_both_ends_of_a_range_are_in_the_plan(sentence, low, high):
    numbered = targets.number(targets.find([sentence], place="二")[0])
    plan = build.build({"format": "qplan/1", "targets": numbered})
    (goal,) = plan.targets[0].goals
    assert (goal.relation, goal.value, goal.high) == ("between", low, high)


def test_values_that_do_not_match_the_names_are_doubted():
    text = ["甲指标、乙指标、丙指标分别达到90%、91%。"]
    found, _ = targets.find(text, place="二")
    assert {target["indicator"] for target in found} == {"甲指标、乙指标、丙指标"}
    assert len(targets.doubts(text)) == len(found) == 2
    assert targets.doubts(["甲指标、乙指标分别达到90%、91%。"]) == ()


def test_targets_carry_place_year_and_number():
    first, year = targets.find(["到2027年，合格率达到95%以上。"], place="一/(二)")
    second, _ = targets.find(["满意度达到90分。", "2026年底前合格率达到94%，2027年达到95%。"], place="二/1", year=year)
    numbered = targets.number([*first, *second])
    assert [(each["id"], each["indicator"], each["goals"], each["place"]) for each in numbered] == [
        ("z01", "合格率", {"2027": "达到95%以上"}, "一/(二)"),
        ("z02", "满意度", {"2027": "达到90分"}, "二/1"),
        ("z03", "合格率", {"2026": "达到94%", "2027": "达到95%"}, "二/1"),
    ]
    assert targets.related(numbered) == {"一/(二)": ("z01",), "二/1": ("z02", "z03")}


_WORDS = [
    "到2027年", "2026年底前", "“十五五”末", "力争", "，", "。", "、", "和", "分别", "达到", "不低于", "由", "提高到", "降至",
    "在", "的基础上", "每年", "各", "培育", "新增", "主导或参与制定", "合格率", "企业", "标准", "3", "94.5", "1,200", "%", "家",
    "个", "项", "个工作日", "批次／千人", "万元", "以上", "以内", "内", "的", "等", "（含）", "办结", "前3名", "1.5：1", "翻一番",
]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=40).map("".join))
def test_what_is_found_stands_there_and_reads_back(paragraph):
    last = 0
    for each in goals.find(paragraph):
        assert last <= each.start < each.end <= len(paragraph)
        last = each.start
        again = quantities.read(quantities.write(each.quantity))
        assert (again.value, again.high) == (each.quantity.value, each.quantity.high)
        assert again.unit == each.quantity.unit
    found, _ = targets.find([paragraph], place="一")
    numbered = targets.number(found)
    assert [each["id"] for each in numbered] == [each for ids in targets.related(numbered).values() for each in ids]
    targets.doubts([paragraph])


@pytest.mark.parametrize(
    "unit",
    [
        "由5%",
        "培育5家",
        "至5",
        "合格率达到5%、",
        "各1个",
        "100%全覆盖",
        "“十五五”",
        "（5）",
        "每人",
        "新建十家、",
        "一百",
        "15家（次）",
    ],
)
def test_long_paragraphs_come_back(unit):
    """A clause is read in steps of its own length, however many numbers it has."""
    targets.find([unit * (30_000 // len(unit))], place="一")


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    targets.find([text], place="一")
