#!/usr/bin/env python3
"""No output of any command holds the output, tax, revenue, purchases, power or staff of a single firm, a sum or rate that tells it, or
a person's name or number: every command runs on tables full of them, in every format, and all that it prints and writes is searched.
Allowed are the workbook of --internal, contacts.xlsx, the ledger and its export, who verified in decisions.csv; that they do hold
them shows that the search finds what is there.  secrets.py TOOL DATA"""
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from input_rows import HEAD, TEA, text
from tables import credit_code, csv, workbook

FIGURES = ["营业收入（万元）", "产值（万元）", "税收（万元）", "采购额（万元）", "本地采购额（万元）", "用电量（万千瓦时）", "参保人数", "从业人员"]
VERIFIER = "澹台核实"  # stands in decisions.csv, which is the office's own table
PERSONS = ["法定代表人", "电话", "邮箱", "股东", "身份证号"]
# Node, class, scope; of one firm, of two, of three.
NODES = [("leaf", "0164", "茶叶种植")] + [("tea", "1530", "精制茶加工")] * 2 + [("drink", "1529", "茶饮料生产")] * 3


def figures(number):
    """Of one firm: no two firms, and no two of its figures, have a figure in common."""
    money = [f"{73193 + 1307 * number + 211 * i}.{17 + number + 2 * i:02}" for i in range(3)]
    purchases = 61379.13 + 977 * number
    return money + [f"{purchases:.2f}", f"{purchases * (0.3117 + 0.0713 * number):.2f}", f"{52817.43 + 389 * number:.2f}",
                    str(41543 + 167 * number), str(43967 + 179 * number)]


def persons(number):
    return [f"欧阳秘{number}号", f"1390000{7319 + number}", f"mi{number}@example.invalid", f"司徒隐{number}号", f"99092719700101{3170 + number}"]


def firm(number, node, prefix="虚构县云头"):
    _, code, scope = node
    return [f"{prefix}第{number}茶业有限公司", credit_code(number), "虚构县", code, scope, *figures(number), *persons(number)]


def forms(value):
    """A figure as it could be written, with units or without."""
    number = float(value)
    out = {value, f"{number:,.2f}", f"{number:.0f}", f"{number:,.0f}", f"{number:.1f}", f"{int(number)}", f"{int(number):,}", f"{number / 1e4:.6f}",
           f"{number / 1e4:.4f}", f"{number / 1e4:.3f}", f"{number * 1e4:.0f}", f"{number * 1e4:,.0f}", f"{number:.16g}", f"{number:.17g}",
           f"{number / 1e4:.16g}", f"{number:.6g}"}
    out |= {form.rstrip("0").rstrip(".") for form in out if "." in form}
    return {form for form in out if sum(c.isdigit() for c in form) > 3}  # shorter ones stand anywhere by chance


def rate_forms(share):
    return {f"{share:.4f}", f"{share:.6f}", f"{share:.17g}", f"{share * 100:.2f}", f"{share * 100:.1f}"}


NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?")
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Secrets:
    """What is not to be seen, and what it is: numbers as they could be written, and words."""

    def __init__(self):
        self.numbers, self.texts = {}, {}

    def number(self, what, shapes):
        for shape in shapes:
            self.numbers.setdefault(shape, what)

    def words(self, what, *words):
        self.texts.update({word: f"{what} {word}" for word in words})

    def in_text(self, content):
        seen = set(NUMBER.findall(content)) | set(PLAIN.findall(content))
        return [self.numbers[number] for number in sorted(seen & set(self.numbers))] + [what for word, what in self.texts.items() if word in content]


def secrets_of(firms):
    out = Secrets()
    for number, _ in firms:
        for title, value in zip(FIGURES, figures(number)):
            out.number(f"{title} of firm {number}: {value}", forms(value))
        out.words("person", *persons(number))
    for node in ("leaf", "tea"):  # fewer than three firms: a total tells each to the other
        own = [figures(number) for number, of in firms if of[0] == node]
        for i, title in enumerate(FIGURES):
            out.number(f"{title} of node {node}", forms(f"{sum(float(f[i]) for f in own):.2f}"))
        out.number(f"local purchases of node {node}", rate_forms(sum(float(f[4]) for f in own) / sum(float(f[3]) for f in own)))
    return out


def readable(name, content):
    """The text of a file: of a workbook its parts, of a PDF its words where there is who reads it; nothing of a picture."""
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(parts.read(part).decode() for part in parts.namelist() if not part.endswith(".png"))
    if name.endswith(".pdf"):
        if shutil.which("pdftotext") is None:
            return ""
        return subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    return "" if name.endswith(".png") else content.decode()


class Bench:
    def __init__(self, tool, data, folder):
        self.tool, self.data, self.folder, self.failed = tool, data, folder, 0
        self.said = {}  # stdout and stderr by command line
        os.mkdir(self.path("in"))
        os.makedirs(self.path("in", "chains"))
        os.mkdir(self.path("out"))

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def input(self, name, content):
        with open(self.path("in", name), "wb") as out:
            out.write(content)
        return self.path("in", name)

    def out(self, name):
        return self.path("out", name)

    def fail(self, message):
        self.failed += 1
        print("FAILED: " + message[:1500])

    def run(self, *words, code=0):
        done = subprocess.run([self.tool, *words], capture_output=True, timeout=300, stdin=subprocess.DEVNULL)
        if done.returncode != code:
            self.fail(f"{words}: exit {done.returncode}, wanted {code}: {done.stderr.decode()}")
        # Paths and what else the command line holds are the user's own words.
        self.said[" ".join(w for w in words if not w.startswith(self.folder))] = done.stdout.decode() + done.stderr.decode()


def inputs(bench):
    firms = list(enumerate(NODES, 1))
    head = HEAD + FIGURES + PERSONS
    rows = [firm(number, node) for number, node in firms]
    out = {"firms": bench.input("firms.csv", csv([head, *rows])), "book": bench.input("firms.xlsx", workbook(("企业", [head, *rows]))),
           "more": bench.input("more.csv", csv([head, firm(7, NODES[0])])), "secrets": secrets_of(firms + [(n, NODES[0]) for n in (7, 8, 9)])}
    bench.input("chains/tea.json", text(TEA))
    out["candidates"] = bench.input("candidates.csv", csv([head + ["所在省份", "扩张迹象", "迹象来源"]] + [
        firm(n, NODES[n - 7], "外地") + ["别省", "拟扩产", "公告（虚构）"] for n in (8, 9)]))
    out["contacts"] = bench.input("contacts.csv", csv([["姓名", "单位", "职务", "电话", "籍贯", "行业", "所在地", "备注"],
                                                       ["慕容引荐", "外地第8茶业有限公司", "经理", "13811117319", "虚构县", "茶叶", "", "慕容备注"]]))
    out["county"] = bench.input("county.json", json.dumps({
        "schema_version": 1, "name": "虚构县", "chains": [{"id": "tea", "standing": "lead", "chief": "虚构县领导甲",
                                                       "anchors": [rows[1][0]]}]}, ensure_ascii=False).encode())
    out["decisions"] = bench.input("decisions.csv", csv([["企业名称", "统一社会信用代码", "环节ID", "结论", "核实人", "核实方式", "核实日期"],
                                                         [rows[1][0], rows[1][1], "tea:tea", "是", VERIFIER, "实地走访", "2026-11-01"]]))
    out["policy"] = bench.input("policy.json", json.dumps({"schema_version": 1, "appraisal": {"tax_per_mu_10k_yuan": 20, "jobs": 10}}).encode())
    out["project"] = bench.input("project.json", json.dumps({
        "schema_version": 1, "id": "p1", "name": "虚构项目", "nodes": ["tea:tea"], "land_mu": 90, "jobs": 60, "output_10k_yuan": 81733.19,
        "tax_10k_yuan": {"promised": 8461.37, "verified": 7461.37}, "investment_10k_yuan": 9000}).encode())
    out["projects"] = bench.input("projects.csv", csv([
        ["项目编号", "项目名称", "目标", "产业链", "包联领导", "责任单位", "总投资(万元)", "累计到位(万元)", "截至日期", "状态", "状态日期"],
        ["X-1", "虚构项目", "tea:tea", "茶叶", "端木包联", "虚构局", "30000", "9000", "2026-11-20", "签约", "2026-03-20"]]))
    out["goals"] = bench.input("goals.csv", csv([["单位", "年度", "项目目标(个)", "资金目标(万元)"], ["虚构局", "2026", "4", "20000"]]))
    out["visits"] = bench.input("visits.csv", csv([["日期", "单位", "带队领导", "天数", "地区", "走访企业数", "线索数"],
                                                   ["2026-11-05", "虚构局", "皇甫带队", "2", "样例市", "4", "1"]]))
    out["secrets"].number("output of the project", forms("81733.19"))
    out["secrets"].number("tax of the project", forms("8461.37") | forms("7461.37"))
    out["secrets"].words("person", "慕容引荐", "13811117319", "慕容备注", "端木包联", "皇甫带队", VERIFIER)
    return out


def run_analyses(bench, given):
    ranked = ["--chains-dir", bench.path("in", "chains"), "--county", given["county"], "--candidates", given["candidates"], "--date", "2026-11-29",
              "--decisions", given["decisions"]]
    for lang, table in (("zh", "firms"), ("en", "book")):
        bench.run("--lang", lang, "analyze", *ranked, "--firms", given[table], "--contacts", given["contacts"], "--out", bench.out("all." + lang),
                  "--internal", bench.path(f"internal.{lang}.xlsx"))
    bench.run("analyze", *ranked, "--firms", given["more"], "--out", bench.out("other"))
    for words in (("diff",), ("diff", "--format", "json")):
        bench.run(*words, bench.out("other"), bench.out("all.zh"))


def run_stages(bench, given):
    chains = ["--chains-dir", bench.path("in", "chains"), "--firms", given["firms"], "--county", given["county"]]
    verdicts = ("--decisions", given["decisions"])
    nodes = [word for node in ("leaf", "tea", "drink") for word in ("--node", "tea:" + node)]
    policy = ["--policy", given["policy"], "--project", given["project"]]
    lines = [("match", "--format", "ndjson"), ("coverage", "--format", "json"), ("gaps", "--format", "json"), ("targets", "--format", "json"),
             ("targets", "--format", "csv"), ("report",), *[("report", "--out", bench.out("report." + end)) for end in ("md", "html")],
             *[("map", "--out", bench.out("map." + end)) for end in ("svg", "pdf", "png")]]
    for form in ("text", "json"):
        last = ("--format", form)
        lines += [("explain", *nodes, *verdicts, "--all", *last), ("whatif", "--add", given["more"], *last), ("whatif", "--largest", *last),
                  ("plan", "--number", "2", *last), ("appraise", *policy, *last)]
    lines += [("regions", "--level", "county", "--format", form) for form in ("text", "json", "csv")]
    for line in lines:
        for lang in ("zh",) if line[-1] in ("json", "ndjson", "csv") or line[0] == "map" else ("zh", "en"):
            bench.run("--lang", lang, line[0], *chains, *line[1:])
    for form in ("text", "json"):
        bench.run("evaluate", *chains[:4], "--label", "行业代码", "--worst", "5", "--format", form)
    bench.run("chains", "check", "--chains-dir", bench.path("in", "chains"), "--firms", given["firms"])


def run_ledger(bench, given):
    ledger = ("--ledger", bench.path("ledger.sqlite"))
    bench.run("ledger", "init", *ledger)
    bench.run("ledger", "import", *ledger, "--projects", given["projects"])
    bench.run("ledger", "set", *ledger, "--id", "X-1", "--state", "手续", "--date", "2026-11-28")
    bench.run("ledger", "show", *ledger)
    bench.run("ledger", "show", *ledger, "--id", "X-1")
    bench.run("ledger", "rates", *ledger, "--date", "2026-11-29")
    bench.run("ledger", "export", *ledger, "--projects", bench.path("export.csv"))
    cards = [word for end in ("xlsx", "html", "md", "json") for word in ("--out", bench.out("cards." + end))]
    bench.run("projects", "draft", "--chains-dir", bench.path("in", "chains"), "--firms", given["firms"], "--county", given["county"], "--candidates",
              given["candidates"], "--project", given["project"], *ledger, *cards)
    outs = [word for end in ("xlsx", "html") for word in ("--out", bench.out("bulletin." + end))]
    bench.run("ledger", "bulletin", *ledger, "--period", "2026-11", "--goals", given["goals"], "--visits", given["visits"], "--of", "虚构县", "--date",
              "2026-11-29", *outs)


def files(folder):
    for at, _, names in os.walk(folder):
        for name in sorted(names):
            path = os.path.join(at, name)
            with open(path, "rb") as file:
                yield os.path.relpath(path, folder), readable(name, file.read())


def nothing_leaks(bench, secrets):
    contents = [(name, content) for name, content in files(bench.path("out")) if os.path.basename(name) != "contacts.xlsx"]
    for name, content in contents + list(bench.said.items()):
        own = {"person " + VERIFIER} if os.path.basename(name) == "decisions.csv" else set()
        for what in set(secrets.in_text(content)) - own:
            bench.fail(f"{name} holds {what}")
    if len(contents) < 35 or not all(content for name, content in contents if not name.endswith((".png", ".pdf"))):
        bench.fail(f"too little was searched: {[name for name, _ in contents]}")


def found_where_allowed(bench, secrets):
    """The same search finds what the files that may hold them do hold."""
    wanted = {"internal.zh.xlsx": [f"{title} of firm {n}" for n in range(1, 7) for title in FIGURES] + ["产值（万元） of node tea"],
              "internal.en.xlsx": ["产值（万元） of firm 1"], os.path.join("out", "all.zh", "contacts.xlsx"): ["person 慕容引荐", "person 13811117319"],
              "export.csv": ["person 端木包联"], os.path.join("out", "all.zh", "decisions.csv"): ["person " + VERIFIER]}
    for name, whats in wanted.items():
        with open(bench.path(name), "rb") as file:
            content = readable(name, file.read())
        found = secrets.in_text(content)
        for what in whats:
            if not any(one.startswith(what) for one in found):
                bench.fail(f"{name} does not hold {what}")
        if name.startswith("internal"):
            for what in found:
                if what.startswith("person"):
                    bench.fail(f"{name} holds {what}")
    with open(bench.path("in", "firms.csv"), "rb") as file:
        table = secrets.in_text(file.read().decode())
    for number in range(1, 7):
        for what in persons(number):
            if "person " + what not in table:
                bench.fail(f"{what} is not found in the table itself")


def marked(bench):
    """内部资料 stands in every sheet of the workbook, and in its printed header and footer."""
    for lang, mark in (("zh", "内部资料"), ("en", "Internal")):
        with zipfile.ZipFile(bench.path(f"internal.{lang}.xlsx")) as parts:
            sheets = [parts.read(part).decode() for part in parts.namelist() if part.startswith("xl/worksheets/sheet")]
        for sheet in sheets:
            header = re.search("<oddHeader>(.*?)</oddHeader>", sheet)
            footer = re.search("<oddFooter>(.*?)</oddFooter>", sheet)
            if header is None or footer is None or mark not in header[1] or mark not in footer[1]:
                bench.fail(f"a page of internal.{lang}.xlsx has no mark")
        if len(sheets) != 4:
            bench.fail(f"internal.{lang}.xlsx has {len(sheets)} sheets")


def kept_columns(bench, given):
    """--keep-column keeps no person; a figure that it keeps is still printed nowhere."""
    words = ["--chains-dir", bench.path("in", "chains"), "--firms", given["firms"]]
    for column in PERSONS:
        bench.run("match", *words, "--keep-column", column, code=3)
    kept = [word for column in FIGURES for word in ("--keep-column", column)]
    bench.run("match", *words, *kept)
    bench.run("explain", *words, *kept, "--node", "tea:tea", "--all", "--format", "json")
    bench.run("analyze", *words, *kept, "--out", bench.out("kept"))


def main():
    tool, data = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.environ.update(LIANTU_DATA=data, LC_ALL="C.UTF-8")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(tool, data, folder)
        given = inputs(bench)
        run_analyses(bench, given)
        run_stages(bench, given)
        run_ledger(bench, given)
        kept_columns(bench, given)
        nothing_leaks(bench, given["secrets"])
        found_where_allowed(bench, given["secrets"])
        marked(bench)
    sys.exit(bench.failed > 0)


main()
