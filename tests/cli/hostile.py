#!/usr/bin/env python3
"""Nodes, firms and all else that people write, named to break out of what they are shown in: they are text in every output of every
command, markup, formula or command in none.  hostile.py TOOL DATA [FOLDER]     FOLDER: the outputs stay there, for tests/browser"""
import csv as reader
import html.parser
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

import tables
from tables import credit_code, csv

NAMES = ["<script>alert(1)</script>", '=HYPERLINK("http://example.invalid","x")', '"]};alert(2);//', "</script><img src=x onerror=alert(3)>",
         "]]><svg onload=alert(4)>-->", "<!--<script>", "@SUM(A1)", "+1", "-2+3", "＝1+1", "|calc", "\t=1", "甲\r\n乙", "甲\u202e乙\u200f丙\u2066丁",
         "\u0301单独的符号", "[x](javascript:alert(5))", "![x](http://example.invalid/x.png)", "**粗**|`码`|", "\\input{/etc/passwd}$\\alpha$",
         "`<b>x</b>`{=html}", "<!-- pagebreak -->{=openxml}", "🐉石英🧪厂👩\u200d🌾", "长" * 300, "W" * 300, "' onfocus='alert(6)' autofocus x='",
         "${alert(7)}{{alert(8)}}", "&lt;b&gt;&#60;i&#62;", "_x0041_", "--out=x", "$(touch x)`id`;x", "# 标题\n\n---", "http://example.invalid/a"]
# Classes of the nodes that firms hold, and of those that are wanted.
HELD, WANTED = (["1311", "1312", "1321", "1331", "1340", "1351", "1352", "1361", "1371"], ["1411", "1419", "1421", "1422", "1431", "1432", "1433", "1439", "1441"])
PLAIN = [f"普通的名称{i}" for i in range(len(NAMES))]
BIDI = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def shown(name):
    """As shown_name.hpp says."""
    line = BIDI.sub("", CONTROL.sub("", re.sub(r"[\t-\r\u2028\u2029]", " ", name.strip()))).strip()
    out = ""
    for letter in line:
        if len((out + letter).encode("utf-16-le")) > 240:
            return cut(out)
        out += letter
    return out


def cut(text):
    return (text if len(text.encode("utf-16-le")) < 240 else text[:-1]) + "…"


def squeezed(text):
    return "".join(text.split())


class Markup(html.parser.HTMLParser):
    """The elements with their attributes, where links lead, and the text of an HTML or SVG file."""

    def __init__(self, content):
        super().__init__(convert_charrefs=True)
        self.found, self.links, self.text, self.within = set(), set(), "", ""
        self.feed(content)
        self.close()

    def handle_starttag(self, tag, attributes):
        names = sorted(name for name, _ in attributes)
        self.found.add((tag, *names))
        self.within = tag
        for name, value in attributes:
            if name in ("href", "src", "xlink:href", "action", "style") or name.startswith("on"):
                self.links.add((name, re.match("(#|data:[a-z/+]*|[a-z]*:)?", value or "")[0]))
            else:
                self.text += f"\n{value}\n"

    def handle_data(self, data):
        if self.within == "script" and data.startswith("{"):
            data = json.dumps(json.loads(data), ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
        self.text += data

    def handle_comment(self, data):
        self.found.add(("comment", "" if data.strip() else "empty"))


class World:
    """Inputs with these names everywhere, and all outputs of all commands."""

    def __init__(self, tool, folder, names):
        self.tool, self.folder, self.names, self.said, self.failed = tool, folder, names, {}, []
        os.makedirs(self.path("in/chains"))
        os.mkdir(self.path("out"))
        self.inputs()

    def path(self, name):
        return os.path.join(self.folder, name)

    def out(self, name):
        return self.path("out/" + name)

    def file(self, name, content):
        with open(self.path("in/" + name), "wb") as out:
            out.write(content)
        return self.path("in/" + name)

    def run(self, *words, **environment):
        done = subprocess.run([self.tool, *words], capture_output=True, timeout=120, stdin=subprocess.DEVNULL, env={**os.environ, **environment})
        told = done.stdout.decode(), done.stderr.decode()
        if done.returncode != 0:
            self.failed.append(f"{words}: exit {done.returncode}: {told[1][-1500:]}")
        self.said[" ".join(word for word in words if not word.startswith(self.folder))] = told
        return told[0]

    def chain(self):
        def node(name, i, **others):
            return {"id": f"n{i}", "name": name, "stage": ["upstream", "midstream", "downstream", "support"][i % 4], "segment": name[:60] + f"之{i // 9}",
                    "role": "make", "core": True, "industry": [HELD[i % 9]], "terms": [f"试验品第{i}号"], "basis": "judgement", **others}

        names = [CONTROL.sub("", name) for name in self.names]  # which a chain is not allowed: inputs.py
        held = [node(name, i) for i, name in enumerate(names)]
        wanted = [node(name, len(held) + i, stage="downstream", terms=[f"候选品第{i}号"], industry=[WANTED[i % 9]]) for i, name in enumerate(names)]
        ends = [(i, i + 1) for i in range(len(held) - 1)] + [(i, i + len(held)) for i in range(len(held))]
        links = [{"from": f"n{a}", "to": f"n{b}", "kind": "material", "essential": True, "source": "s1"} for a, b in ends]
        return {"schema_version": 1, "id": "hostile", "name": self.names[0], "summary": self.names[3],
                "sources": [{"id": "s1", "title": self.names[1], "note": self.names[15]}], "nodes": held + wanted, "links": links}

    def inputs(self):
        names, pick = self.names, iter(range(10**6))

        def some():
            return names[next(pick) % len(names)]

        def firm(name, i, product, more=()):
            return [name, credit_code(i + 1), some(), HELD[i % 9] if i < 100 else WANTED[i % 9], f"{product}生产；{some()}", "是", *more]

        head = ["企业名称", "统一社会信用代码", "所属区县", "行业代码", "经营范围", "规上企业"]
        self.file("chains/hostile.json", json.dumps(self.chain(), ensure_ascii=False).encode())
        firms = [firm(name, i, f"试验品第{i}号") for i, name in enumerate(names)]
        self.firms, self.fewer = self.file("firms.csv", csv([head, *firms])), self.file("fewer.csv", csv([head, *firms[::2]]))
        self.book = self.file("firms.xlsx", tables.workbook(("企业", [head, *firms])))
        candidates = [firm(name + "外", i + 900, f"候选品第{i}号", (some(), "拟扩产" + some(), some())) for i, name in enumerate(names)]
        self.candidates = self.file("candidates.csv", csv([[*head, "城市", "扩张迹象", "迹象来源"], *candidates]))
        self.contacts = self.file("contacts.csv", csv([["姓名", "单位", "职务", "电话", "籍贯", "行业", "所在地", "备注"]] + [
            [some(), name + "外", some(), "000", some(), f"候选品第{i}号", some(), some()] for i, name in enumerate(names)]))
        self.county = self.file("county.json", json.dumps({
            "schema_version": 1, "name": names[3], "parks": [{"name": some(), "offers": []}], "townships": [some(), some()],
            "refuses": [{"id": "r", "reason": some(), "nodes": [f"hostile:n{len(names)}"]}],
            "chains": [{"id": "hostile", "standing": "lead", "chief": some(), "department": some(), "team": some(), "anchors": [names[0]]}]},
            ensure_ascii=False).encode())
        self.decisions = self.file("decisions.csv", csv([["企业名称", "统一社会信用代码", "环节ID", "结论", "核实人", "核实方式", "核实日期", "理由"]] + [
            [row[0], row[1], f"hostile:n{i}", "是", some(), some(), "2026-11-01", some()] for i, row in enumerate(firms[:9])]))
        self.assets = self.file("assets.csv", csv([["环节ID", "名称", "类型", "来源"], *[[f"hostile:n{len(names) + 2}", name, some(), some()] for name in names[:9]]]))
        self.project = self.file("project.json", json.dumps({
            "schema_version": 1, "id": "p1", "name": names[0], "firm": names[1], "park": some(), "nodes": [f"hostile:n{len(names) + 3}"], "land_mu": 90,
            "jobs": 60, "investment_10k_yuan": 9000, "note": some()}, ensure_ascii=False).encode())
        self.projects = self.file("projects.csv", csv([["项目编号", "项目名称", "目标", "产业链", "园区", "乡镇", "包联领导", "责任单位", "总投资(万元)", "累计到位(万元)", "截至日期",
                                                       "状态", "状态日期"]] + [[f"X-{i}", name, f"hostile:n{len(names) + i}", some(), some(), some(), some(), name, "30000",
                                                                            "9000", "2026-11-20", "签约", "2026-03-20"] for i, name in enumerate(names)]))
        self.obstacles = self.file("obstacles.csv", csv([["项目编号", "项目名称", "堵点类型", "事项", "责任部门", "承诺日期", "办结日期"],
                                                         *[[f"X-{i}", name, "能耗", some(), some(), "2026-10-31", ""] for i, name in enumerate(names)]]))
        self.goals = self.file("goals.csv", csv([["单位", "年度", "项目目标(个)", "资金目标(万元)"], *[[name, "2026", "4", "20000"] for name in names]]))
        self.visits = self.file("visits.csv", csv([["日期", "单位", "领导", "天数", "地区", "走访企业数", "线索数"],
                                                   *[["2026-11-05", name, some(), "2", some(), "4", "1"] for name in names]]))

    def analyses(self):
        words = ["--chains-dir", self.path("in/chains"), "--county", self.county, "--date", "2026-11-29"]
        ranked = [*words, "--candidates", self.candidates, "--decisions", self.decisions, "--assets", self.assets]
        self.run("analyze", *ranked, "--firms", self.firms, "--contacts", self.contacts, "--table-title", self.names[0], "--internal",
                 self.out("internal.xlsx"), "--out", self.out("all"), PATH=self.folder if self.names is PLAIN else os.environ["PATH"])
        self.run("report", *ranked, "--firms", self.book, "--table-title", self.names[1], "--lang", "en", "--out", self.out("report.en.html"))
        self.run("analyze", *words, "--firms", self.fewer, "--out", self.out("fewer"), PATH=self.folder)  # no pandoc: quick
        words += ["--candidates", self.candidates, "--firms", self.firms]
        self.run("map", *words, "--show-candidates", "--highlight", "targets", "--out", self.out("map.pdf"))
        self.run("map", *words, "--paper", "16:9", "--highlight", "before:" + self.out("fewer/result.json"), "--out", self.out("map.svg"))

    def stages(self):
        for form in ("text", "json"):
            self.run("diff", self.out("fewer"), self.out("all"), "--format", form)
        words = ["--chains-dir", self.path("in/chains"), "--firms", self.firms, "--county", self.county, "--candidates", self.candidates]
        nodes = [word for i in range(len(self.names) + 4) for word in ("--node", f"hostile:n{i}")]
        lines = [("match", "--format", "ndjson"), ("coverage", "--format", "json"), ("gaps", "--format", "json"), ("targets", "--format", "json"), ("targets",),
                 ("targets", "--format", "csv"), ("explain", *nodes, "--all"), ("explain", *nodes, "--all", "--format", "json"), ("whatif", "--largest"),
                 ("whatif", "--largest", "--format", "json"), ("plan", "--number", "9"), ("plan", "--number", "9", "--format", "json"),
                 ("appraise", "--project", self.project),
                 *[("regions", "--level", "county", "--format", form) for form in ("text", "json", "csv")]]
        for line in lines:
            taken = words[:6] if line[0] in ("match", "coverage", "gaps", "explain", "regions") else words
            self.run(line[0], *taken, *line[1:])
        self.run("chains", "check", "--chains-dir", self.path("in/chains"), "--firms", self.firms)
        self.run("chains", "export", "hostile", "--chains-dir", self.path("in/chains"), "--out", self.out("chain.xlsx"))
        self.run("chains", "import", self.out("chain.xlsx"), "--out", self.out("chain.json"))

    def desk(self):
        ledger = ("--ledger", self.path("ledger.sqlite"))
        self.run("ledger", "init", *ledger)
        self.run("ledger", "import", *ledger, "--projects", self.projects, "--obstacles", self.obstacles)
        for line in (("show",), ("show", "--format", "json"), ("rates", "--date", "2026-11-29"),
                     ("export", "--projects", self.out("projects.csv"), "--obstacles", self.out("obstacles.csv"))):
            self.run("ledger", line[0], *ledger, *line[1:])
        every = [word for end in ("xlsx", "html", "md") for word in ("--out", self.out("bulletin." + end))]
        self.run("ledger", "bulletin", *ledger, "--period", "2026-11", "--goals", self.goals, "--visits", self.visits, "--of", self.names[3],
                 "--date", "2026-11-29", *every)
        every = [word for end in ("xlsx", "html", "md", "json") for word in ("--out", self.out("cards." + end))]
        self.run("projects", "draft", "--chains-dir", self.path("in/chains"), "--firms", self.firms, "--county", self.county, "--candidates",
                 self.candidates, "--top", "99", *ledger, *every)


def html_files(world):
    for at, _, names in sorted(os.walk(world.path("out"))):
        for name in sorted(names):
            if name.endswith((".html", ".svg")):
                with open(os.path.join(at, name), encoding="utf-8") as file:
                    yield os.path.relpath(os.path.join(at, name), world.path("out")), file.read()


class Check:
    def __init__(self, world):
        self.world, self.failed = world, list(world.failed)
        self.names = [shown(name) for name in world.names]

    def that(self, holds, message):
        if not holds:
            self.failed.append(message)

    def read(self, name):
        with open(self.world.out(name), "rb") as file:
            return file.read()

    def files(self, *ends):
        for at, _, names in sorted(os.walk(self.world.path("out"))):
            yield from (os.path.relpath(os.path.join(at, name), self.world.path("out")) for name in sorted(names) if name.endswith(ends))

    def holds(self, what, text, names, least):
        """So many of the names stand in the text; which do not is told."""
        text = squeezed(text)
        missing = [name for name in names if squeezed(name) not in text]
        self.that(len(names) - len(missing) >= least, f"{what}: as text only {len(names) - len(missing)} names of {len(names)}, not {missing[:4]}")

    def markup(self, plain):
        """HTML and SVG: elements, attributes and links are those of a run with plain names; the names are text."""
        wanted = {}
        for name, content in html_files(plain):
            wanted[name] = Markup(content)
        for name, content in html_files(self.world):
            found = Markup(content)
            self.that(found.found <= wanted[name].found, f"{name}: elements from names: {sorted(found.found - wanted[name].found)[:5]}")
            self.that(found.links <= wanted[name].links, f"{name}: links from names: {found.links - wanted[name].links}")
            self.that(not CONTROL.search(content) and not BIDI.search(content), f"{name}: control or direction marks")
            if name.endswith(".svg"):
                tree.fromstring(content)
            # A map cuts no name where it is read out.
            self.holds(name, found.text, [one.rstrip("…") for one in self.names], len(self.names))

    def workbooks(self):
        for name in self.files(".xlsx"):
            with zipfile.ZipFile(self.world.out(name)) as book:
                for part in book.namelist():
                    if not part.endswith((".xml", ".rels")):
                        continue
                    root = tree.fromstring(book.read(part))
                    outside = [rel.get("Target") for rel in root if rel.get("TargetMode") == "External"]
                    self.that(not outside, f"{name}: {part} leads to {outside[:3]}")
            cells = tables.dump(self.world.out(name)).splitlines()
            formulas = [cell for cell in cells if re.match(r"[A-Z]+\d+ FORMULA ", cell) and not re.match(r'[A-Z]+\d+ FORMULA IF\(', cell)]
            self.that(not formulas, f"{name}: formulas: {formulas[:3]}")
            texts = "\n".join(re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), cell) for cell in cells)
            texts = re.sub("_x005F_", "_", texts)
            self.that(name == "chain.xlsx" or (not BIDI.search(texts) and not CONTROL.search(texts)), f"{name}: control or direction marks")
            self.holds(name, texts, self.names, len(self.names) - {"chain.xlsx": 6, "all/referrals.xlsx": 6, "fewer/referrals.xlsx": 20}.get(name, 0))

    def csvs(self):
        for name in self.files(".csv"):
            self.csv(name, self.read(name).decode("utf-8-sig"))
        for line, (out, _) in self.world.said.items():
            if line.endswith("--format csv"):
                self.csv(line, out.lstrip("\ufeff"))

    def csv(self, name, text):
        rows = list(reader.reader(io.StringIO(text, newline="")))
        bad = [cell for row in rows for cell in row if re.match("[\t\r]|\\s*[=+\\-@|%＝＋－＠｜％]", cell) and not re.fullmatch(r"-?[\d.]+", cell)]
        self.that(not bad, f"{name}: a spreadsheet would take as formulas: {bad[:4]}")
        self.that("projects" in name or "obstacles" in name or not CONTROL.search(text.replace("\r\n", "\n")), f"{name}: control characters")

    def jsons(self):
        for name in self.files(".json"):
            json.loads(self.read(name))
        for line, (out, _) in self.world.said.items():
            if line.endswith(("--format json", "--format ndjson")):
                for text in out.splitlines() if line.endswith("ndjson") else [out]:
                    json.loads(text)
        told = json.dumps(json.loads(self.read("all/targets.json")), ensure_ascii=False)
        self.holds("targets.json", told.replace('\\"', '"').replace("\\\\", "\\"), self.names, len(self.names))
        chain = json.loads(self.read("chain.json"))
        wanted = [CONTROL.sub("", name).strip() for name in self.world.names]
        self.that([node["name"].strip() for node in chain["nodes"]][:len(wanted)] == wanted, "a chain is another one after export and import")

    def documents(self):
        with zipfile.ZipFile(self.world.out("all/report.docx")) as parts:
            word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
            root = tree.fromstring(parts.read("word/document.xml"))
            links = [rel for part in parts.namelist() if part.endswith(".rels") for rel in tree.fromstring(parts.read(part)) if rel.get("TargetMode") == "External"]
            self.that(not links and not list(root.iter(word + "hyperlink")), f"report.docx: links {[rel.get('Target') for rel in links]}")
            self.holds("report.docx", "".join(run.text or "" for run in root.iter(word + "t")), self.names, 20)

    def markdown(self):
        """As pandoc reads it: no link, raw markup or formula; no picture but those of the maps."""
        for name in ("all/report.md", "bulletin.md", "cards.md"):
            for form in ("commonmark_x", "gfm"):
                done = subprocess.run(["pandoc", "-f", form, "-t", "json"], input=self.read(name), capture_output=True, timeout=60, check=True)
                kinds, text = set(), []
                walk(json.loads(done.stdout)["blocks"], kinds, text)
                odd = kinds & {"Link", "RawInline", "RawBlock", "Math", "Code", "CodeBlock", "Strikeout", "Subscript", "Superscript", "Cite"}
                odd |= {kind for kind in kinds if kind.startswith("Image ") and kind != "Image map.hostile.svg"}
                self.that(not odd, f"{name} as {form}: {odd}")
                self.holds(f"{name} as {form}", "".join(text), self.names, 12)

    def terminal(self):
        for line, (out, err) in self.world.said.items():
            out = out.removeprefix("\ufeff")
            self.that(out.startswith("{") or not (CONTROL.search(out.replace("\r\n", "\n")) or BIDI.search(out)), f"{line[:200]}: control or direction marks")
            self.that(not CONTROL.search(err) and not BIDI.search(err), f"{line[:200]}: control or direction marks on stderr")


def walk(value, kinds, text):
    if isinstance(value, dict):
        kinds.add(value.get("t", ""))
        if value.get("t") == "Str":
            text.append(value["c"])
        if value.get("t") == "Image":
            kinds.add("Image " + value["c"][2][0])
        for item in value.values():
            walk(item, kinds, text)
    elif isinstance(value, list):
        for item in value:
            walk(item, kinds, text)


def main():
    tool, data = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.environ.update(LIANTU_DATA=data, LC_ALL="C.UTF-8")
    with tempfile.TemporaryDirectory() as folder:
        worlds = [World(tool, os.path.join(folder, name), names) for name, names in (("plain", PLAIN), ("hostile", NAMES))]
        for world in worlds:
            world.analyses()
            world.desk()
        worlds[1].stages()
        check = Check(worlds[1])
        check.failed += worlds[0].failed
        check.markup(worlds[0])
        check.workbooks()
        check.csvs()
        check.jsons()
        check.terminal()
        if shutil.which("pandoc"):
            check.documents()
            check.markdown()
        if len(sys.argv) > 3:
            shutil.copytree(worlds[1].path("out"), sys.argv[3], dirs_exist_ok=True)
    for message in check.failed:
        print("FAILED: " + message[:1500])
    sys.exit(len(check.failed) > 0)


if __name__ == "__main__":
    main()
