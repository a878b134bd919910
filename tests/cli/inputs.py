#!/usr/bin/env python3
"""Bad and odd input (input_rows.py), a row each: how it is made, the command, and what must come of it. Refused input ends
with exit code 3 and a message of file, place, what was found and what was wanted; odd input is read, and counted. Nothing
crashes and nothing hangs.
  inputs.py TOOL DATA [PART OF A NAME]"""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

from input_rows import ROWS_OF_ALL, TEA, text

TIMEOUT = 120  # seconds; the slowest row takes one, under sanitizers some ten


class Failure(Exception):
    pass


class Trial:
    """One row in a folder of its own."""

    def __init__(self, tool, row, folder, tea_folder):
        self.tool, self.row, self.folder, self.tea_folder = tool, row, folder, tea_folder
        os.mkdir(folder)
        for name, content in row.files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as out:
                out.write(content() if callable(content) else content)

    def filled(self, words):
        return words.replace("{d}", self.folder).replace("{tea}", self.tea_folder)

    def run(self, lang):
        """Standard output and error; an exit code that was not wanted is a failure, a signal is one too."""
        environment = {**os.environ, **{name: self.filled(value) for name, value in self.row.environment.items()}}
        words = [self.filled(word) for word in shlex.split(self.row.command)]
        command = [self.tool, *words, "--lang", lang] if words else [self.tool]
        with open(self.row.stdout or os.devnull, "wb") as sink:
            try:
                done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sink if self.row.stdout else subprocess.PIPE,
                                      stderr=subprocess.PIPE, timeout=TIMEOUT, env=environment)
            except subprocess.TimeoutExpired:
                raise Failure(f"no end after {TIMEOUT} s")
        stderr = done.stderr.decode()  # a message that is no UTF-8 fails the row
        if done.returncode != self.row.exit:
            raise Failure(f"exit {done.returncode}, wanted {self.row.exit}; {stderr[:500]}")
        return (done.stdout or b"").decode(), stderr

    def check(self):
        stdout, stderr = self.run("en")
        for piece in self.row.says:
            if self.filled(piece) not in stderr + stdout:
                raise Failure(f"no '{piece}' in: {(stderr + stdout)[:700]}")
        if self.row.problem:
            self.check_problem(stderr)
        if self.row.exit == 3:
            self.check_refusal(stdout, stderr)
        if self.row.exit == 1:
            left = [name for _, _, names in os.walk(self.folder) for name in names if name.endswith(".part")]
            if left:
                raise Failure(f"left aside: {left}")
        if self.row.counts:
            self.check_reading(stderr)
        if self.row.check:
            self.row.check(os.path.join(self.folder, "out"))

    def check_problem(self, stderr):
        """One line holds file, place, found, wanted, in this order."""
        file, place, found, wanted = (self.filled(part) for part in self.row.problem)
        for line in stderr.splitlines():
            before, parted, after = line.partition("; wanted ")
            if before.startswith(f"liantu: {file}: {place or found}") and found in before and parted and wanted in after:
                return
        raise Failure(f"no line '{file}: {place}: {found} … wanted {wanted}' in: {stderr[:700]}")

    def check_refusal(self, stdout, stderr):
        """Every line says what was wanted, in Chinese too, where the same file is named."""
        chinese_stdout, chinese = self.run("zh")
        if stdout or chinese_stdout:
            raise Failure(f"something on stdout: {stdout[:200]}")
        for told, wanted in ((stderr, "; wanted "), (chinese, "；应为")):
            for line in told.splitlines():
                if not line.startswith("liantu: ") or wanted not in line:
                    raise Failure(f"no '{wanted}' in: {line[:300]}")
        if self.row.problem and f"liantu: {self.filled(self.row.problem[0])}: " not in chinese:
            raise Failure(f"in Chinese, the file is not named: {chinese[:500]}")
        place = re.match(r"(?:row|line) (\d+)", self.filled(self.row.problem[1])) if self.row.problem else None
        if place and f": 第 {place[1]} 行" not in chinese:
            raise Failure(f"in Chinese, the row is not named: {chinese[:500]}")

    def check_reading(self, stderr):
        """The counts, which account for every row; notes name the file."""
        with open(os.path.join(self.folder, "out", "run.json"), encoding="utf-8") as file:
            reading = json.load(file)["reading"]
        wrong = {key: reading.get(key) for key, value in self.row.counts.items() if reading.get(key) != value}
        if wrong:
            raise Failure(f"counts {wrong}, wanted {self.row.counts}")
        left_out = sum(reading[key] for key in ("deregistered", "duplicates", "elsewhere", "nameless", "not_firms"))
        if reading["rows"] != reading["firms"] + left_out:
            raise Failure(f"rows are not accounted for: {reading}")
        for line in stderr.splitlines():
            if line.startswith("note: ") and not (line.startswith(f"note: {self.folder}/") and "; wanted " in line):
                raise Failure(f"a note without file or remedy: {line[:300]}")


def main():
    tool, data = sys.argv[1:3]
    part = sys.argv[3] if len(sys.argv) > 3 else ""
    os.environ["LIANTU_DATA"] = data
    names = [row.name for row in ROWS_OF_ALL]
    assert len(set(names)) == len(names), "two rows have one name"
    rows = [row for row in ROWS_OF_ALL if part in row.name]
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        tea_folder = os.path.join(work, "tea")
        os.mkdir(tea_folder)
        with open(os.path.join(tea_folder, "tea.json"), "wb") as out:
            out.write(text(TEA))
        for number, row in enumerate(rows):
            folder = os.path.join(work, str(number))
            try:
                Trial(tool, row, folder, tea_folder).check()
            except (Failure, AssertionError, UnicodeDecodeError, OSError) as error:
                print(f"FAILED: {row.name}: {error}".replace(folder, "{d}"))
                failed += 1
    print(f"{len(rows)} inputs, {failed} not as stated")
    sys.exit(failed > 0 or not rows)


main()
