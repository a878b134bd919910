#!/usr/bin/env python3
"""Holds data/schema/*.schema.json equal to the readers: of the shipped documents, and of a good document of each kind spoiled in
many ways, an independent validator and the readers must say the same; so of what TOOL writes.  agrees.py PROBE SOURCE TOOL"""
import copy, glob, json, os, re, subprocess, sys, tempfile, unicodedata

import jsonschema

probe, source, tool = sys.argv[1:]
data = os.path.join(source, "data")


def load(*path):
    with open(os.path.join(*path), encoding="utf-8") as text:
        return json.load(text)


def ecma_pattern(validator, pattern, value, schema):
    """JSON Schema means $ as ECMAScript does: the end of the text, where Python's would also stand before a last line feed."""
    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": ecma_pattern})
KINDS = ("chain", "county", "policy", "project", "result", "columns")
SCHEMAS = {kind: load(data, "schema", kind + ".schema.json") for kind in KINDS}
VALIDATORS = {kind: Validator(schema) for kind, schema in SCHEMAS.items()}
SHIPPED = {
    "chain": glob.glob(os.path.join(data, "chains", "*.json")),
    "county": glob.glob(os.path.join(data, "samples", "*", "county.json")),
    "policy": glob.glob(os.path.join(data, "policy", "*.json")) + glob.glob(os.path.join(data, "samples", "*", "*policy.json")),
    "project": glob.glob(os.path.join(data, "samples", "*", "projects", "*.json")),
    "columns": glob.glob(os.path.join(data, "tables", "*.json")),
}
POLICY = load(data, "policy", "default.json")


def written_result():
    """result.json of the sample county, which no folder ships."""
    sample = os.path.join(data, "samples", "demo-county")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([tool, "analyze", "--firms", os.path.join(sample, "firms.csv"), "--county", os.path.join(sample, "county.json"),
                        "--out", folder], check=True, capture_output=True)
        return load(folder, "result.json")


def beyond(kind, document):
    """What no schema can follow, of a document that its schema accepts. Besides, a key twice, which is lost once JSON is parsed."""
    def twice(items):
        return len(set(items)) < len(items)

    def sources(value):
        if isinstance(value, dict):
            yield from ([value["source"]] if "source" in value else [])
            value = list(value.values())
        for item in value if isinstance(value, list) else ():
            yield from sources(item)

    if kind == "chain":
        listed = [item["id"] for item in document.get("sources", ())]
        return twice(listed) or twice([node["id"] for node in document["nodes"]]) or not set(sources(document)) <= set(listed)
    if kind == "county":
        return twice([chain["id"] for chain in document.get("chains", ())])
    if kind == "policy":
        gaps, coverage = document.get("gaps", {}), document.get("coverage", {})
        stability = document.get("rank", {}).get("stability", {})
        profiles = {**POLICY["gaps"]["profiles"], **gaps.get("profiles", {})}
        weights = document.get("rank", {}).get("weights", {})
        criteria = SCHEMAS["policy"]["$defs"]["criterion"]["enum"]
        steps = [{**dict(zip(("small", "medium", "large"), default)), **document.get("size", {}).get(key, {})} for key, default in
                 (("revenue_10k_yuan", (300, 2000, 40000)), ("staff", (20, 300, 1000)), ("paid_in_10k_yuan", (200, 2000, 20000)))]
        levels = document.get("plan", {}).values()
        if any(not level["low"] <= level["medium"] <= level["high"] for level in levels):
            return True
        return (any(not s["small"] <= s["medium"] <= s["large"] for s in steps)
                or gaps.get("profile", "county") not in profiles or coverage.get("c_min", 0.5) > coverage.get("c_high", 0.8)
                or stability.get("fairly_stable", 0.6) > stability.get("stable", 0.9)
                or all(round(weights.get(criterion, 1), 9) == 0 for criterion in criteria))
    if kind == "project":
        return False
    if kind == "result":
        chains, nodes, targets = ([item["id"] for item in document[key]] for key in ("chains", "nodes", "targets"))
        firms = {node for firm in document["firms"] for node in firm.get("nodes", ())}
        return (any(map(twice, (chains, nodes, targets))) or not {node.split(":")[0] for node in nodes} <= set(chains)
                or not {*targets, *firms} <= set(nodes))
    owners = {}
    for field in SCHEMAS["columns"]["properties"]["fields"]["propertyNames"]["enum"]:
        for header in [*document["fields"].get(field, ()), field]:
            folded = re.sub(r"[\s*\"']|:$", "", unicodedata.normalize("NFKC", header).lower())
            if owners.setdefault(folded, field) != field:
                return True
    return False


ORIGIN = {"source": "s1", "as_of": "2024-03"}
JUDGED = {"basis": "judgement"}
GOOD = {
    "chain": {
        "schema_version": 1, "id": "x", "name": "链", "name_en": "x", "summary": "s",
        "sources": [{"id": "s1", "title": "t", "publisher": "p", "year": 2024, "url": "u", "note": "n"}],
        "nodes": [
            {"id": "a", "name": "甲", "name_en": "a", "stage": "upstream", "segment": "s", "role": "mine", "core": True,
             "terminal": False, "holder": "resource", "industry": ["1019", "3099"], "terms": ["t"], "not_terms": ["u"],
             "value_added": "high", "life_stage": {"value": "growth", **ORIGIN}, "capacity": {"value": "surplus", **JUDGED},
             "policy": {"value": "encouraged", "clause": "c", **ORIGIN}, "controls": [{"value": "two-high", **JUDGED}],
             "siting": "near-port", "min_scale": {"value": 0.5, "unit": "t", **JUDGED}, "needs": ["port"], "permits": ["p"],
             "energy": "low", "pollution": "medium", "land": "high",
             "typical": {"investment_10k_yuan": 5, "land_mu": 2.5, "jobs": 3, "tax_10k_yuan": 1, **ORIGIN}, "note": "n", **ORIGIN},
            {"id": "b", "name": "乙", "stage": "midstream", "segment": "s", "role": "make", **JUDGED}],
        "links": [{"from": "a", "to": "b", "kind": "material", "essential": True, "group": "g", "share": 0.5, "note": "n", **ORIGIN}],
        "waivers": [{"warning": "cycle", "at": "a", "reason": "r"}]},
    "county": {
        "schema_version": 1, "name": "县", "name_en": "x",
        "chains": [{"id": "quartz", "standing": "lead", "chief": "c", "department": "d", "team": "t", "anchors": ["a"]},
                   {"id": "dairy", "standing": "emerging"}],
        "parks": [{"name": "p", "offers": ["port"], "land_mu": 2.5, "energy_tce": 3.5, "water_m3": 4.5, "money_10k_yuan": 5.5}], "townships": ["t"], "sites": {"port": False, "cold-chain": True},
        "refuses": [{"id": "r", "reason": "r", "nodes": ["quartz:*"], "pollution": "high", "energy": "low", "controls": ["two-high"]}],
        "cautions_as_veto": ["surplus"], "partners": ["p"], "covers": ["制造业"]},
    "policy": {
        "schema_version": 1,
        "match": {**{key: 0.5 for key in SCHEMAS["policy"]["$defs"]["match"]["properties"]}, "decision_months": 12},
        "coverage": {"c_min": 0.5, "c_high": 0.8, "weights": {"unknown": 1, "large": 8}, "kind_weights": {"individual": 0.3}, "strong_above_scale": 3,
                     "present_above_scale": 1, "present_others": 3},
        "size": {"above_scale_revenue_10k_yuan": 2000, "revenue_10k_yuan": {"small": 3, "medium": 4, "large": 5},
                 "staff": {"small": 3}, "paid_in_10k_yuan": {"small": 2, "medium": 2, "large": 5}},
        "gaps": {"horizon": 2, "embryo_core": 2, "entry_nodes": 3, "demand_ratio": 3, "fragile_share": 0.8, "profile": "p",
                 "profiles": {"p": {"title": "t", "title_en": "t", "rules": [{"rule": "fill.weak", "action": "fill"}],
                                    "definitions": [{"action": "fill", "zh": "z", "en": "e"}]}}},
        "supply": {"delta": 0.5},
        "rank": {"weights": {"unlock": 0.5}, "half": {"unlock": 3}, "known_min": 0.6, "stale_months": 24, "vetoes": ["surplus"],
                 "stability": {"draws": 10000, "concentration": 50, "seed": 1, "stable": 0.9, "fairly_stable": 0.6}},
        "plan": {"land_mu": {"low": 10, "medium": 50, "high": 200}, "energy_tce": {"low": 1, "medium": 2, "high": 1e6}},
        "appraisal": {"local_tax_10k_yuan": 500, "tax_per_mu_10k_yuan": 20, "investment_per_mu_10k_yuan": 300, "jobs": 100, "jobs_per_mu": 1,
                      "local_tax_share": 0.4, "wasted_land_investment_per_mu_10k_yuan": 80, "pollution_veto": True, "wasted_land_veto": False},
        "ledger": {"period": "all", "keep_ended": False, "large_only": False, "signed_base": "intent", "funding_base": "total"}},
    "project": {
        "schema_version": 1, "id": "p", "name": "n", "firm": "f", "park": "k", "nodes": ["quartz:a", "quartz:b"], "leader": True,
        "investment_10k_yuan": {"promised": 3, "verified": 2.5}, "land_mu": 2.5, "energy_tce": 7, "water_m3": {"verified": 1e12},
        "jobs": 11, "output_10k_yuan": {"promised": 4}, "tax_10k_yuan": 5, "local_tax_share": 0.5, "pollution": "controlled",
        "costs": {"land": 1, "works": 2, "awards": 0, "fund": 3}, "note": "n"},
    "result": {
        "schema_version": 1, "settings": {"version": "1", "words": "h", "grade": "B", "anchors": "h", "candidates": "h"}, "date": "2026-11-29", "table_title": "t",
        "table_date": "2026-10", "firms_read": 12,
        "chains": [{"id": "quartz", "name": "石英", "hash": "h", "asked": True}, {"id": "dairy", "name": "乳业", "hash": "i", "asked": False}],
        "nodes": [{"id": "quartz:a", "name": "甲", "state": "weak", "firms": 3, "mass": 1.5},
                  {"id": "quartz:b", "name": "乙", "state": "missing", "firms": 0, "mass": 0}],
        "targets": [{"id": "quartz:b", "action": "fill", "place": "ranked", "rank": 1}, {"id": "quartz:a", "action": "strengthen", "place": "veto", "rank": None}],
        "firms_listed": True, "firms": [{"name": "甲公司", "credit_code": "", "nodes": ["quartz:a", "quartz:b"]}]},
    "columns": {
        "schema_version": 1, "about": "a", "fields": {"name": ["企业名称", "公司"], "scope": ["经营范围"], "tax": []},
        "personal": ["电话"], "personal_whole": ["法人"], "gone_status": ["注销"], "not_firms": ["合计"]},
}
VALUES = [
    None, True, False, [], {}, [1], [[]], ["a", "a"], ["a", ""], [" "], ["\u0000a"], ["a\u001f"], {"nonsense": 1}, [None],
    "", " ", "\u3000", "\ufeff\u00a0", "\u2003", "\u0085", "\n", "nonsense", "a\n", "a\u0000", "\ta", "a\r", "a\u007f", "A B", "-a", "a-",
    "a" * 64, "a" * 65, "2024-13", "2024-1", "2024-12", "2024\n", "20245", "0111", "11a1", "１０１９", "a:b", "name", "judgement",
    -1, -1e-12, 0, -0.0, 1e-12, 1e-7, 1e-6, 0.5, 0.99, 0.9900001, 1, 1.0, 1.0000000001, 1.5, 2, 10, 11, 20, 21, 100, 101, 600, 601,
    1000, 1000.0001, 1001, 1899, 1900, 2200, 2201, 9.99e-7, 1e9, 1000000001, 1e12, 1e12 + 1, 2 ** 64, 1e300,
]
# The words of the readers' enums, so that a word that a schema lacks is seen.
WORDS = sorted({word for path in glob.glob(os.path.join(source, "include", "liantu", "**", "*.hpp"), recursive=True)
                for names in re.findall(r"\bnames\s*\{(.*?)\}", open(path, encoding="utf-8").read(), re.DOTALL)
                for word in re.findall(r'"([^"]+)"', names)})


def places(value, path=()):
    yield path, value
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, path + (key,))


def changed(document, path, change):
    """A copy of the document in which `change` was called with the holder and the key of the place; the document is held by [0]."""
    made = [copy.deepcopy(document)]
    holder, path = made, (0, *path)
    for key in path[:-1]:
        holder = holder[key]
    change(holder, path[-1])
    return made[0]


def put(value):
    return lambda holder, key: holder.__setitem__(key, copy.deepcopy(value))


def spoiled(good):
    known = {path[-1]: value for path, value in places(good) if path and isinstance(path[-1], str)}
    for path, value in places(good):
        wrong = list(VALUES)
        if isinstance(value, str):
            wrong += [value + "\n", " " + value, value + value] + (WORDS if value in WORDS else [])
        for item in wrong:
            yield f"{path} = {item!r}", changed(good, path, put(item))
        if path:
            yield f"{path} left out", changed(good, path, lambda holder, key: holder.pop(key))
        if isinstance(value, list) and value:
            yield f"{path} twice its last", changed(good, path, put(value + value[-1:]))
            yield f"{path} grown", changed(good, path, put(value + ["0111", "0112", "0113"]))
        if isinstance(value, dict):
            like = next(iter(value.values()), 1)
            more = {**known, **dict.fromkeys(["nonsense", " ", "", "\u0001"], like)}
            if value and set(value) <= set(WORDS):
                more.update(dict.fromkeys(WORDS, like))
            for key in more:
                if key not in value:
                    yield f"{path} with {key!r}", changed(good, path, put({**value, key: more[key]}))
            for key, other in (("source", "basis"), ("basis", "source")):
                for item in VALUES if other in value else ():
                    made = {name: kept for name, kept in value.items() if name != other}
                    yield f"{path} with {key} {item!r} for {other}", changed(good, path, put({**made, key: item, "as_of": "2024"}))
                    yield f"{path} with {key} for {other}, as of {item!r}", changed(good, path, put({**made, key: known[key], "as_of": item}))


cases = [(kind, os.path.relpath(path, data), load(path)) for kind in KINDS for path in sorted(SHIPPED.get(kind, ()))]
cases.append(("result", "result.json", written_result()))
for kind in KINDS:
    cases.append((kind, "the good one", GOOD[kind]))
    cases += [(kind, what, document) for what, document in spoiled(GOOD[kind])]
run = subprocess.run([probe, data], input="".join(f"{kind} {json.dumps(document)}\n" for kind, _, document in cases),
                     capture_output=True, text=True, encoding="utf-8")
answers = run.stdout.removesuffix("\n").split("\n")
failed = 0
if run.returncode != 0 or len(answers) != len(cases):
    print(f"FAILED: the probe ended with {run.returncode} after {len(answers)} of {len(cases)} answers: {run.stderr[:2000]}")
    failed += 1
accepted = dict.fromkeys(KINDS, 0)
for (kind, what, document), answer in zip(cases, answers):
    by_schema = VALIDATORS[kind].is_valid(document)
    wanted = by_schema and not beyond(kind, document)
    accepted[kind] += wanted
    intact = what == "the good one" or what.endswith(".json")
    if wanted != (answer == "ok") or intact and not wanted:
        print(f"FAILED: {kind}: {what}: the schema {'accepts' if by_schema else 'refuses'} it, the reader says {answer[:200]}")
        failed += 1
for kind in KINDS:
    total = sum(case[0] == kind for case in cases)
    print(f"{kind}: {total} documents, {accepted[kind]} of them good")
    failed += accepted[kind] < 10 or total - accepted[kind] < 100
print(f"{failed} disagree" if failed else "the schemas and the readers agree")
sys.exit(failed > 0)
