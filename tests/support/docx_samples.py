"""Small dossiers made by hand, and what a Word file made of them holds."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import docx

from qplan.body import Paragraph
from qplan.dossier import AnnexPage, Dossier
from qplan.matrix import Matrix
from qplan.plan import Document, Item, Layout, Plan
from qplan.tables import Column, Table, UnitSheet
from qplan.text import Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TASKS = Table(
    "任务分工表",
    (Column("序号", 0.1, centred=True, kind="number"), Column("重点任务", 0.5), Column("牵头单位", 0.4)),
    ((1, "建立质量问题会商机制", "县市场监管局"), (2, "推广〔待填：试点名称〕", "县科工信局\n县商务局")),
)
TARGETS = Table(
    "主要指标表", (Column("指标名称", 0.7), Column("2027年目标值", 0.3)), (("抽检合格率", 98.0), ("标准数", 3))
)


def task(title):
    return Item(None, "1.", "二/1", (), 2, "tasks", title, ("第一句。第二句。",))


MATRIX = Matrix(
    (task("建立会商机制"), task("")),
    ("县市场监管局", "县科工信局"),
    (("lead", None), ("support", "responsible")),
)


def dossier(layout=Layout(), **fields):
    """A dossier made by hand: everything that is not given is empty or very small."""
    document = Document(title="示例县质量强县培育建设实施方案", issuers=("示例县人民政府",))
    plan = Plan("zh", "quality-county-2024", "示例县", "county", document, (), layout=layout)
    empty = Dossier(
        plan=plan, title=document.title, title_lines=(document.title,), subtitles=(), mark="", addressees="",
        body=(), annexes=(), signature=(), date="", remark="", tasks=TASKS, targets=TARGETS, matrix=MATRIX,
        units=(UnitSheet("县商务局", replace(TASKS, title="县商务局任务清单", legend="牵头1项")),), characters=0,
    )  # fmt: skip
    return replace(empty, **fields)


def words(text):
    return Paragraph(0, "", (Run(text),))


TINY = dossier(
    title_lines=("示例县质量强县", "培育建设实施方案"),
    subtitles=("（2026—2027年）",),
    mark="（征求意见稿）",
    addressees="各乡镇人民政府：",
    body=(
        words("为做好培育建设，制定本方案。"),
        Paragraph(1, "一、总体要求", (), anchor="一"),
        Paragraph(2, "（一）指导思想。", (Run("质量第一"), Run("即把质量放在首位。", "footnote"), Run("，效益优先。")), run_in=True, anchor="一/(一)"),
        Paragraph(3, "1.开展会商", (), "（县市场监管局负责）", anchor="t01", id="t01"),
        Paragraph(0, "", (Run("每年办"), Run("〔待填：次数〕", "placeholder"), Run("次。")), "（责任单位：县商务局）"),
        Paragraph(0, "专栏　会商办法", (), boxed=True),
        Paragraph(0, "", (Run("一事一议。"),), boxed=True),
    ),
    annexes=(AnnexPage("任务分工表", table=TASKS), AnnexPage("办法", (words("照此办理。"),)), AnnexPage("图", separate=True)),
    signature=("示例县人民政府",),
    date="2026年3月2日",
    remark="（此件公开发布）",
)  # fmt: skip


def files(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def document_of(data):
    return files(data)["word/document.xml"]


def paragraphs(data):
    """Every paragraph's style, direct properties and text, tables' included."""
    found = []
    for p in ET.fromstring(document_of(data)).iter(W + "p"):
        style = p.find(f"{W}pPr/{W}pStyle").get(W + "val")
        text = "".join({W + "t": e.text, W + "br": "\n", W + "tab": "\t"}.get(e.tag) or "" for e in p.iter())
        found.append((style, text))
    return found


def rows_of(data):
    document = docx.Document(io.BytesIO(data))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
