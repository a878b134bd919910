"""Dicts and paths in, dicts and files out."""
import datetime
import decimal
import json
import os
import pathlib
import pickle
import sqlite3
import subprocess
import sys

import pytest
from conftest import SAMPLE

import liantu
from liantu import _session

CRUCIBLE = {"企业名称": "甲石英有限公司", "经营范围": "石英坩埚生产"}


def test_known(session: liantu.Session) -> None:
    chains = {chain["id"]: chain for chain in session.chains()}
    assert len(chains["quartz"]["name"]) > 0
    assert len(session.chain("quartz")["nodes"]) == chains["quartz"]["nodes"]
    assert session.policy()["rank"]
    with pytest.raises(liantu.MisuseError, match="没有产业链 none\nno chain none"):
        session.chain("none")


def test_policy_as_a_dict_reaches_the_library() -> None:
    with liantu.open(policy={"schema_version": 1, "rank": {"known_min": 0.75}}) as session:
        assert session.policy()["rank"]["known_min"] == 0.75


def test_match_dicts(quartz: liantu.Session) -> None:
    first = quartz.match([CRUCIBLE])[0]
    assert (first["firm"], first["chain"], first["node"]) == ("甲石英有限公司", "quartz", "crucible-pv")
    assert first["evidence"][0]["text"] == "石英坩埚"
    assert quartz.match(iter([CRUCIBLE])) == quartz.match((CRUCIBLE,)) == quartz.match([CRUCIBLE])
    assert quartz.match([{"企业名称": "甲", "经营范围": "理发"}]) == []
    with pytest.raises(liantu.BadInputError, match="the table is empty"):
        quartz.match([])


def test_match_rows_of_sqlite(quartz: liantu.Session) -> None:
    with sqlite3.connect(":memory:") as database:
        database.row_factory = sqlite3.Row
        database.execute("create table firms(企业名称, 经营范围)")
        database.execute("insert into firms values('甲石英有限公司', '石英坩埚生产')")
        assert quartz.match(database.execute("select * from firms")) == quartz.match([CRUCIBLE])
    database.close()


def test_cells_of_every_kind(quartz: liantu.Session) -> None:
    row = {**CRUCIBLE, "成立日期": datetime.datetime(2020, 5, 6, 7, 8), "注册资本": decimal.Decimal("1E+2"), "参保人数": float("nan"),
           "营业收入": float("inf"), "是否规上": True, "产值": None}
    with quartz.study([row]) as study:
        told = study.run()["reading"]
        assert told["firms"] == 1 and told["columns"]["成立日期"] == "founded"
        crucible = [node for node in study.coverage()["nodes"] if node["node"] == "crucible-pv"][0]
        assert crucible["above_scale"] == 1
    assert quartz.match([row]) == quartz.match([CRUCIBLE])


def test_study_of_a_path(study: liantu.Study) -> None:
    assert study.run()["reading"]["firms"] == 195
    assert study.run()["date"] == "2026-09-30"
    states = {node["node"]: node["state"] for node in study.coverage()["nodes"]}
    assert states["high-purity-sand"] == "missing"
    assert study.gaps()["gaps"][0]["id"].startswith("quartz:")
    zh, en = study.targets()["targets"], study.targets(lang="en")["targets"]
    assert zh[0]["rank"] == en[0]["rank"] == 1 and zh[0]["reason"] != en[0]["reason"]
    assert study.chains() == ["quartz"]
    assert "quartz:fused-silica" in json.dumps(study.explain("quartz:fused-silica"))
    assert study.explain(["quartz:fused-silica"]) == study.explain("quartz:fused-silica")


def test_options_are_plain_or_python_own(quartz: liantu.Session) -> None:
    county = json.loads((SAMPLE / "county.json").read_text(encoding="utf-8"))
    with quartz.study(str(SAMPLE / "firms.csv"), county=county, date=datetime.date(2026, 9, 30), depth="numbers") as one, \
            quartz.study(SAMPLE / "firms.csv", county=SAMPLE / "county.json", date="2026-09-30", depth="numbers") as other:
        assert one.run()["date"] == "2026-09-30"
        assert one.targets() == other.targets()


def test_columns_are_named(quartz: liantu.Session) -> None:
    rows = [{"甲": "甲石英有限公司", "乙": "石英坩埚生产"}]
    with pytest.raises(liantu.BadInputError):
        quartz.study(rows)
    with quartz.study(rows, columns={"甲": "name", "乙": "scope"}) as study:
        assert study.run()["reading"]["matched"] == 1


def test_publish(study: liantu.Study) -> None:
    assert study.publish("map.pdf").startswith(b"%PDF")
    assert study.publish("map.png", dpi=72).startswith(b"\x89PNG")
    assert study.publish("lists.xlsx").startswith(b"PK")
    assert study.publish("map.svg", lang="en") != study.publish("map.svg", lang="zh")
    with pytest.raises(liantu.MisuseError, match="map.gif"):
        study.publish("map.gif")


def test_map_in_jupyter_and_in_files(study: liantu.Study, tmp_path: pathlib.Path) -> None:
    drawn = study.map(theme="dark")
    assert drawn._repr_svg_().encode() == study.publish("map.svg", theme="dark")
    assert drawn._repr_html_().startswith("<div") and "<?xml" not in drawn._repr_html_()
    assert drawn.save(tmp_path / "a.svg").read_bytes() == study.publish("map.svg", theme="dark")
    assert drawn.save(str(tmp_path / "a.PNG"), dpi=72).read_bytes() == study.publish("map.png", theme="dark", dpi=72)
    assert drawn.save(tmp_path / "a.html").read_bytes() == study.publish("map.html")
    with pytest.raises(liantu.MisuseError):
        drawn.save(tmp_path / "a.gif")
    assert not (tmp_path / "a.gif").exists()


def test_several_chains_make_an_atlas(session: liantu.Session) -> None:
    with session.study(SAMPLE / "firms.csv") as study:
        assert study.chains() == ["photovoltaic", "quartz"]
        assert study.map().svg.encode() == study.publish("atlas.svg")
        assert study.map("quartz").svg.encode() == study.publish("map.svg", chain="quartz")


def test_save(study: liantu.Study, tmp_path: pathlib.Path) -> None:
    paths = study.save(tmp_path / "new" / "out")
    assert sorted(path.name for path in paths) == sorted(
        ["decisions.csv", "lists.xlsx", "map.html", "map.quartz.pdf", "map.quartz.png", "map.quartz.svg", "report.html", "report.md",
         "run.json", "targets.csv", "targets.json"])
    assert all(path.stat().st_size > 0 for path in paths)
    assert study.save(tmp_path / "new" / "out") == paths
    decisions = tmp_path / "new" / "out" / "decisions.csv"
    decisions.write_text("filled in")
    with pytest.raises(FileExistsError):
        study.save(tmp_path / "new" / "out")
    assert decisions.read_text() == "filled in"


def test_errors_tell_all(quartz: liantu.Session) -> None:
    with pytest.raises(liantu.BadInputError) as caught:
        quartz.study([{"名字": "甲"}])
    error = caught.value
    assert isinstance(error, ValueError) and error.code == 3
    assert str(error) == f"{error.zh}\n{error.en}" and error.zh != error.en
    problem = error.problems[0]
    assert problem.file == "firms" and "名字" in problem.found.zh and problem.wanted.en and problem.remedy.zh
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error) and str(copy) == str(error) and copy.problems == error.problems


def test_every_problem_of_options_is_told(quartz: liantu.Session) -> None:
    with pytest.raises(liantu.MisuseError) as caught:
        quartz.study(SAMPLE / "firms.csv", date="yesterday", reach="江苏省", depth="all")
    assert len(caught.value.problems) == 3
    assert [problem.pointer for problem in caught.value.problems if problem.file == "options"][0] == "/depth"


def test_the_place_in_a_table_is_told(quartz: liantu.Session, tmp_path: pathlib.Path) -> None:
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("企业名称,环节,结论\n甲,quartz:no-such-node,对应\n", encoding="utf-8")
    with pytest.raises(liantu.BadInputError) as caught:
        quartz.study(SAMPLE / "firms.csv", decisions=decisions)
    problem = caught.value.problems[0]
    assert problem.row == 2 and problem.column and problem.where == f"row 2, column {problem.column}" and problem.line is None


def test_closing() -> None:
    session = liantu.open(chain="quartz")
    study = session.study([CRUCIBLE])
    session.close()
    session.close()
    assert session.closed and "closed" in repr(session)
    for call in (session.chains, session.policy, session.__enter__, lambda: session.match([]), lambda: session.study([])):
        with pytest.raises(liantu.ClosedError, match="已经关闭\nit was closed"):
            call()
    assert study.coverage()["nodes"]  # outlives its session
    with study:
        drawn = study.map()
    assert study.closed
    for ask in (study.coverage, study.run, lambda: study.publish("map.svg"), lambda: drawn.svg):
        with pytest.raises(liantu.ClosedError):
            ask()
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(session)


def test_data_of_the_package_wins_where_nothing_else_is_named(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liantu._session.__file__", str(tmp_path / "liantu" / "_session.py"))
    assert _session._data_of_package() is None
    monkeypatch.delenv("LIANTU_DATA")
    assert _session._data_of_package() is None
    (tmp_path / "liantu").mkdir()
    (tmp_path / "liantu" / "data").symlink_to(SAMPLE.parents[1])
    assert _session._data_of_package() == str(tmp_path / "liantu" / "data")
    with liantu.open(chain="quartz") as session:
        assert session.chain("quartz")["id"] == "quartz"


def test_the_library_is_named_where_it_cannot_be_loaded(tmp_path: pathlib.Path) -> None:
    run = subprocess.run([sys.executable, "-c", "import liantu"], env={"LIANTU_LIBRARY": str(tmp_path / "none.so"),
                         "PYTHONPATH": ":".join(filter(None, sys.path))}, capture_output=True, text=True)
    assert run.returncode == 1 and "none.so" in run.stderr and "LIANTU_LIBRARY" in run.stderr


def test_the_example_of_the_readme_works(tmp_path: pathlib.Path) -> None:
    readme = pathlib.Path(__file__).parents[1] / "README.md"
    examples = [text.split("```")[0] for text in readme.read_text(encoding="utf-8").split("```python\n")[1:]]
    assert len(examples[0].splitlines()) <= 15
    (tmp_path / "data").symlink_to(SAMPLE.parents[1])
    for example in examples[:2]:
        pytest.importorskip("pyarrow" if "pyarrow" in example else "json")
        pytest.importorskip("pandas" if "pandas" in example else "json")
        run = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True,
                             env={**os.environ, "PYTHONPATH": ":".join(filter(None, sys.path))})
        assert run.returncode == 0, run.stderr
    assert (tmp_path / "map.svg").read_bytes().startswith(b"<?xml") and (tmp_path / "out" / "map.html").exists()
