#!/usr/bin/env python3
"""The conformance suite through the package:  driver.py CASES"""
import sys
from typing import BinaryIO, List, Optional

from liantu import LiantuError
from liantu import _native as native


class Driver:
    def __init__(self) -> None:
        self.session: Optional[native.Handle] = None
        self.study: Optional[native.Handle] = None

    def answer(self, call: str, first: str, second: str) -> bytes:
        if call == "open":
            opened = native.open_session(first.encode())
            for old in (self.study, self.session):
                if old is not None:
                    old.close()
            self.session, self.study = opened, None
            return b""
        assert self.session is not None
        if call == "known":
            return native.session_json(self.session, first)
        if call == "match":
            return native.session_match(self.session, first.encode())
        if call == "study":
            made = native.session_study(self.session, first.encode())
            if self.study is not None:
                self.study.close()
            self.study = made
            return b""
        assert self.study is not None
        if call == "json":
            return native.study_json(self.study, first, second.encode())
        assert call == "publish", call
        return native.study_publish(self.study, first, second.encode())


def run(cases: List[str], out: BinaryIO) -> None:
    driver = Driver()
    for number, line in enumerate(cases, 1):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        call, first, second = (line.split("\t") + ["", ""])[:3]
        try:
            code, told = 0, driver.answer(call, first, second)
        except LiantuError as error:
            code, told = error.code, error.json.encode()
        out.write(b"> %d %d %d\n%s\n" % (number, code, len(told), told))


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
        run(file.readlines(), sys.stdout.buffer)
