"""Matching beside a published chain of food and drink, whose firms a language model attached to its nodes: figures, no bar.

  food.py LIANTU DATA GRAPHS LISTED     GRAPHS: the folder of food_beverage_*.csv; LISTED: the table of listed companies

food-nodes.csv says which nodes of ours mean what each of theirs does. A firm is right if it is matched to any of them.
Where matches are equally confident, a place counts as chance would give it to them."""
import csv
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

SKIPPED = 77
NO = 0.5  # at this or less their own reason says that the firm does not belong


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def key(name):
    return re.sub(r"^\*?ST|[AB]$", "", unicodedata.normalize("NFKC", name))


def among(matches, nodes, places):
    """The chance that one of the nodes is among so many most confident matches."""
    best = max((matches.get(node, 0) for node in nodes), default=0)
    equal = [node for node, confidence in matches.items() if best and confidence == best]
    left = max(0, min(len(equal), places - sum(confidence > best for confidence in matches.values())))
    return 1 - math.comb(len(set(equal) - nodes), left) / math.comb(len(equal), left)


def main():
    tool, data, graphs, listed = sys.argv[1:]
    files = [os.path.join(graphs, f"food_beverage_{name}.csv") for name in ("nodes", "companies", "attachments")] + [listed, tool]
    if absent := [path for path in files if not pathlib.Path(path).is_file()]:
        print(f"skipped: no {absent[0]}")
        return SKIPPED
    nodes, companies, attachments, stock = map(rows, files[:-1])
    called = {row["id"]: row["name"] for row in nodes}
    firms = {row["company_id"]: row["name"] for row in companies}
    ours = {row["their_node"]: set(row["ours"].split()) - {"-"} for row in rows(pathlib.Path(__file__).with_name("food-nodes.csv"))}
    full, short = ({key(row[field]): row["products"] for row in stock} for field in ("fullname", "name"))
    products = {row["name"]: full.get(key(row["name"]), short.get(key(row["short_name"]), "")) for row in companies}
    with tempfile.TemporaryDirectory() as folder:
        table = pathlib.Path(folder) / "firms.csv"
        with open(table, "w", encoding="utf-8", newline="") as target:
            csv.writer(target).writerows([("企业名称", "主要产品"), *products.items()])
        out = subprocess.run([tool, "match", "--firms", str(table)], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             encoding="utf-8", env={**os.environ, "LIANTU_DATA": data}).stdout
    matches = {name: {} for name in products}
    for match in map(json.loads, out.splitlines()):
        matches[match["firm"]][match["chain"] + ":" + match["node"]] = match["confidence"]
    judged = []  # firm, their node, their confidence, whether right by each measure
    for firm, node, sure in ((firms[row["company_id"]], row["node_id"], float(row["confidence"])) for row in attachments):
        if ours[node] and sure > NO:
            best, *first = max(matches[firm].get(n, 0) for n in ours[node]), *(among(matches[firm], ours[node], n) for n in (1, 3))
            judged.append((firm, node, sure, (best >= 0.5, best >= 0.01, *first)))
    print(f"attachments: {len(attachments)}, with a node of ours and above {NO}: {len(judged)}")
    for title, some in (("all", judged), ("with products", [row for row in judged if products[row[0]]])):
        print(f"\n{title}\nfirms >=0.5 >=0.01 first three")
        for group in sorted({node[:17] for _, node, *_ in some}) + [""]:
            right = [scores for _, node, _, scores in some if node.startswith(group)]
            shares = "  ".join(f"{sum(column) / len(right):.3f}" for column in zip(*right))
            print(f"{len(right):5}  {shares}  {called.get(group, 'in all')}")
    print("\nworst, those with products first: their confidence, firm, node, our most confident match")
    lost = sorted((row for row in judged if not row[3][1]), key=lambda row: (not products[row[0]], -row[2]))
    for firm, node, sure, _ in lost[:10]:
        print(f"{sure:.2f} {firm} {called[node]}:", *max(matches[firm].items(), key=lambda match: match[1], default=("none",)))
    return 0


sys.exit(main())
