#!/usr/bin/env python3
"""--reach: firms around the county are told as nearby supply and change routes alone: no state, target or rank.  reach.py TOOL DATA"""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

FEED = "dairy:feed"


def widened(sample, folder, makers):
    """The sample's firms, and as many makers of feed from the county beside it, one from another city."""
    with open(f"{sample}/firms.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for i in range(makers + 1):
        firm = dict.fromkeys(rows[0], "")
        place = {"所属城市": "示例市", "所属区县": "邻构县"} if i < makers else {"所属城市": "远构市", "所属区县": "远构县"}
        firm.update({"企业名称": f"虚构省邻构县饲料拟{i}厂", "所属省份": "虚构省", "国标行业小类": "其他饲料加工", "参保人数": "20",
                     "经营范围": "奶牛饲料生产、销售", **place})
        rows.append(firm)
    path = os.path.join(folder, "wide.csv")
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    with open(path, "w", encoding="utf-8") as file:
        file.write(out.getvalue())
    return path


class Reach:
    def __init__(self, tool, sample):
        self.tool, self.sample, self.failed = tool, sample, 0

    def fail(self, message):
        self.failed += 1
        print("FAILED: " + message)

    def run(self, command, firms, *words, code=0):
        done = subprocess.run([self.tool, command, "--firms", firms, "--county", f"{self.sample}/county.json", *words],
                              capture_output=True, timeout=300)
        if done.returncode != code:
            self.fail(f"{command} {words}: exit {done.returncode}: {done.stderr.decode()[:500]}")
        return done.stdout.decode(), done.stderr.decode()

    def targets(self, firms, *words):
        out, told = self.run("targets", firms, "--region", "云石县", *words)
        return {target["id"]: target for target in json.loads(out)["targets"]}, told


def work(reach, folder):
    firms = widened(reach.sample, folder, 3)
    plain, _ = reach.targets(firms)
    around, told = reach.targets(firms, "--reach", "示例市")
    if "周边：企业 3 家" not in told:
        reach.fail(f"who is around is not told: {told}")
    for target in (plain, around):
        for entry in target.values():
            entry["was"] = entry.pop("route")
    routes = {key: (plain[key].pop("was"), around[key].pop("was")) for key in plain}
    if plain != around:
        reach.fail("more than routes changed")
    changed = {key for key, (before, after) in routes.items() if before != after}
    if changed != {FEED}:
        reach.fail(f"routes that changed: {changed}")
    before, after = routes[FEED]
    if before["kind"] != "invite" or (after["kind"], after["nearby_firms"]) != ("buy", 3):
        reach.fail(f"feed: {before} {after}")
    few, _ = reach.targets(widened(reach.sample, folder, 2), "--reach", "示例市")
    if few[FEED]["route"]["kind"] != "invite":
        reach.fail("two small ones around are no firm supply")
    firms = widened(reach.sample, folder, 3)
    text, _ = reach.run("explain", firms, "--region", "云石县", "--reach", "示例市", "--node", FEED)
    for wanted in ("周边可配套：3 家，如虚构省邻构县饲料拟0厂", "外购不招：周边有 3 家，可就近采购"):
        if wanted not in text:
            reach.fail(f"explain lacks {wanted}")
    _, told = reach.run("targets", firms, "--reach", "示例市", code=2)
    if "--region" not in told:
        reach.fail(f"--reach alone: {told}")


def main():
    tool, data = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.environ.update(LIANTU_DATA=data, LC_ALL="C.UTF-8")
    reach = Reach(tool, os.path.join(data, "samples/demo-county"))
    with tempfile.TemporaryDirectory() as folder:
        work(reach, folder)
    sys.exit(reach.failed > 0)


main()
