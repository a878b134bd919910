#!/usr/bin/env python3
"""liantu whatif on a chain of three nodes (leaf => tea => drink, each the one essential input of the next) and made-up firms;
what must come of it is worked out beside each case.  whatif.py TOOL DATA"""
import sys

import bench as benches
from bench import HEAD, another, firm
from input_rows import DRINK, LEAF, MAKER
from tables import csv

def states(told):
    return {c["node"]: (c["before"], c["after"]) for c in told["states"]}


def coming(bench, firms):
    """leaf and drink are weak, by one firm each; of four firms that come one is in the table. Three make tea: present. r(tea) is
    half a leaf, ½·(½ + ½·1) = 0.5; r(drink) goes from 0 to ½ + ½·0.5 = 0.75. Before, of the held only leaf, which needs nothing, is
    complete; after, all three."""
    add = bench.table("add.csv", firm(MAKER), firm(another(MAKER, 11)), firm(another(MAKER, 12)), firm(LEAF))
    told = bench.json("--firms", firms, "--add", add)
    bench.equal("added", (told["added"], told["already_there"], told["removed"]), (3, 1, 0))
    bench.equal("states", states(told["change"]), {"tea:tea": ("missing", "present")})
    bench.equal("supply", told["change"]["supply"],
                [{"node": "tea:drink", "before": {"low": 0, "high": 0}, "after": {"low": 0.75, "high": 0.75}}])
    bench.equal("chain", told["change"]["chains"], [{
        "chain": "tea", "before": {"held": 2, "complete": 1, "supply_low": 0, "supply_high": 0},
        "after": {"held": 3, "complete": 3, "supply_low": 0.625, "supply_high": 0.625}}])
    targets = {c["node"]: c for c in told["change"]["targets"]}
    bench.equal("tea is no gap any more", targets["tea:tea"]["after"], {"action": None, "rank": None})
    bench.equal("losses", told["losses"], None)
    chinese, note = bench.run("--firms", firms, "--add", add)
    for line in ("增加企业 3 家", "环节状态：1 个变化", "  精制茶（茶叶）：空白(名单内未见) → 具备",
                 "  茶叶：已有环节 2 → 3，其中必需投入齐全 1 → 3；本地可配套度（按环节测算）0% → 63%"):
        if line + "\n" not in chinese:
            bench.fail(f"no '{line}' in {chinese}")
    if f"注意：{add} 中有 1 家已在企业表中" not in note:
        bench.fail(f"the firm that is there is not told: {note}")
    english, _ = bench.run("--firms", firms, "--add", add, "--lang", "en")
    if "3 firms come\nStates of nodes: 1 changed\n" not in english:
        bench.fail(f"in English: {english}")


def going(bench, firms):
    """The only maker of drinks goes, by name; a name that nobody bears is told. drink is missing then, and with a firm fewer leaf
    and tea stay as they were."""
    remove = bench.file("remove.txt", f"{DRINK[0]}\n不存在的茶厂\n".encode())
    told = bench.json("--firms", firms, "--remove", remove)
    bench.equal("removed", (told["removed"], told["not_found"]), (1, ["不存在的茶厂"]))
    bench.equal("states", states(told["change"]), {"tea:drink": ("weak", "missing")})
    _, note = bench.run("--firms", firms, "--remove", remove)
    if "失去的企业名单 2 家，企业表中标明 1 家" not in note or "不存在的茶厂" not in note:
        bench.fail(f"who was not found is not told: {note}")
    by_code = bench.file("codes.csv", csv([["统一社会信用代码"], [DRINK[1]]]))
    bench.equal("by code", states(bench.json("--firms", firms, "--remove", by_code)["change"]), {"tea:drink": ("weak", "missing")})


def nothing(bench, firms):
    nobody = bench.file("nobody.txt", "不存在的茶厂\n".encode())
    told = bench.json("--firms", firms, "--remove", nobody)
    bench.equal("nobody goes", (told["removed"], told["change"]["states"], told["change"]["supply"], told["change"]["targets"]), (0, [], [], []))
    out, _ = bench.run("--firms", firms, "--remove", nobody)
    bench.equal("said", out, "失去企业 0 家\n环节状态、本地可配套度和目标都没有变化\n")
    told = bench.json("--firms", firms, "--add", firms)
    bench.equal("the table added to itself", (told["added"], told["already_there"], told["change"]["states"]), (0, 2, []))
    maker = bench.table("maker.csv", firm(MAKER))
    told = bench.json("--firms", firms, "--add", maker, "--remove", maker)
    bench.equal("removed what only --add has", (told["added"], told["removed"], told["not_found"]), (1, 0, [MAKER[0]]))


def replaced(bench):
    """The maker of tea goes and comes back, first as it was: nothing changes; then as a maker of drinks: tea is missing, and drink,
    with two firms, stays weak, with nothing of its input."""
    firms = bench.table("three.csv", firm(LEAF), firm(MAKER), firm(DRINK))
    maker = bench.table("maker.csv", firm(MAKER))
    told = bench.json("--firms", firms, "--add", maker, "--remove", maker)
    bench.equal("back as it was", (told["added"], told["removed"], told["change"]["states"], told["change"]["targets"]), (1, 1, [], []))
    turned = bench.table("turned.csv", firm(MAKER[:3] + DRINK[3:]))
    told = bench.json("--firms", firms, "--add", turned, "--remove", maker)
    bench.equal("back in another trade", states(told["change"]), {"tea:tea": ("weak", "missing")})


def largest(bench):
    """Each node is present by one firm above scale, which is all of its mass; tea needs leaf, drink needs tea, nobody needs drink.
    Each loss leaves its node missing, and the customer of leaf and of tea incomplete."""
    firms = bench.table("large.csv", firm(LEAF, "是"), firm(MAKER, "是"), firm(DRINK, "是"))
    losses = bench.json("--firms", firms, "--largest")["losses"]
    bench.equal("losses", [(loss["node"], loss["firm"], loss["needed"], loss["complete_customers_before"],
                            loss["complete_customers_after"]) for loss in losses],
                [("tea:leaf", LEAF[0], True, 1, 0), ("tea:tea", MAKER[0], True, 1, 0), ("tea:drink", DRINK[0], False, 0, 0)])
    bench.equal("each on its own", [states(loss) for loss in losses],
                [{node: ("present", "missing")} for node in ("tea:leaf", "tea:tea", "tea:drink")])
    # r(tea) = r(drink) = 1 before. Without leaf r(tea) = 0 and r(drink) = ½ + ½·0.
    bench.equal("without leaf", [(c["node"], c["after"]["low"]) for c in losses[0]["supply"]], [("tea:tea", 0), ("tea:drink", 0.5)])
    remove = bench.file("leaf.txt", LEAF[0].encode())
    told = bench.json("--firms", firms, "--largest", "--remove", remove)
    bench.equal("of those that stay", [loss["node"] for loss in told["losses"]], ["tea:tea", "tea:drink"])
    out, _ = bench.run("--firms", firms, "--largest")
    if not out.startswith("量集中于一家企业的环节 3 个，") or f"失去 {LEAF[0]}：具备 → 空白(名单内未见)；下游必需" not in out:
        bench.fail(f"losses in words: {out}")
    if "本地可配套度（按环节测算）：精制茶（茶叶） 100% → 0%、茶饮料（茶叶） 100% → 50%" not in out:
        bench.fail(f"supplies in words: {out}")


def refused(bench, firms):
    for words in ((), ("--add", bench.file("empty.csv", b"")), ("--add", bench.file("head.csv", csv([HEAD]))),
                  ("--remove", bench.file("two.csv", "甲厂,乙\n".encode()))):
        out, err = bench.run("--firms", firms, *words, code=3)
        if out or "；应为" not in err:
            bench.fail(f"{words}: {err}")
    bench.run("--add", firms, code=2)  # to what?


def all_of(bench):
    firms = bench.table("firms.csv", firm(LEAF), firm(DRINK))
    coming(bench, firms)
    going(bench, firms)
    nothing(bench, firms)
    replaced(bench)
    largest(bench)
    refused(bench, firms)
    threads = [bench.run("--firms", firms, "--add", bench.table("add.csv", firm(MAKER)), "--largest", "--threads", n)[0] for n in "12"]
    bench.equal("threads", threads[0], threads[1])


benches.work(sys.argv, "whatif", all_of)
