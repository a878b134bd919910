"""What goes wrong, with every place in the input that is to blame."""
from __future__ import annotations

import json
from typing import Any, Dict, List, NamedTuple, Optional

__all__ = ["BadInputError", "ClosedError", "LiantuError", "MisuseError", "OutOfMemoryError", "Problem", "Text"]


class Text(NamedTuple):
    """The same in Chinese and English."""

    zh: str
    en: str


class Problem(NamedTuple):
    """One place that is wrong: what is there, what should be, and what to do."""

    file: str
    where: str
    found: Text
    wanted: Text
    remedy: Text
    row: Optional[int] = None  #: from 1, where the place is in a table
    line: Optional[int] = None  #: from 1, where it is in a text
    column: Optional[str] = None  #: as the table calls it
    pointer: Optional[str] = None  #: where it is in JSON


class LiantuError(Exception):
    """Something else went wrong: a font that is not installed, a disk that is full. The base of the others."""

    def __init__(self, code: int, zh: str, en: str, told: str = '{"problems": []}') -> None:
        super().__init__(code, zh, en, told)
        self.code = code  #: as in liantu.h
        self.zh = zh
        self.en = en
        self.json = told  #: all of it, for programs

    def __str__(self) -> str:
        return self.zh if self.zh == self.en else f"{self.zh}\n{self.en}"

    @property
    def problems(self) -> List[Problem]:
        """Every place that is wrong."""
        return [_problem(one) for one in json.loads(self.json)["problems"]]


class MisuseError(LiantuError, ValueError):
    """The call itself is wrong: an unknown option, a word that is none of those asked for."""


class ClosedError(MisuseError):
    """The session or study was closed."""


class BadInputError(LiantuError, ValueError):
    """Input that cannot be used."""


class OutOfMemoryError(LiantuError, MemoryError):
    """The library got no memory."""


def _problem(told: Dict[str, Any]) -> Problem:
    found, wanted, remedy = (Text(told[key]["zh"], told[key]["en"]) for key in ("found", "wanted", "remedy"))
    place = {key: told.get(key) for key in ("row", "line", "column", "pointer")}
    return Problem(told["file"], told["where"], found, wanted, remedy, **place)
