#!/usr/bin/env python3
"""liantu projects draft: what a card says and rests on, what is left to fill in, links to projects and candidates, and that what an
office wrote is there again after other firms, other rows and another office's program.  projects.py TOOL DATA"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import tables

SAND = "quartz:high-purity-sand"
WRITTEN = {"投资估算（填）": "1.2 亿元（=企业自报）", "拟选园区（填）": "=cmd|' /C calc'!A0", "项目名称（填）": "<script>alert(1)</script>"}


class Cards:
    def __init__(self, tool, data, folder):
        self.tool, self.folder, self.failed = tool, folder, 0
        self.sample = os.path.join(data, "samples/demo-county")

    def fail(self, message):
        self.failed += 1
        print("FAILED: " + message[:1500])

    def equal(self, what, found, wanted):
        if found != wanted:
            self.fail(f"{what}: {found!r}, wanted {wanted!r}")

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *words, firms=None, code=0):
        done = subprocess.run([self.tool, "projects", "draft", "--firms", firms or f"{self.sample}/firms.csv", "--county", f"{self.sample}/county.json",
                               "--candidates", f"{self.sample}/candidates.csv", "--date", "2026-11-29", *words], capture_output=True, timeout=300)
        if done.returncode != code:
            self.fail(f"{words}: exit {done.returncode}: {done.stderr.decode()}")
        return done.stderr.decode()

    def table(self, name, sheet="项目库"):
        """Rows of a sheet as dicts."""
        for title, rows in tables.sheets(self.path(name)):
            if title == sheet:
                head = next(i for i, row in enumerate(rows) if "编号" in row)
                return [dict(zip(rows[head], row)) for row in rows[head + 1:] if any(row)]
        return []


def drafts(cards):
    """Every line of a card: given with its ground, or to be filled in."""
    cards.run("--target", SAND, "--target", "dairy:feed", "--out", cards.path("a.json"), "--out", cards.path("a.md"), "--out", cards.path("a.html"))
    with open(cards.path("a.json"), encoding="utf-8") as file:
        found = {card["id"]: card for card in json.load(file)["cards"]}
    cards.equal("cards asked for", list(found), [SAND, "dairy:feed"])
    sand = found[SAND]
    feed = found["dairy:feed"]
    cards.equal("what the data cannot give", (feed["investment"], feed["benefit"], feed["park"]), (None, None, None))
    if not re.search(r"同类项目参考：总投资 \d+ 万元（.+，20\d\d）", sand["investment"]):
        cards.fail(f"a figure of the chain without its source: {sand['investment']}")
    for key, wanted in {"name": "云石县（虚构）高纯石英砂项目", "contact": "云石县工业和信息化局（虚构）", "updated": "2026-11-29"}.items():
        cards.equal(key, sand[key], wanted)
    for key, words in {"cooperation": "合作嫁接：", "candidates": "龙头榜：临构晶源高纯石英股份有限公司", "supply": "本地可配套度（按环节测算）"}.items():
        if words not in sand[key]:
            cards.fail(f"{key}: {sand[key]}")
    with open(cards.path("a.md"), encoding="utf-8") as file:
        text = file.read()
    if text.count("待填") < 4 or "虚构县领导" in text:
        cards.fail("the document: what is to be filled in is not marked, or a chief is named")
    with open(cards.path("a.html"), encoding="utf-8") as file:
        if "break-before: page" not in file.read():
            cards.fail("cards do not begin pages")


def links(cards):
    ledger = cards.path("l.sqlite")
    for words in (["init"], ["import", "--projects", f"{cards.sample}/ledger/projects.csv"]):
        subprocess.run([cards.tool, "ledger", words[0], "--ledger", ledger, *words[1:]], check=True, capture_output=True)
    cards.run("--target", SAND, "--ledger", ledger, "--project", f"{cards.sample}/projects/high-purity-sand.json", "--out", cards.path("b.json"))
    with open(cards.path("b.json"), encoding="utf-8") as file:
        projects = json.load(file)["cards"][0]["projects"]
    if not any(project["state"] for project in projects) or len(projects) < 2:
        cards.fail(f"projects of the ledger and of a file: {projects}")
    if any("包联" in str(project) for project in projects):
        cards.fail(f"a person: {projects}")


def kept(cards):
    """Written into the workbook, then rows sorted by LibreOffice's way of writing where it is there, other firms, a target gone."""
    cards.run("--out", cards.path("one.xlsx"))
    rows = cards.table("one.xlsx")
    cards.equal("cards by rank", [int(float(row["排名"])) for row in rows], list(range(1, 21)))
    with zipfile.ZipFile(cards.path("one.xlsx")) as parts:
        pages = [parts.read(part).decode() for part in parts.namelist() if part.startswith("xl/worksheets/sheet")]
    views = [page for page in pages if "<sheetProtection" in page]
    cards.equal("pages that only show", len(views), 20)
    if not all("MATCH(" in page and '"待填"' in page for page in views):
        cards.fail("pages do not look rows up by id")
    table = next(page for page in pages if "dataValidations" in page)
    # Twelve drafts that may not be typed over.
    cards.equal("drafts that are fixed", table.count("<formula1>FALSE</formula1>"), 12)
    fill(cards, "one.xlsx", "filled.xlsx", {SAND: WRITTEN, rows[-1]["编号"]: {"效益（填）": "最后一行"}})
    told = cards.run("--out", cards.path("filled.xlsx"), code=3)
    if "--previous" not in told:
        cards.fail(f"a workbook that was written in is written over: {told}")
    previous = "filled.xlsx"
    if shutil.which("soffice") and os.environ.get("LIANTU_OFFICE") == "1":
        subprocess.run(["soffice", f"-env:UserInstallation=file://{cards.folder}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                        "--outdir", cards.path("office"), cards.path("filled.xlsx")], check=True, capture_output=True, timeout=300)
        previous = "office/filled.xlsx"
    # The makers of quartz are gone: what was written of sand is still of sand, or in 已移出.
    with open(f"{cards.sample}/firms.csv", encoding="utf-8-sig") as file:
        lines = file.read().splitlines()
    with open(cards.path("fewer.csv"), "w", encoding="utf-8") as file:
        file.write("\n".join(line for line in lines if "石英矿" not in line))
    for firms, out in ((None, "two.xlsx"), (cards.path("fewer.csv"), "three.xlsx")):
        cards.run("--previous", cards.path(previous), "--out", cards.path(out), "--top", "3", firms=firms)
        there = {row["编号"]: row for row in cards.table(out)}
        gone = {row["编号"]: row for row in cards.table(out, "已移出")}
        for key, texts in ((SAND, WRITTEN), (rows[-1]["编号"], {"效益（填）": "最后一行"})):
            row = there.get(key) or gone.get(key) or {}
            cards.equal(f"{out} {key}", {title: row.get(title) for title in texts}, texts)
        others = [row["编号"] for row in there.values() if any(row.get(title) for title in row if title.endswith("（填）")) and row["编号"] not in (SAND, rows[-1]["编号"])]
        cards.equal(f"{out}: written at other targets", others, [])
    cards.run("--previous", cards.path(previous), "--target", SAND, "--out", cards.path("c.html"), "--out", cards.path("c.json"))
    with open(cards.path("c.html"), encoding="utf-8") as file:
        page = file.read()
    if "<script>alert" in page or "&lt;script&gt;alert(1)" not in page:
        cards.fail("what was written is markup in the page")
    with open(cards.path("c.json"), encoding="utf-8") as file:
        card = json.load(file)["cards"][0]
    cards.equal("what was written wins", (card["investment"], sorted(card["written"])), (WRITTEN["投资估算（填）"], ["investment", "name", "park"]))


def fill(cards, name, out, texts):
    """Writes cells of the first sheet as an office would, by inline strings."""
    head = None
    with zipfile.ZipFile(cards.path(name)) as old, zipfile.ZipFile(cards.path(out), "w") as new:
        strings = re.findall(r"<si><t[^>]*>(.*?)</t></si>", old.read("xl/sharedStrings.xml").decode(), re.S)
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                xml = content.decode()
                for row in re.findall(r"<row .*?</row>", xml, re.S):
                    cells = {match[0]: strings[int(match[1])] for match in re.findall(r'<c r="([A-Z]+)\d+"[^>]*t="s"[^>]*><v>(\d+)</v>', row)}
                    number = re.search(r'<row r="(\d+)"', row)[1]
                    if head is None:
                        head = {title: column for column, title in cells.items()} if cells.get("A") == "编号" else None
                        continue
                    for title, text in texts.get(cells.get("A"), {}).items():
                        place = f'{head[title]}{number}'
                        told = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                        changed = re.sub(rf'<c r="{place}"( s="\d+")?/>', f'<c r="{place}" t="inlineStr"><is><t>{told}</t></is></c>', row)
                        if changed == row:
                            cards.fail(f"no cell {place} to write in")
                        xml = xml.replace(row, changed)
                        row = changed
                content = xml.encode()
            new.writestr(part, content)


def refused(cards):
    for words, wanted in ((["--target", "quartz:nothing"], "没有环节"), (["--target", "quartz:quartz-parts-x"], "没有环节"),
                          (["--out", cards.path("x.pdf")], ".xlsx"), (["--out", cards.path("y.xlsx"), "--out", cards.path("z.xlsx")], "两个工作簿")):
        told = cards.run(*words, *([] if "--out" in words else ["--out", cards.path("n.json")]), code=3)
        if wanted not in told:
            cards.fail(f"{words}: {told}")


def main():
    tool, data = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.environ.update(LIANTU_DATA=data, LC_ALL="C.UTF-8")
    with tempfile.TemporaryDirectory() as folder:
        cards = Cards(tool, data, folder)
        for check in (drafts, links, kept, refused):
            check(cards)
    sys.exit(cards.failed > 0)


main()
