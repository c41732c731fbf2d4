"""Web pages: the document of each kind of page is found whole, the site's own words stand aside, nothing breaks it."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from web_pages import FOOT, HEAD, INFO, LINES, asides, breaks, government, grids, page, paragraphs, texts

from qplan import checking, dossier, reading, rendering
from qplan.errors import Unreadable
from qplan.reading.formats import html
from qplan.reading.gathering import Gathering
from qplan.rendering import txt

GRID = """<table class="xxgk"><tbody>
<tr><td>索 引 号：</td><td>XJ001/2026-00012</td><td>主题分类：</td><td>综合政务\\质量监督</td></tr>
<tr><td>发文机关：</td><td>示例县人民政府</td><td>成文日期：</td><td>2026年3月2日</td></tr>
<tr><td>发文字号：</td><td>示政发〔2026〕5号</td><td>发布日期：</td><td>2026年3月5日</td></tr>
<tr><td>有效性：</td><td>有效</td><td>废止日期：</td><td></td></tr></tbody></table>"""
ROWS = [
    "索 引 号：XJ001/2026-00012 | 主题分类：综合政务\\质量监督 |",
    "发文机关：示例县人民政府 | 成文日期：2026年3月2日 |",
    "发文字号：示政发〔2026〕5号 | 发布日期：2026年3月5日 |",
    "有效性：有效 |",
]


@pytest.fixture
def saved(tmp_path: Path) -> Any:
    def read(content: str | bytes) -> Gathering:
        path = tmp_path / "网页.html"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return html.read(path)

    return read


def inside(words: str) -> str:
    """A page whose article is given, with enough around it to be an article."""
    return page(f"{paragraphs(LINES[:4])}{words}")


@pytest.mark.parametrize("article", [paragraphs(LINES), f"<div>{breaks(LINES)}</div>", breaks(LINES)])
def test_the_article_of_a_government_page(article: str, saved: Any) -> None:
    gathering = saved(government(article))
    assert texts(gathering) == LINES
    left = dict(asides(gathering))
    assert all(reason for reason in left.values())
    shown = "".join(left)
    for words in (
        "首页",
        "搜索",
        "当前位置",
        "浏览次数",
        "打印",
        "责任编辑",
        "上一篇",
        "相关解读",
        "主办单位",
        "ICP备",
        "即将离开",
    ):
        assert words in shown
    assert "脚本" not in "".join(block.text for block in gathering.blocks)


def test_metadata_stand_in_front_as_rows(saved: Any) -> None:
    gathering = saved(government(paragraphs(LINES), grid=GRID))
    assert texts(gathering) == ROWS + LINES
    assert next(block.where for block in gathering.blocks if block.text in ROWS) == "信息栏第 1 行"


@pytest.mark.parametrize(
    "grid",
    [
        "<dl><dt>发文机关</dt><dd>示例县人民政府</dd><dt>成文日期</dt><dd>2026年3月2日</dd><dt>废止日期</dt><dd></dd></dl>",
        "<ul><li>发文机关：示例县人民政府</li><li><b>成文日期：</b><span>2026年3月2日</span></li></ul>",
        "<div><p>发文机关：示例县人民政府　成文日期：2026年3月2日　公开方式：主动公开</p></div>",
        "<div><span>发文机关:</span> <em>示例县人民政府</em><br><span>成文日期:</span> <em>2026年3月2日</em></div>",
    ],
)
def test_metadata_without_a_table(grid: str, saved: Any, tmp_path: Path) -> None:
    saved(government(paragraphs(LINES[:-2]), grid=grid))
    document = reading.read(tmp_path / "网页.html").data["document"]
    assert document["issuer"] == "示例县人民政府"
    assert document["date"] == "2026-03-02"


def test_the_pages_own_heading_is_the_title_unless_the_text_has_it(saved: Any) -> None:
    assert texts(saved(government(paragraphs(LINES[1:]), heading=LINES[0]))) == LINES
    doubled = saved(government(paragraphs(LINES), heading=LINES[0]))
    assert texts(doubled) == LINES
    assert (LINES[0], "网页上的标题，正文里已有") in asides(doubled)


def test_a_heading_over_two_lines(saved: Any) -> None:
    gathering = saved(
        page(f"{HEAD}<h1>示例县加快建设质量强县<br>三年实施方案</h1>{INFO}<div>{paragraphs(LINES[1:])}</div>{FOOT}")
    )
    assert texts(gathering)[:3] == ["示例县加快建设质量强县", "三年实施方案", LINES[1]]


def test_a_page_laid_out_with_tables(saved: Any) -> None:
    gathering = saved(
        page(
            '<table width="1000"><tr><td><a href="/">首页</a> | <a href="/n">新闻</a> | <a href="/g">公开</a></td></tr></table>'
            '<table width="1000"><tr><td width="200"><ul><li><a href="1">目录一</a><li><a href="2">目录二</a></ul></td><td>'
            "<table><tr><td align=center><font size=5>示例县质量强县<br>实施方案</font></td></tr>"
            "<tr><td>发布日期：2026-03-05 来源：县政府办 点击数：33</td></tr>"
            f"<tr><td><font>{breaks(LINES[1:])}</font></td></tr></table></td></tr></table>"
            "<table><tr><td align=center>版权所有：示例县人民政府 示ICP备00000号</td></tr></table>"
        )
    )
    assert texts(gathering) == ["示例县质量强县", "实施方案", *LINES[1:]]
    assert not grids(gathering)


WECHAT = """<div id="js_article" class="rich_media"><div id="page-content"><div id="img-content">
<h1 class="rich_media_title" id="activity-name">
{title}
</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">示例县市场监管局</span>
<a id="js_name">示例发布</a> <em id="publish_time">2026年3月5日 10:00</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">{content}</div></div></div>
<div id="js_pc_qr_code" class="qr_code_pc_outer"><p>微信扫一扫<br>关注该公众号</p></div><div>预览时标签不可点</div></div>"""


def test_an_article_of_wechat(saved: Any) -> None:
    first = "".join(f'<section><p><span leaf="">{line}</span></p><p><br></p></section>' for line in LINES[1:5])
    rest = "".join(
        f"<section><section><span>{line[:6]}</span><strong>{line[6:]}</strong></section></section>"
        for line in LINES[5:]
    )
    gathering = saved(
        page(WECHAT.format(title=LINES[0], content=f"<section>{first}</section><section>{rest}</section>"), title="")
    )
    assert texts(gathering) == LINES
    assert "关注该公众号" in "".join(text for text, _ in asides(gathering))


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>方案</title><!--[if gte mso 9]><xml>
<o:DocumentProperties><o:Author>某</o:Author></o:DocumentProperties></xml><![endif]--><style><!-- p.MsoNormal{} --></style></head>
<body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal align=center><b><span style='font-size:22pt'>示例县质量强县实施方案<o:p></o:p></span></b></p>
<p class=MsoNormal><span>为抓好质量工作，结合本县
实际，制定本方案<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>。</span></p>
<h1 style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>一、<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span></span><![endif]>总体要求</h1>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>（一）<span
style='font:7.0pt "Times New Roman"'> </span></span><!--[endif]-->工作思路。先补短板，再创特色。</p>
<h1>二、<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span>重点任务</h1>
<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Wingdings;mso-list:Ignore'>l<span
style='font:7.0pt "Times New Roman"'>&nbsp;</span></span><![endif]>（一）办好检测平台。把仪器登记上网。（责任单位：县市场监管局）</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>序号</p></td><td><p>任务</p></td><td><p>责任单位</p></td></tr>
<tr><td rowspan=2><p>1</p></td><td><p>办好检测平台</p><p>把仪器登记上网</p></td><td><p>县市场监管局</p></td></tr>
<tr><td colspan=2><p>擦亮政务窗口</p></td></tr></table>
</div><div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr size=1><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> 质量工作包括产品、工程、服务质量。</p><p>见附件[3</p></div></div></body></html>"""


def test_a_page_that_word_saved(saved: Any) -> None:
    gathering = saved(WORD.encode("gb18030"))
    assert texts(gathering) == [
        "示例县质量强县实施方案",
        "为抓好质量工作，结合本县实际，制定本方案^[质量工作包括产品、工程、服务质量。见附件［3]。",
        "一、总体要求",
        "（一）工作思路。先补短板，再创特色。",
        "二、重点任务",
        "（一）办好检测平台。把仪器登记上网。（责任单位：县市场监管局）",
    ]
    assert [block.level for block in gathering.blocks if not block.aside and not block.grid] == [0, 0, 1, 0, 1, 0]
    assert grids(gathering) == [
        [
            ["序号", "任务", "责任单位"],
            ["1", "办好检测平台\n把仪器登记上网", "县市场监管局"],
            ["1", "擦亮政务窗口", "擦亮政务窗口"],
        ]
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<p><span>三、</span><b>保障</b><i>措施</i></p>", ["三、保障措施"]),
        ("<p><strong>（二）干事。</strong>一件\n  一件\r\n办。</p>", ["（二）干事。一件一件办。"]),
        ("<p>use\nit, 再\n说</p>", ["use it, 再说"]),
        ("<div>甲段。<br/>　　乙段。<br><br>&nbsp;</div>", ["甲段。", "乙段。"]),
        ("<div>甲事办好。　　乙事办好。</div>", ["甲事办好。", "乙事办好。"]),
        ("<ol><li>甲事<li>乙事<ul><li>丙事</ul></ol>", ["1.甲事", "2.乙事", "丙事"]),
        ("<ol start=3><li><p>甲事</p><p>续</p></li><li value=7>2026年办</ol>", ["3.甲事", "续", "7. 2026年办"]),
        ("<ol type=a><li>甲事<li>乙事</ol>", ["a.甲事", "b.乙事"]),
        ("<ol type=I><li>甲事<li>乙事</ol>", ["I.甲事", "II.乙事"]),
        ('<ol style="list-style-type: cjk-ideographic" start=4><li>甲事<li>乙事</ol>', ["四、甲事", "五、乙事"]),
        ('<ol style="list-style: none"><li>甲事</ol>', ["甲事"]),
        ("<ol reversed><li>甲事<li>乙事</ol>", ["2.甲事", "1.乙事"]),
        ("<ol><li>（一）甲事<li>（二）乙事</ol>", ["（一）甲事", "（二）乙事"]),
        ("<ol><li><ol><li>内</ol></ol><p>外</p>", ["1.内", "外"]),
        ("<pre>甲事办好\n  乙事办好</pre>", ["甲事办好", "乙事办好"]),
        ('<p style="white-space: pre-wrap">甲事\n乙事</p>', ["甲事", "乙事"]),
        ("<p>面积5km<sup>2</sup>，用水3m<sup>3</sup></p>", ["面积5km²，用水3m³"]),
        ('<p>正文<sup><a href="#fn1" id="r1">1</a></sup>后。</p><p id="fn1"><a href="#r1">1</a> 注文。</p>', ["正文^[注文。]后。"]),
        ('<p>正文<a href="http://x/y.html#n" name="m">[2]</a></p><ol><li id="n">[2] 注文 <a href="#m">↑</a></ol>', ["正文^[注文]"]),
        ('<p>见<a href="#three">三</a></p><h2 id="three">三、保障</h2>', ["见三", "三、保障"]),
        ("<p>A&amp;B&lt;C&hellip;“甲”</p>", ["A&B<C…“甲”"]),
        ("<p>a\u200b\u00ad甲\ufeff</p>", ["a甲"]),
        ("<table><tr><td>专栏1 样板<br>甲事</td></tr></table>", ["专栏1 样板", "甲事"]),
        ("<table><tr><td>甲<td>乙</table>", ["甲", "乙"]),
    ],
)  # fmt: skip
def test_what_a_browser_shows_as_paragraphs(words: str, expected: list[str], saved: Any) -> None:
    assert texts(saved(inside(words)))[4:] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<tr><th>序号<th>任务<tr><td>1<td>甲<br>乙", [["序号", "任务"], ["1", "甲\n乙"]]),
        ("<thead><tr><th>a<th>b<th>c</thead><tr><td rowspan=2>1<td colspan=2>2<tr><td>3<td>4",
         [["a", "b", "c"], ["1", "2", "2"], ["1", "3", "4"]]),
        ("<tr><td>a<td>b<tr><td rowspan=0>1<td>2<tr><td>3", [["a", "b"], ["1", "2"], ["1", "3"]]),
        ("<tr><td>a<td>b<tr><td rowspan=9>1<td colspan=999999>2", [["a", "b", *[""] * 99], ["1", *["2"] * 100]]),
        ("<tr><td>a<td><tr><td><td>b<tr><td colspan=x>c", [["a", ""], ["", "b"], ["c", ""]]),
    ],
)  # fmt: skip
def test_tables(words: str, expected: list[list[str]], saved: Any) -> None:
    gathering = saved(inside(f"<table><caption>附表 任务</caption>{words}</table><p>完。</p>"))
    assert grids(gathering) == [expected]
    assert texts(gathering)[4:] == ["附表 任务", "完。"]
    cell = next(block for block in gathering.blocks if block.grid).grid.rows[1][-1]
    assert re.fullmatch(r"表 1 第 2 行第 \d+ 列", cell.where)


def test_what_strayed_into_a_table_is_not_lost(saved: Any) -> None:
    gathering = saved(inside("<table>飘<tr>游<td>a<td>b</td>离<tr><td>c<td>d<img src=x.png alt=图></table>"))
    shown = "".join(block.text for block in gathering.blocks) + str(grids(gathering))
    assert all(word in shown for word in "飘游离abcd图")


def test_headings_have_levels_and_titles_have_none(saved: Any) -> None:
    gathering = saved(
        page(
            f"<article><h1>{LINES[0]}</h1><p>{LINES[1]}</p><h2>一、总体要求</h2><h3>（一）思路</h3><p>{LINES[3] * 2}</p></article>"
        )
    )
    assert [block.level for block in gathering.blocks if not block.aside] == [0, 0, 2, 3, 0]


def test_hidden_words_and_pictures_stand_aside(saved: Any) -> None:
    gathering = saved(
        inside(
            '<p>甲<span style="DISPLAY : none">暗</span>乙<img src="/a/图1.png">丙</p><p hidden>藏</p><i aria-hidden="true">饰</i>'
            '<noscript>请打开脚本</noscript><template><p>模板</p></template><img alt="示意图"><textarea>框<b></textarea><img src="data:image/png;base64,AAAA">'
        )
    )
    assert texts(gathering)[4:] == ["甲乙丙"]
    left = dict(asides(gathering))
    for words in ("暗", "图1.png", "藏", "饰", "请打开脚本", "模板", "示意图", "框<b>"):
        assert words in "".join(left)
    assert left["示意图"] == "图片，里面的文字没有读取"


def test_an_article_that_a_script_uncovers(saved: Any) -> None:
    assert texts(saved(page(f'<div id="zoom" style="display:none">{paragraphs(LINES)}</div>'))) == LINES


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("gb2312", "gb18030"), ("GBK", "gb18030"), ("gb18030", "gb18030"), ("gb2312", "utf-8"), ("utf-8", "utf-8"),
        ("utf-8", "gb18030"), ("big5", "utf-8"), ("x-unknown", "gb18030"), ("utf-8", "utf-8-sig"), ("utf-8", "utf-16"),
    ],
)  # fmt: skip
def test_encodings(declared: str, codec: str, saved: Any) -> None:
    assert texts(saved(page(paragraphs(LINES), charset=declared).encode(codec))) == LINES


def test_an_xml_declaration_is_no_hindrance(saved: Any) -> None:
    words = f'<?xml version="1.0" encoding="gb2312"?><html><body>{paragraphs(LINES)}</body></html>'
    assert texts(saved(words.encode("gb18030"))) == LINES


def test_a_damaged_letter_is_a_doubt_and_no_end(saved: Any) -> None:
    gathering = saved(page(paragraphs(LINES)).encode().replace("短板".encode(), b"\xff\xfe"))
    assert len(texts(gathering)) == len(LINES)
    assert [doubt.message for doubt in gathering.doubts] == ["有的字无法辨认，请对照原网页补上"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"   ", b"<html></html>", page("").encode(), page('<div id="app"></div><noscript>请打开脚本</noscript>').encode(),
        page("<form><p>用户名</p><input><p>密码</p><input type=password><button>登录</button></form>").encode(),
        page("".join(f'<li><a href="{n}">关于第{n}件事的通知，请各单位阅读</a></li>' for n in range(99))).encode(),
        page("<p>404 页面没有找到</p>").encode(), b"<frameset><frame src='a.html'></frameset>", b"<!-- -->",
        ("<div>" * 10_000 + "深" * 99).encode(), b"\x89PNG\r\n", bytes(range(256)) * 40,
    ],
)  # fmt: skip
def test_a_page_without_a_document_says_what_to_do(content: bytes, saved: Any) -> None:
    with pytest.raises(Unreadable) as raised:
        saved(content)
    assert "另存为" in raised.value.remedy or "浏览器" in raised.value.remedy
    (raised.value.message + raised.value.remedy).encode("gbk")


def test_letters_nested_without_end_are_mended(saved: Any) -> None:
    assert texts(saved(page("<div>" + "".join(f"<font><b>{line}<br>" for line in LINES * 40) + "</div>"))) == LINES * 40


def test_a_large_page(saved: Any) -> None:
    many = [f"（{n}）办好第{n}件实事，把事情一件一件办好，让群众看得见。" for n in range(10_000)]
    content = page(paragraphs(many))
    assert len(content.encode()) > 1_000_000
    assert texts(saved(content)) == many


def test_a_bomb_of_spans_is_no_table(saved: Any) -> None:
    rows = "<tr>" + "<td rowspan=60000 colspan=1000>甲</td>" * 20 + "</tr>"
    gathering = saved(inside(f"<table>{rows * 200}</table>"))
    assert len(gathering.blocks) > 4000


TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<div class=footer>", "<span>", "</span>", "<table>", "</table>", "<tr>", "<td>", "</td>",
    "<th>", "<td rowspan=3>", "<td colspan=2>", "<li>", "<ol>", "</ol>", "<ul>", "<ol start=9>", "<br>", "<h1>", "</h1>", "<h3>",
    '<a href="#x">', "</a>", "<p id=x>", "<sup>", "</sup>", "<b>", "</b>", "<!--", "-->", "<![if !a]>", "<![endif]>", "<dl>", "<dt>",
    "<dd>", "<select>", "<option>", "</select>", "<form>", "<svg>", "</svg>", "<nav>", "</nav>", "<pre>", "</pre>", "<p hidden>",
    "<caption>", "<tbody>", "<thead>", "&nbsp;", "&#x110000;", "&lt;", "<", ">", "<p", '<p style="', '"', "\x00", "<o:p>", "</body>",
    "<span style='mso-list:Ignore'>", "</html>", "索引号：", "成文日期", "当前位置", "附件：", "一、", "（二）", "1.", "|", "。",
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(soup=st.lists(st.sampled_from(TAGS) | st.integers(1, 10**6), max_size=60))
@example(soup=["<table>", "<table>", "<p>", 1])
def test_whatever_the_tags_no_visible_word_is_lost(soup: list[str | int], tmp_path: Path) -> None:
    words = "".join(piece if isinstance(piece, str) else f"词{piece}尾" for piece in soup)
    path = tmp_path / "汤.html"
    path.write_text(page(f"<div>{paragraphs(LINES * 9)}</div>{words}"), encoding="utf-8")
    gathering = html.read(path)
    held = "".join(block.text for block in gathering.blocks)
    held += "".join(cell.text for block in gathering.blocks if block.grid for cell in block.grid.cells)
    held = re.sub(r"\s", "", held)
    # A comment, a tag and an attribute that nobody closed hold what follows them.
    shown = re.sub(
        r"<!--.*?(?:-->|\Z)|<!\[.*?>|<[a-z/!][^<>]*(?:>|\Z)", "\0", words.split('<p style="')[0], flags=re.DOTALL
    )
    if "<p" in re.sub(r"<[^<>]*>", "", words) or "<!--" in words or '<p style="' in words:
        return
    for word in re.findall(r"词\d+尾", shown):
        assert word in held


@given(content=st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_page_or_a_plain_message(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "乱.html"
    for data in (content, page(paragraphs(LINES)).encode() + content, content + page(paragraphs(LINES)).encode()):
        path.write_bytes(data)
        with suppress(Unreadable):
            assert html.read(path).blocks


@pytest.mark.parametrize("name", ["county", "district"])
def test_our_own_page_reads_back(name: str, root: Path, tmp_path: Path) -> None:
    checked = checking.check(root / "examples" / name / "plan.yaml")
    made = dossier.compile_(checking.whole(checked), checked.framework)
    path = tmp_path / "plan.html"
    path.write_bytes(rendering.render(made, "html", "plan"))
    gathering = html.read(path)
    shown = texts(gathering)
    body = [txt.line(paragraph) for paragraph in made.body]
    at = shown.index(body[0])
    assert shown[at : at + len(body)] == body
    assert "".join(shown[:at]).count("".join(made.title_lines)) == 1
    assert [len(rows[0]) for rows in grids(gathering)] == [
        len(page.table.columns) for page in made.annexes if page.table
    ]
    levels = {block.text: block.level for block in gathering.blocks}
    assert levels["一、总体要求"] == 1
    assert levels[shown[0]] == 0
    left = "".join(text for text, _ in asides(gathering))
    assert "责任矩阵" in left
    assert "责任矩阵" not in "".join(shown)


def test_a_part_of_our_own_reads_back(root: Path, tmp_path: Path) -> None:
    checked = checking.check(root / "examples" / "county" / "plan.yaml")
    made = dossier.compile_(checking.whole(checked), checked.framework)
    path = tmp_path / "tasks.html"
    path.write_bytes(rendering.render(made, "html", "tasks"))
    (rows,) = grids(html.read(path))
    assert rows[0] == [column.title for column in made.tasks.columns]


CORPUS_WRAPS = {
    "p": lambda lines: government(paragraphs(lines), grid=SITE_GRID),
    "br": lambda lines: government(f"<div>{breaks(lines)}</div>", grid=SITE_GRID),
    "flat": lambda lines: page(f"{HEAD}{SITE_GRID}{INFO}{paragraphs(lines)}{FOOT}"),
    "table": lambda lines: page(
        f"{HEAD}<table><tr><td>{INFO}</td></tr><tr><td>{paragraphs(lines)}</td></tr></table>{FOOT}"
    ),
}
SITE_GRID = "<table><tr><td>索引号：</td><td>XJ001</td><td>主题分类：</td><td>综合政务</td></tr></table>"


@pytest.fixture(scope="module")
def plans(corpus: Path) -> list[tuple[Path, Any]]:
    return [(path, reading.read(path).data) for path in sorted(corpus.rglob("*.txt"))]


@pytest.mark.corpus
@pytest.mark.parametrize("wrap", CORPUS_WRAPS)
def test_a_plan_on_a_page_is_the_plan_of_the_text(wrap: str, plans: list[tuple[Path, Any]], tmp_path: Path) -> None:
    differing = []
    for source, data in plans:
        lines = [line for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
        path = tmp_path / f"{source.stem}.html"
        path.write_text(CORPUS_WRAPS[wrap](lines), encoding="utf-8")
        if reading.read(path).data != data:
            differing.append(source.stem)
    assert not differing
