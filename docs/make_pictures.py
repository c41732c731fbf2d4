"""The two examples pass through here on their way to the pictures of the README.

Needs LibreOffice, poppler-utils and Chromium; run by ``make pictures``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COUNTY = ROOT / "examples" / "county" / "plan.yaml"
DISTRICT = ROOT / "examples" / "district" / "plan.yaml"
PICTURES = ROOT / "docs" / "pictures"
TABLE = "重点任务分工表"
# Offices have these typefaces, machines that draw pictures do not: free ones of the same kind stand in.
STAND_INS = {
    "方正小标宋简体": "Noto Serif CJK SC",
    "仿宋_GB2312": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
}
TOOLS = {
    "LibreOffice": ("soffice", "libreoffice"),
    "pdftotext（poppler-utils）": ("pdftotext",),
    "pdftoppm（poppler-utils）": ("pdftoppm",),
    "Chromium": ("chromium", "chromium-browser", "google-chrome"),
}


def main() -> int:
    """Write page-1.png, table.png, html.png and coverage.png; 2 where a tool is missing."""
    found = {label: next(filter(None, map(shutil.which, names)), None) for label, names in TOOLS.items()}
    missing = [label for label, path in found.items() if path is None]
    if missing:
        print(f"还缺：{'、'.join(missing)}。装好后再运行 make pictures。", file=sys.stderr)
        return 2
    office, to_text, to_picture, browser = (str(path) for path in found.values())
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = print_plan(office, folder)
        shoot_page(to_picture, pdf, 1, PICTURES / "page-1.png")
        shoot_page(to_picture, pdf, page_of(to_text, pdf), PICTURES / "table.png")
        shoot_html(browser, made("render", COUNTY, folder / "plan.html"), PICTURES / "html.png")
        shoot_html(browser, made("coverage", DISTRICT, folder / "coverage.html"), PICTURES / "coverage.png")
    print(f"图在 {PICTURES.relative_to(ROOT)}")
    return 0


def made(command: str, plan: Path, target: Path) -> Path:
    """``target`` as a command of ours writes it; its suffix names the format. The plan is copied beside it first."""
    copy = target.with_suffix(".yaml")
    copy.write_bytes(plan.read_bytes())
    call = [sys.executable, "-m", "qplan", command, str(copy), "-o", str(target)]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    return target


def print_plan(office: str, folder: Path) -> Path:
    """The county plan as LibreOffice prints it, with a profile of its own so that an open office does not mind."""
    document = made("render", COUNTY, folder / "plan.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(write_stand_ins(folder / "fonts.conf"))}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return document.with_suffix(".pdf")


def write_stand_ins(target: Path) -> Path:
    """A fontconfig file: the machine's own settings, and what stands in for the typefaces of a 公文."""
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{other}</string></edit></match>\n'
        for name, other in STAND_INS.items()
    )
    own = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
    target.write_text(f"<fontconfig>\n{own}{rules}</fontconfig>\n", encoding="utf-8")
    return target


def page_of(to_text: str, pdf: Path) -> int:
    """The page that the distribution table begins on: the last one with its title, for the body names it too."""
    text = subprocess.run([to_text, "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode("utf-8")
    pages = [number for number, page in enumerate(text.split("\f"), 1) if TABLE in page]
    return pages[-1]


def shoot_page(to_picture: str, pdf: Path, page: int, target: Path) -> None:
    """One page as a picture, 80 dots an inch: legible on a web page, some 100 kB."""
    span = ["-f", str(page), "-l", str(page)]
    stem = str(target.with_suffix(""))
    subprocess.run([to_picture, "-png", "-r", "80", *span, "-singlefile", str(pdf), stem], check=True)


def shoot_html(browser: str, page: Path, target: Path) -> None:
    """The top of an html page, as a reader first sees it."""
    # Chromium refuses its sandbox to root, which is who a container runs as.
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    profile = f"--user-data-dir={page.parent / 'browser'}"
    size = [
        "--window-size=1200,900",
        "--hide-scrollbars",
        "--disable-background-networking",
        "--no-first-run",
        f"--screenshot={target}",
    ]
    command = [browser, "--headless", *sandbox, profile, *size, page.as_uri()]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
