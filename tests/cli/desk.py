#!/usr/bin/env python3
"""From a gap to a door: routes, candidates and their orders, where they gather, referrals, contacts, on the sample county and its
made-up table of outside firms; the internal workbook, whose sums are right; a folder used again; and no name of a person where none may
be.  desk.py TOOL DATA"""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
import xml.etree.ElementTree as tree

import tables

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


class Book:
    """Cells of a workbook by sheet, as text."""

    def __init__(self, path):
        self.sheets = {}
        with zipfile.ZipFile(path) as parts:
            strings = [("".join(t.text or "" for t in item.iter(f"{{{NS['m']}}}t")))
                       for item in tree.fromstring(parts.read("xl/sharedStrings.xml"))]
            names = [sheet.get("name") for sheet in tree.fromstring(parts.read("xl/workbook.xml")).find("m:sheets", NS)]
            for number, name in enumerate(names, 1):
                rows = []
                for row in tree.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{{{NS['m']}}}row"):
                    cells = {}
                    for cell in row:
                        value = cell.find("m:v", NS)
                        if value is not None:
                            column = cell.get("r").rstrip("0123456789")
                            cells[column] = strings[int(value.text)] if cell.get("t") == "s" else value.text
                    rows.append(cells)
                self.sheets[name] = rows

    def table(self, name):
        """Rows as dicts under the row that has 编号 or the most cells."""
        rows = self.sheets[name]
        head = max(range(min(8, len(rows))), key=lambda i: len(rows[i]))
        return [{title: row.get(column, "") for column, title in rows[head].items()} for row in rows[head + 1:]]


class Desk:
    def __init__(self, tool, data, folder):
        self.tool, self.folder = tool, folder
        self.sample = os.path.join(data, "samples/demo-county")
        self.failed = 0

    def fail(self, message):
        self.failed += 1
        print("FAILED: " + message)

    def equal(self, what, found, wanted):
        if found != wanted:
            self.fail(f"{what}: {found}, wanted {wanted}")

    def write(self, name, rows):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as out:
            out.write(tables.csv(rows))
        return path

    def analyze(self, out, *words, code=0, firms=None):
        folder = os.path.join(self.folder, out)
        done = subprocess.run([self.tool, "analyze", "--firms", firms or f"{self.sample}/firms.csv",
                               *([] if "--county" in words else ["--county", f"{self.sample}/county.json"]), "--date", "2026-11-29", "--out", folder, *words], capture_output=True, timeout=300)
        if done.returncode != code:
            self.fail(f"{words}: exit {done.returncode}: {done.stderr.decode()[:800]}")
        return folder, done.stderr.decode()


CONTACTS = [["姓名", "单位", "职务", "电话", "籍贯", "行业", "所在地", "备注"],
            ["虚构乡贤子", "东拟明砂石英材料有限公司", "副总", "000-8800001", "云石县", "", "", "同乡会"],
            ["虚构乡贤丑", "某地云石商会（虚构）", "秘书长", "000-8800002", "云石县", "奶酪", "", ""],
            ["虚构乡贤寅", "", "", "000-8800003", "", "", "东拟市", "=HYPERLINK(\"x\")"]]


def candidates(desk):
    folder, told = desk.analyze("plain", "--candidates", f"{desk.sample}/candidates.csv")
    if "候选企业表 candidates.csv：38 家" not in told or "年份2026" not in told:
        desk.fail(f"what was read is not told: {told}")
    book = Book(folder + "/lists.xlsx")
    rows = book.table("目标企业清单")
    sand = {row["候选企业"]: row for row in rows if row["目标编号"] == "quartz:high-purity-sand"}
    by_standing = sorted((row for row in sand.values() if row["龙头榜"]), key=lambda row: int(row["龙头榜"]))
    by_fit = sorted((row for row in sand.values() if row["适配榜"]), key=lambda row: int(row["适配榜"]))
    # Two are listed and large, one of them high-tech; a little giant with a sourced plan to expand comes first by fit.
    desk.equal("by standing", [row["候选企业"] for row in by_standing[:3]],
               ["临构晶源高纯石英股份有限公司", "临构石英矿业集团有限公司", "东拟明砂石英材料有限公司"])
    desk.equal("first by fit", by_fit[0]["候选企业"], "东拟明砂石英材料有限公司")
    for word in ("有扩张迹象", "规模相当", "专精特新", "高新技术"):
        if word not in by_fit[0]["适配理由"]:
            desk.fail(f"{word} is not told: {by_fit[0]}")
    here = [row for row in rows if row["候选企业"] == "虚构省云石县牧云乳业有限公司"]
    if not here or any(row["与本地关系"] != "已在本地" or row["龙头榜"] or row["适配榜"] for row in here):
        desk.fail(f"who is here already: {here}")
    foreign = [row for row in rows if row["候选企业"] == "临构塑封科技有限公司"]
    if not foreign or "外资" not in foreign[0]["资质"]:
        desk.fail(f"foreign-invested: {foreign}")
    gathered = {(row["产业链"], row["地区"]): row for row in book.table("招商集聚地")}
    if ("石英新材料", "临构省/东拟市") not in gathered or "远构省/牧拟市" not in [region for _, region in gathered]:
        desk.fail(f"gatherings: {list(gathered)}")
    routes = {row["编号"]: row for row in book.table("目标清单")}
    if not any(row["途径"] for row in routes.values()):
        desk.fail("no routes")
    with open(folder + "/targets.csv", encoding="utf-8-sig") as file:
        head = next(line for line in csv.reader(file) if "途径" in line)
    desk.equal("routes in the CSV", [t for t in ("途径", "途径依据", "可内培或合作的本地企业") if t not in head], [])
    return folder


def referrals(desk):
    """The dairy as the county's anchor: what it must have and has not comes first, with who could bring it."""
    with open(f"{desk.sample}/county.json", encoding="utf-8") as file:
        county = json.load(file)
    anchor = "虚构省云石县牧云乳业有限公司"
    next(chain for chain in county["chains"] if chain["id"] == "dairy")["anchors"] = [anchor]
    path = os.path.join(desk.folder, "county.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(county, file, ensure_ascii=False)
    folder, _ = desk.analyze("anchored", "--county", path, "--candidates", f"{desk.sample}/candidates.csv")
    rows = [row for row in Book(folder + "/lists.xlsx").table("以商招商") if row["本地企业"] == anchor]
    of_node = [row for row in rows if row["所在环节"] == rows[0]["所在环节"]]
    needs = [row["是否必需"] for row in of_node if row["方向"] == "缺上游"]
    if "必需" not in needs or needs != sorted(needs, reverse=True):
        desk.fail(f"essential ones are not first: {of_node}")
    if [row["方向"] for row in of_node] != sorted((row["方向"] for row in of_node), key="缺上游缺下游".find):
        desk.fail(f"suppliers are not before customers: {of_node}")
    carton = [row for row in rows if row["编号"] == "dairy:liquid-carton"]
    desk.equal("who could bring cartons", [row["候选企业"] for row in carton][:1], ["临构无菌包装股份有限公司、牧拟纸盒包装有限公司"])
    sheets = Book(folder + "/referrals.xlsx")
    if anchor not in sheets.sheets or "临构无菌包装股份有限公司" not in str(sheets.sheets[anchor]):
        desk.fail(f"no sheet of the anchor: {list(sheets.sheets)}")
    return folder


def contacts(desk):
    path = desk.write("contacts.csv", CONTACTS)
    folder, _ = desk.analyze("known", "--candidates", f"{desk.sample}/candidates.csv", "--contacts", path)
    leads = {(row["目标编号"], row["线索"], row["姓名"]) for row in Book(folder + "/contacts.xlsx").table("乡贤商会线索")}
    for wanted in (("quartz:high-purity-sand", "候选企业任职", "虚构乡贤子"), ("dairy:cheese", "同行业", "虚构乡贤丑"),
                   ("quartz:high-purity-sand", "候选企业同城", "虚构乡贤寅")):
        if wanted not in leads:
            desk.fail(f"no {wanted} in {sorted(leads)}")
    fits = [row for row in Book(folder + "/lists.xlsx").table("目标企业清单") if row["候选企业"] == "东拟明砂石英材料有限公司"]
    if not all("有乡贤商会线索" in row["适配理由"] for row in fits):
        desk.fail(f"that somebody knows it is not told: {fits}")
    return folder


def refused(desk):
    _, told = desk.analyze("no", "--contacts", desk.write("nameless.csv", [["电话"], ["000-1"]]), code=3)
    if "姓名" not in told or "000-1" in told:
        desk.fail(f"a table without names: {told}")
    _, told = desk.analyze("no", "--candidates", desk.write("empty.csv", [["企业名称", "主要产品"]]), code=3)
    if "empty.csv" not in told:
        desk.fail(f"an empty table: {told}")


def internal(desk):
    """Sums of the internal workbook, reckoned again from the table by hand: a firm once a node, once a chain, once in all."""
    name, code = "第{}厂".format, tables.credit_code
    head = ["企业名称", "统一社会信用代码", "主要产品", "产值（亿元）", "税收（万元）", "用电量（万千瓦时）", "参保人数", "法定代表人"]
    path = desk.write("figures.csv", [head, [name("一"), code(1), "奶酪、石英坩埚", "1.2", "100.5", "3", "10", "虚构人099"],
                                      [name("二"), code(2), "奶酪、冰淇淋", "0.8", "", "2", "20", "虚构人098"],
                                      [name("三"), code(3), "石英坩埚", "", "-7", "约5", "30", "虚构人097"]])
    book = os.path.join(desk.folder, "in", "internal.xlsx")
    desk.analyze("internal", "--internal", book, firms=path)
    book = Book(book)
    desk.equal("sheets", list(book.sheets), ["封面", "企业数据", "环节汇总", "链条汇总"])
    firms = {row["企业名称"]: row for row in book.table("企业数据") if row["企业名称"].startswith("第")}
    desk.equal("figures of firms", {firm: (row["产值(万元)"], row["税收(万元)"], row["用电量(万千瓦时)"], row["营业收入(万元)"]) for firm, row in firms.items()},
               {name("一"): ("12000", "100.5", "3", ""), name("二"): ("8000", "", "2", ""), name("三"): ("", "-7", "约5（万千瓦时）", "")})
    chains = {(row["产业链"], row["指标"]): (row["有数企业"], row["合计"], row["最大一家"], row["最大一家占比"]) for row in book.table("链条汇总")}
    desk.equal("sums of the dairy chain", (chains["乳制品", "产值"], chains["乳制品", "税收"]),
               (("2", "20000", name("一"), "0.6"), ("1", "100.5", name("一"), "1")))
    desk.equal("a share of sums with a negative", chains["石英新材料", "税收"], ("2", "93.5", "", ""))
    desk.equal("all chains", (chains["合计", "产值"], chains["合计", "参保人数"], chains["合计", "用电量"]),
               (("2", "20000", name("一"), "0.6"), ("3", "60", name("三"), "0.5"), ("2", "5", name("一"), "0.6")))
    nodes = {(row["环节"], row["指标"]): (row["有数企业"], row["合计"]) for row in book.table("环节汇总")}
    desk.equal("a node", (nodes["奶酪（干酪）", "产值"], nodes["奶酪（干酪）", "参保人数"]), (("2", "20000"), ("2", "30")))
    out = os.path.join(desk.folder, "internal")
    for wrong in (f"{out}/lists.xlsx", f"{out}/../internal/contacts.xlsx", path, f"{out}/x.csv", f"{desk.sample}/candidates.csv"):
        _, told = desk.analyze("internal", "--candidates", f"{desk.sample}/candidates.csv", "--internal", wrong, code=3, firms=path)
        if "--internal" not in told:
            desk.fail(f"--internal {wrong}: {told}")


def again(desk):
    """A folder used again: what this run does not write is gone where nobody changed it, and kept under another name otherwise."""
    given = ("--candidates", f"{desk.sample}/candidates.csv", "--contacts", f"{desk.sample}/contacts.csv")
    folder, _ = desk.analyze("again", *given)
    first = set(os.listdir(folder))
    if not {"contacts.xlsx", "referrals.xlsx", "map.dairy.svg"} <= first:
        desk.fail(f"the sample has not all of the desk: {first}")
    desk.analyze("again", *given)
    desk.equal("the same again", set(os.listdir(folder)), first)
    # A person wrote into the contacts, then into another copy; a map of a chain no longer asked for was redrawn.
    for tail in (b"one", b"two"):
        with open(f"{folder}/contacts.xlsx", "ab") as out:
            out.write(tail)
        desk.analyze("again", *given)
    with open(f"{folder}/map.dairy.svg", "ab") as out:
        out.write(b"<!-- mine -->")
    shutil.copy(f"{folder}/report.md", f"{folder}/notes.md")
    _, told = desk.analyze("again", "--chain", "quartz")
    left = set(os.listdir(folder))
    gone = {"contacts.xlsx", *(f"map.{one}.{kind}" for one in ("dairy", "atlas") for kind in ("svg", "pdf", "png"))}
    desk.equal("what is left", left, (first - gone) | {"旧-contacts.xlsx", "旧2-contacts.xlsx", "旧-map.dairy.svg", "notes.md"})
    for name in gone:
        if name not in told:
            desk.fail(f"{name} went without a word: {told}")
    for name, tail in (("旧-contacts.xlsx", b"one"), ("旧2-contacts.xlsx", b"two"), ("旧-map.dairy.svg", b"<!-- mine -->")):
        with open(f"{folder}/{name}", "rb") as file:
            if not file.read().endswith(tail):
                desk.fail(f"{name} is not what a person wrote")
    # Of a folder whose record is lost nothing is removed.
    os.remove(f"{folder}/files.txt")
    desk.analyze("again", "--chain", "dairy")
    if not {"旧-map.quartz.svg", "旧-map.quartz.pdf", "旧-map.quartz.png"} <= set(os.listdir(folder)):
        desk.fail(f"without a record: {os.listdir(folder)}")


def nothing_leaks(desk, folders):
    """Persons and telephones stand in contacts.xlsx alone; secrets.py looks for more, in every command."""
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            if name == "contacts.xlsx":
                continue
            with open(os.path.join(folder, name), "rb") as file:
                content = file.read()
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(content)) as parts:
                    content = b"".join(parts.read(part) for part in parts.namelist())
            for secret in ("虚构乡贤", "000-88", "虚构人0"):
                if secret.encode() in content:
                    desk.fail(f"{folder}/{name} holds {secret}")


def main():
    tool, data = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.environ.update(LIANTU_DATA=data, LC_ALL="C.UTF-8")
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(tool, data, folder)
        folders = [candidates(desk), referrals(desk), contacts(desk)]
        refused(desk)
        internal(desk)
        again(desk)
        nothing_leaks(desk, folders)
    sys.exit(desk.failed > 0)


main()
