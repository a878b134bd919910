#!/usr/bin/env python3
"""DuckDB 查 SQLite、CSV、Parquet，结果不复制就分析；对应结果又是 DuckDB 的表。What DuckDB asks of SQLite, CSV or Parquet is studied without a
copy, and the matches are a table of DuckDB again."""
import os
import sqlite3
import tempfile

import duckdb
from made_up import FIRMS, tell

import liantu


def sqlite_file(folder: str) -> str:
    path = os.path.join(folder, "firms.sqlite")
    with sqlite3.connect(path) as database:
        database.execute("create table firms(企业名称 text, 所属区县 text, 经营范围 text, 参保人数 integer)")
        database.executemany("insert into firms values(?, ?, ?, ?)", FIRMS)
    database.close()
    return path


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, liantu.open(chain=["quartz", "photovoltaic"]) as session:
        path, database = sqlite_file(folder), duckdb.connect()
        try:
            database.execute(f"attach '{path}' as registry (type sqlite)")
        except duckdb.Error as error:  # its extension is fetched at first use
            print(f"DuckDB 的 sqlite 扩展装不上，改由 Python 读入 · DuckDB's sqlite extension cannot be had: {str(error).splitlines()[0]}")
            database.execute("attach ':memory:' as registry")
            database.execute("create table registry.firms(企业名称 text, 所属区县 text, 经营范围 text, 参保人数 integer)")
            database.executemany("insert into registry.firms values(?, ?, ?, ?)", FIRMS)

        firms = database.sql("select * from registry.firms where 参保人数 >= 10")
        tell(session.study(firms, date="2026-09-30"))

        matches = session.match(firms.to_arrow_table() if hasattr(firms, "to_arrow_table") else firms.arrow())  # noqa: F841  named in the query; its source is no query of the same connection
        for row in database.sql("select chain, node, count(*) from matches where confidence >= 0.8 group by 1, 2 order by 1, 2").fetchall():
            print(*row)
        database.close()


if __name__ == "__main__":
    main()
