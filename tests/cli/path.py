#!/usr/bin/env python3
"""The whole path on a small county (../golden/path): every output against its golden file, what README.md there works out
by hand against the output, and the same bytes from any encoding or format of the table, number of threads, place and time.
  path.py TOOL DATA [--renew]      --renew writes the golden files anew; read the difference"""
import csv
import difflib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from xml.etree import ElementTree

import tables

HERE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "golden", "path")
GOLDEN = os.path.join(HERE, "expected")
CHAINS = ["bamboo", "paper-packaging"]
# One of every state and kind: ranked, strong, present without a gap, weak, suspected, unobserved, cautioned, vetoed.
EXPLAINED = ["pulp", "flooring", "culm", "furniture", "ware", "grove", "corrugated-paper", "kraft", "moulded"]
PRODUCTS = sorted(["decisions.csv", "files.txt", "lists.xlsx", "map.html", "referrals.xlsx", "report.html", "report.md", "result.json", "run.json", "targets.csv", "targets.json",
                   *[f"map.{chain}.{kind}" for chain in [*CHAINS, "atlas"] for kind in ("svg", "pdf", "png")],
                   *(["report.docx"] if shutil.which("pandoc") else [])])
FIRMS = os.path.join(HERE, "firms.csv")
GEOMETRY = {"x", "y", "width", "height", "rx", "font-size", "viewBox", "d"}


class Failure(Exception):
    pass


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Tool:
    def __init__(self, path):
        self.path = os.path.abspath(path)

    def __call__(self, command, *more, firms=FIRMS, cwd=None, **environment):
        words = [self.path, command, "--chains-dir", os.path.join(HERE, "chains"), "--firms", firms, "--county",
                 os.path.join(HERE, "county.json"), "--date", "2026-09-30", *more]
        done = subprocess.run(words, capture_output=True, timeout=300, cwd=cwd, env={**os.environ, **environment})
        if done.returncode != 0:
            raise Failure(f"{' '.join(words)}: exit {done.returncode}: {done.stderr.decode()}")
        return done.stdout.decode()

    def products(self, out, *more, **how):
        """Every file of the main job, by name."""
        self("analyze", "--out", out, *more, **how)
        folder = os.path.join(how.get("cwd") or "", out)
        found = sorted(os.listdir(folder))
        if found != PRODUCTS:
            raise Failure(f"files {found}, wanted {PRODUCTS}")
        return {name: read(os.path.join(folder, name)) for name in found}


def outline(svg):
    """The structure and geometry of a map: an element a line, lengths in whole points, no fonts."""
    out = []

    def whole(text):
        return re.sub(r"-?\d+(\.\d+)?", lambda number: str(round(float(number.group()))), text)

    def walk(element, depth):
        words = [element.tag.split("}")[-1]]
        words += [f"{key.split('}')[-1]}={whole(value).replace('pt', '') if key in GEOMETRY else value}"
                  for key, value in element.items() if key != "font-family"]
        if (element.text or "").strip():
            words.append("'" + element.text.strip())
        out.append("  " * depth + " ".join(words))
        for below in element:
            walk(below, depth + 1)

    walk(ElementTree.fromstring(svg), 0)
    return "\n".join(out) + "\n"


def golden_of(tool, products, work):
    """What is kept, by file name."""
    out = {name: products[name].decode() for name in ("decisions.csv", "targets.json", "targets.csv", "report.md", "run.json")}
    book = os.path.join(work, "lists.xlsx")
    with open(book, "wb") as file:
        file.write(products["lists.xlsx"])
    out["lists.txt"] = tables.dump(book)
    for chain in CHAINS:
        out[f"map.{chain}.txt"] = outline(products[f"map.{chain}.svg"])
    out["coverage.json"] = tool("coverage")
    out["gaps.json"] = tool("gaps")
    out["match.ndjson"] = tool("match")
    nodes = [word for node in EXPLAINED for word in ("--node", node)]
    out["explain.txt"] = tool("explain", *nodes)
    out["explain.en.txt"] = tool("explain", *nodes, "--lang", "en")
    return out


def compare(golden):
    failures = []
    if sorted(os.listdir(GOLDEN)) != sorted(golden):
        failures.append(f"golden files {sorted(os.listdir(GOLDEN))}, wanted {sorted(golden)}")
    for name, told in golden.items():
        path = os.path.join(GOLDEN, name)
        wanted = read(path).decode() if os.path.exists(path) else ""
        if told == wanted:
            continue
        failures.append("\n".join([f"{path} differs; if that is meant, run {HERE}/renew TOOL and read the difference",
                                   *differences(wanted.splitlines(), told.splitlines())[:40]]))
    return failures


def differences(wanted, told):
    """What differs, each line from a little before its first difference on: some are long."""
    out = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, wanted, told, False).get_opcodes():
        if kind == "equal":
            continue
        for old, new in itertools.zip_longest(wanted[a:b], told[c:d]):
            start = max(len(os.path.commonprefix([old or "", new or ""])) - 60, 0)
            out += [f"{sign} {'…' * (start > 0)}{line[start:start + 200]}" for sign, line in (("-", old), ("+", new)) if line is not None]
    return out


def by_hand():
    """README.md's tables: states by node; targets by node: rule, place; paths of ids by node; supply of what is held."""
    states, targets, paths, supplies = {}, {}, {}, {}
    for line in read(os.path.join(HERE, "README.md")).decode().splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        if len(cells) == 3 and ":" in cells[0]:
            states[cells[0]] = cells[1]
        if len(cells) == 4 and ":" in cells[1]:
            targets[cells[1]] = (cells[2], cells[0])
        if len(cells) == 2 and ":" in cells[0]:
            paths[cells[0]] = cells[1].split()
        if len(cells) == 6 and ":" in cells[0]:
            supplies[cells[0]] = tuple(cells[1:5])
    return states, targets, paths, supplies


def supply_of(node):
    supply = node["supply"]
    ranges = ["" if supply[low] is None else f"{round(supply[low], 6):g}–{round(supply[high], 6):g}"
              for low, high in (("low", "high"), ("direct_low", "direct_high"))]
    return (*ranges, supply["essentials"], f"{round(supply['criticality'], 6):g}")


def compare_by_hand(golden):
    nodes = {f"{node['chain']}:{node['node']}": node for node in json.loads(golden["coverage.json"])["nodes"]}
    told = {key: node["state"] for key, node in nodes.items()}
    supplied = {key: supply_of(node) for key, node in nodes.items() if node["state"] in ("weak", "present", "strong")}
    placed, passed = {}, {}
    for target in json.loads(golden["targets.json"])["targets"]:
        place = (f"rank {target['rank']}" if target["rank"] else "veto" if target["veto"] else
                 f"caution {target['caution_rank']}" if target["caution_rank"] else
                 target["action"] if target["action"] in ("verify", "watch") else "insufficient")
        placed[target["id"]] = (target["rule"], place)
        if target["path"]:
            passed[target["id"]] = [key.split(":")[1] for key in target["path"]]
    states, targets, paths, supplies = by_hand()
    return [f"{HERE}/README.md says {key}: {wanted.get(key)}, the tool says {found.get(key)}; one of them is wrong"
            for found, wanted in ((told, states), (placed, targets), (passed, paths), (supplied, supplies))
            for key in sorted(set(found) | set(wanted)) if found.get(key) != wanted.get(key)]


def compare_explained(tool, golden):
    """Every node explained: the numbers of targets.json, contributions that add up to the score, parts to the raw input."""
    keys = [f"{node['chain']}:{node['node']}" for node in json.loads(golden["coverage.json"])["nodes"]]
    told = json.loads(tool("explain", "--format", "json", "--all", *[word for key in keys for word in ("--node", key)]))["nodes"]
    explained = {node["id"]: node["target"] for node in told if node["target"]}
    targets = {target["id"]: target for target in json.loads(golden["targets.json"])["targets"]}
    failures = [] if set(explained) == set(targets) else [f"explained are {sorted(explained)}, targets {sorted(targets)}"]

    def differs(key, what, found, wanted):
        if abs(found - wanted) > 1e-6:
            failures.append(f"explain {key}: {what} {found}, wanted {wanted}")

    for key in sorted(set(explained) & set(targets)):
        why, target = explained[key], targets[key]
        for field in ("rank", "score", "low", "high", "known", "rule", "reason", "path"):
            if why[field] != target[field]:
                failures.append(f"explain {key}: {field} {why[field]}, the target has {target[field]}")
        differs(key, "contributions", sum(c["contribution"] for c in why["criteria"].values()), target["score"])
        for name, criterion in why["criteria"].items():
            if criterion["value"] != target["criteria"][name]["value"]:
                failures.append(f"explain {key}: {name} {criterion['value']}")
            if criterion.get("parts") is not None and name in ("demand_pull", "supply_push", "leak_closed", "unlock"):
                for end, raw in (("low", "raw"), ("high", "raw_high")):
                    differs(key, f"{name} {end}", sum(part[end] for part in criterion["parts"]), criterion[raw])
    return failures


def different(name, found, wanted, but=()):
    """Where two runs differ; `but` are keys of run.json that may."""

    def plain(products):
        run = json.loads(products["run.json"])
        for key in but:
            for part in (run["inputs"], run["reading"]):
                part.pop(key, None)
        return {**products, "run.json": json.dumps(run).encode()}

    wrong = [file for file in PRODUCTS if plain(found)[file] != plain(wanted)[file]]
    return [f"{name}: other bytes in {', '.join(wrong)}"] if wrong else []


def same_bytes(tool, wanted, work):
    """The same study from every form of the table, and whatever stands around the tool."""
    plain = read(FIRMS)
    text = plain.decode()
    rows = list(csv.reader(text.splitlines(keepends=True)))
    forms = {"mark.csv": text.encode("utf-8-sig"), "crlf.csv": plain.replace(b"\n", b"\r\n"),
             "gb18030.csv": text.encode("gb18030"), "text.xlsx": tables.workbook(("企业", rows))}
    failures = []
    for name, content in forms.items():
        path = os.path.join(work, name)
        with open(path, "wb") as file:
            file.write(content)
        failures += different(name, tool.products(os.path.join(work, name + ".out"), firms=path), wanted, ("firms", "kind", "encoding"))
    for threads in ("1", "2"):
        out = os.path.join(work, "threads" + threads)
        failures += different(f"{threads} threads", tool.products(out, "--threads", threads), wanted)
    time.sleep(2.1)  # times in a zip are even seconds
    elsewhere = os.path.join(work, "elsewhere")
    os.mkdir(elsewhere)
    found = tool.products("另一 folder", firms=os.path.relpath(FIRMS, elsewhere), cwd=elsewhere, LC_ALL="C", LANG="C", TZ="Asia/Shanghai")
    return failures + different("later, elsewhere, LC_ALL=C, TZ=Asia/Shanghai", found, wanted)


def main():
    tool = Tool(sys.argv[1])
    os.environ["LIANTU_DATA"] = os.path.abspath(sys.argv[2])
    os.environ.update(LC_ALL="C.UTF-8", TZ="UTC")
    with tempfile.TemporaryDirectory() as work:
        products = tool.products(os.path.join(work, "out"))
        golden = golden_of(tool, products, work)
        if "--renew" in sys.argv:
            os.makedirs(GOLDEN, exist_ok=True)
            for name, text in golden.items():
                with open(os.path.join(GOLDEN, name), "wb") as file:
                    file.write(text.encode())
        failures = compare(golden) + compare_by_hand(golden) + compare_explained(tool, golden) + same_bytes(tool, products, work)
    for failure in failures:
        print("FAILED: " + failure)
    sys.exit(bool(failures))


try:
    main()
except Failure as failure:
    sys.exit(f"FAILED: {failure}")
