#!/usr/bin/env python3
"""企业在 PostgreSQL 里：一批一批取出来分析，不必先导出；对应结果写回库里。Firms in PostgreSQL are studied as they are fetched, and the
matches written back.

    postgres_firms.py "host=… dbname=… user=…"     一个库里的临时表 · temporary tables of a database
    postgres_firms.py                              自建一个用完即弃的库 · a throw-away cluster, where PostgreSQL is installed"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from typing import Any, Iterator

from made_up import FIRMS, HEADERS, tell

import liantu

USER = "nobody"  # PostgreSQL does not run as root


def command(*words: str) -> "list[str]":
    return ["runuser", "-u", USER, "--", *words] if os.geteuid() == 0 else list(words)


@contextmanager
def throw_away_cluster() -> Iterator[str]:
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb")) + [path for path in [shutil.which("initdb")] if path]
    if not found:
        print("跳过：没有装 PostgreSQL（Debian：apt-get install postgresql） · skipped: PostgreSQL is not installed")
        sys.exit(0)
    binaries = os.path.dirname(found[-1])
    folder = tempfile.mkdtemp(prefix="liantu-pg-", dir="/tmp")
    data, quiet = os.path.join(folder, "data"), {"stdout": subprocess.DEVNULL, "check": True, "cwd": "/"}
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
        subprocess.run(command(f"{binaries}/initdb", "-D", data, "-U", "liantu", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"), **quiet)
        control = command(f"{binaries}/pg_ctl", "-D", data, "-w", "-l", os.path.join(folder, "log"))
        # No port, a socket alone.
        subprocess.run([*control, "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start"], **quiet)
        try:
            yield f"host={folder} dbname=postgres user=liantu"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def batches(database: Any, query: str, size: int = 10_000) -> Any:
    """A query as a stream of Arrow, by a cursor of the server: memory does not grow with the table."""
    import pyarrow

    text, number = pyarrow.string(), pyarrow.int64()
    schema = pyarrow.schema(list(zip(HEADERS, (text, text, text, number))))

    def fetched() -> Iterator[Any]:
        with database.cursor(name="firms") as cursor:
            cursor.execute(query)
            while rows := cursor.fetchmany(size):
                yield pyarrow.RecordBatch.from_arrays([pyarrow.array(column, kind) for column, kind in zip(zip(*rows), schema.types)], schema=schema)

    return pyarrow.RecordBatchReader.from_batches(schema, fetched())


def work(where: str) -> None:
    import psycopg
    import pyarrow

    with psycopg.connect(where) as database, liantu.open(chain=["quartz", "photovoltaic"]) as session:
        database.execute("create temporary table firms(企业名称 text, 所属区县 text, 经营范围 text, 参保人数 integer)")
        database.cursor().executemany("insert into firms values(%s, %s, %s, %s)", FIRMS)

        query = "select * from firms where 参保人数 >= 10"
        tell(session.study(batches(database, query), date="2026-09-30"))

        database.execute("create temporary table matches(firm text, chain text, node text, confidence real)")
        matches = pyarrow.table(session.match(batches(database, query)))
        with database.cursor().copy("copy matches from stdin") as copy:
            for row in matches.select(["firm", "chain", "node", "confidence"]).to_pylist():
                copy.write_row(list(row.values()))
        for row in database.execute("select chain, node, count(*) from matches where confidence >= 0.8 group by 1, 2 order by 1, 2"):
            print(*row)


def main() -> None:
    if len(sys.argv) > 1:
        work(sys.argv[1])
        return
    with throw_away_cluster() as where:
        work(where)


if __name__ == "__main__":
    main()
