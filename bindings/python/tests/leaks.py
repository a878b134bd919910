#!/usr/bin/env python3
"""10,000 matches and 1,000 maps after as many to warm up as settle the allocator: memory must not grow by 5 MB."""
import os
import sys

import liantu

LIMIT = 5_000_000
FIRM = {"企业名称": "虚构县甲石英有限公司", "经营范围": "石英坩埚生产；石英砂销售", "参保人数": 120}


def resident() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    failed = False
    with liantu.open(chain="quartz") as session, session.study([FIRM]) as study:
        for name, work, warm, count in (("match", lambda: session.match([FIRM]), 2000, 10_000),
                                        ("map.svg", lambda: study.publish("map.svg"), 200, 1000)):
            for _ in range(warm):
                work()
            before = resident()
            for _ in range(count):
                work()
            grown = resident() - before
            failed = failed or grown >= LIMIT
            print(f"{count} {name}: {grown / 1e6:+.1f} MB")
    sys.exit("memory grows" if failed else 0)


if __name__ == "__main__":
    main()
