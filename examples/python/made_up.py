"""Made-up firms for the examples, none of them real: (name, county, scope, insured staff)."""
from __future__ import annotations

HEADERS = ("企业名称", "所属区县", "经营范围", "参保人数")
FIRMS = [
    ("虚构县甲石英砂有限公司", "虚构县", "石英砂加工、销售", 86),
    ("虚构县乙石英制品有限公司", "虚构县", "石英坩埚生产；石英管制造", 240),
    ("虚构县丙光伏科技有限公司", "虚构县", "太阳能电池组件研发、制造、销售", 510),
    ("虚构县丁建材经营部", "虚构县", "建材、五金零售", 3),
    ("虚构县戊玻璃有限公司", "虚构县", "光伏玻璃制造；玻璃深加工", 132),
]


def tell(study: object) -> None:
    """The first targets of a study."""
    for target in study.targets()["targets"][:3]:  # type: ignore[attr-defined]
        print(f"{target['rank']}. {target['id']}：{target['reason']}")
