"""Arrow in and out: pyarrow, polars, pandas, DuckDB, each in and each out."""
import datetime
import decimal
import gc
import subprocess
import sys
from typing import Any, Dict, Iterator, List

import pytest
from conftest import SAMPLE
from made_up import columns, firm

import liantu
from liantu import _arrow

pa = pytest.importorskip("pyarrow")
FIRMS = columns(0, 4_000)  # more than an array of the library's


@pytest.fixture(scope="module")
def expected(quartz: liantu.Session) -> List[Dict[str, Any]]:
    """What dicts give, as rows of the stream."""
    out = []
    for match in quartz.match(firm(number) for number in range(4_000)):
        strongest = match["evidence"][0]
        out.append({"row": int(match["firm"][3:10]) + 2, "firm": match["firm"], "credit_code": None, "chain": match["chain"],
                    "node": match["node"], "confidence": match["confidence"], "verified": False, "rule": strongest["rule"],
                    "term": strongest["term"], "text": strongest["text"]})
    assert len(out) > 8192
    return out


_OPEN: List[Any] = []


def rows_of(table: Any) -> List[Dict[str, Any]]:
    return [{**row, "confidence": round(row["confidence"], 9)} for row in table.to_pylist()]


def same(found: Any, expected: List[Dict[str, Any]]) -> bool:
    return rows_of(found) == [{**row, "confidence": round(row["confidence"], 9)} for row in expected]


def frame(kind: str) -> Any:
    if kind == "pyarrow":
        return pa.table(FIRMS)
    if kind == "reader":
        return pa.table(FIRMS).to_reader(max_chunksize=1000)
    if kind == "polars":
        return pytest.importorskip("polars").DataFrame(FIRMS, strict=False)
    if kind == "pandas":
        return pytest.importorskip("pandas").DataFrame(FIRMS)
    duckdb = pytest.importorskip("duckdb")
    database = duckdb.connect()
    _OPEN.append(database)  # a relation does not keep its connection open
    table = pa.table(FIRMS)
    database.register("t", table)
    database.execute("create table firms as select * from t")
    relation = database.sql("select * from firms")
    if not hasattr(relation, "__arrow_c_stream__"):
        pytest.skip("this DuckDB has no __arrow_c_stream__")
    return relation


KINDS = ["pyarrow", "reader", "polars", "pandas", "duckdb"]


@pytest.mark.parametrize("kind", KINDS)
def test_match_in(quartz: liantu.Session, expected: List[Dict[str, Any]], kind: str) -> None:
    matches = quartz.match(frame(kind))
    assert isinstance(matches, liantu.Matches)
    assert same(pa.table(matches), expected)


@pytest.mark.parametrize("kind", KINDS)
def test_study_in(quartz: liantu.Session, kind: str) -> None:
    with quartz.study(map(firm, range(4_000)), depth="firms") as of_dicts, quartz.study(frame(kind), depth="firms") as study:
        assert study.run()["reading"]["firms"] == 4_000
        assert study.coverage() == of_dicts.coverage()
        assert study.targets() == of_dicts.targets()


def test_polars_out(quartz: liantu.Session, expected: List[Dict[str, Any]]) -> None:
    polars = pytest.importorskip("polars")
    assert same(polars.DataFrame(quartz.match(frame("polars"))).to_arrow(), expected)
    assert same(polars.from_arrow(quartz.match(frame("polars"))).to_arrow(), expected)


def test_pandas_out(quartz: liantu.Session, expected: List[Dict[str, Any]]) -> None:
    pytest.importorskip("pandas")
    found = pa.table(quartz.match(frame("pandas"))).to_pandas()
    assert list(found["firm"]) == [row["firm"] for row in expected] and list(found["row"]) == [row["row"] for row in expected]


def test_duckdb_out(quartz: liantu.Session, expected: List[Dict[str, Any]]) -> None:
    duckdb = pytest.importorskip("duckdb")
    matches = quartz.match(frame("pyarrow"))
    try:
        found = duckdb.sql("select count(*), count(distinct firm), max(row) from matches").fetchall()[0]
    except duckdb.InvalidInputException:
        pytest.skip("this DuckDB takes no __arrow_c_stream__")
    assert found == (len(expected), len({row["firm"] for row in expected}), max(row["row"] for row in expected))
    assert duckdb.sql("select count(*) from matches").fetchall() == [(len(expected),)]  # a table is read again


def test_types(quartz: liantu.Session) -> None:
    schema = pa.table(quartz.match(frame("pyarrow").slice(0, 10))).schema
    assert [(field.name, str(field.type)) for field in schema] == [
        ("row", "uint64"), ("firm", "string"), ("credit_code", "string"), ("chain", "string"), ("node", "string"),
        ("confidence", "double"), ("verified", "bool"), ("rule", "string"), ("term", "string"), ("text", "string")]


def test_targets(study: liantu.Study) -> None:
    table, told = pa.table(study.targets_table()), study.targets()["targets"]
    assert [row["node"] for row in table.to_pylist()] == [target["node"] for target in told]
    assert [row["reason"] for row in table.to_pylist()] == [target["reason"] for target in told]
    assert pa.table(study.targets_table(lang="en")).column("reason")[0].as_py() == study.targets(lang="en")["targets"][0]["reason"]
    pd = pytest.importorskip("pandas")
    assert pd.DataFrame(table.to_pandas())["rank"].min() == 1
    with pytest.raises(liantu.MisuseError):
        pa.table(study.targets_table(lang="fr"))


def test_columns_of_every_kind(quartz: liantu.Session) -> None:
    table = pa.table({
        "企业名称": pa.array(["甲石英有限公司"]).dictionary_encode(), "经营范围": pa.array(["石英坩埚生产"], pa.large_string()),
        "成立日期": [datetime.date(2020, 5, 6)], "注册资本": [decimal.Decimal("12.50")], "参保人数": pa.array([7], pa.int8()),
        "是否规上": [True], "产值": pa.array([1.5], pa.float32()), "电话": pa.nulls(1)})
    assert pa.table(quartz.match(table)).column("node").to_pylist()[0] == "crucible-pv"
    with quartz.study(table) as study:
        crucible = [node for node in study.coverage()["nodes"] if node["node"] == "crucible-pv"][0]
        assert crucible["above_scale"] == 1


def test_bad_tables(quartz: liantu.Session) -> None:
    bad = {"no name": pa.table({"x": [1]}), "a list": pa.table({"企业名称": [["甲"]]}), "nothing": pa.table({}),
           "no rows": pa.table({"企业名称": pa.array([], pa.string())})}
    for table in bad.values():
        with pytest.raises(liantu.BadInputError) as caught:
            quartz.study(table)
        assert caught.value.problems[0].file == "firms"
        with pytest.raises(pa.ArrowInvalid) as other:
            pa.table(quartz.match(table))
        assert caught.value.zh in str(other.value) and caught.value.en in str(other.value)


def test_a_source_that_fails_says_why(quartz: liantu.Session) -> None:
    batch = pa.RecordBatch.from_pydict(columns(0, 10))

    def batches() -> Iterator[Any]:
        yield batch
        raise RuntimeError("the cable is out")

    def reader() -> Any:
        return pa.RecordBatchReader.from_batches(batch.schema, batches())

    with pytest.raises(pa.ArrowInvalid, match="the cable is out"):
        pa.table(quartz.match(reader()))
    with pytest.raises(liantu.BadInputError, match="the cable is out"):
        quartz.study(reader())


def test_a_reader_is_read_once(quartz: liantu.Session) -> None:
    reader = pa.table(FIRMS).to_reader()
    matches = quartz.match(reader)
    assert pa.table(matches).num_rows > 0
    with pytest.raises((pa.ArrowInvalid, ValueError)):
        pa.table(matches)


class Hostile:
    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


@pytest.mark.parametrize("answer, error", [(None, ValueError), (7, ValueError), (pa.int8().__arrow_c_schema__(), ValueError),
                                           (OSError("gone"), OSError)])
def test_no_stream(quartz: liantu.Session, answer: Any, error: Any) -> None:
    with pytest.raises(error):
        pa.table(quartz.match(Hostile(answer)))
    with pytest.raises(error):
        quartz.study(Hostile(answer))


def test_a_stream_taken_twice(quartz: liantu.Session) -> None:
    capsule = pa.table(FIRMS).__arrow_c_stream__()
    with quartz.study(Hostile(capsule), depth="numbers"):
        pass
    with pytest.raises(liantu.BadInputError, match="released"):
        quartz.study(Hostile(capsule))


def test_misuse_lets_the_source_go(quartz: liantu.Session) -> None:
    gc.collect()
    before = pa.total_allocated_bytes()
    for _ in range(3):
        with pytest.raises(liantu.MisuseError):
            quartz.study(pa.table(FIRMS), date="yesterday")
    gc.collect()
    assert pa.total_allocated_bytes() <= before  # less, where garbage of other tests went too


def test_streams_nobody_reads_are_released(quartz: liantu.Session) -> None:
    gc.collect()
    _arrow._release_left()
    before, held = pa.total_allocated_bytes(), len(_arrow._given)
    assert held == 0
    for taken in (0, 1, 3):
        matches = quartz.match(pa.table(FIRMS))
        capsule = matches.__arrow_c_stream__()
        if taken > 0:  # part of it, and left
            reader = pa.RecordBatchReader._import_from_c_capsule(capsule)
            for _ in range(taken - 1):
                reader.read_next_batch()
            del reader
        assert len(_arrow._given) == 1
        del capsule, matches
        gc.collect()
        assert len(_arrow._given) == 0 and pa.total_allocated_bytes() == before


def test_a_stream_outlives_all_else() -> None:
    session = liantu.open(chain="quartz")
    reader = pa.RecordBatchReader.from_stream(session.match(pa.table(FIRMS)))
    session.close()
    del session
    gc.collect()
    assert reader.read_all().num_rows > 8192


def test_a_table_keeps_what_it_is_of() -> None:
    table = liantu.open(chain="quartz").study(SAMPLE / "firms.csv").targets_table()
    matches = liantu.open(chain="quartz").match(pa.table(FIRMS))
    gc.collect()
    assert pa.table(table).num_rows > 0 and pa.table(matches).num_rows > 0


def test_closed(quartz: liantu.Session) -> None:
    session = liantu.open(chain="quartz")
    matches = session.match(pa.table(FIRMS))
    session.close()
    with pytest.raises(liantu.ClosedError):
        pa.table(matches)


@pytest.mark.parametrize("left", [
    "reader = pa.RecordBatchReader.from_stream(matches); reader.read_next_batch()", "capsule = matches.__arrow_c_stream__()",
    "table = pa.table(matches)"])
def test_the_interpreter_ends_with_streams_open(left: str) -> None:
    code = f"""import liantu, pyarrow as pa, made_up
session = liantu.open(chain="quartz")
batch = pa.RecordBatch.from_pydict(made_up.columns(0, 6_000))
matches = session.match(pa.RecordBatchReader.from_batches(batch.schema, (batch for _ in range(2))))
{left}
print("done")"""
    run = subprocess.run([sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path}\n{code}"], capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stdout, run.stderr) == (0, "done\n", "")
