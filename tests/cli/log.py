#!/usr/bin/env python3
"""What the tool tells on stderr: progress on a terminal, --quiet, --log json and the example of docs/messages.md, wrong usage in Chinese;
and that none of it changes a result.  log.py TOOL DATA"""
import json
import os
import pty
import re
import shlex
import subprocess
import sys
import time

import bench
from input_rows import HEAD, LEAF, MAKER, TEA, text
from tables import csv

DOCS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/messages.md")
LEVELS = {"info", "warning", "error"}


class Log:
    def __init__(self, tool, folder):
        self.tool, self.folder, self.failed = tool, folder, 0

    def that(self, holds, message):
        if not holds:
            self.failed += 1
            print("FAILED: " + message)

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *words, code=0, **more):
        """stdout and stderr, as bytes."""
        done = subprocess.run([self.tool, *words], capture_output=True, stdin=subprocess.DEVNULL, timeout=60, cwd=self.folder, **more)
        self.that(done.returncode == code, f"{words}: exit {done.returncode}, wanted {code}: {done.stderr[:500]}")
        return done.stdout, done.stderr

    def events(self, *words, code=0, **more):
        """The events but those of progress; every line of stderr is one."""
        events = [json.loads(line) for line in self.run("--log", "json", *words, code=code, **more)[1].decode().splitlines()]
        for event in events:
            self.that(list(event)[:3] == ["level", "event", "message"] and event["level"] in LEVELS, f"{words}: {event}")
        return [event for event in events if event["event"] != "progress"]

    def on_terminal(self, *words, terminal="xterm"):
        """Seconds, stdout, and what a terminal as stderr was sent."""
        master, slave = pty.openpty()
        began = time.monotonic()
        with open(self.path("stdout"), "wb") as out:
            child = subprocess.Popen([self.tool, *words], stdin=subprocess.DEVNULL, stdout=out, stderr=slave, cwd=self.folder,
                                     env={**os.environ, "TERM": terminal})
        os.close(slave)
        sent = b""
        try:
            while piece := os.read(master, 65536):
                sent += piece
        except OSError:  # the other side is closed
            pass
        os.close(master)
        self.that(child.wait(60) == 0, f"{words}: exit {child.returncode}")
        with open(self.path("stdout"), "rb") as out:
            return time.monotonic() - began, out.read(), sent.decode()


def seen(sent):
    """What is left on a terminal: a line begins anew after a carriage return and is cleared to its end by CSI K."""
    lines, line, at = [], "", 0
    for part in re.findall(r"\x1b\[[?0-9]*[a-zA-Z]|\r\n|\r|[^\r\x1b]+", sent):
        if part == "\r\n":
            lines.append(line)
            line, at = "", 0
        elif part == "\r":
            at = 0
        elif part == "\x1b[K":
            line = line[:at]
        elif not part.startswith("\x1b"):
            line = line[:at] + part + line[at + len(part):]
            at += len(part)
    return lines + [line]


def same_bytes(log, sample):
    """The main job, with each way of telling: the same files, the same stdout, and where it is quiet nothing on stderr."""
    words = ["analyze", "--firms", os.path.join(sample, "firms.csv"), "--county", os.path.join(sample, "county.json"), "--chain", "quartz"]
    plain, told = log.run(*words, "--out", "plain")
    for name, more in (("quiet", ["--quiet"]), ("json", ["--log", "json"])):
        out, err = log.run(*words, "--out", name, *more)
        log.that(out == plain, f"{name}: another stdout: {out}")
        log.that(sorted(os.listdir(log.path(name))) == sorted(os.listdir(log.path("plain"))), f"{name}: other files")
        for file in os.listdir(log.path("plain")):
            with open(log.path("plain/" + file), "rb") as one, open(log.path(f"{name}/{file}"), "rb") as other:
                log.that(one.read() == other.read(), f"{name}: another {file}")
        if name == "quiet":
            log.that(told and not err, f"quiet: {err}")
            continue
        # What people are told and what programs are told is the same.
        events = [json.loads(line) for line in err.decode().splitlines()]
        marks = {"info": "", "warning": "注意：", "error": "liantu: "}
        lines = [marks[event["level"]] + event["message"] for event in events if event["event"] != "progress"]
        log.that("\n".join(lines) + "\n" == told.decode(), f"json: {lines}; as text: {told.decode()}")


def parts(log):
    """The parts of a diagnostic, and errors in either form with --quiet."""
    with open(log.path("odd.csv"), "wb") as out:
        out.write(csv([HEAD, LEAF, ["", *MAKER[1:]]]))
    words = ["match", "--chains-dir", "chains", "--firms", "odd.csv", "--lang", "en"]
    events = log.events(*words)
    log.that(events == log.events(*words), "the same input tells otherwise")
    read = [event for event in events if event["event"] == "read"]
    log.that(len(read) == 1 and (read[0]["rows"], read[0]["firms"], read[0]["nameless"]) == (2, 1, 1), f"read: {read}")
    notes = [event for event in events if event["event"] == "note" and event.get("row") == 3]
    log.that(len(notes) == 1 and notes[0]["file"] == "odd.csv" and notes[0]["level"] == "warning" and notes[0]["found"] in notes[0]["message"],
             f"no note of row 3: {events}")
    with open(log.path("bad.json"), "wb") as out:
        out.write(text({**TEA, "nodes": TEA["nodes"][:1] + [{"id": "x"}]}))
    for more in ([], ["--quiet"]):
        bad = log.events("chains", "check", "bad.json", *more, code=3)
        log.that({"error"} == {event["level"] for event in bad} and any(event.get("pointer") == "/nodes/1" for event in bad), f"bad.json: {bad}")
    for quiet in ([], ["--quiet"]):
        _, err = log.run("match", "--firms", "none.csv", *quiet, code=3)
        log.that(err.startswith(b"liantu: none.csv: "), f"no error with {quiet}: {err}")
    option = log.events("match", "--firms", "odd.csv", "--column", "x=y", code=3)[0]
    log.that(option["option"] == "--column" and "file" not in option, f"--column: {option}")
    raw = log.events(b"match", b"--firms", b"\xff\xb2.csv", code=3)[0]
    log.that("\ufffd" in raw["file"], f"a name that is no UTF-8: {raw}")


def example(log):
    """docs/messages.md: the command, its table, and the lines that it gives."""
    with open(DOCS, encoding="utf-8") as file:
        page = file.read()
    command = re.search(r"^liantu (match .*)$", page, re.M)[1]
    name, table = re.search(r"^```csv (\S+\.csv)\n(.*?)```", page, re.M | re.S).groups()
    wanted = re.search(r"```(?:json|console)[^\n]*\n(\{.*?)```", page, re.S)[1]
    with open(log.path(name), "w", encoding="utf-8") as out:
        out.write(table)
    _, err = log.run(*shlex.split(command))
    log.that(err.decode() == wanted, f"the example of docs/messages.md gives:\n{err.decode()}")
    for event in ("read", "note", "usage", "input", "progress"):
        log.that(f"`{event}`" in page, f"docs/messages.md does not tell of {event}")


# Arguments, what stderr holds in Chinese, option, found, wanted.
USAGE = (
    ("match --frims x.csv", "--frims: 没有这个选项。请看 liantu match --help", "--frims", None, None),
    ("policy --nonsense", "--nonsense: 没有这个选项。请看 liantu policy --help", "--nonsense", None, None),
    ("match", "--firms: 必须给这个选项", "--firms", None, None),
    ("match --firms", "--firms: 后面没有值", "--firms", None, None),
    ("match --firms x.csv --firms y.csv", "--firms: 给了 2 次；应为一次", "--firms", "2", "一次"),
    ("match --firms x.csv --threads many", "--threads: 是 \"many\"；应为 0 到 1024", "--threads", "many", "0 到 1024"),
    ("projects draft --firms x.csv --out x.md --top 1.5", "--top: 是 \"1.5\"；应为整数。请看 liantu projects draft --help", "--top", "1.5", "整数"),
    ("plan --firms x.csv --land 十亩", "--land: 是 \"十亩\"；应为 >= 0", "--land", "十亩", ">= 0"),
    ("targets --firms x.csv --format xml", "--format: 是 \"xml\"；应为 json | csv", "--format", "xml", "json | csv"),
    ("map --firms x.csv --out x.jpg", "--out: 是 \"x.jpg\"；应为 .svg|.pdf|.png|.html", "--out", "x.jpg", ".svg"),
    ("coverage --firms x.csv --date 明天", "--date: 是 \"明天\"；应为 2026-09-30", "--date", "明天", "2026-09-30"),
    ("map --assets x.csv --out x.svg", "--assets: 没有同时给 --firms", "--assets", "--firms", None),
    ("evaluate --firms x --label a --gold b", "不能与", None, None, None),
    ("analyse", "没有命令 analyse。请看 liantu --help", None, "analyse", None),
    ("chains", "没有给命令。请看 liantu chains --help", None, None, None),
    ("ledger shwo", "没有命令 shwo。请看 liantu ledger --help", None, "shwo", None),
    ("policy --log xml", "--log: 是 \"xml\"；应为 text | json", "--log", "xml", "text"),
    ("policy extra", "多余的 extra", None, "extra", None),
)


def usage(log):
    for command, chinese, option, found, wanted in USAGE:
        words = shlex.split(command)
        out, err = log.run(*words, code=2)
        told = err.decode()
        log.that(not out and told.startswith("liantu: ") and chinese in told and told.count("\n") == 1, f"{command}: {told}")
        log.that(not re.search(r"\b(required|expected|following|value|not)\b", told.lower()), f"{command}: English: {told}")
        _, err = log.run(*words, "--lang", "en", code=2)
        log.that(not re.search(r"[\u4e00-\u9fff]", err.decode().replace("明天", "").replace("十亩", "")), f"{command}: Chinese: {err.decode()}")
        if "--log" in words:
            continue
        events = log.events("--quiet", *words, code=2)
        log.that(len(events) == 1 and (events[0]["event"], events[0]["level"]) == ("usage", "error"), f"{command}: {events}")
        log.that(option is None or events[0].get("option") == option, f"{command}: {events}")
        log.that(found is None or found in events[0].get("found", ""), f"{command}: {events}")
        log.that(wanted is None or wanted in events[0].get("wanted", ""), f"{command}: {events}")


def progress(log):
    """A table that takes over a second to read: a line on a terminal, which is gone at the end; events at most one a second."""
    words = ["coverage", "--chains-dir", "chains", "--firms", "many.csv", "--threads", "1"]
    block = "".join(f"虚构县云头第{{0}}{n}茶业有限公司,,虚构县,1530,精制茶加工、茶叶种植、茶饮料生产、农业机械销售、道路货物运输\n" for n in range(1000))
    blocks = 100
    while True:
        with open(log.path("many.csv"), "w", encoding="utf-8") as out:
            out.write(",".join(HEAD) + "\n")
            for n in range(blocks):
                out.write(block.replace("{0}", f"{n:06d}号"))
        seconds, plain, sent = log.on_terminal(*words)
        if seconds > 1.8:
            break
        if seconds < 1:
            log.that("\r\x1b" not in sent, f"progress after {seconds} s: {sent!r}")
        log.that(blocks < 100000, "a table of millions is read in no time")
        blocks = int(blocks * max(2.1 / seconds, 1.2))
    drawn = re.findall(r"读入企业并对应环节：([\d,]+) 家，每秒 [\d,]+ 家，\d+ 秒", sent)
    counts = [int(count.replace(",", "")) for count in drawn]
    log.that(counts and counts == sorted(counts) and 0 < counts[0] <= blocks * 1000, f"counts on a terminal: {counts}")
    log.that(len(drawn) <= 5 * seconds, f"drawn {len(drawn)} times in {seconds} s")
    left = seen(sent)
    log.that(left[0].startswith("读入 ") and left[-1] == "" and not any("每秒" in line for line in left), f"left on the terminal: {left}")

    told = subprocess.Popen([log.tool, *words, "--log", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=log.folder)
    _, out, sent = log.on_terminal(*words, "--quiet")
    log.that(out == plain and not sent, f"--quiet on a terminal: {sent!r}")
    out, err = told.communicate(timeout=60)
    events = [json.loads(line) for line in err.decode().splitlines()]
    steps = [event for event in events if event["event"] == "progress"]
    log.that(out == plain, "another result with progress than without")
    log.that(steps and all(event["level"] == "info" and event["step"] for event in steps), f"progress: {events}")
    log.that(any(event["step"] == "match" and event["done"] > 0 and "total" not in event for event in steps), f"progress: {steps}")


def tests(on):
    log = Log(on.tool, on.folder)
    same_bytes(log, os.path.join(os.environ["LIANTU_DATA"], "samples/demo-county"))
    parts(log)
    example(log)
    usage(log)
    progress(log)
    on.failed += log.failed


bench.work(sys.argv, "match", tests)
