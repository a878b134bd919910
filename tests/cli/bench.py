"""A subcommand on a chain of three nodes (leaf => tea => drink, each the one essential input of the next) and made-up firms."""
import json
import os
import subprocess
import sys
import tempfile

import input_rows
from input_rows import TEA, text
from tables import credit_code, csv

HEAD = input_rows.HEAD + ["规上企业", "营业收入（万元）"]
FIGURE = "87654"  # of a single firm: never to be seen


def firm(row, above="否"):
    return row + [above, FIGURE]


def another(row, number):
    """A firm of another name and code in the same trade."""
    return [f"虚构县云头第{number}茶业有限公司", credit_code(number), *row[2:]]


class Bench:
    def __init__(self, tool, command, folder):
        self.tool, self.command, self.folder, self.failed = tool, command, folder, 0
        os.mkdir(os.path.join(folder, "chains"))
        self.file("chains/tea.json", text(TEA))

    def file(self, name, content):
        with open(os.path.join(self.folder, name), "wb") as out:
            out.write(content)
        return os.path.join(self.folder, name)

    def table(self, name, *rows):
        return self.file(name, csv([HEAD, *rows]))

    def run(self, *words, code=0):
        done = subprocess.run([self.tool, self.command, "--chains-dir", os.path.join(self.folder, "chains"), *words],
                              capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
        out, err = done.stdout.decode(), done.stderr.decode()
        if done.returncode != code:
            self.fail(f"{words}: exit {done.returncode}, wanted {code}: {err[:500]}")
        if FIGURE in out + err:
            self.fail(f"{words}: the figure of a firm is shown")
        return out, err

    def json(self, *words):
        out, _ = self.run(*words, "--format", "json")
        return json.loads(out or "null")

    def fail(self, message):
        self.failed += 1
        print("FAILED: " + message)

    def equal(self, what, found, wanted):
        if found != wanted:
            self.fail(f"{what}: {found}, wanted {wanted}")


def work(words, command, tests):
    """Runs tests(bench) for a command line of TOOL DATA, and exits."""
    tool = os.path.abspath(words[1])
    os.environ.update(LIANTU_DATA=os.path.abspath(words[2]), LC_ALL="C.UTF-8")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(tool, command, folder)
        tests(bench)
    sys.exit(bench.failed > 0)
