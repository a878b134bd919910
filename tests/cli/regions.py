#!/usr/bin/env python3
"""liantu regions, and the criterion that it feeds, on a table of four made-up counties; the numbers are worked out by hand.
  regions.py TOOL DATA"""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

import tables
from input_rows import TEA, text

HEAD = ["企业名称", "统一社会信用代码", "所属省份", "所属城市", "所属区县", "行业代码", "经营范围", "营业收入"]
ACTIVITIES = {"leaf": ("0164", "茶叶种植"), "tea": ("1530", "精制茶加工"), "drink": ("1529", "茶饮料生产"), "inn": ("6210", "餐饮服务")}
# Three firms of each: a ladder of three counties, and one of which the chain knows nothing.
COUNTIES = [
    (("虚构省", "东市", "甲县"), ["leaf", "tea", "drink"]),
    (("虚构省", "东市", "乙县"), ["leaf", "tea"]),
    (("虚构省", "西市", "丙县"), ["leaf"]),
    (("虚构省", "西市", "甲县"), ["inn"]),
]
HOSTILE = ["丁\"县\",\n一", "=1+1", "戊/县", "  ", "-", "<b>己县"]


def firm(number, region, activity):
    code, scope = ACTIVITIES[activity]
    return [f"虚构第{number}号有限公司", tables.credit_code(number), *region, code, scope, "98765.4"]


def rows_of(counties):
    out = [HEAD]
    for region, activities in counties:
        for activity in activities:
            out += [firm(len(out) + i, region, activity) for i in range(3)]
    return out


class Run:
    def __init__(self, tool, folder):
        self.tool, self.folder = tool, folder

    def write(self, name, rows):
        with open(os.path.join(self.folder, name), "wb") as out:
            out.write(tables.csv(rows))

    def __call__(self, *words, code=0):
        done = subprocess.run([self.tool, *words, "--chains-dir", os.path.join(self.folder, "chains")], capture_output=True, cwd=self.folder,
                              timeout=120)
        out, err = done.stdout.decode(), done.stderr.decode()
        assert done.returncode == code, (words, done.returncode, out, err)
        assert "98765" not in out + err, "a firm's revenue is shown"
        assert "转出" not in out
        return out if code == 0 else err


def same(found, wanted):
    assert found == wanted, f"found {found}\nwanted {wanted}"


def by_presence(run):
    found = json.loads(run("regions", "--firms", "all.csv", "--presence", "1", "--home", "丙县", "--format", "json"))
    same([(r["region"], r["firms"], r["diversity"]) for r in found["regions"]],
         [("虚构省/东市/乙县", 6, 2), ("虚构省/东市/甲县", 9, 3), ("虚构省/西市/丙县", 3, 1), ("虚构省/西市/甲县", 3, 0)])
    # Eigenvector (2, -1, -4) of the ladder: mean -1, deviation √6.
    same([r["eci"] for r in found["regions"]], [0, 1.224745, -1.224745, None])
    same([(a["id"], a["ubiquity"]) for a in found["activities"]], [("tea:leaf", 3), ("tea:tea", 2), ("tea:drink", 1)])
    home = found["home"]
    same((home["region"], home["unobserved"]), ("虚构省/西市/丙县", 0))
    # tea: 2/3 of 2/3 + 1 + 1/2; drink: 1/3 of 1/3 + 1/2 + 1.
    same([(g["id"], g["state"], g["density"], g["distance"]) for g in home["gaps"]],
         [("tea:tea", "missing", 0.307692, 0.692308), ("tea:drink", "missing", 0.181818, 0.818182)])
    same(home["gaps"][0]["places"], [{"region": "虚构省/东市/乙县", "quotient": 1.5, "firms": 3}])
    same(home["gaps"][1]["places"], [{"region": "虚构省/东市/甲县", "quotient": 2, "firms": 3}])
    assert "未经实地核实" in found["notes"][0]


def other_levels(run):
    out = run("regions", "--firms", "all.csv", "--level", "city", "--lang", "en")
    assert "2 regions (city), 21 firms" in out and "Fewer than 3 regions" in out and "not verified on site" in out, out
    found = json.loads(run("regions", "--firms", "all.csv", "--level", "province", "--format", "json"))
    same((found["enough_regions"], found["complexity"], found["regions"][0]["eci"]), (False, "too_few", None))
    found = json.loads(run("regions", "--firms", "all.csv", "--by", "classes", "--format", "json", "--home", "丙县"))
    same([a["id"] for a in found["activities"]], ["0164", "1529", "1530", "6210"])
    same([g["id"] for g in found["home"]["gaps"]], ["1530", "1529", "6210"])
    found = json.loads(run("regions", "--firms", "all.csv", "--value", "mass", "--format", "json"))
    same(found["regions"][1]["has"][2]["present"], True)


def told(run):
    out = run("regions", "--firms", "all.csv", "--presence", "1", "--home", "丙县")
    assert "tea:tea 精制茶 [空白(名单内未见)]：关联密度 0.308，距离 0.692" in out and "集聚地 虚构省/东市/乙县（区位商 1.5，3 家）" in out, out
    out = run("regions", "--firms", "all.csv", "--presence", "1", "--home", "丙县", "--lang", "en")
    assert "density 0.308" in out and "nothing says that a firm there would move" in out, out
    rows = list(csv.reader(io.StringIO(run("regions", "--firms", "all.csv", "--format", "csv").lstrip("\ufeff"))))
    same(rows[1], ["虚构省/东市/乙县", "tea:leaf", "茶叶种植", "3", "1", "是", "2", rows[1][7], "2", rows[1][9]])
    same({len(row) for row in rows}, {10})
    assert rows[-2][0] == "说明", rows
    same(run("regions", "--firms", "all.csv", "--threads", "1"), run("regions", "--firms", "all.csv", "--threads", "3"))


def refused(run):
    for words, piece in [(("--home", "无此县"), '没有地区 "无此县"'), (("--home", "甲县"), "虚构省/东市/甲县, 虚构省/西市/甲县"),
                         (("--by", "classes", "--value", "mass"), "--by nodes")]:
        err = run("regions", "--firms", "all.csv", *words, code=3)
        assert piece in err, err
    run("regions", "--firms", "all.csv", "--level", "village", code=2)
    run("regions", "--firms", "all.csv", "--rca", "2", "--presence", "2", code=2)
    run("targets", "--firms", "all.csv", "--home", "丙县", code=2)


def odd_names(run):
    rows = rows_of(COUNTIES)
    for name in HOSTILE:
        rows.append(firm(len(rows), ("虚构省", "东市", name), "leaf"))
    run.write("odd.csv", rows)
    found = json.loads(run("regions", "--firms", "odd.csv", "--format", "json"))
    names = [r["region"] for r in found["regions"]]
    for wanted in ["丁\"县\", 一", "=1+1", "戊／县", "<b>己县"]:
        assert "虚构省/东市/" + wanted in names, names
    same((len(names), found["without_region"]), (8, 2))
    for lang in ("zh", "en"):
        out = run("regions", "--firms", "odd.csv", "--lang", lang)
        same(sum(line.startswith("虚构省/") for line in out.splitlines()), 8)
    rows = list(csv.reader(io.StringIO(run("regions", "--firms", "odd.csv", "--format", "csv"))))
    same({len(row) for row in rows}, {10})
    # Regions alone: a level that no firm has.
    run.write("none.csv", [[*row[:2], "", "", "", *row[5:]] if i else row for i, row in enumerate(rows_of(COUNTIES))])
    found = json.loads(run("regions", "--firms", "none.csv", "--format", "json"))
    same((found["regions"], found["without_region"], found["enough_regions"]), ([], 21, False))
    assert '没有地区' in run("regions", "--firms", "none.csv", "--home", "丙县", code=3)


def feasibility(run):
    run.write("home.csv", rows_of(COUNTIES[2:3]))
    words = ["targets", "--firms", "home.csv", "--scope", "制造业"]
    none = {t["id"]: t["criteria"]["feasibility"]["value"] for t in json.loads(run(*words))["targets"]}
    same(set(none.values()), {None})
    found = json.loads(run(*words, "--regions-table", "all.csv", "--home", "丙县"))["targets"]
    # By quotient the first county has tea and drink, the second leaf and tea, the third leaf: 1/2 of 1/2 + 1 + 1/2.
    wanted = {"tea:tea": 0.25, "tea:drink": 0}
    same({t["id"]: t["criteria"]["feasibility"]["value"] for t in found if t["id"] in wanted}, {k: v for k, v in wanted.items() if k in none})
    assert "tea:tea" in none, none
    run(*words, "--regions-table", "nothing.csv", "--home", "丙县", code=3)
    run(*words, "--regions-table", "all.csv", code=2)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIANTU_DATA"] = os.path.abspath(sys.argv[2])
        run = Run(os.path.abspath(sys.argv[1]), folder)
        os.mkdir(os.path.join(folder, "chains"))
        with open(os.path.join(folder, "chains", "tea.json"), "wb") as out:
            out.write(text(TEA))
        run.write("all.csv", rows_of(COUNTIES))
        for trial in (by_presence, other_levels, told, refused, odd_names, feasibility):
            trial(run)


main()
