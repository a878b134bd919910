#!/usr/bin/env python3
"""The report as DOCX, read back: page, sections, tables, styles, pictures, hostile names as text, the same bytes again; what is said where
pandoc is not there. With LIANTU_OFFICE=1, through LibreOffice, and with LIANTU_BROWSER=1, through Chromium: the page for a leader is one
page, each map another, across.
  report.py TOOL DATA"""
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as tree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
# Markup of everything that stands between a table and a DOCX.
HOSTILE = ["<script>alert(1)</script>", "<img src=/etc/passwd>", "$\\alpha$", "[@smith]", "**粗** `code`", "\\input{/etc/passwd}", "&lt;b&gt;",
           "<!--x-->", "{=openxml}", "{{x}}"]
HEAD = "企业名称,行业代码,经营范围,规上企业\n"


class Bench:
    def __init__(self, tool, data, folder):
        self.tool, self.data, self.folder, self.failed = tool, data, folder, 0

    def that(self, holds, message):
        if not holds:
            self.failed += 1
            print("FAILED: " + message)

    def out(self, name):
        return os.path.join(self.folder, name)

    def run(self, *words, code=0, **environment):
        done = subprocess.run([self.tool, *words], capture_output=True, timeout=300, stdin=subprocess.DEVNULL, env={**os.environ, **environment})
        told = done.stdout.decode() + done.stderr.decode()
        self.that(done.returncode == code, f"{words}: exit {done.returncode}, wanted {code}: {told[-600:]}")
        return told

    def demo(self, *words):
        sample = os.path.join(self.data, "samples", "demo-county")
        return [*words, "--firms", os.path.join(sample, "firms.csv"), "--county", os.path.join(sample, "county.json"), "--candidates",
                os.path.join(sample, "candidates.csv"), "--date", "2026-11-29"]


def words_of(element):
    return "".join(run.text or "" for run in element.iter(W + "t"))


def paragraphs(parts):
    """(style, text), in the order of the document."""
    for paragraph in tree.fromstring(parts.read("word/document.xml")).iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield (style.get(W + "val") if style is not None else ""), words_of(paragraph)


def brief_of(html):
    """The texts of the page for a leader, tags off."""
    section = html[html.index('<section class="brief">'):html.index("</section>")]
    texts = [re.sub("<[^>]*>", "", piece) for piece in re.split("</(?:li|p|td|th|h1|h2)>", section)]
    unescaped = [text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#39;", "'").replace("&amp;", "&") for text in texts]
    return [text.strip() for text in unescaped if text.strip()]


def millimetres(twips):
    return round(int(twips) / 1440 * 25.4)


def sections(bench, parts, maps):
    """The text upright, each map across on a page of its own; all with the same page numbers."""
    found = list(tree.fromstring(parts.read("word/document.xml")).iter(W + "sectPr"))
    sizes = [(millimetres(one.find(W + "pgSz").get(W + "w")), millimetres(one.find(W + "pgSz").get(W + "h"))) for one in found]
    bench.that(sizes == [(210, 297), (297, 210)] * maps + [(210, 297)], f"pages of {maps} maps: {sizes}")
    turned = [one.find(W + "pgSz").get(W + "orient") for one in found]
    bench.that(turned == [None, "landscape"] * maps + [None], f"orientation: {turned}")
    names = {one.get("Id"): one.get("Target") for one in tree.fromstring(parts.read("word/_rels/document.xml.rels"))}
    for one in found:
        footers = {footer.get(W + "type"): names.get(footer.get(R + "id"), "") for footer in one.iter(W + "footerReference")}
        bench.that(set(footers) == {"default", "even"} and all(name in ("footer1.xml", "footer2.xml") for name in footers.values()),
                   f"footers of a section: {footers}")


def figures(bench, parts, captions):
    """Each map fills its page and is fine enough to be read; its caption is numbered and ends the page."""
    body = list(tree.fromstring(parts.read("word/document.xml")).find(W + "body").iter(W + "p"))
    names = {one.get("Id"): one.get("Target") for one in tree.fromstring(parts.read("word/_rels/document.xml.rels"))}
    drawn = [i for i, paragraph in enumerate(body) if paragraph.find(f".//{W}drawing") is not None]
    told = [words_of(body[i + 1]) for i in drawn]
    bench.that(told == captions, f"captions {told}, wanted {captions}")
    for i in drawn:
        size = body[i + 1].find(f"{W}pPr/{W}sectPr/{W}pgSz")
        bench.that(size is not None and size.get(W + "orient") == "landscape", "a map's page does not end with its caption")
        extent = body[i].find(f".//{EXTENT}")
        width, height = int(extent.get("cx")) / 360000, int(extent.get("cy")) / 360000
        bench.that(width <= 25.7 and height <= 15.9 and (width > 25.6 or height > 15.8), f"a map of {width:.1f} x {height:.1f} cm")
        embedded = next(element.get(R + "embed") for element in body[i].iter() if element.get(R + "embed"))
        dots = struct.unpack(">II", parts.read("word/" + names[embedded])[16:24])
        bench.that(dots[0] / width * 2.54 >= 250 and abs(dots[0] / dots[1] - width / height) < 0.01, f"a map of {dots} dots on {width:.1f} cm")


def tables(bench, parts):
    """No row is cut, heads come again, columns are as wide in every program, and no table leaves its introduction."""
    body = list(tree.fromstring(parts.read("word/document.xml")).find(W + "body"))
    blocks = [element for element in body if element.tag in (W + "p", W + "tbl")]
    count = 0
    for before, table in zip([None] + blocks, blocks):
        if table.tag != W + "tbl":
            continue
        count += 1
        rows = table.findall(W + "tr")
        whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows]
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        bench.that(all(whole) and len(rows) > 1, f"rows that may be cut: {whole}")
        bench.that(heads == [True] + [False] * (len(rows) - 1), f"head rows: {heads}")
        bench.that(table.find(f"{W}tblPr/{W}tblLayout").get(W + "type") == "fixed", "widths of columns are left to the program")
        grid = [int(column.get(W + "w")) for column in table.find(W + "tblGrid")]
        bench.that(abs(sum(grid) - 8845) < 10 and min(grid) > 200, f"widths of columns: {grid}")
        for row in rows:
            cells = [int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w")) for cell in row.findall(W + "tc")]
            bench.that(cells == grid, f"cells of {cells} in columns of {grid}")
        bench.that(before.tag == W + "tbl" or before.find(f"{W}pPr/{W}keepNext") is not None, "a table may leave what introduces it")
    bench.that(count >= 5, f"{count} tables")


def layout(bench, parts):
    section = list(tree.fromstring(parts.read("word/document.xml")).iter(W + "sectPr"))[-1]
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    wanted = {"w": 210, "h": 297}
    found = {side: round(int(size.get(W + side)) / 1440 * 25.4) for side in wanted}
    bench.that(found == wanted, f"page {found}")
    wanted = {"top": 37, "bottom": 35, "left": 28, "right": 26}
    found = {side: round(int(margins.get(W + side)) / 1440 * 25.4) for side in wanted}
    bench.that(found == wanted, f"margins {found}")
    kinds = {footer.get(W + "type") for footer in section.iter(W + "footerReference")}
    bench.that(kinds == {"default", "even"}, f"footers {kinds}")
    bench.that(b"evenAndOddHeaders" in parts.read("word/settings.xml"), "page numbers are not at the outer foot")
    footers = [parts.read(name).decode() for name in parts.namelist() if re.fullmatch(r"word/footer\d+\.xml", name)]
    bench.that(len(footers) == 2 and all("PAGE" in footer and "— " in footer for footer in footers), f"{len(footers)} footers")
    styles = parts.read("word/styles.xml").decode()
    for font in ("仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"):
        bench.that(f'w:eastAsia="{font}"' in styles, f"no style has {font}")


def content(bench, parts, html):
    found = list(paragraphs(parts))
    styles = {style for style, _ in found}
    wanted = {"Title", "Date", "摘要标题", "摘要", "提示", "换页", "Heading1", "Heading2", "Heading3", "插图", "图题", "Compact", "BodyText"}
    bench.that(wanted <= styles, f"styles not used: {wanted - styles}")
    known = set(re.findall(r'w:styleId="([^"]*)"', parts.read("word/styles.xml").decode()))
    bench.that(styles - {""} <= known, f"styles not defined: {styles - {''} - known}")
    turn = [style for style, _ in found].index("换页")
    first = "\n".join(text for _, text in found[:turn])
    missing = [text for text in brief_of(html) if text not in first]
    bench.that(not missing, f"not on the first page: {missing[:3]}")
    bench.that(found[turn + 1] == ("Heading1", "一、各产业链现状"), f"after the first page: {found[turn + 1]}")
    bench.that(any(style == "Heading2" and text.startswith("（一）") for style, text in found), "no heading （一）")
    pictures = [name for name in parts.namelist() if name.startswith("word/media/")]
    document = tree.fromstring(parts.read("word/document.xml"))
    widths = [int(extent.get("cx")) / 360000 for extent in document.iter(EXTENT)]
    bench.that(len(pictures) == 2 and len(widths) == 2, f"pictures: {pictures}, {widths}")
    bench.that(all(parts.read(name).startswith(b"\x89PNG") for name in pictures), "a picture is no PNG")
    bench.that(all(12 <= width <= 25.8 for width in widths), f"pictures of {widths} cm")


def hostile(bench):
    firms, docx = bench.out("hostile.csv"), bench.out("hostile.docx")
    with open(firms, "w", encoding="utf-8") as file:
        file.write(HEAD)
        for name in HOSTILE:
            file.write(f'"{name}有限公司",1012,石英岩（脉石英）开采,是\n')
    county = bench.out("county.json")
    with open(county, "w", encoding="utf-8") as file:
        json.dump({"schema_version": 1, "name": "<b>$x$</b>县", "chains": [{"id": "quartz", "standing": "lead", "chief": "[@a] `x`{=html}"}]}, file)
    bench.run("report", "--firms", firms, "--county", county, "--date", "2026-11-29", "--out", docx)
    with zipfile.ZipFile(docx) as parts:
        told = "\n".join(text for _, text in paragraphs(parts))
        # A firm's name is shown where it is among the first of its node.
        shown = [name for name in HOSTILE if name in told]
        bench.that(len(shown) >= 3, f"names as text: {shown}")
        for text in ("<b>$x$</b>县产业链分析报告", "[@a] `x`{=html}"):
            bench.that(text in told, f"not as text: {text}")
        document = parts.read("word/document.xml").decode()
        bench.that("oMath" not in document and "hyperlink" not in document, "markup in a name was read as markup")
        media = [name for name in parts.namelist() if name.startswith("word/media/")]
        bench.that(len(media) == 1, f"pictures of a hostile table: {media}")


def without_pandoc(bench):
    empty = bench.out("empty")
    os.mkdir(empty)
    told = bench.run(*bench.demo("report"), "--format", "docx", "--out", bench.out("none.docx"), code=1, PATH=empty)
    bench.that("没有找到 pandoc" in told and "apt install pandoc" in told, f"no remedy: {told[-300:]}")
    told = bench.run(*bench.demo("report"), "--lang", "en", "--out", bench.out("none.docx"), code=1, PATH=empty)
    bench.that("no pandoc found" in told and not os.path.exists(bench.out("none.docx")), f"no remedy: {told[-300:]}")
    told = bench.run(*bench.demo("analyze"), "--out", bench.out("none"), PATH=empty)
    bench.that(told.count("pandoc") == 2 and "没有写 report.docx" in told, f"told otherwise than once: {told[-500:]}")
    found = set(os.listdir(bench.out("none")))
    bench.that("report.docx" not in found and "report.html" in found and "run.json" in found, f"files: {found}")


def failing_pandoc(bench):
    """One that fails, one that says nothing and one that writes no DOCX: told, and no half a file."""
    folder = bench.out("fake")
    os.mkdir(folder)
    for script, wanted in (("#!/bin/sh\necho broken here >&2\nexit 3\n", "broken here"), ("#!/bin/sh\nexit 0\n", "没有写出文件"),
                           ('#!/bin/sh\nfor word; do case "$word" in --output=*) echo x > "${word#--output=}";; esac; done\n', "DOCX 无法改写")):
        with open(os.path.join(folder, "pandoc"), "w", encoding="utf-8") as file:
            file.write(script)
        os.chmod(os.path.join(folder, "pandoc"), 0o755)
        told = bench.run(*bench.demo("report"), "--out", bench.out("half.docx"), code=1, PATH=folder + ":/bin:/usr/bin")
        bench.that(wanted in told and not os.path.exists(bench.out("half.docx")), f"a pandoc that fails: {told[-300:]}")
    left = [name for name in os.listdir(bench.folder) if name.startswith("liantu-report-")]
    bench.that(not left, f"left behind: {left}")


def usage(bench):
    for words in (["--format", "docx"], ["--format", "html", "--out", bench.out("x.md")], ["--format", "odt"], ["--out", bench.out("x.odt")]):
        bench.run(*bench.demo("report"), *words, code=2)
    bench.that("<!DOCTYPE html>" in bench.run(*bench.demo("report"), "--format", "html"), "--format html prints no HTML")


def edited(bench, folder):
    """A DOCX that a person edited is kept under another name, told once."""
    path = os.path.join(folder, "report.docx")
    with open(path, "ab") as file:
        file.write(b"mine")
    told = bench.run(*bench.demo("analyze"), "--out", folder)
    kept = os.path.join(folder, "旧-report.docx")
    bench.that("旧-report.docx" in told and os.path.exists(kept), f"an edited report: {told[-300:]}")
    if os.path.exists(kept):
        with open(kept, "rb") as file:
            bench.that(file.read().endswith(b"mine"), "what was kept is not what was edited")


FIRST_PAGE = {"zh": ("一页摘要", "先找谁", "先核实", "数据等级", "不等于应招引"),
              "en": ("Summaryonapage", "Whosedoor", "Verifyfirst", "Datagrade", "noreasontorecruit")}
SECOND_PAGE = {"zh": "一、各产业链现状", "en": "1.Whereeachchainstands"}


def pages_of(pdf):
    out = []
    for page in (1, 2):
        text = subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), pdf, "-"], capture_output=True, check=True, timeout=60).stdout.decode()
        out.append(re.sub(r"\s", "", text))
    return out


def as_printed(bench, what, pdf, maps, lang):
    first, second = pages_of(pdf)
    for text in FIRST_PAGE[lang]:
        bench.that(text in first, f"{what}: not on page 1: {text}")
    bench.that(second.startswith(SECOND_PAGE[lang]), f"{what}: page 2 begins {second[:40]}")
    told = subprocess.run(["pdfinfo", "-l", "999", pdf], capture_output=True, check=True, timeout=60).stdout.decode()
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told)
    across = [size for size in sizes if float(size[0]) > float(size[1])]
    bench.that(len(across) == maps, f"{what}: {len(across)} pages across of {len(sizes)}, {maps} maps")


def printed(bench, folder, name, maps, lang="zh"):
    if os.environ.get("LIANTU_OFFICE") == "1" and shutil.which("soffice") and shutil.which("pandoc"):
        profile = "-env:UserInstallation=file://" + bench.out("profile")
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, os.path.join(folder, "report.docx")],
                       capture_output=True, timeout=300, check=True)
        as_printed(bench, name + ", LibreOffice", os.path.join(folder, "report.pdf"), maps, lang)
    if os.environ.get("LIANTU_BROWSER") == "1" and shutil.which("chromium"):
        pdf = os.path.join(folder, "html.pdf")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=" + bench.out("browser"),
                        "--print-to-pdf=" + pdf, "file://" + os.path.join(folder, "report.html")], capture_output=True, timeout=300, check=True)
        as_printed(bench, name + ", Chromium", pdf, maps, lang)


def reference(bench):
    """The reference documents are what their maker writes."""
    made = bench.out("made")
    os.mkdir(made)
    subprocess.run([sys.executable, "-B", os.path.join(bench.data, "report", "make_reference.py"), made], check=True, timeout=60)
    bench.that(sorted(os.listdir(made)) == ["reference.docx", "reference.en.docx"], f"made: {os.listdir(made)}")
    for name in os.listdir(made):
        with open(os.path.join(made, name), "rb") as one, open(os.path.join(bench.data, "report", name), "rb") as other:
            bench.that(one.read() == other.read(), f"{name} is not what make_reference.py writes")


def english(bench):
    """In English, of three chains: as many maps, numbered; text set smaller than a Chinese paper has it."""
    folder = bench.out("english")
    os.mkdir(folder)
    words = [*bench.demo("report"), "--lang", "en"]
    for chain in ("quartz", "dairy", "glass"):
        words += ["--chain", chain]
    formats = ("docx", "html") if os.environ.get("LIANTU_BROWSER") == "1" else ("docx",)
    for name in formats:
        bench.run(*words, "--out", os.path.join(folder, "report." + name))
    with zipfile.ZipFile(os.path.join(folder, "report.docx")) as parts:
        found = list(paragraphs(parts))
        bench.that(found[0] == ("Title", "Yunshi County (made up): Industry chain report"), f"title: {found[0]}")
        bench.that(("Heading1", "1. Where each chain stands") in found, "no heading 1. Where each chain stands")
        told = "".join(text for style, text in found if style.startswith("Heading"))
        bench.that(told.isascii(), f"headings in English: {told}")
        sections(bench, parts, 3)
        tables(bench, parts)
        names = [text for style, text in found if style == "Heading2"][:3]
        figures(bench, parts, [f"Figure {i}. Map of the chain: {name}" for i, name in enumerate(names, 1)])
        styles = parts.read("word/styles.xml").decode()
        bench.that(re.search(r'<w:docDefaults>.*?<w:sz w:val="22" ?/>', styles, re.S), "English is not set in 11 points")
    printed(bench, folder, "three chains in English", 3, "en")


def crowded(bench):
    """The longest page for a leader: every name of two chains as long as names may be."""
    chains, folder = bench.out("chains"), bench.out("crowded")
    os.mkdir(chains)
    for chain in ("first", "second"):
        nodes = [{"id": f"n{i}", "name": f"环节{i}" + "长名" * 40, "stage": "midstream", "segment": "段", "role": "make", "core": True,
                  "terms": [f"{chain}产品{i}号"], "basis": "judgement"} for i in range(9)]
        links = [{"from": f"n{i}", "to": f"n{i + 1}", "kind": "material", "essential": True, "basis": "judgement"} for i in range(8)]
        with open(os.path.join(chains, chain + ".json"), "w", encoding="utf-8") as file:
            json.dump({"schema_version": 1, "id": chain, "name": chain + "长链" * 40, "nodes": nodes, "links": links}, file)
    firms = bench.out("crowded.csv")
    with open(firms, "w", encoding="utf-8") as file:
        file.write(HEAD)
        for chain in ("first", "second"):
            for i in (0, 2, 5, 7):
                for k in range(4):
                    file.write(f"{'某某' * 40}{chain}{i}{k}有限公司,1511,生产{chain}产品{i}号,是\n")
    county = bench.out("crowded.json")
    with open(county, "w", encoding="utf-8") as file:
        json.dump({"schema_version": 1, "name": "很长" * 50 + "县", "chains": [{"id": "first", "standing": "lead"}, {"id": "second", "standing": "lead"}]},
                  file)
    bench.run("analyze", "--chains-dir", chains, "--firms", firms, "--county", county, "--date", "2026-11-29", "--out", folder)
    printed(bench, folder, "the longest", 2)


def with_pandoc(bench):
    for folder in ("one", "two"):
        bench.run(*bench.demo("analyze"), "--out", bench.out(folder))
        time.sleep(2.1)  # a zip counts in steps of two seconds
    bench.run(*bench.demo("report"), "--out", bench.out("alone.docx"), TZ="Asia/Shanghai", LC_ALL="C")
    made = []
    for path in (bench.out("one/report.docx"), bench.out("two/report.docx"), bench.out("alone.docx")):
        with open(path, "rb") as file:
            made.append(file.read())
    bench.that(made[0] == made[1] == made[2], "the same study gives other bytes")
    with open(bench.out("one/report.html"), encoding="utf-8") as file:
        html = file.read()
    with zipfile.ZipFile(bench.out("one/report.docx")) as parts:
        layout(bench, parts)
        content(bench, parts, html)
        sections(bench, parts, 2)
        tables(bench, parts)
        figures(bench, parts, ["图1　乳制品产业链图谱", "图2　石英新材料产业链图谱"])
        core = parts.read("docProps/core.xml").decode()
        bench.that("2026-11-29T12:00:00Z" in core, f"date: {core[-300:]}")
    printed(bench, bench.out("one"), "demo county", 2)
    english(bench)
    hostile(bench)
    crowded(bench)
    edited(bench, bench.out("two"))


def main():
    tool, data = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.environ["LIANTU_DATA"] = data
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TMPDIR"] = folder
        bench = Bench(tool, data, folder)
        reference(bench)
        usage(bench)
        without_pandoc(bench)
        failing_pandoc(bench)
        if shutil.which("pandoc"):
            with_pandoc(bench)
        else:
            print("no pandoc here: the DOCX is not tested")
        left = [name for name in os.listdir(folder) if name.startswith("liantu-report-")]
        bench.that(not left, f"left behind: {left}")
    sys.exit(bench.failed > 0)


if __name__ == "__main__":
    main()
