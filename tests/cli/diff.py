#!/usr/bin/env python3
"""liantu diff: a result and itself; the two dates of the made-up county, which the earlier table was made to differ in; other rules,
chains and columns told apart from the county; what is no result.  diff.py TOOL DATA"""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile

COUNTY = "虚构省云石县"
TARGETS = {"won": ["dairy:yogurt"], "lost": ["dairy:manure-fertilizer"], "new": ["dairy:milk-station"]}
STATES = {"dairy:yogurt": ("suspected", "strong"), "dairy:manure-fertilizer": ("weak", "missing"), "dairy:milk-station": ("present", "weak"),
          "quartz:quartz-sand": ("weak", "present")}
FIRMS = {"came": ["丰泉虚小吃店", "水口硅砂有限公司"], "went": ["南坡生鲜乳收购站", "坡田有机肥有限公司", "鹤坪生鲜乳收购站"], "renamed": [], "other_nodes": []}


class Test:
    def __init__(self, tool, data, folder):
        self.tool, self.data, self.folder, self.failed = tool, data, folder, 0
        self.demo = os.path.join(data, "samples", "demo-county")

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def fail(self, message):
        self.failed += 1
        print("FAILED: " + message[:3000])

    def equal(self, what, found, wanted):
        if found != wanted:
            self.fail(f"{what}: {found}, wanted {wanted}")

    def tool_run(self, *words, code=0):
        done = subprocess.run([self.tool, *words], capture_output=True, timeout=300, stdin=subprocess.DEVNULL)
        if done.returncode != code:
            self.fail(f"{words}: exit {done.returncode}, wanted {code}: {done.stderr.decode()}")
        return done.stdout.decode(), done.stderr.decode()

    def analyze(self, out, *words, firms="firms.csv"):
        self.tool_run("analyze", "--firms", os.path.join(self.demo, firms), "--county", os.path.join(self.demo, "county.json"), "--date", "2026-09-30",
                      "--out", self.path(out), *words)

    def diff(self, before, after, *words):
        return self.tool_run("diff", self.path(before), self.path(after), *words)[0]

    def json(self, before, after):
        return json.loads(self.diff(before, after, "--format", "json"))


def itself(test):
    out = test.diff("now", "now")
    if not out.endswith("\n没有变化\n") or out.count("\n") != 3:
        test.fail("a result and itself: " + out)
    told = test.json("now", "now")
    for key in ("rules", "view", "tables", "chains", "targets", "nodes", "nodes_added", "nodes_removed", "firms"):
        test.equal(key, told[key], [])
    test.equal("empty", told["empty"], True)
    test.analyze("again", "--threads", "1")
    with open(test.path("now", "result.json"), "rb") as one, open(test.path("again", "result.json"), "rb") as other:
        test.equal("the same bytes", one.read() == other.read(), True)


def two_dates(test):
    told = test.json("earlier", "now")
    for word in ("核实", "远期关注"):
        if f"{word} {word}" in test.diff("earlier", "now"):
            test.fail(f"{word} is said twice")
    for kind, ids in TARGETS.items():
        test.equal(kind, [t["id"] for t in told["targets"] if t["change"] == kind], ids)
    test.equal("gone", [t["id"] for t in told["targets"] if t["change"] == "gone"], [])
    test.equal("states", {n["id"]: (n["state_before"], n["state_after"]) for n in told["nodes"] if n["state_before"] != n["state_after"]}, STATES)
    for kind, names in FIRMS.items():
        test.equal(kind, [(f["after"] or f["before"])["name"] for f in told["firms"] if f["change"] == kind], [COUNTY + name for name in names])
    mining = next(n for n in told["nodes"] if n["id"] == "quartz:quartz-mining")
    test.equal("the mine that grew", (mining["firms_before"], mining["firms_after"], mining["mass_after"] > mining["mass_before"]), (12, 12, True))
    test.equal("what it rests on", (told["rules"], told["chains"], told["view"], [s["setting"] for s in told["tables"]], told["comparable"]),
               ([], [], [], ["firms"], True))
    out = test.diff("earlier", "now")
    for line in ("规则、产业链、表的口径都没变", "发酵乳（酸奶） [dairy:yogurt]  状态 疑似(待核实) → 优势", "名单里离开的企业（3）"):
        if line not in out:
            test.fail(f"no {line} in {out}")
    back = test.json("now", "earlier")
    test.equal("the other way round", [t["id"] for t in back["targets"] if t["change"] == "lost"], TARGETS["won"])
    if "targets won" not in test.diff("earlier", "now", "--lang", "en"):
        test.fail("in English")


def told_apart(test):
    policy = test.path("policy.json")
    with open(policy, "w", encoding="utf-8") as out:
        json.dump({"schema_version": 1, "gaps": {"horizon": 1}}, out)
    test.analyze("rules", "--policy", policy)
    chains = test.path("chains")
    shutil.copytree(os.path.join(test.data, "chains"), chains)
    with open(os.path.join(chains, "quartz.json"), encoding="utf-8") as file:
        quartz = json.load(file)
    quartz["nodes"] = [n for n in quartz["nodes"] if n["id"] != "lamp-quartz-tube"]
    quartz["links"] = [l for l in quartz["links"] if "lamp-quartz-tube" not in (l["from"], l["to"])]
    with open(os.path.join(chains, "quartz.json"), "w", encoding="utf-8") as file:
        json.dump(quartz, file, ensure_ascii=False)
    test.analyze("chain", "--chains-dir", chains)
    test.analyze("view", "--scope", "采矿业")
    with open(os.path.join(test.demo, "firms.csv"), encoding="utf-8-sig", newline="") as table:
        rows = list(csv.reader(table))
    at = rows[0].index("参保人数")
    text = io.StringIO()
    csv.writer(text).writerows([row[:at] + row[at + 1:] for row in rows])
    with open(test.path("columns.csv"), "w", encoding="utf-8") as out:
        out.write(text.getvalue())
    test.analyze("columns", firms=test.path("columns.csv"))
    for folder, first, keys in (("rules", "规则有变：规则\n", {"rules"}), ("chain", "产业链有变：石英", {"chains"}), ("view", "表不同（口径）：覆盖范围 未给 → 采矿业\n", {"view"}),
                                ("columns", "表不同（口径）：识别的列", {"view", "tables"})):
        out = test.diff("now", folder)
        if not out.split("\n", 2)[2].startswith(first):
            test.fail(f"{folder} is not told first: {out}")
        told = test.json("now", folder)
        test.equal(folder, {key for key in ("rules", "chains", "view", "tables") if told[key]}, keys)
        test.equal(folder, told["comparable"], False)
        if ("不是本县的变化" in out) == (folder == "columns"):
            test.fail(f"{folder}: the county is not told apart: {out}")
    test.equal("a node that is no longer in its chain", [n["id"] for n in test.json("now", "chain")["nodes_removed"]], ["quartz:lamp-quartz-tube"])
    test.analyze("fewer", "--chain", "quartz")
    told = test.json("now", "fewer")
    test.equal("chains asked for", [(c["id"], c["change"]) for c in told["chains"]], [("dairy", "no_longer_asked")])
    test.equal("what only one run asked for", [t["id"] for t in told["targets"] if t["id"].startswith("dairy")] + told["firms"] + told["nodes"], [])


def refused(test):
    os.mkdir(test.path("none"))
    for name, content in (("broken", "{"), ("version", '{"schema_version": 9}'), ("state", None)):
        os.mkdir(test.path(name))
        if content is None:
            with open(test.path("now", "result.json"), encoding="utf-8") as file:
                content = file.read().replace('"state": "strong"', '"state": "mighty"', 1)
        with open(test.path(name, "result.json"), "w", encoding="utf-8") as out:
            out.write(content)
    for name, wanted in (("none", "没有这个文件"), ("nowhere", "没有这个文件"), ("broken", "第 1 行"), ("version", "/schema_version"), ("state", "/state")):
        out, err = test.tool_run("diff", test.path("now"), test.path(name), code=3)
        if out or os.path.join(name, "result.json") not in err or wanted not in err:
            test.fail(f"{name}: {err}")
    test.tool_run("diff", test.path("now"), code=2)


def nothing_personal(test):
    with open(os.path.join(test.demo, "firms.csv"), encoding="utf-8-sig", newline="") as table:
        people = {cell for row in csv.DictReader(table) for cell in (row["法定代表人"], row["电话"])}
    with open(test.path("now", "result.json"), encoding="utf-8") as file:
        text = file.read() + test.diff("earlier", "now") + test.diff("earlier", "now", "--format", "json")
    test.equal("persons", [one for one in people if one in text], [])


def main():
    os.environ.update(LIANTU_DATA=os.path.abspath(sys.argv[2]), LC_ALL="C.UTF-8")
    with tempfile.TemporaryDirectory() as folder:
        test = Test(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), folder)
        test.analyze("now")
        test.analyze("earlier", firms="firms.earlier.csv")
        for part in (itself, two_dates, told_apart, refused, nothing_personal):
            part(test)
    sys.exit(test.failed > 0)


main()
