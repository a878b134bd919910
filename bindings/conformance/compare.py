#!/usr/bin/env python3
"""Runs drivers over cases.txt and compares what they print, byte by byte. The first is compared with, and may leave cases out.
  compare.py DRIVER DRIVER...      a driver is a command, its words apart by blanks"""
import os
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def answers(driver):
    """By line of cases.txt: (code, bytes); None where the driver leaves it out."""
    run = subprocess.run(shlex.split(driver) + [os.path.join(HERE, "cases.txt")], stdout=subprocess.PIPE, cwd=os.path.join(HERE, "..", ".."))
    if run.returncode != 0:
        sys.exit(f"{driver}: exit {run.returncode}")
    out, at, text = {}, 0, run.stdout
    while at < len(text):
        end = text.index(b"\n", at)
        words = text[at:end].split()
        if words[0] != b">":
            sys.exit(f"{driver}: no answer begins at byte {at}: {text[at:at + 60]!r}")
        at = end + 1
        if words[2] == b"-":
            out[int(words[1])] = None
            continue
        size = int(words[3])
        out[int(words[1])] = (int(words[2]), text[at:at + size])
        at += size + 1
    return out


def main():
    with open(os.path.join(HERE, "cases.txt"), encoding="utf-8") as file:
        lines = [number for number, line in enumerate(file, 1) if line.strip() and not line.startswith("#")]
    first = answers(sys.argv[1])
    wrong, compared = [], 0
    for driver in sys.argv[2:]:
        found = answers(driver)
        if sorted(found) != lines:
            sys.exit(f"{driver}: answers {len(found)} of {len(lines)} cases")
        for line in lines:
            if first[line] is None:
                continue
            compared += 1
            if found[line] != first[line]:
                wrong.append(f"case in line {line}: {driver} gives code {found[line][0]}, {len(found[line][1])} bytes; {sys.argv[1]} code "
                             f"{first[line][0]}, {len(first[line][1])} bytes")
        # What the first leaves out is compared with the next.
        first = {line: found[line] if answer is None else answer for line, answer in first.items()}
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(sys.argv) - 1} drivers, {len(lines)} cases, {compared} answers compared")


main()
