"""Web pages as government sites, WeChat and Word make them, put together from invented words."""

from html import escape

TEXT = """示例县质量强县实施方案
为抓好质量工作，结合本县实际，制定本方案。
一、总体要求
（一）工作思路。先补短板，再创特色，三年内见到实效。
二、重点任务
（一）办好检测平台。把仪器登记上网，企业随到随检。（责任单位：县市场监管局、县科技局）
（二）擦亮政务窗口。推行一次告知。（责任单位：县政务服务中心）
三、保障措施
（一）加强领导。各单位各负其责，按时办结。
示例县人民政府
2026年3月2日"""
LINES = TEXT.split("\n")

HEAD = """<div class="top"><a href="/">首页</a> <a href="/a">走进示例</a> <a href="/b">政务公开</a>
<form action="/s"><input type="text" value=""><button>搜索</button></form></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/z">政务公开</a> &gt; <a href="/y">政策文件</a></div>"""
INFO = """<div class="info">来源：示例县人民政府办公室　发布时间：2026-03-05 10:00　浏览次数：<span>12</span>　字号：[ <a>大</a> <a>中</a> <a>小</a> ]</div>"""
FOOT = """<div class="act">【打印】【关闭】</div><div>责任编辑：张样</div>
<div><span>上一篇：</span><a href="x">关于另一件事的通知</a></div><div>下一篇：没有了</div>
<div class="xg"><h3>相关解读</h3><ul><li><a href="y">《示例县质量强县实施方案》政策解读</a></li></ul></div>
<div class="footer"><p>主办单位：示例县人民政府办公室</p><p>地址：示例县人民路1号　电话：000-0000000</p>
<p>示ICP备00000000号　示公网安备 00000000号　网站标识码：0000000000</p></div>
<div style="display:none"><p>您访问的链接即将离开“示例县人民政府”网站，是否继续？</p><a>继续访问</a></div>"""


def page(body, title="示例县质量强县实施方案_示例县人民政府", charset="utf-8"):
    """A whole page around what stands in its body."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{escape(title)}</title>'
        f"<script>var a = '<p>脚本</p>';</script><style>p {{}}</style></head><body>{body}</body></html>"
    )


def paragraphs(lines):
    """The lines as <p>, indented as editors of sites do it."""
    return "\n".join(f"<p>&emsp;&emsp;{_typed(line)}</p>" for line in lines)


def breaks(lines):
    """The lines in one element, with breaks and blanks between them, as older sites have them."""
    return "<br>\r\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{_typed(line)}" for line in lines)


def _typed(line):
    return escape(line, quote=False).replace("  ", " &nbsp;")


def government(article, *, grid="", heading=""):
    """A page of a government site: navigation, metadata, heading, article, footer."""
    head = f"<h1>{escape(heading)}</h1>" if heading else ""
    return page(f'{HEAD}{grid}{head}{INFO}<div class="box"><div class="TRS_Editor">{article}</div></div>{FOOT}')


def texts(gathering):
    """The paragraphs of the document."""
    return [block.text for block in gathering.blocks if not block.aside and block.grid is None]


def asides(gathering):
    """What was left aside, as (text, reason)."""
    return [(block.text, block.aside) for block in gathering.blocks if block.aside]


def grids(gathering):
    """The tables: rows of texts, "" for an empty cell."""
    return [
        [[cell.text if cell else "" for cell in row] for row in block.grid.rows]
        for block in gathering.blocks
        if block.grid is not None
    ]
