"""A clause and the words for a deed -> whether that deed is done to 质量强县培育建设: who governs what.

A deed reaches what it is done to

- forwards, as verb and object: 评选一批质量强镇, 创建文明城市、质量强县 (one verb, a whole list);
- backwards, as the head of its noun or with the object in front: 质量强县培育建设评比, 对培育建设成效按季打分,
  培育建设指标由县分解到镇;
- from the clause before, where it has nothing of its own: 推进质量强县培育建设，按季通报排名.

Between the two only words stand that are no object of their own. Those are listed below, and whatever is not
listed parts them: in 推进质量强县培育建设、县长质量奖评选 the prize is what is awarded. So a word that this list
lacks makes the reader miss something, never accuse somebody.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from qplan.patterns import pattern
from qplan.rules._subject import COUNTY, SUBJECT, Clause, denied

Kind = Literal["subject", "deed", "plain", "verb", "joint", "frame", "else"]


class Deed(NamedTuple):
    """Words for one kind of deed, and what it may be done to. Lists of words have a blank between two.

    ``shapes`` is a pattern for those words that no list can hold.
    ``to`` is a pattern for what it is done to, and ``named`` are words of which every such thing has one.
    ``over`` are further words that it reaches over; ``strange`` is how many characters that no list knows may
    stand between. ``alone`` are those words (* is all) that, alone in their clause, are done to what the
    clause before named. ``framed`` says that it is done even where 培育建设 is only its occasion (借……之名,
    围绕……), and whatever its own object is.
    """

    words: str
    shapes: str = ""
    to: str = SUBJECT
    named: str = "质量强 培育建设"
    over: str = ""
    strange: int = 0
    alone: str = ""
    framed: bool = False

    @property
    def pattern(self) -> str:
        """All its words, the longest first."""
        return "|".join(filter(None, (self.shapes, *sorted(self.words.split(), key=len, reverse=True))))


class _Token(NamedTuple):
    kind: Kind
    start: int
    end: int


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for each in lists for word in each.split())


_PLAIN = _words(
    # who does it, and to whose share of it
    "各 牵头 乡镇 镇街 乡 镇 村 村居 街道 社区 各镇 各乡镇 部门 单位 成员单位 责任单位 牵头单位 派出机构 下属 "
    "基层 各级 逐级 层层 县直 区直 市直 县级 区级 市级 省级 镇级 村级 乡级 国家级 上级 国家 全国 全省 全市 "
    "全县 全区 全镇 我县 我区 我镇 本县 本区 本镇 县 区 市 省 组 个人 集体 干部 人员 班子 党政 主要 负责人 "
    "范围 对象 其 它 该 此 本 双方 两级 三级 四级",
    # how and when
    "要 应 应当 须 必须 需 将 会 可 均 都 也 还 再 又 并 并且 且 而 即 已 后 先 一律 一并 一次 全部 全面 "
    "同时 大力 扎实 深入 认真 严格 力争 争取 确保 努力 积极 统一 定期 不定期 适时 及时 尽快 尽早 顺利 成功 正式 "
    "专门 专项 同步 持续 进一步 分别 逐一 逐项 率先 首批 首个 早日 集中 公开 现场 随机 动态 滚动 综合 常态 "
    "常态化 跟踪 交叉 互相 相互 横向 纵向 量化 分档 分类 分级 分组 线上 年底 年终 年中 年末 月底 月末 季末 "
    "季度 月度 年度 每年 每季 每月 每周 半年 全年 当年 年内 次年 期末 期满 届时 到期 到 至 底 前 从 在 由 以 "
    "按 按照 依 据 向 给 对 把 就 为 成 于 用 内 上 下 里 之 的 地 得 了 所 过 等 第 年 月 季 次 家 名 个 项 "
    "十 百 千 一 二 三 四 五 六 七 八 九 几 多 若干 部分 所有 有关 相关 一批 一个 新 新一轮 一轮 首轮 高低 "
    "从高到低 前列 完成率 达标率",
    # what of it
    "工作 活动 任务 重点任务 目标 目标值 任务数 成效 成果 成绩 绩效 实效 效果 质效 结果 情况 进展 进度 水平 "
    "过程 措施 事项 指标 指标体系 参考 参考指标 数据 数值 量化指标 清单 名单 机制 制度 办法 方案 体系 标准 "
    "细则 方式 形式 程序 结论 表现 贡献 力度 先进 优秀 优胜 优良 突出 显著 典型 标兵 模范 示范 竞赛 竞争 "
    "升级 细化 制 一等奖 二等奖 三等奖 等奖 一二三等奖 两套 套 份 纸质 电子 十佳 十强 十优 最佳 最美 明星 "
    "达标 合格 等次 等级 档次 星级 级 位 百分制 考核性 竞争性 验收性 阶段性 年度性 创建性 培育 建设 培育建设 "
    "区域 县域 质量强 “ ” ‘ ’ （ ） ( ) 〔 〕",
    # what nobody governs
    "予以 给予 加以 进行 实行 施行 推行 采取 采用 通过 接受 获得 取得 荣获 获 争得 拿到 夺得 获评 用于 作为 "
    "成为 列为 转为 变成 办成",
)
_VERBS = _words(
    "开展 组织 实施 建立 健全 完善 制定 制订 出台 落实 做好 抓好 抓实 加强 强化 深化 推进 推动 启动 举办 "
    "参与 参加 申请 申报 完成 迎接 接受 支持 保障 设立 设置 明确 总结 宣传 纳入 列入 形成 表彰 奖励 通报 "
    "公布 公示 公告 发布 约谈 督促 督导 督查 检查 评估 评价 更新 整理 管理 汇总 收集 审核 填写 统筹 谋划 "
    "部署 服务 指导 报 交 分解 下达 报送 上报 下发 印发 转发",
)
_JOINTS = _words("、 和 或 或者 及 以及 与 暨")
_FRAMES = _words(
    "围绕 结合 依托 借助 对照 参照 聚焦 立足 服务于 中 过程中 期间 期 的同时 之际 以来 契机 抓手 载体 牵引 "
    "引领 基础 需要 背景",
)
_LONGEST = max(map(len, _PLAIN | _VERBS | _JOINTS | _FRAMES))
_KINDS: tuple[tuple[frozenset[str], Kind], ...] = (
    (_VERBS, "verb"),
    (_JOINTS, "joint"),
    (_FRAMES, "frame"),
    (_PLAIN, "plain"),
)
_NAME = pattern(COUNTY)
_AND = pattern("并且?")
"""What parts two things that are done to one object; the words shown are those of the one that counts."""
_TOWARDS = ("到", "至", "给", "为", "由", "于", "以", "的", "并", "后")
"""What follows a deed that has no object of its own behind it."""
_OCCASION = pattern(
    r"(?:中|期间|之际|的同时|契机|抓手|载体|牵引|引领|基础上?|背景下?)$|^(?:围绕|结合|依托|借助|对照|参照|聚焦|立足)"
)
_APART = pattern(
    r"[^〓，]{0,4}?(?:案例|经验|做法|征文|作品|标语|口号|视频|项目|课题|论文|企业家|品牌|公园|广场|站点?|产品|大讲堂"
    r"|排头兵|先锋|表率|标杆|样板|主力军|知识)"
)
"""What may carry the name of 质量强县培育建设 and be awarded in its own right."""


def governed(clause: Clause, deed: Deed) -> str:
    """The words in which ``deed`` is done to what it may be done to, from the one to the other; "" for none.

    What a negation governs is not done (`denied`).
    """
    if not any(name in clause.words or name in clause.before for name in deed.named.split()):
        return ""
    deeds = [found.span() for found in re.finditer(deed.pattern, clause.words) if not denied(clause, found.end())]
    if not deeds:
        return ""
    inherits = (
        bool(deed.alone) and re.search(deed.to, clause.before) and (deed.framed or not _OCCASION.search(clause.before))
    )
    if not inherits and not re.search(deed.to, clause.words):
        return ""
    tokens = _tokens(clause.words, deeds, deed)
    for index, token in enumerate(tokens):
        if token.kind == "deed":
            object_ = _ahead(clause.words, tokens, index) or _behind(clause.words, tokens, index, deed)
            if object_:
                if object_.start < token.start:
                    return _AND.split(clause.words[object_.start : token.end])[-1]
                return clause.words[token.start : object_.end]
            if inherits and _is_alone(clause.words, tokens, index, deed):
                return clause.words[token.start : token.end]
    return ""


def _tokens(words: str, deeds: list[tuple[int, int]], deed: Deed) -> list[_Token]:
    fixed: dict[int, _Token] = {}
    for found in re.finditer(deed.to, words):
        fixed[found.start()] = _Token("subject", *found.span())
    for start, end in deeds:
        apart = next((each.end for each in fixed.values() if each.start < start < each.end), start)
        fixed[apart] = _Token("deed", apart, end)
    over = deed.over.split()
    tokens = []
    at = 0
    while at < len(words):
        token = fixed.get(at) or _token(words, at, over)
        following = min((start for start in fixed if token.start < start < token.end), default=token.end)
        token = token if token.start in fixed else token._replace(end=following)
        tokens.append(token)
        at = token.end
    return tokens


def _token(words: str, at: int, over: list[str]) -> _Token:
    if words[at].isdecimal() or words[at] == "〓":
        return _Token("plain" if words[at] != "〓" else "else", at, at + 1)
    own = max((word for word in over if words.startswith(word, at)), key=len, default="")
    for length in range(min(_LONGEST, len(words) - at), len(own), -1):
        word = words[at : at + length]
        for kind_words, kind in _KINDS:
            if word in kind_words:
                return _Token(kind, at, at + length)
    return _Token("plain", at, at + len(own)) if own else _Token("else", at, at + 1)


def _ahead(words: str, tokens: list[_Token], index: int) -> _Token | None:
    """The object of the deed as a verb: what follows it, or a later member of the list that follows it."""
    member = False  # within a member of the deed's own list that is something else
    for at in range(index + 1, len(tokens)):
        token = tokens[at]
        if token.kind == "subject":
            listed_apart = member and not _NAME.fullmatch(words, token.start, token.end)
            return None if listed_apart or _APART.match(words, token.end) else token
        if token.kind == "frame" or (token.kind == "verb" and not words.startswith("的", token.end)):
            return None
        if token.kind == "else":
            member = True
        elif token.kind == "joint":
            # 评选、表彰先进: another verb of the same object. 品牌创建和质量强县: the deed was a noun with an end.
            following = tokens[at + 1].kind if at + 1 < len(tokens) else "else"
            if not member and following != "deed":
                return None
    return None


def _behind(words: str, tokens: list[_Token], index: int, deed: Deed) -> _Token | None:
    """What the deed is the head noun of, or what stands in front of it as its object."""
    if index and tokens[index - 1].kind == "subject" and _NAME.fullmatch(words, *tokens[index - 1][1:]):
        return tokens[index - 1]  # 质量强县创建联络员: one compound
    if not deed.framed and _own_object(words, tokens, index):
        return None
    strange = 0
    crossed = False  # another deed of the list: 评比、考核和排名
    for at in range(index - 1, -1, -1):
        token = tokens[at]
        if token.kind == "subject":
            joined = tokens[at + 1].kind == "joint" and not crossed
            return None if joined or (not deed.framed and _is_framed(tokens, at)) else token
        strange += token.kind == "else"
        if strange > deed.strange or (token.kind == "frame" and not deed.framed):
            return None
        crossed = crossed or token.kind == "deed"
    return None


def _own_object(words: str, tokens: list[_Token], index: int) -> bool:
    """Whether something else follows the deed at once: 授予县长质量奖."""
    if words.startswith(_TOWARDS, tokens[index].end) or words.endswith(_TOWARDS, 0, tokens[index].end):
        return False
    for token in tokens[index + 1 :]:
        if token.kind == "else":
            return True
        if token.kind not in ("plain", "deed"):
            return False
    return False


def _is_framed(tokens: list[_Token], at: int) -> bool:
    """Whether the name at ``at`` is only the occasion: 围绕质量强县培育建设, with nothing but plain words between."""
    for token in reversed(tokens[:at]):
        if token.kind == "frame":
            return True
        if token.kind != "plain":
            return False
    return False


def _is_alone(words: str, tokens: list[_Token], index: int, deed: Deed) -> bool:
    """Whether the deed is one that needs no object, and has nothing of its own on either side."""
    token = tokens[index]
    said = words[token.start : token.end]
    if deed.alone != "*" and not any(word in said for word in deed.alone.split()):
        return False
    if not deed.framed and _own_object(words, tokens, index):
        return False
    kinds = [each.kind for each in tokens[:index]]
    return kinds.count("else") <= deed.strange and (deed.framed or "frame" not in kinds)
