#!/usr/bin/env python3
"""A table that is said to be of firms above scale: its firms are, unless the table says otherwise.  above_scale.py TOOL DATA"""
import sys

import bench as benches
from bench import firm
from input_rows import DRINK, LEAF, MAKER


def states(bench, *words):
    return {node["node"]: (node["state"], node["above_scale"]) for node in bench.json(*words)["nodes"]}


def all_of(bench):
    firms = bench.table("firms.csv", LEAF + ["", ""], firm(MAKER, "否"), firm(DRINK, "是"))
    plain = {"leaf": ("weak", 0), "tea": ("weak", 0), "drink": ("present", 1)}
    # One firm above scale makes a node present.
    bench.equal("as it stands", states(bench, "--firms", firms), plain)
    for word in ("规上", "限上"):
        bench.equal(word, states(bench, "--firms", firms, "--scope", f"制造业,农林牧渔业,{word}"), {**plain, "leaf": ("present", 1)})
    county = bench.file("county.json", '{"schema_version": 1, "name": "虚构县", "covers": ["A", "C", "规上"]}'.encode())
    bench.equal("by the county file", states(bench, "--firms", firms, "--county", county), {**plain, "leaf": ("present", 1)})
    _, told = bench.run("--firms", firms, "--scope", "A", "--scope", "C", "--scope", "规上")
    if "规模未知" in told:
        bench.fail(f"sizes are known: {told}")


benches.work(sys.argv, "coverage", all_of)
