#!/usr/bin/env python3
"""`liantu serve` as programs and browsers talk to it: the whole way on the sample county, check-ups of tables good and bad, refusals
with their reasons, hostile requests, limits, and nothing left behind.  serve.py TOOL DATA"""
import io
import json
import os
import sys
import threading
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
import tables
from service import Service, form

TOOL, DATA = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SAMPLE = os.path.join(DATA, "samples/demo-county")
FAILED = []


def want(what, fine, found=""):
    if not fine:
        FAILED.append(what)
        print(f"FAILED: {what}: {str(found)[:600]}")


def sample(name):
    with open(os.path.join(SAMPLE, name), "rb") as file:
        return file.read()


def firms(title="企业名单.csv"):
    return ("firms", title, sample("firms.csv"))


COUNTY = ("county", "county.json", sample("county.json"))


def page(service):
    answer = service.get("/")
    policy = answer.headers["Content-Security-Policy"]
    want("the page", answer.status == 200 and "数据体检" in answer.body.decode(), answer.status)
    want("its policy", "script-src 'self'" in policy and "unsafe" not in policy, policy)
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store")):
        want(name, answer.headers[name] == value, answer.headers[name])
    for path in ("/page.css", "/page.js", "/api/v1/health"):
        want(path, service.get(path).status == 200)
    want("HEAD", service.ask("HEAD", "/").status == 200)
    chains = service.get("/api/v1/chains").json()["chains"]
    want("chains", any(chain["id"] == "dairy" and chain["name"] == "乳制品" for chain in chains), chains[:2])
    english = service.get("/api/v1/chains", Accept_Language="en-GB,en").json()["chains"]
    want("chains in English", chains != english and len(chains) == len(english), english[:2])


def described(service):
    """Every address of the description answers, and nothing that answers is missing from it."""
    told = service.get("/api/v1/openapi.json").json()
    for path, methods in told["paths"].items():
        for method in methods:
            if method == "parameters":
                continue
            address = path.replace("{id}", "0" * 32).replace("{name}", "firms.xlsx")
            body, headers = (b"", {"Content-Length": "0"}) if method == "post" else (None, {})
            answer = service.ask(method.upper(), address, body, headers)
            want(f"{method} {path} is there", answer.status != 404 or answer.json()["code"] == "gone", answer.body)
    parts = set(told["components"]["schemas"]["Tables"]["properties"])
    unknown = service.post("/api/v1/check", [firms(), ("nothing", "x")]).json()
    want("an unknown part is refused", unknown["code"] == "bad_field", unknown)
    for part in parts - {"firms", "county", "policy", "previous", "candidates", "contacts", "decisions", "assets", "above_scale", "anchors"}:
        answer = service.post("/api/v1/check", [firms(), (part, "\x01")]).json()
        want(f"the description's part {part} is known", part in answer["message"] and "docs/service.md" not in answer["message"], answer)


def template(service, name):
    answer = service.get(f"/api/v1/templates/{name}")
    want(f"template {name}", answer.status == 200 and answer.body[:2] == b"PK", answer.status)
    want(f"its name, {name}", "filename*=UTF-8''%E" in answer.headers["Content-Disposition"], answer.headers["Content-Disposition"])
    path = os.path.join(service.folder.name, "template-" + name)
    with open(path, "wb") as file:
        file.write(answer.body)
    out = tables.sheets(path)
    os.remove(path)
    return out


def filled(sheets, rows):
    """The template with `rows`, by sheet, under its headers in place of the examples; a cell {…} is found by its row's first."""
    out = []
    for name, cells in sheets:
        given = rows.get(name, [])
        head = max(range(min(10, len(cells))), key=lambda i: len(cells[i]))  # a title has one cell
        if isinstance(given, dict):
            below = [[row[0], given.get(row[0], "")] for row in cells[head + 1:] if row]
        else:
            below = [[dict(row).get(title, "") for title in cells[head]] for row in given]
        out.append((name, cells[:head + 1] + below))
    return tables.workbook(*out)


def templates(service):
    """As they are they hold nothing; filled in, they are read, every header of them."""
    firms_book, county_book = template(service, "firms.xlsx"), template(service, "county.xlsx")
    untouched = service.post("/api/v1/check", [("firms", "企业表模板.xlsx", service.get("/api/v1/templates/firms.xlsx").body),
                                               ("county", "县情表模板.xlsx", service.get("/api/v1/templates/county.xlsx").body)]).json()
    want("examples are no firms", untouched["firms"]["firms"] == 0 and untouched["firms"]["left_out"]["not_firms"] == 3, untouched["firms"])
    want("every header of the template is known", untouched["firms"]["columns"]["unrecognised"] == [], untouched["firms"].get("columns"))
    want("a county without a name", "县名" in untouched["county"]["problems"][0]["message"], untouched["county"])
    county = filled(county_book, {
        "县情": {"县名": "云石县", "乡镇": "白岭镇、鹤坪镇", "化工园区": "无", "采矿权": "有"},
        "产业链": [{"产业链": "石英新材料", "定位": "主导产业链"}, {"产业链": "dairy", "定位": "特色", "链主企业": "甲公司、乙公司"}],
        "园区": [{"园区": "开发区", "具备条件": "取水许可", "可供土地（亩）": "1,200"}],
        "不引进": [{"理由": "不上两高", "管控类别": "两高"}, {"理由": "不要石英砂", "环节": "石英新材料:高纯石英砂"}]})
    table = filled(firms_book, {"企业": [{"企业名称": "云石乳业有限公司", "经营范围": "发酵乳生产", "所属区县": "云石县", "是否规上": "是"}]})
    found = service.post("/api/v1/check", [("firms", "企业.xlsx", table), ("county", "县情.xlsx", county)]).json()
    want("the templates filled in", found["usable"] and found["firms"]["firms"] == 1, found)
    want("the county of the workbook", [(c["id"], c["standing"]) for c in found["county"].get("chains", [])]
         == [("quartz", "主导产业链"), ("dairy", "特色产业链")], found["county"])
    bad = filled(county_book, {"县情": {"县名": "云石县", "港口": "也许"}, "产业链": [{"产业链": "炼金"}], "园区": [{"园区": "甲", "可供土地（亩）": "很多"}]})
    problems = service.post("/api/v1/check", [firms(), ("county", "我的县情.xlsx", bad)]).json()["county"]["problems"]
    want("a bad county: each problem by row and column", len(problems) == 3 and all("row" in p and "column" in p for p in problems), problems)
    want("under the name that it was uploaded by", all(p["file"] == "我的县情.xlsx" for p in problems), problems)


def check_ups(service):
    found = service.post("/api/v1/check", [firms(), COUNTY, ("contacts", "人.csv", sample("contacts.csv"))]).json()
    table = found["firms"]
    want("the sample is usable", found["usable"] and table["grade"] == "A" and table["firms"] == 195, table)
    want("personal columns are told", table["columns"]["personal"] == ["法定代表人", "电话"], table["columns"]["personal"])
    want("what is missing", any("products" in lack["fields"] and lack["lost"] for lack in table["columns"]["missing"]), table["columns"]["missing"])
    want("rows to look at", any(note.get("row") and "9.19909E+17" in note["message"] for note in table["notes"]), table["notes"])
    want("no person in it", "虚构人" not in json.dumps(found, ensure_ascii=False))
    poor = service.post("/api/v1/check?lang=en", [("firms", "x.csv", "企业名称\n甲公司\n乙公司\n".encode("gb18030"))]).json()
    want("names alone: grade D, in English", poor["firms"]["grade"] == "D" and poor["firms"]["encoding"] == "gb18030"
         and "scope" in poor["firms"]["columns"]["missing"][0]["lost"], poor)
    for title, table in (("空.csv", b""), ("乱.csv", os.urandom(3000)), ("没有表头.csv", "甲,乙\n1,2\n".encode()), ("网页.xlsx", b"<html><table></table></html>"),
                         ("坏.xlsx", b"PK\x03\x04" + b"\0" * 500), ("炸弹.xlsx", bomb())):
        answer = service.post("/api/v1/check", [("firms", title, table)])
        problems = answer.json().get("firms", {}).get("problems", [])
        want(f"{title}: not usable, and why", answer.status == 200 and not answer.json()["usable"] and problems
             and problems[0].get("message", "").startswith(title), answer.body.decode())


def bomb():
    parts = dict(tables.workbook_parts([("Sheet1", [["企业名称"]])]))
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace("企业名称", "甲" * 12_000_000)
    return tables.archive(parts.items())


def whole_way(service):
    answer = service.post("/api/v1/analyses", [firms('../../"企业" 名单.csv'), COUNTY, ("contacts", "人.csv", sample("contacts.csv")), ("chains", "dairy"),
                                               ("date", "2026-11-29")])
    want("an analysis is taken", answer.status == 202 and answer.headers["Location"] == answer.json()["url"], answer.body)
    url = answer.json()["url"]
    told = service.wait(url)
    names = {file["name"] for file in told["files"]}
    wanted = {"map.html", "lists.xlsx", "report.html", "report.md", "map.dairy.svg", "map.dairy.pdf", "contacts.xlsx", "all.zip", "result.json"}
    want("its results", told["state"] == "done" and wanted <= names, told)
    for file in told["files"]:
        got = service.get(file["url"])
        want(f"{file['name']} whole", len(got.body) == file["bytes"] and got.status == 200, len(got.body))
    lists = service.get(f"{url}/files/lists.xlsx").headers["Content-Disposition"]
    want("a name in Chinese", lists == "attachment; filename=\"lists.xlsx\"; filename*=UTF-8''%E6%B8%85%E5%8D%95.xlsx", lists)
    view = service.get(f"{url}/files/map.html?view=1")
    want("the map in the browser, shut in", view.headers["Content-Disposition"].startswith("inline") and "sandbox" in view.headers["Content-Security-Policy"]
         and "same-origin" not in view.headers["Content-Security-Policy"], view.headers)
    want("titled by the upload, never a path", "企业" in view.body.decode() and "../" not in view.body.decode())
    with zipfile.ZipFile(io.BytesIO(service.get(f"{url}/files/all.zip").body)) as packed:
        want("the archive", set(packed.namelist()) == names - {"all.zip"} and packed.testzip() is None, packed.namelist())
    inside = [file for _, _, files in os.walk(service.folder.name) for file in files]
    want("what was uploaded is gone", "firms.csv" not in inside and "lists.xlsx" in inside, inside)
    for name in ("..%2Fstderr.txt", "%2e%2e%2fstdout.txt", "nothing.xlsx", "..", ".lock"):
        got = service.get(f"{url}/files/{name}")
        want(f"no file {name}", got.status == 404 and got.json()["code"] in ("gone", "not_found"), got.body)
    want("taken back", service.ask("DELETE", url).status == 204 and service.get(url).status == 404 and service.ask("DELETE", url).status == 404)
    inside = [file for _, _, files in os.walk(service.folder.name) for file in files]
    want("and gone", sorted(inside) == [".lock", "county.xlsx", "firms.xlsx"], inside)
    failed = service.wait(service.post("/api/v1/analyses", [("firms", "坏表.csv", b"\x00\x01\x02"), ("chains", "dairy")]).json()["url"])
    want("a failure tells why", failed["state"] == "failed" and failed["error"]["code"] == "bad_input" and failed["error"]["message"].startswith("坏表.csv"), failed)


def refusals(service):
    own = f"127.0.0.1:{service.port}"
    cases = [
        ("another host", service.get("/", Host="evil.example"), 421, "host"),
        ("rebinding", service.get("/api/v1/health", Host=f"evil.example:{service.port}"), 421, "host"),
        ("another origin", service.post("/api/v1/check", [firms()], Origin="http://evil.example"), 403, "origin"),
        ("no origin's", service.post("/api/v1/check", [firms()], Origin="null"), 403, "origin"),
        ("another site", service.post("/api/v1/check", [firms()], Sec_Fetch_Site="cross-site"), 403, "origin"),
        ("deleting from another", service.ask("DELETE", "/api/v1/analyses/" + "0" * 32, headers={"Origin": "https://evil.example"}), 403, "origin"),
        ("nothing there", service.get("/nothing"), 404, "not_found"),
        ("a method of nothing", service.ask("PUT", "/api/v1/check", b"x" * 1000), 404, "not_found"),
        ("a body for nothing", service.post("/nothing", [firms()]), 404, "not_found"),
        ("deleting nothing", service.ask("DELETE", "/api/v1/analyses/" + "z" * 32), 404, "not_found"),
        ("a long path", service.get("/" + "a" * 5000), 414, "path_too_long"),
        ("no form", service.ask("POST", "/api/v1/check", b"{}", {"Content-Type": "application/json"}), 415, "no_form"),
        ("no boundary", service.ask("POST", "/api/v1/check", b"x", {"Content-Type": "multipart/form-data"}), 400, "bad_form"),
        ("not a form", service.ask("POST", "/api/v1/check", b"x" * 999, {"Content-Type": "multipart/form-data; boundary=b"}), 400, "bad_form"),
        ("half a form", service.ask("POST", "/api/v1/check", form([firms()])[1][:3000], {"Content-Type": form([])[0]}), 400, "bad_form"),
        ("no table", service.post("/api/v1/check", [("region", "云石县")]), 400, "no_firms"),
        ("two tables", service.post("/api/v1/check", [firms(), firms()]), 400, "bad_field"),
        ("a file of no kind", service.post("/api/v1/check", [firms(), ("evil", "x.sh", b"x")]), 400, "bad_form"),
        ("text for a file", service.post("/api/v1/check", [("firms", "x")]), 400, "bad_form"),
        ("a chain by its path", service.post("/api/v1/analyses", [firms(), ("chains", "/etc/passwd.json")]), 400, "bad_field"),
        ("control characters", service.post("/api/v1/analyses", [firms(), ("region", "a\x01b")]), 400, "bad_field"),
        ("too many parts", service.post("/api/v1/check", [("region", "x")] * 100), 400, "bad_form"),
        ("a long text", service.post("/api/v1/check", [firms(), ("region", "x" * 100000)]), 400, "bad_form"),
        ("too large", service.post("/api/v1/check", [("firms", "x.csv", b"x" * 3_000_000)]), 413, "too_large"),
    ]
    for what, answer, status, code in cases:
        told = answer.json()
        want(what, answer.status == status and told["code"] == code and told["message"], (answer.status, answer.body.decode()))
    want("our own origin", service.post("/api/v1/check", [firms()], Origin=f"http://{own}", Sec_Fetch_Site="same-origin").status == 200)
    one = service.post("/api/v1/check", [firms(), ("title", "甲、乙, 丙"), ("region", "云石县, 示例市")])
    want("a comma in a title, two regions", one.status == 200, one.body)
    reach = service.post("/api/v1/check", [firms(), ("reach", "示例市")])
    want("what needs another is told", reach.status == 400 and "--region" in reach.json()["message"], reach.body)
    option = service.post("/api/v1/check", [firms(), ("date", "--out=/tmp/x")])
    want("a text is no option", option.status != 200 and "--out" not in os.listdir(service.folder.name), option.body)


def hostile(service):
    host = f"Host: 127.0.0.1:{service.port}\r\n"
    for what, request, wanted in (
            ("chunks", f"POST /api/v1/check HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n5\r\n", b"411"),
            ("no length", f"POST /api/v1/check HTTP/1.1\r\n{host}Content-Type: multipart/form-data; boundary=b\r\n\r\n", b"411"),
            ("long headers", f"GET / HTTP/1.1\r\n{host}X: {'a' * 40000}\r\n\r\n", b"431"),
            ("no request", "hello\r\n\r\n", b"400"),
            ("a range of ranges", f"GET / HTTP/1.1\r\n{host}Range: bytes={','.join(['0-1'] * 2000)}\r\n\r\n", b"200"),
            ("no host", "GET / HTTP/1.1\r\n\r\n", b"421")):
        got = service.raw(request.encode(), finish=what == "no length")
        want(what, got.startswith(b"HTTP/1.1 " + wanted), got[:200])
    # Content types that would keep httplib's expressions busy for hours.
    kind = "multipart/form-data; boundary=b"
    body = b"--b\r\nContent-Type:" + b" " * 3900 + b"y\ny\r\n\r\nx\r\n--b--\r\n"
    want("an expression's worst", service.ask("POST", "/api/v1/check", body, {"Content-Type": kind}).status == 400)
    for _ in range(20):
        service.raw(os.urandom(2000) + b"\r\n\r\n")
    want("still there", service.get("/api/v1/health").json()["status"] == "ok")


def limits():
    """One piece of work, no queue: the second is sent away, and told when to come again."""
    with Service(TOOL, DATA, "--jobs", "1", "--queue", "0", "--max-mb", "1", "--seconds", "1") as service:
        answers = []
        all_chains = [("firms", "x.csv", sample("firms.csv"))]

        def one():
            answers.append(service.post("/api/v1/analyses", all_chains))

        threads = [threading.Thread(target=one) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        busy = [answer for answer in answers if answer.status == 503]
        taken = [answer for answer in answers if answer.status == 202]
        want("one at a time", len(taken) == 1 and len(busy) == 2, [a.body for a in answers])
        want("when to come again", all(int(a.headers["Retry-After"]) > 0 and a.json()["code"] == "busy" for a in busy))
        late = service.wait(taken[0].json()["url"])
        want("out of time", late["state"] == "failed" and late["error"]["code"] == "time", late)
        large = service.post("/api/v1/check", [("firms", "x.csv", b"x" * 1_200_000)])
        want("over --max-mb", large.status == 413 and "1 MB" in large.json()["message"] or large.json()["code"] == "too_large", large.body)
        want("ends with nothing left", service.end() == (0, []))


def main():
    service = Service(TOOL, DATA, "--max-mb", "2")
    with service:
        for part in (page, described, templates, check_ups, whole_way, refusals, hostile):
            part(service)
        want("ends in order, with nothing left", service.end() == (0, []))
        want("and nothing was wrong inside", service.said == "", service.said)
    limits()
    sys.exit(1 if FAILED else 0)


main()
