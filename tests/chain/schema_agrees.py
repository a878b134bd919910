#!/usr/bin/env python3
"""Holds data/schema/chain.schema.json equal to the reader: an independent validator and the tool must agree on the shipped chains
and on a small chain spoiled in many ways.  schema_agrees.py TOOL DATA"""
import copy, glob, json, os, subprocess, sys, tempfile

import jsonschema

tool, data = sys.argv[1:]
schema = json.load(open(os.path.join(data, "schema", "chain.schema.json"), encoding="utf-8"))
validator = jsonschema.Draft202012Validator(schema)

good = {"schema_version": 1, "id": "x", "name": "x", "summary": "s", "sources": [{"id": "s1", "title": "t", "year": 2024}],
        "nodes": [{"id": "a", "name": "a", "stage": "upstream", "segment": "s", "role": "make", "industry": ["0111"], "terms": ["t"], "source": "s1",
                   "policy": {"value": "encouraged", "source": "s1", "as_of": "2024", "clause": "c"}, "min_scale": {"value": 1, "unit": "t", "basis": "judgement"},
                   "controls": [{"value": "two-high", "basis": "judgement"}], "typical": {"jobs": 3, "source": "s1"}, "needs": ["port"]},
                  {"id": "b", "name": "b", "stage": "midstream", "segment": "s", "role": "make", "basis": "judgement"}],
        "links": [{"from": "a", "to": "b", "kind": "material", "essential": True, "share": 0.5, "basis": "judgement"}]}

WRONG = [None, 7, -1, 1.5, "", " ", "nonsense", True, [], {}, ["a", "a"], [1], "2024-13", "A B"]


def places(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, path + (key,))


def spoiled():
    for path in places(good):
        if not path:
            continue
        # Ids and references are the reader's own: a schema cannot follow them.
        reference = path[-1] in ("source", "from", "to") or (path[-1] == "id") or (path[-1] in ("sources", "links", "nodes")) or path[-1] == 0 and path[-2] == "industry"
        for wrong in WRONG:
            if reference and isinstance(wrong, str) and wrong.strip():
                continue
            if reference and isinstance(wrong, list) and not wrong:
                continue
            made = copy.deepcopy(good)
            holder = made
            for key in path[:-1]:
                holder = holder[key]
            holder[path[-1]] = wrong
            yield f"{path} = {wrong!r}", made
        if isinstance(path[-1], str) and path[-1] not in ("sources", "nodes", "links", "id"):
            made = copy.deepcopy(good)
            holder = made
            for key in path[:-1]:
                holder = holder[key]
            del holder[path[-1]]
            yield f"{path} left out", made


failed = 0
for path in sorted(glob.glob(os.path.join(data, "chains", "*.json"))):
    for error in validator.iter_errors(json.load(open(path, encoding="utf-8"))):
        print(f"FAILED: {os.path.basename(path)}: {list(error.absolute_path)}: {error.message[:100]}")
        failed += 1
count = 0
with tempfile.TemporaryDirectory() as work:
    for name, chain in [("good", good), *spoiled()]:
        with open(os.path.join(work, "chain.json"), "w", encoding="utf-8") as out:
            json.dump(chain, out)
        by_schema = validator.is_valid(chain)
        run = subprocess.run([tool, "chains", "check", "--chains-dir", work, "--lang", "en"], capture_output=True, text=True, timeout=20)
        count += 1
        if (run.returncode == 0) != by_schema or run.returncode not in (0, 3):
            print(f"FAILED: {name}: schema {by_schema}, tool exit {run.returncode}: {run.stderr[:200]}")
            failed += 1
print(f"{count} chains compared, {failed} disagree")
sys.exit(failed > 0)
