"""What no caller should do."""
import pathlib
from typing import Any, Iterator

import pytest

import liantu


@pytest.mark.parametrize("firms", ["firms.csv", b"firms", {"企业名称": "甲"}, 7, None, ["甲"], [("甲", "乙")], [None]])
def test_no_firms(quartz: liantu.Session, firms: Any) -> None:
    with pytest.raises(TypeError, match="wanted a"):
        quartz.match(firms)


@pytest.mark.parametrize("firms", [7, b"firms.csv", [1], {"企业名称": "甲"}])
def test_no_firms_of_a_study(quartz: liantu.Session, firms: Any) -> None:
    with pytest.raises(TypeError, match="wanted a"):
        quartz.study(firms)


@pytest.mark.parametrize("row", [
    {"企业名称": ["甲"]}, {"企业名称": {"a": 1}}, {"企业名称": "\ud800"}, {"名": "甲"}, {}, {str(i): "x" for i in range(100_000)}])
def test_rows_that_cannot_be_used(quartz: liantu.Session, row: Any) -> None:
    with pytest.raises(liantu.BadInputError) as caught:
        quartz.match([row])
    assert caught.value.problems[0].file == "firms"


@pytest.mark.parametrize("cell", [object(), b"bytes", 1j])
def test_cells_that_json_has_not(quartz: liantu.Session, cell: Any) -> None:
    with pytest.raises(TypeError):
        quartz.match([{"企业名称": cell}])


def test_texts_are_kept_whole(quartz: liantu.Session) -> None:
    name = "甲\"\\😀<script>\u2028石英" + "很长" * 10_000
    assert quartz.match([{"企业名称": name, "经营范围": "石英坩埚生产"}])[0]["firm"] == name
    with pytest.raises(liantu.MisuseError, match="NUL"):
        quartz.chain("quartz\0none")
    with pytest.raises(liantu.MisuseError, match="UTF-8"):
        quartz.chain("\udcff")


def test_a_nul_in_a_cell_is_no_end(quartz: liantu.Session) -> None:
    matches = quartz.match([{"企业名称": "甲\0乙", "经营范围": "石英坩埚生产"}, {"企业名称": "丙", "经营范围": "石英坩埚生产"}])
    assert [match["firm"] for match in matches][-1] == "丙"


def test_failing_rows_reach_the_caller(quartz: liantu.Session) -> None:
    def rows() -> Iterator[Any]:
        yield {"企业名称": "甲"}
        raise KeyError("the caller's own")

    with pytest.raises(KeyError, match="the caller's own"):
        quartz.match(rows())
    with pytest.raises(KeyError, match="the caller's own"):
        quartz.study(rows())


@pytest.mark.parametrize("options, error", [
    ({"chain": "none"}, liantu.LiantuError), ({"data": "/none"}, liantu.BadInputError), ({"policy": {"a": 1}}, liantu.BadInputError),
    ({"threads": -1}, liantu.MisuseError), ({"profile": 7}, liantu.MisuseError), ({"chains_dir": "/none\0"}, liantu.MisuseError),
    ({"data": b"bytes"}, TypeError), ({"colour": "red"}, TypeError)])
def test_options_of_a_session(options: Any, error: Any) -> None:
    with pytest.raises(error):
        liantu.open(**options)


def test_files_that_are_none(quartz: liantu.Session, tmp_path: pathlib.Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04" + b"\xff" * 99)
    for path in (tmp_path, tmp_path / "none.csv", tmp_path / "bad.xlsx"):
        with pytest.raises(liantu.LiantuError) as caught:
            quartz.study(path)
        assert str(path) in str(caught.value)


@pytest.mark.parametrize("nodes", [[], "quartz:none", ["quartz"], ["\ud800:x"]])
def test_nodes_that_are_none(study: liantu.Study, nodes: Any) -> None:
    with pytest.raises(liantu.LiantuError):
        study.explain(nodes)
