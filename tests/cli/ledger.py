#!/usr/bin/env python3
"""liantu ledger: tables in and out, two writers at once, a kill in the middle of a write, a full disk, the bulletin of the
sample county, and that no person is in it.  ledger.py TOOL DATA"""
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import bench as benches
from tables import csv, dump, workbook

SAMPLE = os.path.join(os.path.abspath(sys.argv[2]), "samples", "demo-county", "ledger")
HEAD = ["项目编号", "项目名称", "责任单位", "总投资(万元)", "累计到位(万元)", "截至日期", "状态", "状态日期"]
PERSONS = ["虚构县领导甲", "虚构县领导乙"]


class Desk:
    def __init__(self, bench):
        self.bench = bench

    def path(self, name):
        return os.path.join(self.bench.folder, name)

    def start(self, *words, **how):
        return subprocess.Popen([self.bench.tool, "ledger", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, **how)

    def run(self, *words, code=0, **how):
        done = self.start(*words, **how)
        out, err = (text.decode() for text in done.communicate(timeout=120))
        if done.returncode != code:
            self.bench.fail(f"{words}: exit {done.returncode}, wanted {code}: {err[:500]}")
        return out, err

    def new(self, name):
        self.run("init", "--ledger", self.path(name))
        return ["--ledger", self.path(name)]

    def said(self, what, text, *wanted):
        for one in wanted:
            if one not in text:
                self.bench.fail(f"{what}: no '{one}' in {text[:1500]}")

    def rows(self, name, table="project"):
        """Counts the rows as another program does, and looks whether the file is sound."""
        with sqlite3.connect(self.path(name)) as database:
            state = database.execute("PRAGMA integrity_check").fetchone()[0]
            count = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        database.close()
        if state != "ok":
            self.bench.fail(f"{name} is not sound: {state}")
        return count


def tables(desk):
    bench = desk.bench
    ledger = desk.new("tables.sqlite")
    both = ("--projects", os.path.join(SAMPLE, "projects.csv"), "--obstacles", os.path.join(SAMPLE, "obstacles.csv"))
    out, _ = desk.run("import", *ledger, *both)
    desk.said("first import", out, "新项目 5", "状态记录 11", "堵点记录 5")
    out, _ = desk.run("import", *ledger, *both)
    desk.said("again", out, "新项目 0，信息更新 0，状态记录 0，金额记录 0，堵点记录 0；没有新内容的行 16")
    desk.run("export", *ledger, "--projects", desk.path("p.csv"), "--obstacles", desk.path("o.csv"))
    other = desk.new("other.sqlite")
    desk.run("import", *other, "--projects", desk.path("p.csv"), "--obstacles", desk.path("o.csv"))
    desk.run("export", *other, "--projects", desk.path("p2.csv"), "--obstacles", desk.path("o2.csv"))
    for one, two in (("p.csv", "p2.csv"), ("o.csv", "o2.csv")):
        with open(desk.path(one), "rb") as first, open(desk.path(two), "rb") as second:
            bench.equal(f"{one} round trip", second.read(), first.read())
    desk.run("export", *ledger, "--projects", desk.path("now.csv"), "--current")
    with open(desk.path("now.csv"), encoding="utf-8-sig") as file:
        lines = file.read().splitlines()
    bench.equal("one row a project", len(lines), 6)
    desk.said("current", lines[1], '"开工","2026-08-18"', '"是","151"', PERSONS[0])  # 20 March to 18 August; the export has the leader
    out, _ = desk.run("import", *ledger, "--projects", desk.path("now.csv"))
    desk.said("the current table back", out, "没有新内容的行 5")
    for words in (("show",), ("show", "--id", "YS-001"), ("show", "--format", "json")):
        out, err = desk.run(words[0], *ledger, *words[1:])
        if any(person in out + err for person in PERSONS):
            bench.fail(f"{words} names a person")


def bad_rows(desk):
    ledger = desk.new("bad.sqlite")
    rows = [HEAD, ["A", "甲", "某局", "100", "", "2026-01-01", "在谈", "2026-01-01"], ["B", "乙", "某局", "x", "", "", "在谈", "2026-01-01"],
            ["C", "", "某局", "", "", "", "在谈", "2026-01-01"]]
    for name, content in (("bad.csv", csv(rows)), ("bad.xlsx", workbook(("说明", [["虚构"]]), ("项目", rows)))):
        path = desk.bench.file(name, content)
        out, err = desk.run("import", *ledger, "--projects", path, code=3)
        desk.said(name, err, "都没有收入", "第 3 行 D 列", '"x"', "第 4 行", "没有名称")
        desk.bench.equal("nothing is kept", (out, desk.rows("bad.sqlite")), ("", 0))
    out, err = desk.run("import", *ledger, "--projects", desk.path("bad.xlsx"), "--keep-good")
    desk.said("the rest", out, "新项目 1", "略去的坏行 2")
    desk.said("the bad ones", err, "坏行：", "第 3 行 D 列", "第 4 行")
    _, err = desk.run("set", *ledger, "--id", "A", "--state", "线索", "--date", "2026-02-01", code=3)
    desk.said("backwards", err, "由 在谈 退到 线索")
    _, err = desk.run("set", *ledger, "--id", "A", "--state", "签约", "--date", "2025-12-31", code=3)
    desk.said("too old", err, "早于已有的")
    desk.run("set", *ledger, "--id", "A", "--state", "签约", "--date", "2026-02-01", "--total", "20000", "--obstacle", "用地", "--promised", "2026-03-01")
    out, _ = desk.run("show", *ledger, "--id", "A")
    desk.said("set", out, "状态 在谈 2026-01-01", "状态 签约 2026-02-01", "总投资 20000", "堵点 用地，承诺 2026-03-01，未办结")
    for words in (("set", "--id", "A", "--state", "飞", "--date", "2026-03-01"), ("set", "--id", "A", "--state", "开工"),
                  ("set", "--id", "A", "--total", "1"), ("set", "--id", "A", "--target", "quartz"), ("set", "--id", " "), ("set", "--id", "Z", "--total", "1", "--date", "2026-03-01"), ("import",),
                  ("rates", "--date", "2026-02-30"), ("show", "--id", "Z")):
        _, err = desk.run(words[0], *ledger, *words[1:], code=3)
        desk.said(str(words), err, "应为")
    _, err = desk.run("show", "--ledger", desk.path("none.sqlite"), code=3)
    desk.said("no file", err, "没有这个文件")
    _, err = desk.run("init", *ledger, code=3)
    desk.said("init twice", err, "文件已在")
    desk.run("set", *ledger, "--id", "A", "--total", "-1", code=2)


def two_writers(desk):
    ledger = desk.new("two.sqlite")
    each = 200

    def write(name):
        for i in range(each):
            desk.run("set", *ledger, "--id", f"{name}{i}", "--name", "虚构项目", "--state", "在谈", "--date", "2026-01-01", "--total", str(i))

    writers = [threading.Thread(target=write, args=(name,)) for name in "AB"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    for table in ("project", "event", "figures"):
        desk.bench.equal(f"all of {table}", desk.rows("two.sqlite", table), 2 * each)


def large_table(desk, rows):
    return desk.bench.file("large.csv", csv([HEAD] + [[f"P{i}", f"虚构项目{i}" + "长" * 100, "某局", str(i), "1", "2026-01-01", "在谈", "2026-01-01"] for i in range(rows)]))


def kills(desk):
    """Killed as soon as the journal is there, and some time after: all of the table is in the ledger, or nothing."""
    rows = 8000
    table = large_table(desk, rows)
    ledger = desk.new("kill.sqlite")
    desk.run("set", *ledger, "--id", "before", "--name", "虚构项目")
    kept, journal = desk.path("kept.sqlite"), desk.path("kill.sqlite-journal")
    shutil.copyfile(desk.path("kill.sqlite"), kept)
    hot, found = 0, set()
    for wait in (0, 0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15):
        shutil.copyfile(kept, desk.path("kill.sqlite"))
        writer = desk.start("import", *ledger, "--projects", table)
        until = time.monotonic() + 60
        while not os.path.exists(journal) and writer.poll() is None and time.monotonic() < until:
            pass
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        hot += os.path.exists(journal)
        desk.run("show", *ledger)  # the tool finds it sound, and so does another program
        count = desk.rows("kill.sqlite")
        if count not in (1, rows + 1):
            desk.bench.fail(f"killed after {wait} s: {count} projects")
        found.add(count)
        if os.path.exists(journal):
            os.remove(journal)
    if hot == 0 or 1 not in found:
        desk.bench.fail(f"no kill was in the middle of a write: {hot} journals, {found}")
    shutil.copyfile(kept, desk.path("kill.sqlite"))
    desk.run("import", *ledger, "--projects", table)
    desk.bench.equal("left alone", desk.rows("kill.sqlite"), rows + 1)


def full_disk(desk):
    table = large_table(desk, 8000)
    ledger = desk.new("full.sqlite")
    desk.run("set", *ledger, "--id", "before", "--name", "虚构项目", "--state", "在谈", "--date", "2026-01-01")

    def little():  # files end at 200 kB; SIGXFSZ stays ignored, as it is here
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    out, err = desk.run("import", *ledger, "--projects", table, code=1, preexec_fn=little, restore_signals=False)
    desk.said("no room", err, "台账", "磁盘已满", "这次的改动都没有写入，此前的都在")
    desk.bench.equal("nothing is said to be done", out, "")
    desk.bench.equal("what was there is there", (desk.rows("full.sqlite"), desk.rows("full.sqlite", "event")), (1, 1))
    desk.run("import", *ledger, "--projects", table)
    desk.bench.equal("with room", desk.rows("full.sqlite"), 8001)
    # A real full disk, where this machine lets us mount one.
    mount = desk.path("disk")
    os.mkdir(mount)
    script = (f'mount -t tmpfs -o size=400k none "{mount}" || exit 77\n'
              f'"$0" ledger init --ledger "{mount}/l.sqlite" && "$0" ledger set --ledger "{mount}/l.sqlite" --id before --name x || exit 78\n'
              f'"$0" ledger import --ledger "{mount}/l.sqlite" --projects "{table}"; code=$?\n'
              f'"$0" ledger show --ledger "{mount}/l.sqlite"; exit $code\n')
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script, desk.bench.tool], capture_output=True, timeout=120)
    out, err = done.stdout.decode(), done.stderr.decode()
    if done.returncode == 77 or "unshare" in err:
        print("no tmpfs can be mounted here: only the limit on the size of files was tried")
        return
    desk.bench.equal("a full disk", done.returncode, 1)
    desk.said("a full disk", err, "磁盘已满", "此前的都在")
    desk.said("after it", out, "项目 1 个", "before")


def bulletins(desk):
    ledger = desk.new("bulletin.sqlite")
    desk.run("import", *ledger, "--projects", os.path.join(SAMPLE, "projects.csv"), "--obstacles", os.path.join(SAMPLE, "obstacles.csv"))
    texts = []
    for period in ("2026-W47", "2026-11", "2026-Q4"):
        outs = [desk.path(f"{period}.{kind}") for kind in ("md", "html", "xlsx")]
        words = [word for out in outs for word in ("--out", out)]
        for lang in ("zh", "en"):
            desk.run("bulletin", *ledger, "--period", period, "--goals", os.path.join(SAMPLE, "goals.csv"), "--visits",
                     os.path.join(SAMPLE, "visits.csv"), "--of", "云石县（虚构）", "--date", "2026-11-29", *words, "--lang", lang)
            for out in outs[:2]:
                with open(out, encoding="utf-8") as file:
                    texts.append((period, lang, file.read()))
            texts.append((period, lang, dump(outs[2])))
    for period, lang, text in texts:
        for person in [*PERSONS, "领导甲", "领导乙"]:
            if person in text:
                desk.bench.fail(f"{period} {lang} names {person}")
        desk.said(period, text, "未报" if lang == "zh" else "not reported", "云石县文化和旅游局（虚构）")
    with open(desk.path("2026-11.md"), encoding="utf-8") as file:
        english = file.read()
    desk.said("English", english, "| 1 | 云石县工业和信息化局（虚构） | 2 | 1 | 50.0% | same |")
    month = next(text for period, lang, text in texts if period == "2026-11" and lang == "zh")
    desk.said("month", month, "| 1 | 云石县工业和信息化局（虚构） | 2 | 1 | 50.0% | 平 |", "| 1 | 云石县农业农村局（虚构） | 2 | 1 | 50.0% | 平 |",
              "| — | 云石县文化和旅游局（虚构） | 1 | 未报 | — | — |", "| 履约率 | 75.0% | 3 | 4 | 个 |", "| 开工率 | 33.3% | 1 | 3 | 个 |",
              "| 资金到位率 | 75.0% | 9000 | 12000 | 万元（1 个项目） |", "2026-10-31 | 29 | 0 |")
    week = next(text for period, lang, text in texts if period == "2026-W47" and lang == "zh")
    desk.said("week", week, "2026-11-16 至 2026-11-22", "| 云石县农业农村局（虚构） | 本期无进展 | 1 | 2026-11-15 |")
    if re.search(r"<script|https?://", next(text for _, _, text in texts if "<!DOCTYPE" in text)):
        desk.bench.fail("the page fetches something")
    first = desk.path("2026-11.xlsx")
    with open(first, "rb") as file:
        before = file.read()
    desk.run("bulletin", *ledger, "--period", "2026-11", "--goals", os.path.join(SAMPLE, "goals.csv"), "--visits", os.path.join(SAMPLE, "visits.csv"),
             "--of", "云石县（虚构）", "--date", "2026-11-29", "--out", first, "--lang", "en")
    with open(first, "rb") as file:
        desk.bench.equal("the same bytes", file.read() == before, True)
    for words, said in ((("--period", "2026-13", "--out", "x.md"), "2026-13"), (("--period", "2026-11", "--out", "x.doc"), "x.doc"),
                        (("--period", "2026-11", "--date", "2026-10-01", "--out", "x.md"), "早于期间")):
        _, err = desk.run("bulletin", *ledger, *words, code=3)
        desk.said(str(words), err, said, "应为")


def rates(desk):
    ledger = desk.new("rates.sqlite")
    fixture = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "ledger", "published.csv")
    desk.run("import", *ledger, "--projects", fixture)
    out, _ = desk.run("rates", *ledger, "--date", "2026-11-30", "--from", "2026-01-01", "--to", "2026-12-31")
    desk.said("published", out, "履约率  44.2% = 19 / 43", "开工率  10.8% = 4 / 37", "资金到位率  无 = 0 / 0", "合同签约项目", "新签约亿元以上项目",
              "2026-01-01 至 2026-12-31", "分母不同的率不能相互比较")
    if "按规则" in out:
        desk.bench.fail("a period that was given is said to be the policy's")
    hand = desk.new("hand.sqlite")
    desk.run("import", *hand, "--projects", os.path.join(os.path.dirname(fixture), "hand.csv"))
    today = (*hand, "--date", "2026-11-30")
    out, _ = desk.run("rates", *today)
    desk.said("this year, by default", out, "2026-01-01 至 2026-11-30", "期间按规则", "66.7% = 4 / 6", "50% = 2 / 4", "33.3% = 6000 / 18000 万元")
    other = desk.bench.file("other-policy.json", """{"schema_version": 1, "ledger": {"period": "all", "keep_ended": false,
        "large_only": false, "signed_base": "intent", "funding_base": "total"}}""".encode())
    out, _ = desk.run("rates", *today, "--policy", other)
    desk.said("another policy", out, "期间不限", "终止的项目不计入分母", "66.7% = 6 / 9", "意向及以后的项目", "各规模项目的总投资")
    out, _ = desk.run("rates", *today, "--policy", other, "--from", "2026-01-01", "--lang", "en")
    desk.said("a period over the policy's", out, "from 2026-01-01 to …", "57.1% = 4 / 7", "letter of intent")
    out, _ = desk.run("rates", *today, "--policy", other, "--format", "json")
    desk.said("in JSON", out, '"signed_base": "intent"', '"funding_base": "total"', '"large_only": false', '"keep_ended": false', '"from": ""')
    desk.run("bulletin", *hand, "--period", "2026-11", "--policy", other, "--out", desk.path("other.md"))
    with open(desk.path("other.md"), encoding="utf-8") as file:
        desk.said("the bulletin", file.read(), "期间不限", "| 履约率 | 66.7% | 6 | 9 | 个 | 意向及以后的项目")
    wrong = desk.bench.file("wrong-policy.json", b'{"schema_version": 1, "ledger": {"period": "month"}}')
    for command in (("rates", "--date", "2026-11-30"), ("bulletin", "--period", "2026-11", "--out", desk.path("wrong.md"))):
        _, err = desk.run(command[0], *hand, *command[1:], "--policy", wrong, code=3)
        desk.said("a wrong policy", err, "wrong-policy.json", "/ledger/period", '"month"', "year")
    _, err = desk.run("rates", *hand, "--date", "", code=3)
    desk.said("no today", err, "--date", "空白")


def all_of(bench):
    desk = Desk(bench)
    for part in (tables, bad_rows, rates, bulletins, two_writers, kills, full_disk):
        part(desk)


benches.work(sys.argv, "ledger", all_of)
