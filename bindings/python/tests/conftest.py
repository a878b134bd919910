import os
import pathlib
from typing import Iterator

import pytest

import liantu

os.environ.setdefault("LIANTU_DATA", str(pathlib.Path(__file__).resolve().parents[3] / "data"))
SAMPLE = pathlib.Path(os.environ["LIANTU_DATA"]) / "samples" / "demo-county"


@pytest.fixture(scope="session")
def session() -> Iterator[liantu.Session]:
    with liantu.open(chain=["quartz", "photovoltaic"]) as opened:
        yield opened


@pytest.fixture(scope="session")
def quartz() -> Iterator[liantu.Session]:
    with liantu.open(chain="quartz") as opened:
        yield opened


@pytest.fixture(scope="session")
def study(quartz: liantu.Session) -> Iterator[liantu.Study]:
    with quartz.study(SAMPLE / "firms.csv", county=SAMPLE / "county.json", date="2026-09-30") as made:
        yield made
