#!/usr/bin/env python3
"""Makes values.csv and the references beside it, which relatedness_test.cpp compares with.
  make.py      needs ecomplexity 0.5.3, economic-complexity 0.3.0, numpy, pandas below 2.3

values.csv: 24 made-up regions x 30 activities, by a fixed seed. Regions differ in how much they can do and activities in how
much they ask for, so that the table is nested as real ones are; three kinds of activities keep it from being a single ladder.
ecomplexity.csv: a row a region and activity. economic_complexity.csv: the same by the other program, with its own
conventions (diagonal of proximity 0, sample deviation, method of reflections, 6 of them: each further one loses a digit).
proximity.csv: both, and the geometric mean, a row a pair."""
import os

import economic_complexity as other
import numpy as np
import pandas as pd
from ecomplexity import ecomplexity

HERE = os.path.dirname(os.path.abspath(__file__))
SEED, REGIONS, ACTIVITIES, REFLECTIONS = 20140901, 24, 30, 6


def made_up():
    random = np.random.default_rng(SEED)
    able = np.linspace(-1.5, 1.5, REGIONS)[:, None]
    asks = np.linspace(-1.5, 1.5, ACTIVITIES)[None, :]
    block = np.where((np.arange(REGIONS)[:, None] % 3) == (np.arange(ACTIVITIES)[None, :] % 3), 0.8, -0.4)
    can = able - asks + block + random.normal(0, 0.8, (REGIONS, ACTIVITIES))
    values = np.where(can > 0, random.poisson(12, (REGIONS, ACTIVITIES)), 0)
    size = random.integers(1, 5, REGIONS)[:, None]
    return values * size


def write(name, frame):
    frame.to_csv(os.path.join(HERE, name), index=False, float_format="%.17g", lineterminator="\n")


def main():
    values = made_up()
    table = pd.DataFrame(values, index=[f"r{i:02}" for i in range(REGIONS)], columns=[f"a{i:02}" for i in range(ACTIVITIES)])
    table.index.name, table.columns.name = "region", "activity"
    long = table.stack().rename("value").reset_index()
    write("values.csv", long)

    long["year"] = 0
    names = {"time": "year", "loc": "region", "prod": "activity", "val": "value"}
    found = ecomplexity(long, names, check_logsupermodularity=False, verbose=False).sort_values(["region", "activity"])
    assert (abs(found["rca"] - 1) > 1e-9).all(), "a quotient of just 1: rounding decides; take another seed"
    columns = ["region", "activity", "rca", "mcp", "diversity", "ubiquity", "density", "eci", "pci", "coi", "cog"]
    write("ecomplexity.csv", found[columns])

    rca = other.rca(table)
    eci, pci = other.complexity(rca, iterations=REFLECTIONS)
    proximity = other.proximity(rca)
    density = other.relatedness(rca, proximities=proximity)
    gain = other.opportunity_gain(rca, pci=pci, proximities=proximity)
    frame = pd.DataFrame({"rca": rca.stack(), "density": density.stack(),
                          "distance": other.distance(rca, proximities=proximity).stack(), "cog": gain.stack()}).reset_index()
    frame["eci"] = frame["region"].map(eci)
    frame["pci"] = frame["activity"].map(pci)
    write("economic_complexity.csv", frame)

    # ecomplexity's own, from the same presence: the diagonal is 1.
    from ecomplexity.calc_proximity import calc_discrete_proximity
    mcp = (rca.to_numpy() >= 1).astype(int)
    own = calc_discrete_proximity(mcp, mcp.sum(axis=0))
    geometric = other.proximity(rca, procedure="sqrt").to_numpy()
    pairs = [(table.columns[a], table.columns[b], own[a, b], proximity.to_numpy()[a, b], geometric[a, b])
             for a in range(ACTIVITIES) for b in range(ACTIVITIES)]
    write("proximity.csv", pd.DataFrame(pairs, columns=["a", "b", "ecomplexity", "economic_complexity", "geometric"]))


main()
