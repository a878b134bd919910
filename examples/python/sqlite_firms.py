#!/usr/bin/env python3
"""企业在 SQLite 里：查出来的行直接分析，对应结果写回库里。Firms in SQLite: its rows are studied as they are, and the matches written back."""
import sqlite3

from made_up import FIRMS, tell

import liantu


def main() -> None:
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    database.execute("create table 企业(企业名称, 所属区县, 经营范围, 参保人数)")
    database.executemany("insert into 企业 values(?, ?, ?, ?)", FIRMS)

    with liantu.open(chain=["quartz", "photovoltaic"]) as session:
        query = "select * from 企业 where 所属区县 = '虚构县'"
        tell(session.study(database.execute(query), date="2026-09-30"))

        database.execute("create table 对应(企业名称, chain, node, confidence)")
        database.executemany("insert into 对应 values(:firm, :chain, :node, :confidence)", session.match(database.execute(query)))
    for row in database.execute("select chain, node, count(*) as firms, sum(参保人数) as staff from 对应 join 企业 using(企业名称) "
                                "where confidence >= 0.8 group by 1, 2"):
        print(*row)
    database.close()


if __name__ == "__main__":
    main()
