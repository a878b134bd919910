"""Matching against what was judged by reading (docs/matching.md), with the bars that it must clear.

  check.py LIANTU DATA FIRMS     FIRMS: the table of firms that the judgements are of; skipped where it is absent

Also measures by the registered class, once with that column hidden and once with it in sight."""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
CODE = "国民经济行业代码"


def main():
    tool, data, firms = sys.argv[1:]
    if not pathlib.Path(firms).is_file():
        print(f"skipped: no {firms}")
        return SKIPPED
    failures = []

    def evaluate(table, *args):
        out = subprocess.run([tool, "evaluate", "--firms", str(table), "--format", "json", *args], check=True,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "LIANTU_DATA": data}).stdout
        return json.loads(out)

    def at_least(name, value, bar):
        print(f"{name}: {value:.3f} (bar {bar})")
        if value < bar:
            failures.append(name)

    pairs = evaluate(firms, "--gold", str(HERE / "pairs.csv"))
    if pairs["missing"]:
        failures.append("pairs of firms that the table lacks")
    at_least("precision of confident pairs", pairs["precision"], 0.95)
    at_least("recall of right pairs", pairs["recall"], 0.85)
    at_least("1 - calibration error", 1 - pairs["calibration"]["error"], 0.95)

    traders = evaluate(firms, "--gold", str(HERE / "traders.csv"))
    made = sum(mistake["confidence"] >= 0.5 for mistake in traders["mistakes"])
    at_least("traders not said to make it, of 60", traders["pairs"] - made, 57)

    nodes = evaluate(firms, "--gold", str(HERE / "main-nodes.csv"))
    at_least("right node first where a class is shared", nodes["hit1"], 0.70)

    hidden = evaluate(firms, "--label", CODE)
    at_least("class first, by text alone", hidden["hit1_class"], 0.50)
    at_least("class among three, by text alone", hidden["hit3_class"], 0.70)

    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "firms.csv"
        with open(firms, encoding="utf-8-sig", newline="") as source, open(copy, "w", encoding="utf-8", newline="") as target:
            reader = csv.DictReader(source)
            writer = csv.DictWriter(target, [*reader.fieldnames, "answer"])
            writer.writeheader()
            writer.writerows({**row, "answer": row[CODE]} for row in reader)
        seen = evaluate(copy, "--label", "answer")
    at_least("class first, with its column", seen["hit1_class"], 0.97)

    # A class alone never says more than half, and where it is residual or of many nodes far less.
    lines = subprocess.run([tool, "match", "--firms", firms], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                           text=True, env={**os.environ, "LIANTU_DATA": data}).stdout.splitlines()
    by_class = [match for match in map(json.loads, lines) if all(e["rule"] == "industry_class" for e in match["evidence"])]
    at_least("matches by class alone", len(by_class), 50)
    at_least("of these, at half or less", sum(match["confidence"] <= 0.5 for match in by_class) / len(by_class), 1)

    print("failed: " + ", ".join(failures) if failures else "all bars cleared")
    return 1 if failures else 0


sys.exit(main())
