#!/usr/bin/env python3
"""analyze --previous: what an office wrote into lists.xlsx is there again after a run with other firms and chains: nothing lost,
moved or put at another target; hostile text stays text; a person's name stands in the workbook alone.  previous.py TOOL DATA"""
import collections
import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile

import tables

HOSTILE = ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "第一行\n第二行\n\n第四行", "长" * 5000, "+1-2@3", "_x0041_ & _x000D_", " 前有空格", '"引号",逗号',
           "\\n不是换行"]
PERSON = "虚构责任人"
FIRST = {"目标清单": "编号", "待核实": "编号", "已移出": "编号", "Targets": "Id", "To verify": "Id", "Moved out": "Id"}
BY_HAND = {"目标清单": ["责任单位", "责任人", "完成时限", "状态", "最近进展", "下次跟进", "核实结论", "备注"],
           "待核实": ["结论", "核实人", "核实方式", "核实日期", "理由"]}
OWN = ["领导批示", "无表头列"]


class Test:
    def __init__(self, tool, data, folder):
        self.tool, self.folder, self.failed = tool, folder, 0
        self.demo = os.path.join(data, "samples", "demo-county")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as out:
            out.write(content)
        return self.path(name)

    def fail(self, message):
        self.failed += 1
        print("FAILED: " + message[:2000])

    def equal(self, what, found, wanted):
        if found != wanted:
            self.fail(f"{what}: {found!r}, wanted {wanted!r}")

    def run(self, out, *words, firms=None, code=0):
        done = subprocess.run([self.tool, "analyze", "--firms", firms or os.path.join(self.demo, "firms.csv"), "--county",
                               os.path.join(self.demo, "county.json"), "--date", "2026-09-30", "--out", self.path(out), *words],
                              capture_output=True, timeout=300, stdin=subprocess.DEVNULL)
        if done.returncode != code:
            self.fail(f"{words}: exit {done.returncode}, wanted {code}: {done.stderr.decode()}")
        return done.stderr.decode()

    def book(self, out):
        return os.path.join(self.path(out), "lists.xlsx")


def header_of(name, rows):
    return next(i for i, row in enumerate(rows) if FIRST[name] in row)


def written(path, titles=None):
    """What stands in hand-filled columns: (id, title, text), with the sheets each is in."""
    out = collections.Counter()
    where = collections.defaultdict(set)
    for name, rows in tables.sheets(path):
        if name not in FIRST:
            continue
        head = header_of(name, rows)
        at = rows[head].index(FIRST[name])
        for row in rows[head + 1:]:
            for title, text in zip(rows[head], row):
                wanted = titles or (set(BY_HAND.get(name, sum(BY_HAND.values(), []))) | set(OWN))
                if text and title in wanted:
                    out[(row[at] if at < len(row) else "", title, text)] += 1
                    where[(row[at] if at < len(row) else "", title, text)].add(name)
    return out, where


def filled(path):
    """The workbook as an office might leave it: all filled in, rows turned round, columns moved, columns and rows of its own."""
    out = []
    number = 0
    for name, rows in tables.sheets(path):
        if name not in BY_HAND:
            out.append((name, rows))
            continue
        head = header_of(name, rows)
        titles = rows[head]
        at = titles.index("编号")
        body, foot = [], []
        for row in rows[head + 1:]:
            row = row + [""] * (len(titles) - len(row))
            if ":" not in row[at] or not row[titles.index("环节")]:
                foot.append(row)
                continue
            for title in BY_HAND[name]:
                number += 1
                row[titles.index(title)] = (f"{PERSON}{number}" if title in ("责任人", "核实人") else
                                            f"{HOSTILE[number % len(HOSTILE)]} {name}{title}{number}")
            body.append(row)
        body.reverse()
        # Computed columns at the end, two of the office's own in front, one without a title.
        order = sorted(range(len(titles)), key=lambda i: titles[i] not in BY_HAND[name] + ["编号"])
        turned = [["" if name == "待核实" else f"批示{i}", f"无名{i}", *[row[c] for c in order]] for i, row in enumerate(body)]
        new_head = ["领导批示", "", *[titles[c] for c in order]]
        if name == "目标清单":
            own = [""] * len(new_head)
            own[new_head.index("编号")], own[new_head.index("环节")], own[new_head.index("备注")] = "自拟-1", "自己加的环节", "=自己加的行"
            again = list(turned[0])
            again[new_head.index("备注")] = "同一编号的第二行"
            nameless = [""] * len(new_head)
            nameless[new_head.index("责任单位")] = "没有编号的一行"
            turned += [own, again, nameless]
        turned = [[tables.literal(cell) for cell in row] for row in turned]
        out.append((name, [*rows[:head], ["办公室插入的一行"], new_head, *turned, [], *foot]))
    # One sheet is hidden, and every second row, as a filter does it.
    return tables.archive([(part, re.sub('<row r="([0-9]*[02468])"', r'<row r="\1" hidden="1"', text).replace('<sheet name="待核实"',
                                                                                               '<sheet state="hidden" name="待核实"'))
                           for part, text in tables.workbook_parts(out)])


def fewer(test):
    """Every third firm is gone."""
    with open(os.path.join(test.demo, "firms.csv"), encoding="utf-8-sig", newline="") as table:
        rows = list(csv.reader(table))
    text = io.StringIO()
    csv.writer(text).writerows([row for i, row in enumerate(rows) if i == 0 or i % 3])
    return test.write("fewer.csv", text.getvalue().encode())


def there_and_back(test):
    test.run("one")
    previous = test.write("office.xlsx", filled(test.book("one")))
    before, _ = written(previous)
    # The column without a title gets one.
    untitled = sum(1 for name, rows in tables.sheets(previous) if name in BY_HAND for row in rows for cell in row if cell.startswith("无名"))
    said = test.run("two", "--previous", previous, "--chain", "quartz", firms=fewer(test))
    if "不止一行" not in said:
        test.fail("an id that stands twice is not told: " + said)
    if PERSON in said or "批示" in said:
        test.fail("what was written is told on stderr")
    after, where = written(test.book("two"))
    test.equal("cells lost", dict(before - after), {})
    more = after - before
    test.equal("cells that nobody wrote", [cell for cell in more if not cell[2].startswith("无名")], [])
    test.equal("cells of the column without a title", sum(more.values()), untitled)
    names = dict(tables.sheets(test.book("two")))
    moved = names["已移出"]
    head = moved[header_of("已移出", moved)]
    why = {row[0]: row[head.index("移出原因")] for row in moved if len(row) > 5}
    test.equal("why a chain's targets are gone", {text for key, text in why.items() if key.startswith("dairy:")}, {"本次没有问这条产业链"})
    test.equal("a row of the office's own", why["自拟-1"], "不是目标的编号")
    own = next(row for row in moved if row[:1] == ["自拟-1"])
    if "自己加的环节" not in own or "=自己加的行" not in own:
        test.fail(f"the office's own row: {own}")
    if "FORMULA" in tables.dump(test.book("two")):
        test.fail("a cell became a formula")
    # Back again over the file itself, then once more.
    test.run("two", "--previous", test.book("two"))
    third, where = written(test.book("two"))
    test.equal("cells there and back", third, after)
    stayed = {cell[0] for cell, sheets in where.items() if "已移出" in sheets}
    again = {cell[0] for cell in before if cell[2] == "同一编号的第二行"}
    test.equal("what stays moved out", stayed, {"自拟-1", ""} | again)
    with open(test.book("two"), "rb") as book:
        bytes_before = book.read()
    test.run("two", "--previous", test.book("two"))
    with open(test.book("two"), "rb") as book:
        test.equal("a second round", book.read() == bytes_before, True)
    test.run("english", "--previous", test.book("two"), "--lang", "en")
    texts, _ = written(test.book("english"), {"Office", "Person", "Due", "Progress state", "Last progress", "Next step", "Verified as", "Notes",
                                            "verdict", "who", "how", "when", "why", *OWN})
    test.equal("in English", collections.Counter(text for _, _, text in texts.elements()), collections.Counter(text for _, _, text in third.elements()))


def persons(test):
    for name in sorted(os.listdir(test.path("two"))):
        with open(os.path.join(test.path("two"), name), "rb") as file:
            content = file.read()
        if name == "lists.xlsx":
            for sheet, rows in tables.sheets(test.book("two")):
                if sheet not in FIRST and PERSON in str(rows):
                    test.fail(f"a person stands in the sheet {sheet}")
        elif PERSON.encode() in content or "批示".encode() in content:
            test.fail(f"what an office wrote stands in {name}")


def refused(test):
    with open(test.book("two"), "rb") as book:
        kept = book.read()
    said = test.run("two", code=3)
    if "--previous" not in said or "lists.xlsx" not in said:
        test.fail("how to keep what was written: " + said)
    test.run("two", "--previous", test.book("one"), code=3)
    with open(test.book("two"), "rb") as book:
        test.equal("a file that would be lost is left alone", book.read() == kept, True)
    test.run("one")  # nothing written: written over
    own = test.write("own.xlsx", tables.workbook(*tables.sheets(test.book("one")), ("会议纪要", [["自己的"]])))
    if "会议纪要" not in test.run("three", "--previous", own):
        test.fail("an own sheet is not told")
    shutil.copy(own, test.book("three"))
    if "会议纪要" not in test.run("three", "--previous", test.book("three"), code=3):
        test.fail("an own sheet would be lost")
    for name, content, wanted in (
            ("a.csv", b"a,b\n1,2\n", "lists.xlsx"), ("bare.xlsx", tables.workbook(("目标清单", [["环节", "责任单位", "备注"], ["石英", "局", "x"]])), "编号"),
            ("other.xlsx", tables.workbook(("表", [["甲", "乙"]])), "手工栏")):
        if wanted not in test.run("four", "--previous", test.write(name, content), code=3):
            test.fail(f"{name}: not told")
    test.run("four", "--previous", test.path("none.xlsx"), code=3)


def figures(test):
    """A date and a number are kept as they were seen."""
    parts = tables.workbook_parts([("目标清单", [["编号", "完成时限", "备注"], ["quartz:high-purity-sand", "DATE", "NUMBER"]])])
    cells = {"DATE": '<c r="B2" s="1"><v>46022</v></c>', "NUMBER": '<c r="C2"><v>3825</v></c>'}
    made = []
    for name, text in parts:
        for word, cell in cells.items():
            letter = cell[6]
            text = text.replace(f'<c r="{letter}2" t="inlineStr"><is><t xml:space="preserve">{word}</t></is></c>', cell)
        if name == "xl/_rels/workbook.xml.rels":
            text = text.replace("</Relationships>", f'<Relationship Id="s" Type="{tables.OFFICE}/styles" Target="styles.xml"/></Relationships>')
        made.append((name, text))
    made.append(("xl/styles.xml", f'<styleSheet xmlns="{tables.MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'))
    test.run("five", "--previous", test.write("figures.xlsx", tables.archive(made)))
    found, _ = written(test.book("five"))
    test.equal("a date and a number", sorted((title, text) for _, title, text in found), [("备注", "3825"), ("完成时限", "2025-12-31")])


def title_of_ours(test):
    """A column of the office's own with the title of one of liantu's stands beside it, and stays."""
    rows = [["编号", "完成时限", "备注", "移出原因", "名称"], ["tea:leaf", "年底", "=1+1", "自己写的原因", "自己写的名称"]]
    previous = test.write("title.xlsx", tables.workbook(("目标清单", rows)))
    for _ in range(2):
        test.run("six", "--previous", previous)
        previous = test.book("six")
        moved = dict(tables.sheets(previous))["已移出"]
        head = moved[header_of("已移出", moved)]
        row = dict(zip(head, moved[header_of("已移出", moved) + 1]))
        test.equal("titles of liantu's own", [row.get(title) for title in ("编号", "移出原因", "移出原因 (2)", "名称 (2)", "备注")],
                   ["tea:leaf", "没有这条产业链", "自己写的原因", "自己写的名称", "=1+1"])


def main():
    os.environ.update(LIANTU_DATA=os.path.abspath(sys.argv[2]), LC_ALL="C.UTF-8")
    with tempfile.TemporaryDirectory() as folder:
        test = Test(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), folder)
        for part in (there_and_back, persons, refused, figures, title_of_ours):
            part(test)
    sys.exit(test.failed > 0)


main()
