"""The table of bad and odd inputs: see inputs.py, which runs it."""
import copy
import json
import os
import random
import struct
import zlib
from typing import NamedTuple

import tables
from tables import credit_code, csv

# --- What the rows are made of: a chain of three nodes, and three firms that hold one each. -------------------------

TEA = {
    "schema_version": 1, "id": "tea", "name": "茶叶", "name_en": "Tea",
    "sources": [{"id": "s1", "title": "made up"}],
    "nodes": [
        {"id": "leaf", "name": "茶叶种植", "stage": "upstream", "segment": "种植", "role": "grow", "core": True,
         "industry": ["0164"], "terms": ["茶叶"], "basis": "judgement"},
        {"id": "tea", "name": "精制茶", "stage": "midstream", "segment": "加工", "role": "make", "core": True,
         "industry": ["1530"], "terms": ["精制茶"], "basis": "judgement"},
        {"id": "drink", "name": "茶饮料", "stage": "downstream", "segment": "饮料", "role": "make", "core": True,
         "industry": ["1529"], "terms": ["茶饮料"], "source": "s1"},
    ],
    "links": [
        {"from": "leaf", "to": "tea", "kind": "material", "essential": True, "basis": "judgement"},
        {"from": "tea", "to": "drink", "kind": "material", "essential": True, "basis": "judgement"},
    ],
}
HEAD = ["企业名称", "统一社会信用代码", "所属区县", "行业代码", "经营范围"]
LEAF = ["虚构县云头茶园有限公司", credit_code(1), "虚构县", "0164", "茶叶种植"]
MAKER = ["虚构县云头茶厂有限公司", credit_code(2), "虚构县", "1530", "精制茶加工"]
DRINK = ["虚构县云头茶饮有限公司", credit_code(3), "虚构县", "1529", "茶饮料生产"]
ROWS = [HEAD, LEAF, MAKER, DRINK]
GOOD = csv(ROWS)


def with_row(*cells, head=HEAD):
    return csv([head, LEAF, list(cells)])


def named(name):
    return [name] + MAKER[1:]


def tea(change):
    """The chain as a file, after `change` has spoiled it."""
    chain = copy.deepcopy(TEA)
    change(chain)
    return text(chain)


def text(value):
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def put(*path, value):
    """A change: the value at the path, which may be one past the end of a list."""

    def change(document):
        for key in path[:-1]:
            document = document[key]
        if isinstance(document, list) and path[-1] == len(document):
            document.append(value)
        else:
            document[path[-1]] = value

    return change


def drop(*path):
    def change(document):
        for key in path[:-1]:
            document = document[key]
        del document[path[-1]]

    return change


def link(start, end, kind="material"):
    return {"from": start, "to": end, "kind": kind, "basis": "judgement"}


def county(**entries):
    return text({"schema_version": 1, "name": "虚构县", **entries})


def policy(**sections):
    return text({"schema_version": 1, **sections})


BOOK = tables.workbook(("企业", ROWS))


def locked_archive():
    """The workbook with the flag of encryption on every part."""
    out = bytearray(BOOK)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(signature)
        while at >= 0:
            out[at + flags] |= 1
            at = out.find(signature, at + 4)
    return bytes(out)


def bomb(stated):
    """A workbook whose sheet is 2 GB of spaces; its directory says that it is `stated` bytes."""
    size = 2 << 30
    parts = tables.workbook_parts([("企业", [])])
    body = b" " * (1 << 24)
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    # After a full flush the same bytes squeeze to the same bytes: one piece stands for all of them.
    first = squeeze.compress(body) + squeeze.flush(zlib.Z_FULL_FLUSH)
    again = squeeze.compress(body) + squeeze.flush(zlib.Z_FULL_FLUSH)
    deflated = first + again * (size // len(body) - 1) + squeeze.flush()
    name = parts[-1][0].encode()
    out = bytearray(tables.archive(parts[:-1]))
    end = out.rfind(b"PK\x05\x06")
    entries, directory_size, directory = struct.unpack_from("<HII", out, end + 10)
    entry = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(deflated), stated, len(name), 0)
    local = b"PK\x03\x04" + entry + name + deflated
    central = bytes(out[directory:directory + directory_size]) + b"PK\x01\x02" + struct.pack("<H", 20) + entry + struct.pack(
        "<HHHII", 0, 0, 0, 0, directory) + name
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, entries + 1, entries + 1, len(central), directory + len(local), 0)
    return bytes(out[:directory]) + local + central + tail


def rubbish(low, size=5000):
    source = random.Random(1)
    return bytes(source.randrange(low, 256) for _ in range(size))


PNG = b"\x89PNG\r\n\x1a\n" + rubbish(0, 200)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)

# --- The rows. ------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    name: str
    files: dict  # by name, in a folder of the row's own: bytes, or a function that gives them
    command: str  # {d} is that folder, {tea} one that holds the chain
    exit: int
    says: tuple = ()  # pieces of stderr, in English
    problem: tuple = ()  # (file, place, found, wanted): one line of stderr holds all four, in this order
    counts: dict = {}  # of `reading` in run.json
    check: object = None  # more to look at: a function of the folder of results
    environment: dict = {}
    stdout: str = ""  # where it goes, if not to the test


MATCH = "match --chains-dir {tea} --firms {d}/"
CHECK = "chains check --chains-dir {tea} {d}/chain.json"
COUNTY = "match --chains-dir {tea} --firms {d}/firms.csv --county {d}/county.json"
POLICY = "policy --policy {d}/policy.json"


def table(name, content, place, found, wanted, file="firms.csv", more=""):
    """A table that is refused."""
    return Row(name, {file: content}, MATCH + file + " " + more, 3, problem=("{d}/" + file, place, found, wanted))


def option(name, command, subject, place, found, wanted, content=GOOD, environment={}):
    """An option that does not go with the table."""
    return Row(name, {"firms.csv": content}, MATCH + "firms.csv " + command, 3, problem=(subject, place, found, wanted),
               environment=environment)


def chain(name, content, place, found, wanted):
    """A chain file that is refused; bytes, or a change to the good one."""
    return Row("chain: " + name, {"chain.json": tea(content) if callable(content) else content}, CHECK, 3,
               problem=("{d}/chain.json", place, found, wanted))


def county_file(name, content, place, found, wanted):
    return Row("county: " + name, {"county.json": content, "firms.csv": GOOD}, COUNTY, 3,
               problem=("{d}/county.json", place, found, wanted))


def policy_file(name, content, place, found, wanted):
    return Row("policy: " + name, {"policy.json": content}, POLICY, 3, problem=("{d}/policy.json", place, found, wanted))


def usage(name, command, *says):
    return Row("usage: " + name, {"firms.csv": GOOD}, command, 2, says)


ANALYZE = "analyze --chains-dir {tea} --out {d}/out --firms {d}/"


def read(name, content, counts, *says, file="firms.csv", more="", spoil=None, check=None, also={}):
    """A table that is odd and read all the same; `spoil` changes the chain, `also` are files beside the table."""
    files = {file: content, **also}
    command = ANALYZE + file + " " + more
    if spoil is not None:
        files["chains/tea.json"] = tea(spoil)
        command = command.replace("{tea}", "{d}/chains")
    return Row(name, files, command, 0, says, counts=counts, check=check)


EMPTY = ("the table is empty", "a header and at least one firm")
NO_NAME = "no column that could be the firm's name, only: "

REFUSED_TABLES = [
    table("empty file", b"", "", *EMPTY),
    table("blank lines only", b"\n\r\n , ,\n\n", "", *EMPTY),
    table("header only", csv([HEAD]), "row 1", "no row below the header", "at least one firm"),
    table("no header", csv(ROWS[1:]), "row 1", NO_NAME + LEAF[0], "a header 企业名称"),
    table("no column of names", csv([HEAD[2:], LEAF[2:]]), "row 1", NO_NAME + "所属区县, 行业代码, 经营范围", "a header 企业名称"),
    table("binary rubbish", rubbish(0), "", "binary, no table", "CSV or XLSX"),
    table("rubbish that GB18030 has characters for", rubbish(0x80), "row 1", NO_NAME, "a header 企业名称"),
    table("a picture", PNG, "", "a PDF or a picture, no table", "CSV or XLSX"),
    table("a picture named .xlsx", PNG, "", "a PDF or a picture, no table", "CSV or XLSX", file="firms.xlsx"),
    table("an old .xls", OLE, "", "an encrypted workbook or an old .xls", ".xlsx or CSV", file="firms.xls"),
    table("an encrypted .xlsx", OLE, "", "an encrypted workbook or an old .xls", ".xlsx or CSV", file="firms.xlsx"),
    table("a web page named .xls", b"<html><table><tr><td>1</td></tr></table>", "", "a web page or XML", ".xlsx or CSV",
          file="firms.xls"),
    table("an unclosed quote", GOOD + '"虚构县无尾茶厂,1,虚构县\n虚构县又一茶厂\n'.encode(), "row 5, column A",
          "the quote that opens here is not closed", "quotes in pairs"),
    table("an unclosed quote in a long file",
          GOOD + b'"' + csv([named(f"虚构县第{i}茶厂") for i in range(20000)]), "row 5, column A", "a cell over 1048576 bytes",
          "quotes in pairs"),
    table("a CSV named .xlsx", GOOD, "", "named .xlsx, yet no workbook", "a workbook", file="firms.xlsx"),
    table("an archive that is no workbook", tables.archive([("企业.csv", GOOD)]), "", "a zip archive, yet no workbook in it",
          ".xlsx or CSV", file="firms.xlsx"),
    table("a zip bomb", lambda: bomb(2 << 30), "xl/worksheets/sheet1.xml", "unzips to far too much", "a workbook of at most",
          file="firms.xlsx"),
    table("a zip bomb that lies", lambda: bomb(1000), "xl/worksheets/sheet1.xml", "unzips to far too much",
          "a workbook of at most", file="firms.xlsx"),
    table("a workbook without a sheet", tables.workbook(), "", "the workbook has no sheet", "a header and at least one firm",
          file="firms.xlsx"),
    table("a workbook with an empty sheet", tables.workbook(("企业", [])), "sheet 企业", *EMPTY, file="firms.xlsx"),
    table("no such sheet", BOOK, "", "no sheet called 名单", "企业", file="firms.xlsx", more="--sheet 名单"),
    table("an archive with a password", locked_archive(), "", "an encrypted archive", ".xlsx without a password",
          file="firms.xlsx"),
    table("a cut workbook", BOOK[:len(BOOK) // 2], "", "the workbook is damaged or cut short", "a whole .xlsx",
          file="firms.xlsx"),
    table("more than 4096 columns", csv([HEAD + ["x"] * 4096]), "row 1, column FAO", "more than 4096 columns",
          "one firm a row"),
    table("a NUL byte", with_row("虚构县空\0茶厂", *MAKER[1:]), "", "binary, no table", "CSV or XLSX"),
]

REFUSED_OPTIONS = [
    Row("a missing table", {}, MATCH + "none.csv", 3, problem=("{d}/none.csv", "", "cannot open this file", "a readable file")),
    Row("a folder for a table", {"firms.csv/x": b""}, MATCH + "firms.csv", 3,
        problem=("{d}/firms.csv", "", "cannot be read", "a readable file, not a folder")),
    option("--column: no such header", "--column name=单位全名", "{d}/firms.csv", "row 1",
           "no header 单位全名, which --column names", ", ".join(HEAD)),
    option("--column: no such field", "--column nom=企业名称", "--column", "", 'found "nom=企业名称"', "field=header, field one of name"),
    option("--column: no equals sign", "--column name", "--column", "", 'found "name"', "field=header"),
    option("--column: a personal column", "--column name=法定代表人", "{d}/firms.csv", "row 1", "法定代表人 is a personal column",
           "one column for --column", content=csv([["企业名称", "法定代表人"], ["虚构县茶厂", "虚构人"]])),
    option("--keep-column: no such header", "--keep-column 备注", "{d}/firms.csv", "row 1",
           "no header 备注, which --keep-column names", ", ".join(HEAD)),
    option("--keep-column: a personal column", "--keep-column 电话", "{d}/firms.csv", "row 1",
           "电话 is a personal column, never kept", "a column that is not personal",
           content=csv([["企业名称", "电话"], ["虚构县茶厂", "0"]])),
    option("--scope: a control character", "--scope 制造业\x01", "--scope", "", "control characters, or not UTF-8", "text"),
    option("--region: no text", "--region \udcff", "--region", "", "control characters, or not UTF-8", "text"),
    option("--region: no column of regions", "--region 虚构县", "{d}/firms.csv", "row 1", "no column that tells the region",
           "a column 所属省份", content=csv([["企业名称", "行业代码"], ["虚构县茶厂", "1530"]])),
    option("--encoding: unknown", "--encoding klingon", "{d}/firms.csv", "", "unknown encoding klingon", "utf-8 | gb18030"),
    option("--encoding: unknown, for a file with a mark", "--encoding klingon", "{d}/firms.csv", "", "unknown encoding klingon",
           "utf-8 | gb18030", content=csv(ROWS, "utf-8-sig")),
    option("--chain: unknown", "--chain coffee", "--chain", "", 'no chain "coffee"', "tea"),
    option("--chain: no such file", "--chain {d}/none.json", "{d}/none.json", "", "cannot read this file", "a readable file"),
    option("--scope: unknown", "--scope 航天业", "--scope", "", 'found "航天业"', "a section or division").
    _replace(command="coverage --chains-dir {tea} --firms {d}/firms.csv --scope 航天业"),
    option("--node: unknown", "", "--node", "", 'no node "tee"', "tea:tea").
    _replace(command="explain --chains-dir {tea} --firms {d}/firms.csv --node tee"),
    option("--node: unknown in a chain, and one by its name", "", "--node", "", 'no node "tea:饮料"', "tea:drink").
    _replace(command="explain --chains-dir {tea} --firms {d}/firms.csv --node leaf --node tea:饮料"),
    option("--profile: unknown", "", "--profile", "", 'no profile "mine"', "one that liantu policy prints").
    _replace(command="coverage --chains-dir {tea} --firms {d}/firms.csv --profile mine"),
    option("--county: missing", "--county {d}/none.json", "{d}/none.json", "", "cannot read this file", "a readable file"),
    option("--policy: a folder", "--policy {d}", "{d}", "", "cannot read this file", "a readable file"),
    Row("--chains-dir: missing", {}, "chains list --chains-dir {d}/none", 3,
        problem=("{d}/none", "", "cannot read this folder", "a folder of chains")),
    Row("--chains-dir: no chain in it", {"folder/x.txt": b""}, "chains list --chains-dir {d}/folder", 3,
        problem=("{d}/folder", "", "no .json file in it", "a folder of chains")),
    Row("map: of two chains", {"firms.csv": GOOD, "chains/a.json": text(TEA), "chains/b.json": tea(put("id", value="tea2"))},
        "map --chains-dir {d}/chains --firms {d}/firms.csv --out {d}/x.svg", 3, problem=("--chain", "", "2 chains", "one: a map is of one chain")),
    Row("chains show: unknown", {}, "chains show coffee --chains-dir {tea}", 3,
        problem=("chains show", "", 'no chain "coffee"', "one that liantu chains list prints")),
    Row("chains check: not .json", {"tea.txt": text(TEA)}, "chains check {d}/tea.txt", 3,
        problem=("{d}/tea.txt", "", "not a .json file", "a chain file")),
    Row("chains check: edges without ends", {"e.csv": b"a,b\n1,2\n"}, "chains check --chains-dir {tea} --evidence {d}/e.csv", 3,
        problem=("{d}/e.csv", "row 1", "no columns of the two ends", "from, to")),
    Row("chains new: an id that no file may have", {}, "chains new Tea! --name x", 3,
        problem=("chains new", "/id", 'found "Tea!"', "lower case letters")),
    Row("chains import: unknown header", {"n.csv": "编号,名称,位置,分段,方式,用词\n".encode(), "tea.json": text(TEA)},
        "chains import {d}/n.csv --base {d}/tea.json", 3, problem=("{d}/n.csv", "row 1, column F", 'an unknown header "用词"', "terms")),
    Row("chains import: a word that is none", {"n.csv": "编号,名称,位置,分段,方式,出处\na,甲,上面,段,开采,判断\n".encode("gb18030"), "tea.json": text(TEA)},
        "chains import {d}/n.csv --base {d}/tea.json", 3, problem=("{d}/n.csv", "row 2, column C", 'found "上面"', "upstream | ")),
    Row("chains import: no chain", {"n.csv": "编号,名称,位置,分段,方式,出处\n".encode()},
        "chains import {d}/n.csv", 3, problem=("{d}/n.csv", "", "nothing says which chain it is", "--base")),
    Row("LIANTU_DATA: missing", {}, "policy", 3, problem=("{d}/none", "", "no data folder", "chains, classification, policy"),
        environment={"LIANTU_DATA": "{d}/none"}),
    Row("LIANTU_DATA: half of it", {"data/chains/tea.json": text(TEA), "data/classification/x": b""}, "policy", 3,
        problem=("{d}/data/classification/gbt4754-2017.csv", "", "cannot read this file", "a readable file"),
        environment={"LIANTU_DATA": "{d}/data"}),
]

NO_NODE = "no such node "
REFUSED_CHAINS = [
    chain("empty", b"", "line 1, column 1", "not JSON here", "one JSON document"),
    chain("cut", text(TEA)[:200], "line ", "not JSON here", "one JSON document"),
    chain("two documents", text(TEA) + b"{}", "line ", "not JSON here (extra data)", "one JSON document"),
    chain("an array", b"[]", "", "found []", "an object {…}"),
    chain("100,000 deep", b"[" * 100000, "line 1, column 33", "nesting deeper than 32", "one JSON document"),
    chain("invalid UTF-8", text(TEA).replace("茶饮料".encode(), b"\xff\xfe", 1), "line ", "not JSON here", "one JSON document"),
    chain("in GBK", json.dumps(TEA, ensure_ascii=False).encode("gbk"), "line 1, column ", "not JSON here", "one JSON document"),
    chain("NaN", b'{"schema_version": NaN}', "line 1, column 20", "not JSON here", "one JSON document"),
    chain("a share above 1", put("links", 0, "share", value=1.5), "/links/0/share", "found 1.5", "a number in 0..1"),
    chain("1e999", text(TEA).replace(b'"essential": true', b'"share": 1e999', 1), "/links/0/share", "a number that is too large", "a number up to 1e308"),
    chain("duplicate key", b'{"schema_version": 1, "schema_version": 1}', "/schema_version", "the same key twice", "each key once"),
    chain("duplicate key deep down", text(TEA).replace(b'"id": "drink",', b'"id": "drink", "id": "drink",'), "/nodes/2/id",
          "the same key twice", "each key once"),
    chain("duplicate node id", put("nodes", 1, "id", value="leaf"), "/nodes/1/id", '"leaf" again', "an id not used before"),
    chain("wrong type", put("name", value=1), "/name", "found 1", "a string"),
    chain("nodes no array", put("nodes", value={}), "/nodes", "found {}", "an array"),
    chain("unknown key", put("nodez", value=[]), "/nodez", "unknown key", "nodes, links"),
    chain("unknown word", put("nodes", 0, "role", value="brew"), "/nodes/0/role", 'found "brew"', "make | grow"),
    chain("missing field", drop("nodes", 1, "stage"), "/nodes/1", 'no "stage"', "this key is required"),
    chain("another version", put("schema_version", value=2), "/schema_version", "version 2", "1"),
    chain("an id with capitals", put("id", value="Tea"), "/id", 'found "Tea"', "lower case letters"),
    chain("a class of three digits", put("nodes", 0, "industry", value=["164"]), "/nodes/0/industry/0", 'found "164"',
          "a four-digit class"),
    chain("unknown class", put("nodes", 1, "industry", value=["1530", "0000"]), "/nodes/1/industry/1", "no class 0000",
          "a class of GB/T 4754-2017"),
    chain("no origin", drop("nodes", 0, "basis"), "/nodes/0", "no origin", "source, or"),
    chain("two origins", put("nodes", 2, "basis", value="judgement"), "/nodes/2", "both source and basis", "source, or"),
    chain("source not listed", put("nodes", 2, "source", value="s9"), "/nodes/2/source", 'source "s9" is not listed', "an id of /sources"),
    chain("dangling link", put("links", 1, "to", value="cup"), "/links/1/to", NO_NODE + '"cup"', "a node id of the chain"),
    chain("dangling link to another chain", put("links", 1, "to", value="coffee:cup"), "/links/1/to", NO_NODE + '"coffee:cup"',
          "chain:node of a loaded chain"),
    chain("self link", put("links", 2, value=link("tea", "tea")), "/links/2", 'a node supplies itself: "tea"', "two different nodes"),
    chain("parallel link", put("links", 2, value=link("leaf", "tea")), "/links/2", 'the same link again: "leaf -> tea"',
          "one link of a kind"),
    chain("control characters", put("name", value="茶\x01"), "/name", "control characters", "printable text"),
    Row("chain: two files with one id", {"chains/a.json": text(TEA), "chains/b.json": text(TEA)},
        "chains check --chains-dir {d}/chains", 3, problem=("{d}/chains/b.json", "/id", 'chain "tea" again, as in {d}/chains/a.json', "one file a chain")),
    Row("chain: two files with one id, named", {"a.json": text(TEA), "b.json": text(TEA)}, "chains check --chains-dir {tea} {d}/a.json {d}/b.json",
        3, problem=("{d}/b.json", "/id", 'chain "tea" again, as in {d}/a.json', "one file a chain")),
    Row("chain: two files with one id, one of them bad", {"a.json": tea(lambda c: (put("id", value="tea2")(c), put("nodes", 1, "industry", value=["0000"])(c))),
                                                          "b.json": tea(put("id", value="tea2"))},
        "chains check --chains-dir {tea} {d}/a.json {d}/b.json", 3, problem=("{d}/a.json", "/nodes/1/industry/0", "no class 0000", "a class of GB/T")),
    Row("chain: all errors are told", {"chain.json": tea(lambda c: (put("name", value=1)(c), drop("nodes", 0, "basis")(c)))}, CHECK, 3,
        says=("/name: found 1", "/nodes/0: no origin")),
]

REFUSED_COUNTIES = [
    county_file("unknown chain", county(chains=[{"id": "coffee", "standing": "lead"}]), "/chains/0/id", 'no chain "coffee"', "tea"),
    county_file("wrong type", county(chains="tea"), "/chains", 'found "tea"', "an array"),
    county_file("duplicate chain", county(chains=[{"id": "tea", "standing": "lead"}] * 2), "/chains/1/id", '"tea" again', "each chain once"),
    county_file("unknown key", county(colour="green"), "/colour", "unknown key", "chains, parks"),
    county_file("unknown site", county(sites={"chemical_park": True}), "/sites/chemical_park", "unknown key", "chemical-park, dyeing-park"),
    county_file("unknown standing", county(chains=[{"id": "tea", "standing": "best"}]), "/chains/0/standing", 'found "best"', "lead | "),
    county_file("no name", text({"schema_version": 1}), "", 'no "name"', "this key is required"),
    county_file("no JSON", GOOD, "line 1, column 1", "not JSON here", "one JSON document"),
    county_file("refuses an unknown node", county(refuses=[{"id": "r", "reason": "x", "nodes": ["tea:leaf", "tea:cup"]}]),
                "/refuses/0/nodes/1", 'no node "tea:cup"', "chain:node or chain:*"),
    county_file("covers an unknown industry", county(covers=["制造业", "航天业"]), "/covers/1", 'found "航天业"', "a section or division")
    ._replace(command=COUNTY.replace("match", "coverage")),
]

REFUSED_POLICIES = [
    policy_file("negative weight", policy(rank={"weights": {"unlock": -1}}), "/rank/weights/unlock", "found -1", "a number in 0..1000"),
    policy_file("c_min above c_high", policy(coverage={"c_min": 0.9, "c_high": 0.8}), "/coverage/c_min", "above c_high", "at most c_high"),
    policy_file("unknown profile", policy(gaps={"profile": "mine"}), "/gaps/profile", 'no profile "mine"', "one of /gaps/profiles"),
    policy_file("all weights 0", policy(rank={"weights": dict.fromkeys(
        ["demand_pull", "supply_push", "unlock", "leak_closed", "value_added", "lead_fit", "cross_chain", "feasibility", "candidates",
         "tax_per_mu", "jobs_per_mu"], 0)}), "/rank/weights", "all are 0", "one above 0 at least"),
    policy_file("unknown key", policy(rank={"wieghts": {}}), "/rank/wieghts", "unknown key", "weights, half, vetoes"),
    policy_file("wrong type", policy(gaps={"horizon": "2"}), "/gaps/horizon", 'found "2"', "a number in 1..10"),
    policy_file("half a link", policy(gaps={"horizon": 1.5}), "/gaps/horizon", "found 1.5", "a whole number"),
    policy_file("a section no object", policy(rank=3), "/rank", "found 3", "an object"),
    policy_file("profiles no object", policy(gaps={"profiles": []}), "/gaps/profiles", "found []", "an object"),
]

DECIDED = csv([["企业名称", "环节ID", "结论", "核实人", "核实方式", "核实日期"],
               [MAKER[0], "tea:tea", "不对应", "虚构人甲", "电话", "2026-03-05"], [DRINK[0], "tea:leaf", "对应", "虚构人甲", "实地", ""]])


def decisions(name, rows, place, found, wanted, more=""):
    head = ["企业名称", "环节", "结论", "核实日期"]
    content = csv([head, *rows]) if isinstance(rows, list) else rows
    return Row("decisions: " + name, {"decisions.csv": content, "firms.csv": GOOD}, MATCH + "firms.csv --decisions {d}/decisions.csv " + more,
               3, problem=("{d}/decisions.csv", place, found, wanted))


REFUSED_DECISIONS = [
    decisions("unknown node", [[LEAF[0], "tea:cup", "对应", ""]], "row 2, column B", 'no node "tea:cup"', "chain:node of a loaded chain"),
    decisions("unknown chain", [[LEAF[0], "咖啡:leaf", "对应", ""]], "row 2, column B", 'no chain "咖啡"', "chain:node of a loaded chain"),
    decisions("unknown verdict", [[LEAF[0], "精制茶", "大概", ""]], "row 2, column C", 'found "大概"', "对应 (accept), 不对应 (reject) or blank"),
    decisions("bad date", [[LEAF[0], "精制茶", "对应", "去年"]], "row 2, column D", 'found "去年"', "a date like 2026-03-05"),
    decisions("contrary on one day", [[LEAF[0], "精制茶", "对应", "2026-03-05"], [LEAF[0], "精制茶", "不对应", "2026年3月5日"]],
              "row 3", "the contrary of {d}/decisions.csv row 2, of the same date", "one verdict for a firm and node"),
    decisions("no verdict column", csv([["企业名称", "环节"], [LEAF[0], "精制茶"]]), "row 1", "no column 结论", "a header 结论 (verdict)"),
    decisions("no firm column", csv([["环节", "结论"], ["精制茶", "对应"]]), "row 1", "no column 企业名称", "a header 企业名称 (firm)"),
    decisions("a verdict on nobody", [["", "精制茶", "对应", ""]], "row 2, column A", "no firm", "a firm's name"),
    decisions("no table", PNG, "", "a PDF or a picture, no table", "CSV or XLSX"),
    Row("decisions: verdicts that would be lost", {"firms.csv": GOOD, "out/decisions.csv": DECIDED}, ANALYZE + "firms.csv", 3,
        problem=("{d}/out/decisions.csv", "row 2", "a verdict that would be lost", "a file given by --decisions")),
]

def assets(name, rows, place, found, wanted):
    content = csv([["环节", "名称", "数量", "来源", "日期"], *rows]) if isinstance(rows, list) else rows
    return Row("assets: " + name, {"assets.csv": content, "firms.csv": GOOD},
               "coverage --chains-dir {tea} --firms {d}/firms.csv --assets {d}/assets.csv", 3, problem=("{d}/assets.csv", place, found, wanted))


REFUSED_ASSETS = [
    assets("unknown node", [["茶杯", "甲", "", "台账", ""]], "row 2, column A", 'no node "茶杯"', "chain:node of a loaded chain"),
    assets("no name", [["茶叶种植", "", "", "台账", ""]], "row 2, column B", "no name", "the asset's name"),
    assets("an amount in words", [["茶叶种植", "甲", "若干", "台账", ""]], "row 2, column C", 'found "若干"', "a number of 0 or more"),
    assets("a date in words", [["茶叶种植", "甲", "", "台账", "前年"]], "row 2, column E", 'found "前年"', "a date like 2026-03-05"),
    assets("no node column", csv([["名称", "来源"], ["甲", "乙"]]), "row 1", "no column 环节ID or 环节", "a header 环节ID (node_id)"),
    assets("no table", OLE, "", "an encrypted workbook or an old .xls", ".xlsx or CSV"),
]

REFUSED_LISTS = [
    Row("lists: two columns and no header", {"list.csv": csv([["1", LEAF[0]], ["2", MAKER[0]]]), "firms.csv": GOOD},
        MATCH + "firms.csv --above-scale {d}/list.csv", 3,
        problem=("{d}/list.csv", "row 1, column B", "a second column, and no header", "a header 企业名称 (firm)")),
    Row("lists: a picture", {"list.txt": PNG, "firms.csv": GOOD}, MATCH + "firms.csv --anchors {d}/list.txt", 3,
        problem=("{d}/list.txt", "", "a PDF or a picture, no table", "CSV or XLSX")),
    Row("lists: no such file", {"firms.csv": GOOD}, MATCH + "firms.csv --anchors {d}/list.txt", 3,
        problem=("{d}/list.txt", "", "cannot open this file", "a readable file")),
]

OUTPUT = [
    Row("output: a file in the way", {"firms.csv": GOOD, "out": b"x"}, ANALYZE + "firms.csv", 1, ("cannot write {d}/out: ",)),
    Row("output: no folder can be made there", {"firms.csv": GOOD}, "analyze --chains-dir {tea} --firms {d}/firms.csv --out /proc/none/out", 1,
        ("cannot write /proc/none/out: ",)),
    Row("output: a folder in place of a file", {"firms.csv": GOOD, "out/report.md/x": b""}, ANALYZE + "firms.csv", 1,
        ("cannot write {d}/out/report.md: ",)),
    Row("output: map into a missing folder", {"firms.csv": GOOD}, "map --chains-dir {tea} --firms {d}/firms.csv --out {d}/none/x.svg", 1,
        ("cannot write {d}/none/x.svg: ",)),
    Row("output: report onto a folder", {"firms.csv": GOOD, "x.md/y": b""}, "report --chains-dir {tea} --firms {d}/firms.csv --out {d}/x.md", 1,
        ("cannot write {d}/x.md: ",)),
    Row("output: a full disk", {}, POLICY.replace("--policy {d}/policy.json", ""), 1, ("cannot write to standard output: ",),
        stdout="/dev/full"),
    Row("output: a full disk, a line at a time", {"firms.csv": GOOD}, MATCH + "firms.csv", 1, ("cannot write to standard output: ",),
        stdout="/dev/full"),
]

USAGE = [
    usage("no command", "", "没有给命令"),
    usage("unknown command", "nonsense", "no command nonsense"),
    usage("unknown option", "policy --nonsense", "--nonsense"),
    usage("no table", "match", "--firms"),
    usage("no output", "analyze --firms {d}/firms.csv", "--out"),
    usage("a number that is none", "match --firms {d}/firms.csv --threads many", "--threads", "many"),
    usage("too many threads", "match --firms {d}/firms.csv --threads 5000", "--threads", "5000"),
    usage("assets without firms", "map --chain dairy --assets {d}/firms.csv --out {d}/map.svg", "--assets", "--firms"),
    usage("unknown language", "policy --lang fr", "--lang", "fr"),
    usage("unknown format", "targets --firms {d}/firms.csv --format xml", "--format", "xml"),
    usage("a date in words", "coverage --firms {d}/firms.csv --date yesterday", "--date", "yesterday", "2026-09-30"),
    usage("a month of its own", "coverage --firms {d}/firms.csv --date 2026-13-01", "--date", "2026-13-01", "2026-09-30"),
    usage("map of unknown kind", "map --chain dairy --firms {d}/firms.csv --out {d}/map.jpg", "--out", ".svg", "map.jpg"),
    usage("report of unknown kind", "report --firms {d}/firms.csv --out {d}/report.odt", "--out", ".html", "report.odt"),
    usage("chains without a verb", "chains", "subcommand"),
]

THREE = {"rows": 3, "firms": 3, "matched": 3, "grade": "D"}
ODD = "虚构县<script>alert('1')</script>&\"引号\"茶厂"
RTL = "虚构县\u202e厂茶\u200b云\ufeff头\u2066有限公司"
FORMULAS = ["=cmd|' /C calc'!A0", "+1", "-1", "@x"]


def files_of(out):
    return {name: open(os.path.join(out, name), encoding="utf-8").read() for name in sorted(os.listdir(out))
            if name.endswith((".csv", ".json", ".md", ".html", ".svg"))}


def no_formula(out):
    """Nothing that a spreadsheet would run: in the workbook every name is a string, in the CSV behind an apostrophe."""
    cells = tables.dump(os.path.join(out, "lists.xlsx"))
    assert "FORMULA" not in cells, "a formula in lists.xlsx"
    for name in FORMULAS:
        assert f" '{name}\n" in cells, f"{name} is not in lists.xlsx as text"
    return files_of(out)


def formula_in_csv(out):
    lines = no_formula(out)["targets.csv"].splitlines()
    assert any(line.startswith('"tea:drink","Tea","\'=1+1"') for line in lines), "the node =1+1 is not quoted in targets.csv"


def escaped(out):
    for name, content in files_of(out).items():
        if name == "map.html":  # its own scripts, and data as JSON
            assert "<script>alert" not in content and "\\u003cscript\\u003ealert('1')" in content, f"unescaped in {name}"
        elif name.endswith((".html", ".svg")):
            assert "<script" not in content and "alert('1')" not in content, f"unescaped in {name}"
    assert "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;引号&quot;茶" in files_of(out)["report.html"]
    assert f"'{ODD}\n" in tables.dump(os.path.join(out, "lists.xlsx"))


def no_marks(out):
    """Direction marks would turn round what stands after the name, zero-width ones hide."""
    for name, content in [*files_of(out).items(), ("lists.xlsx", tables.dump(os.path.join(out, "lists.xlsx")))]:
        found = [c for c in "\u202e\u200b\u2066" if c in content] + ["\ufeff"] * ("\ufeff" in content[1:])
        assert not found, f"{found} in {name}"
    assert "'虚构县厂茶云头有限公司\n" in tables.dump(os.path.join(out, "lists.xlsx"))


def no_personal(out):
    for name, content in [*files_of(out).items(), ("lists.xlsx", tables.dump(os.path.join(out, "lists.xlsx")))]:
        assert "虚构人甲" not in content and "0000001" not in content, f"personal data in {name}"


def kept_in_workbook(name):
    def check(out):
        assert f"'{name}\n" in tables.dump(os.path.join(out, "lists.xlsx")), f"{name!r} is not in lists.xlsx"

    return check


def decided(out):
    """What was decided comes back, and names nobody elsewhere."""
    files = files_of(out)
    assert '"虚构人甲"' in files.pop("decisions.csv")
    for name, content in [*files.items(), ("lists.xlsx", tables.dump(os.path.join(out, "lists.xlsx")))]:
        assert "虚构人甲" not in content, f"who verified stands in {name}"
    assert "verified" in files["map.tea.svg"] and "nodes verified 33% (1/3)" in files["report.md"], files["report.md"][:500]


def assets_shown(out):
    cells = tables.dump(os.path.join(out, "lists.xlsx"))
    assert "'=云头茶园\n" in cells and "'旧厂房\n" in cells and "FORMULA" not in cells
    assert "asset, no firm" in files_of(out)["map.tea.svg"]


def lists_shown(out):
    cells = tables.dump(os.path.join(out, "lists.xlsx"))
    assert "'anchor (named by a list)\n" in cells and "'anchor (by list)\n" in cells and "'above scale (by list)\n" in cells


def encoding(name, content, found, says=(), **counts):
    return read(name, content, {**THREE, "encoding": found, **counts}, *says)


MIXED = csv([HEAD, LEAF, DRINK]) + csv([MAKER], "gbk")
HANDLED = [
    encoding("UTF-8", GOOD, "utf-8"),
    encoding("UTF-8 with a mark", csv(ROWS, "utf-8-sig"), "utf-8-bom"),
    encoding("CRLF", csv(ROWS, end="\r\n"), "utf-8"),
    encoding("CR only", csv(ROWS, end="\r"), "utf-8"),
    encoding("no line end at the end", GOOD.rstrip(), "utf-8"),
    encoding("GB18030", csv(ROWS, "gb18030"), "gb18030"),
    encoding("UTF-16 with a mark, little end first", b"\xff\xfe" + csv(ROWS, "utf-16-le"), "utf-16le"),
    encoding("UTF-16 with a mark, big end first", b"\xfe\xff" + csv(ROWS, "utf-16-be"), "utf-16be"),
    encoding("a GBK row in a UTF-8 file", MIXED, "utf-8", ("1 rows were GB18030, and read as that; wanted one encoding",)),
    encoding("a broken byte", GOOD.replace("云头茶园".encode(), "云头".encode() + b"\xff" + "茶园".encode()), "utf-8",
             ("1 places are no utf-8, shown as �; wanted one encoding",), bad_bytes=1),
    encoding("tabs", GOOD.replace(b",", b"\t"), "utf-8"),
    encoding("semicolons, told by sep=", b"sep=;\n" + GOOD.replace(b",", b";"), "utf-8"),
    encoding("two marks, the second where files were joined", csv(ROWS[:3], "utf-8-sig") + csv(ROWS[3:], "utf-8-sig"), "utf-8-bom"),
    read("an XLSX named .csv", BOOK, {**THREE, "kind": "xlsx", "encoding": ""}),
    read("the first sheet that holds something", tables.workbook(("空", []), ("企业", ROWS)), THREE, file="firms.xlsx"),
    read("the sheet asked for", tables.workbook(("说明", [["填表说明"]]), ("企业", ROWS)), THREE, file="firms.xlsx", more="--sheet 企业"),
    read("titles over the header", csv([["虚构县企业名单"], ["2026年6月", "单位：万元"], *ROWS]), THREE),
    read("short rows", csv([HEAD, LEAF, MAKER, DRINK[:4]]), {**THREE, "short_rows": 1}, "row 4: only 4 cells; wanted 5"),
    read("long rows", csv([HEAD, LEAF, MAKER + ["多出一格"], DRINK + [""]]), {**THREE, "long_rows": 1},
         "row 3, column F: a cell beyond the header: 多出一格; wanted 5 cells"),
    read("line breaks in a quoted cell", csv([HEAD, LEAF, MAKER, DRINK[:4] + ["茶饮料生产；\n零售；\r\n批发"]]), THREE),
    Row("decisions that were made", {"firms.csv": GOOD, "out/decisions.csv": DECIDED},
        ANALYZE + "firms.csv --date 2026-09-30 --decisions {d}/out/decisions.csv", 0,
        ("2 decisions: 2 in force, 0 open, 0 expired, 0 superseded; 0 matches confirmed, 1 added, 1 removed",
         "note: 1 decisions have no date and never expire"), check=decided),
    Row("decisions without --date", {"firms.csv": GOOD, "decisions.csv": DECIDED}, MATCH + "firms.csv --decisions {d}/decisions.csv", 0,
        ("note: no --date, so no decision expires",)),
    Row("decisions on firms that are not there", {"firms.csv": GOOD, "decisions.csv": csv([["firm", "node", "verdict"], ["虚构县无此厂", "tea:tea", "accept"]])},
        MATCH + "firms.csv --decisions {d}/decisions.csv", 0, ("note: {d}/decisions.csv: 1 firms are not in the table: 虚构县无此厂; wanted",)),
    Row("assets", {"firms.csv": csv([HEAD, MAKER]), "assets.csv": csv([["环节", "名称", "来源"], ["茶叶种植", "=云头茶园", "农业农村局"], ["茶饮料", "旧厂房", ""]])},
        ANALYZE + "firms.csv --assets {d}/assets.csv", 0, ("row 3, column C: no source: 旧厂房; wanted a source",), check=assets_shown),
    read("lists of firms above scale and of anchors", GOOD, {**THREE, "grade": "B"},
         "list of firms above scale: 7 named, 1 firms of the table marked",
         "note: {d}/above.txt: 6 firms are not in the table: 甲, 乙, 丙, 丁, 戊 …; wanted",
         "list of anchors: 1 named, 1 firms of the table marked", "grade B: 2 firms of unknown size count as ordinary ones.",
         more="--above-scale {d}/above.txt --anchors {d}/anchors.csv", check=lists_shown,
         also={"above.txt": f"甲\n乙\n丙\n丁\n戊\n己\n{MAKER[1]}\n".encode(), "anchors.csv": csv([["企业名称"], [DRINK[0]]], "gb18030")}),
    read("a chain without nodes", GOOD, {"rows": 3, "firms": 3, "matched": 0}, spoil=lambda c: c.update(nodes=[], links=[])),
    read("a cycle of links", GOOD, THREE, spoil=put("links", 2, value=link("drink", "leaf"))),
    read("products and no scope", csv([["企业名称", "主要产品"], ["虚构县云头厂", "精制茶"], ["虚构县云尾厂", "砖"]]),
         {"rows": 2, "firms": 2, "matched": 1}),
    read("names alone", csv([["企业名称"], ["虚构县云头精制茶厂"]]), {"rows": 1, "firms": 1, "matched": 1},
         "row 1: only the firm's name can be used; wanted 行业代码"),
    read("names and regions alone", csv([["企业名称", "所属区县"], ["虚构县云头精制茶厂", "虚构县"]]),
         {"rows": 1, "firms": 1, "matched": 1}, "row 1: only the firm's name can be used; wanted 行业代码"),
    read("industry by name", csv([["企业名称", "行业"], ["虚构县甲厂", "精制茶加工"], ["虚构县乙厂", "精制茶"], ["虚构县丙厂", "炼金"]]),
         {"rows": 3, "firms": 3, "named_industries": 1, "unknown_industries": 2, "matched": 1},
         "row 3, column B: industry 精制茶 is not in GB/T 4754-2017; wanted"),
    read("a code that lost its leading zero", csv([HEAD, LEAF[:3] + ["164", "茶叶种植"], MAKER, DRINK]), {**THREE, "padded_codes": 1},
         "row 2, column D: industry code 164 lost its leading 0, read as 0164; wanted codes as text"),
    read("credit codes as 9.13E+17", csv([HEAD, LEAF, MAKER, named("虚构县云尾茶厂")[:1] + ["9.13E+17"] + MAKER[2:]]),
         {**THREE, "bad_credit_codes": 1, "scientific_codes": 1}, "row 4, column B: the credit code became 9.13E+17"),
    read("a credit code that does not check", csv([HEAD, LEAF, MAKER, named("虚构县云尾茶厂")[:1] + [credit_code(9)[:-1] + "?"] + MAKER[2:]]),
         {**THREE, "bad_credit_codes": 1, "scientific_codes": 0}, "row 4, column B: the credit code's check character does not hold"),
    read("duplicates, by code and by name", csv([HEAD, LEAF, MAKER, named("虚构县云头茶厂（曾用名）"), ["虚构县云头茶饮有限公司", ""] + DRINK[2:],
                                         ["虚构县云头茶饮有限公司", ""] + DRINK[2:]]),
         {"rows": 5, "firms": 3, "duplicates": 2, "matched": 3}, "row 4: the same firm as a row before", "row 6: the same firm as a row before"),
    read("deregistered firms", csv([[*HEAD, "登记状态"], LEAF + ["存续"], MAKER + ["注销"], DRINK + ["吊销，未注销"]]),
         {"rows": 3, "firms": 1, "deregistered": 2, "matched": 1}),
    read("totals and the header again", csv([*ROWS, HEAD, ["合计", "", "", "3", ""], ["数据来源：虚构"]]),
         {"rows": 6, "firms": 3, "not_firms": 3, "matched": 3}, "row 6, column A: no firm, left out: 合计"),
    read("rows without a name", csv([HEAD, LEAF, ["", *MAKER[1:]], ["-", *DRINK[1:]]]), {"rows": 3, "firms": 1, "nameless": 2, "matched": 1},
         "row 3: no firm's name, left out"),
    read("another county", csv([HEAD, LEAF, MAKER, DRINK[:2] + ["邻县", *DRINK[3:]]]), {"rows": 3, "firms": 2, "elsewhere": 1, "matched": 2},
         more="--region 虚构县"),
    read("no firm is left", GOOD, {"rows": 3, "firms": 0, "elsewhere": 3, "matched": 0}, "no firm is left; wanted at least one firm", more="--region 邻县"),
    read("0 insured staff", csv([[*HEAD, "参保人数"], LEAF + ["0"], MAKER + ["12"], DRINK + [""]]), {**THREE, "flagged": 1, "grade": "C"}),
    read("personal columns", csv([[*HEAD, "法定代表人", "电话"], *[row + ["虚构人甲", "000-0000001"] for row in ROWS[1:]]]), THREE,
         check=no_personal),
    read("names like formulas", csv([HEAD, LEAF, *[[name, credit_code(i)] + MAKER[2:] for i, name in enumerate(FORMULAS, 10)]]),
         {"rows": 5, "firms": 5, "matched": 5}, check=formula_in_csv, spoil=put("nodes", 2, "name", value="=1+1")),
    read("names like markup", csv([HEAD, LEAF, named(ODD)]), {"rows": 2, "firms": 2, "matched": 2}, check=escaped,
         spoil=put("nodes", 2, "name", value=ODD)),
    read("a cell of 30,000 characters", csv([HEAD, LEAF, MAKER[:4] + ["精制茶加工；" * 5000]]), {"rows": 2, "firms": 2, "matched": 2}),
    read("a name of 30,000 characters", csv([HEAD, LEAF, named("虚构" * 15000)]), {"rows": 2, "firms": 2, "matched": 2}),
    read("NUL bytes, and the encoding told", with_row("虚构县空\0\0茶厂", *MAKER[1:]),
         {"rows": 2, "firms": 2, "matched": 2, "bad_bytes": 2}, "2 places are no utf-8, shown as �", more="--encoding utf-8",
         check=kept_in_workbook("虚构县空��茶厂")),
    read("marks of direction and of no width", csv([HEAD, LEAF, named(RTL)]), {"rows": 2, "firms": 2, "matched": 2}, check=no_marks),
    read("emoji", csv([HEAD, LEAF, named("虚构县🍵茶厂👩‍🌾")]), {"rows": 2, "firms": 2, "matched": 2}, check=kept_in_workbook("虚构县🍵茶厂👩‍🌾")),
]

ROWS_OF_ALL = [*REFUSED_TABLES, *REFUSED_OPTIONS, *REFUSED_CHAINS, *REFUSED_COUNTIES, *REFUSED_POLICIES, *REFUSED_DECISIONS, *REFUSED_ASSETS, *REFUSED_LISTS, *OUTPUT, *USAGE, *HANDLED]
