#!/usr/bin/env python3
"""lists.xlsx as a workbook: its cover, where links lead, what is offered in cells filled by hand; and, where LIANTU_OFFICE=1 asks for
it, that LibreOffice opens it and reads every cell as it was written.  workbook.py TOOL DATA"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Book:
    def __init__(self, path):
        self.parts = zipfile.ZipFile(path)
        strings = [text(item) for item in tree.fromstring(self.parts.read("xl/sharedStrings.xml"))]
        book = tree.fromstring(self.parts.read("xl/workbook.xml"))
        targets = {rel.get("Id"): rel.get("Target") for rel in tree.fromstring(self.parts.read("xl/_rels/workbook.xml.rels"))}
        self.names, self.cells, self.xml = [], {}, {}
        for sheet in book.find(MAIN + "sheets"):
            name = sheet.get("name")
            self.names.append(name)
            self.xml[name] = tree.fromstring(self.parts.read("xl/" + targets[sheet.get(REL)].lstrip("/").removeprefix("xl/")))
            self.cells[name] = {}
            for cell in self.xml[name].iter(MAIN + "c"):
                value = cell.find(MAIN + "v")
                if cell.get("t") == "inlineStr":
                    self.cells[name][cell.get("r")] = text(cell.find(MAIN + "is"))
                elif value is not None:
                    self.cells[name][cell.get("r")] = strings[int(value.text)] if cell.get("t") == "s" else float(value.text)


def text(item):
    """Of a shared string, its runs put together, Excel's own escapes undone."""
    out = "".join(run.text or "" for run in item.iter(MAIN + "t"))
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), out)


class Check:
    def __init__(self):
        self.failed = 0

    def that(self, holds, message):
        if not holds:
            self.failed += 1
            print("FAILED: " + message)


def cover(check, book):
    check.that(book.names[0] == "封面", f"first sheet: {book.names[0]}")
    first = book.cells["封面"]
    figures = {first.get(f"A{row}"): first.get(f"B{row}") for row in range(1, 40)}
    check.that(figures["读入企业"] == 195 and figures["产业链"] == 2, f"figures: {figures}")
    states = [figures["其中" + state] for state in ("优势", "具备", "薄弱", "疑似(待核实)", "空白(名单内未见)", "数据未覆盖")]
    check.that(sum(states) == figures["环节"], f"states {states} of {figures['环节']}")
    listed = [name for name in book.names[1:] if name in first.values()]
    check.that(listed == book.names[1:], f"sheets without a line on the cover: {set(book.names[1:]) - set(listed)}")
    pictures = [name for name in book.parts.namelist() if name.startswith("xl/media/")]
    check.that(len(pictures) == 1 and book.parts.read(pictures[0])[:4] == b"\x89PNG", f"pictures: {pictures}")


def links(check, book):
    """A link of an id leads to a row that begins with it; one of the cover to its sheet."""
    counted = 0
    for name in book.names:
        for link in book.xml[name].iter(MAIN + "hyperlink"):
            sheet, cell = link.get("location").rsplit("!", 1)
            sheet = sheet.strip("'").replace("''", "'")
            own = book.cells[name][link.get("ref")]
            wanted = sheet if name == "封面" else book.cells.get(sheet, {}).get(cell)
            check.that(own == wanted, f"{name} {link.get('ref')}: {own} leads to {sheet}!{cell}, {wanted}")
            counted += name != "封面"
    check.that(counted > 100, f"only {counted} links between lists")


def offered(check, book):
    rules = {}
    for name in book.names:
        for rule in book.xml[name].iter(MAIN + "dataValidation"):
            column = re.match("[A-Z]+", rule.get("sqref"))[0]
            heads = [value for cell, value in book.cells[name].items() if re.match("[A-Z]+", cell)[0] == column]
            words = rule.findtext(MAIN + "formula1") or rule.get("prompt")
            check.that(rule.get("errorStyle") == "information" or rule.get("type") is None, f"{name} {column} forces its words")
            for head in heads:
                rules[(name, head)] = words
    check.that("推进中" in rules.get(("目标清单", "状态"), ""), f"no words for 状态: {rules}")
    check.that("不对应" in rules.get(("待核实", "结论"), ""), "no words for 结论")
    check.that("2026" in rules.get(("目标清单", "完成时限"), ""), "no hint for 完成时限")


def office(check, path, folder):
    soffice = shutil.which("soffice")
    if os.environ.get("LIANTU_OFFICE") != "1" or soffice is None:
        print("LibreOffice: not asked for by LIANTU_OFFICE=1, or not there; skipped")
        return
    out = os.path.join(folder, "office")
    subprocess.run([soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                    "--outdir", out, path], check=True, capture_output=True, timeout=300)
    before, after = Book(path), Book(os.path.join(out, os.path.basename(path)))
    check.that(before.names == after.names, f"sheets: {before.names} {after.names}")
    for name in before.names:
        said = {cell: value for cell, value in before.cells[name].items() if value != ""}
        read = {cell: value for cell, value in after.cells.get(name, {}).items() if value != ""}
        other = [(cell, said.get(cell), read.get(cell)) for cell in sorted(said.keys() | read.keys()) if said.get(cell) != read.get(cell)]
        check.that(not other, f"{name}: {len(other)} cells read otherwise, such as {other[:3]}")
    print(f"LibreOffice: {sum(map(len, before.cells.values()))} cells of {len(before.names)} sheets read back equal")


def main():
    tool, data = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    sample = os.path.join(data, "samples/demo-county")
    check = Check()
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        subprocess.run([tool, "analyze", "--firms", f"{sample}/firms.csv", "--county", f"{sample}/county.json", "--candidates",
                        f"{sample}/candidates.csv", "--date", "2026-11-29", "--out", out], check=True, capture_output=True, timeout=300,
                       env={**os.environ, "LIANTU_DATA": data, "LC_ALL": "C.UTF-8"})
        book = Book(out + "/lists.xlsx")
        cover(check, book)
        links(check, book)
        offered(check, book)
        office(check, out + "/lists.xlsx", folder)
    sys.exit(check.failed > 0)


main()
