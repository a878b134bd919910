#!/usr/bin/env python3
"""Coverage of made-up firms: Arrow through the package against `liantu coverage` of the tool on the same firms as CSV.

Both read chains, classification and policy, match and analyse, and give the JSON of coverage; the tool reads CSV besides,
and starts. Times are of the wall, each the median; ratio = package / tool."""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Callable, List, Tuple

HERE = os.path.dirname(os.path.abspath(__file__))


def timed(work: Callable[[], bytes]) -> Tuple[float, bytes]:
    start = time.perf_counter()
    told = work()
    return time.perf_counter() - start, told


def main() -> None:
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--tool", required=True, help="the liantu of the command line")
    parse.add_argument("--make-firms", help="benchmarks' make_firms; else firms of tests/made_up.py")
    parse.add_argument("--firms", type=int, default=100_000)
    parse.add_argument("--runs", type=int, default=5)
    parse.add_argument("--threads", type=int, default=0, help="0: all")
    asked = parse.parse_args()

    import pyarrow.csv

    import liantu

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "firms.csv")
        with open(path, "w", encoding="utf-8") as file:
            if asked.make_firms:
                subprocess.run([asked.make_firms, str(asked.firms)], stdout=file, check=True)
            else:
                sys.path.insert(0, os.path.join(HERE, "tests"))
                import made_up

                file.writelines(made_up.csv_lines(asked.firms))
        kinds = pyarrow.csv.ConvertOptions(column_types={name: pyarrow.string() for name in pyarrow.csv.open_csv(path).schema.names})
        table = pyarrow.csv.read_csv(path, convert_options=kinds)

        def package() -> bytes:
            with liantu.open(threads=asked.threads) as session, session.study(table, depth="numbers") as study:
                return liantu._native.study_json(study._handle, "coverage", b"{}")

        def tool() -> bytes:
            return subprocess.run([asked.tool, "coverage", "--firms", path, "--threads", str(asked.threads), "--format", "json"],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout

        package_times: List[float] = []
        tool_times: List[float] = []
        for _ in range(asked.runs):  # by turns, so that what else the machine does weighs on both
            for work, times in ((package, package_times), (tool, tool_times)):
                took, told = timed(work)
                times.append(took)
                if work is package:
                    expected = told
        if json.loads(expected) != json.loads(told):
            sys.exit("package and tool differ")
        ours, theirs = statistics.median(package_times), statistics.median(tool_times)
        print(f"{table.num_rows} firms, median of {asked.runs}: package {ours:.2f} s, tool {theirs:.2f} s, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
