"""Made-up firms, none of them real."""
from typing import Dict, Iterator, List

HEADER = ("企业名称", "所属区县", "行业代码", "参保人数", "是否规上", "经营范围")
GOODS = ("石英砂", "石英坩埚", "石英管", "石英玻璃", "光伏组件", "太阳能电池片", "玻璃", "乳制品", "汽车零部件", "饲料", "水处理设备", "建材", "中成药", "锂电池")
ACTS = ("制造", "加工、销售", "研发、生产", "批发", "技术服务")
CODES = ("3099", "3825", "3041", "1441", "3670", "1329", "3591", "2740")


def firm(number: int) -> Dict[str, object]:
    """The firm of a number, always the same."""
    mixed = number * 2654435761 % 2**32
    goods = [GOODS[(mixed >> shift) % len(GOODS)] for shift in (3, 9, 15)]
    acts = [ACTS[(mixed >> shift) % len(ACTS)] for shift in (5, 11, 17)]
    scope = "；".join(good + act for good, act in zip(goods, acts)) + "；货物进出口。"
    return {"企业名称": f"虚构县{number:07d}{goods[0]}有限公司", "所属区县": "虚构县",
            "行业代码": CODES[mixed % len(CODES)], "参保人数": mixed % 400, "是否规上": mixed % 10 == 0, "经营范围": scope}


def columns(start: int, stop: int) -> Dict[str, List[object]]:
    firms = [firm(number) for number in range(start, stop)]
    return {header: [one[header] for one in firms] for header in HEADER}


def csv_lines(count: int) -> Iterator[str]:
    yield ",".join(HEADER) + "\n"
    for number in range(count):
        cells = ("是" if cell is True else "否" if cell is False else str(cell) for cell in firm(number).values())
        yield ",".join(cells) + "\n"
