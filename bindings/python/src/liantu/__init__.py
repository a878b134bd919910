"""链图：产业链图谱、短板与目标清单。Industry chain maps and target lists from a table of firms.

    import liantu

    with liantu.open(chain="quartz") as session, session.study("firms.csv", date="2026-09-30") as study:
        print(study.targets()["targets"][0]["reason"])
        study.map().save("map.svg")
"""
from __future__ import annotations

from . import _native
from ._arrow import ArrowStream, ArrowTable
from ._session import Map, Matches, Session, Study, TargetsTable, open
from .errors import BadInputError, ClosedError, LiantuError, MisuseError, OutOfMemoryError, Problem, Text

__version__ = _native.version()

__all__ = ["ArrowStream", "ArrowTable", "BadInputError", "ClosedError", "LiantuError", "Map", "Matches", "MisuseError",
           "OutOfMemoryError", "Problem", "Session", "Study", "TargetsTable", "Text", "open"]
