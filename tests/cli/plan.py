#!/usr/bin/env python3
"""liantu plan where drinks are made of tea (of leaf) and of sugar, in halves, both essential; leaf is weak, drink present, tea and
sugar missing. With tea r(drink) is ½·(½ + ½·½) = 0.375, as tea has half a leaf; with sugar, which needs nothing, ½·1 = 0.5; with both
the sum.  plan.py TOOL DATA"""
import copy
import sys

import bench as benches
from bench import firm
from input_rows import DRINK, LEAF, TEA, link, policy, text
from tables import csv

SUGAR = {"id": "sugar", "name": "白砂糖", "stage": "upstream", "segment": "加工", "role": "make", "core": True,
         "industry": ["1340"], "terms": ["白砂糖"], "basis": "judgement"}


def with_sugar():
    chain = copy.deepcopy(TEA)
    chain["nodes"].append(SUGAR)
    chain["nodes"][1]["typical"] = {"land_mu": 60, "basis": "judgement"}
    chain["nodes"][1]["energy"] = "low"
    chain["links"].append({**link("sugar", "drink"), "essential": True})
    return text(chain)


def limits(bench, firms):
    bench.equal("the better of two", chosen(bench.json("--firms", firms, "--number", "1")), (["tea:sugar"], 0.5, True))
    bench.equal("both", chosen(bench.json("--firms", firms, "--number", "2")), (["tea:tea", "tea:sugar"], 0.875, True))
    bench.equal("none may be", chosen(bench.json("--firms", firms, "--number", "0")), ([], 0, True))
    costs = bench.file("costs.csv", csv([["环节", "用地（亩）", "投资（万元）"], ["sugar", "100", "900"], ["tea", "", "500"]]))
    for land, wanted in (("59.9", ([], 0)), ("60", (["tea:tea"], 0.375)), ("100", (["tea:sugar"], 0.5)), ("160", (["tea:tea", "tea:sugar"], 0.875))):
        for joint in ((), ("--joint",)):
            told = bench.json("--firms", firms, "--costs", costs, "--land", land, *joint)
            bench.equal(f"on {land} mu {joint}", chosen(told), (*wanted, True))
    told = bench.json("--firms", firms, "--costs", costs, "--land", "500", "--money", "899")
    bench.equal("with no money for sugar", chosen(told), (["tea:tea"], 0.375, True))
    bench.equal("where the figures are from", told["chosen"][0]["costs"],
                {"land_mu": {"amount": 60, "source": "typical"}, "money_10k_yuan": {"amount": 500, "source": "table"}})
    out, _ = bench.run("--firms", firms, "--costs", costs, "--land", "160", "--money", "2000")
    for line in ("招引组合：2 个可选目标中选 2 个，按逐个带动之和", "  精制茶 [tea:tea] 空白(名单内未见)  带动 0.375  用地 60亩（典型项目）  投资 500万元（成本表）",
                 "合计带动 0.875；用地 160/160 亩  投资 1400/2000 万元", "  精制茶 + 白砂糖：分开 0.875，一起 0.875；补全 茶饮料"):
        if line + "\n" not in out:
            bench.fail(f"no '{line}' in {out}")
    if "已证最优" not in out:
        bench.fail(f"not said to be proven: {out}")
    levels = bench.file("policy.json", policy(plan={"energy_tce": {"low": 100, "medium": 1000, "high": 5000}}))
    sweet = bench.file("sweet.csv", csv([["环节ID", "用能"], ["tea:sugar", "3000"]]))
    told = bench.json("--firms", firms, "--policy", levels, "--costs", sweet, "--energy", "2999")
    bench.equal("by level", (chosen(told), told["chosen"][0]["costs"]["energy_tce"]),
                ((["tea:tea"], 0.375, True), {"amount": 100, "source": "assumed"}))


def chosen(told):
    return [one["id"] for one in told["chosen"]], told["gain"], told["proven"]


def completing(bench, firms):
    told = bench.json("--firms", firms, "--complete", "drink")
    bench.equal("drink", (told["possible"], [a["id"] for a in told["arrivals"]], told["cost"]), (True, ["tea:tea", "tea:sugar"], 2))
    bench.equal("leaf", [bench.json("--firms", firms, "--complete", "tea:leaf")[key] for key in ("possible", "arrivals", "cost")], [True, [], 0])
    costs = bench.file("money.csv", csv([["环节", "投资"], ["sugar", "900"], ["tea", "500"]]))
    told = bench.json("--firms", firms, "--complete", "drink", "--least", "money", "--costs", costs)
    bench.equal("least money", (told["possible"], told["cost"]), (True, 1400))
    told = bench.json("--firms", firms, "--complete", "drink", "--least", "money")
    bench.equal("nobody knows the money", told["possible"], False)
    out, _ = bench.run("--firms", firms, "--complete", "drink", "--lang", "en")
    if not out.startswith("completing 茶饮料 takes 2 arrivals (proven least)\n"):
        bench.fail(f"in English: {out}")
    # Of what the county refuses only that is told which the product must have.
    refuses = [{"id": "no", "reason": "不要", "nodes": ["tea:sugar"]}]
    county = bench.file("county.json", text({"schema_version": 1, "name": "某县", "refuses": refuses}))
    for product, vetoed in (("drink", ["tea:sugar"]), ("tea:tea", [])):
        told = bench.json("--firms", firms, "--complete", product, "--county", county)
        bench.equal(f"{product} where sugar is refused", (told["possible"], told["vetoed"]), (not vetoed, vetoed))


def refused(bench, firms):
    twice = bench.file("twice.csv", csv([["环节", "用地"], ["sugar", "1"], ["sugar", "2"]]))
    wrong = bench.file("wrong.csv", csv([["环节", "用地"], ["sugar", "-1"], ["salt", "1"]]))
    for words, said in (((), "没有限制"), (("--land", "100"), "1 个目标不知道用地：tea:sugar"), (("--number", "1", "--costs", twice), "sugar"),
                        (("--number", "1", "--costs", wrong), "salt"), (("--complete", "salt"), '没有环节 "salt"')):
        out, err = bench.run("--firms", firms, *words, code=3)
        if out or said not in err or "应为" not in err:
            bench.fail(f"{words}: {err}")
    for words in (("--number", "-1"), ("--land", "-5"), ("--land", "nan"), ("--number", "x"), ("--complete", "drink", "--least", "people")):
        bench.run("--firms", firms, *words, code=2)


def all_of(bench):
    bench.file("chains/tea.json", with_sugar())
    firms = bench.table("firms.csv", firm(LEAF), firm(DRINK, "是"))
    limits(bench, firms)
    completing(bench, firms)
    refused(bench, firms)
    threads = [bench.run("--firms", firms, "--number", "2", "--joint", "--threads", n)[0] for n in "12"]
    bench.equal("threads", threads[0], threads[1])


benches.work(sys.argv, "plan", all_of)
