"""Session, Study, Map: thin over _native."""
from __future__ import annotations

import datetime
import decimal
import json
import math
import os
import pathlib
import weakref
from typing import (TYPE_CHECKING, Any, Dict, Iterable, List, Mapping, NoReturn, Optional, Protocol, Sequence, Union, cast,
                    overload)

from . import _native as native
from ._arrow import ArrowStream, ArrowTable, taken

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Type, TypeVar

    Self = TypeVar("Self", bound="_Closed")

PathLike = Union[str, "os.PathLike[str]"]
Row = Mapping[str, object]
Many = Union[str, Sequence[str]]
ManyPaths = Union[PathLike, Sequence[PathLike]]
Date = Union[str, datetime.date]
Json = Dict[str, Any]


class ProgressBar(Protocol):
    """A bar such as tqdm's."""

    def set_description(self, desc: Optional[str] = None) -> object: ...
    def reset(self, total: Optional[float] = None) -> object: ...
    def update(self, n: float = 1) -> object: ...


Progress = Union[native.Progress, ProgressBar]

STEPS = {"read": "读入企业", "match": "对应环节", "gather": "汇总企业", "analyse": "分析短板", "routes": "选途径",
         "stability": "测算稳定性", "verify": "选先核实的"}


def _plain(value: object) -> object:
    """What JSON says for an option."""
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def _options(**given: object) -> bytes:
    return json.dumps({key: _plain(value) for key, value in given.items() if value is not None}).encode()


_AS_THEY_ARE = (str, int, bool, type(None))


def _cell(value: Any) -> object:
    """What JSON says for a cell: nothing for NaN, NaT and NA, a date as 2026-09-30, a number of numpy as one of Python."""
    try:
        if value != value:
            return None
    except TypeError:  # pandas.NA
        return None
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value.item() if hasattr(value, "item") else value


def _row(number: int, row: Any) -> Json:
    if not hasattr(row, "keys"):
        raise TypeError(f"firms[{number}]: {type(row).__name__}；应为 dict，键是表头\n"
                        f"firms[{number}]: {type(row).__name__}; wanted a dict whose keys are headers")
    return {key: value if type(value) in _AS_THEY_ARE else _cell(value) for key, value in dict(row).items()}


def _rows(firms: Iterable[Row]) -> List[Json]:
    if isinstance(firms, (str, bytes, Mapping)) or not hasattr(firms, "__iter__"):
        raise TypeError(f"firms: {type(firms).__name__}；应为 dict 的列表，或 Arrow 表（pyarrow、polars、pandas≥2.2、DuckDB）\n"
                        f"firms: {type(firms).__name__}; wanted a list of dicts, or an Arrow table")
    return [_row(number, row) for number, row in enumerate(firms)]


def _listener(progress: Optional[Progress]) -> Optional[native.Progress]:
    if progress is None or not hasattr(progress, "set_description"):
        return progress
    bar, at = cast(ProgressBar, progress), ["", 0]

    def move(step: str, done: int, total: int) -> None:
        if step != at[0]:
            bar.reset(total or None)
            bar.set_description(STEPS.get(step, step))
            at[:] = [step, 0]
        bar.update(done - cast(int, at[1]))
        at[1] = done

    return move


class Matches(ArrowTable):
    """The matches of a table of firms, as an Arrow stream (row, firm, credit_code, chain, node, confidence, verified, rule,
    term, text): made as they are asked for, so memory does not grow with the table. Each stream reads the firms anew; a
    source that can be read once, such as a RecordBatchReader, gives one. They are read on another thread: matches of a DuckDB
    relation must not be queried on its own connection."""


class TargetsTable(ArrowTable):
    """The targets as an Arrow stream (rank, chain, node, name, state, action, score, low, high, known, insufficient, veto,
    reason)."""


class _Closed:
    """What is closed by `with`, by close(), or with the last reference to it."""

    def __init__(self, handle: native.Handle) -> None:
        self._handle = handle
        weakref.finalize(self, handle.close)

    def close(self) -> None:
        """Frees it, after the calls that are under way. Twice is fine."""
        self._handle.close()

    @property
    def closed(self) -> bool:
        return self._handle.closed

    def __enter__(self: Self) -> Self:
        with self._handle.use():
            return self

    def __exit__(self, kind: "Optional[Type[BaseException]]", error: Optional[BaseException],
                 trace: "Optional[TracebackType]") -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} 不能序列化；在每个进程里各打开一个\n"
                        f"cannot pickle {type(self).__name__}; open one in each process")

    def __repr__(self) -> str:
        return f"<liantu.{type(self).__name__}{' closed' if self.closed else ''}>"


class Session(_Closed):
    """Chains, classification and policy, read. Any number of threads may use one at a time."""

    def chains(self) -> List[Json]:
        """All chains that are loaded: id, name, nodes, links."""
        return cast(List[Json], self._json("chains"))

    def policy(self) -> Json:
        """The rules in force."""
        return cast(Json, self._json("policy"))

    def chain(self, id: str) -> Json:
        """One chain, whole."""
        return cast(Json, self._json(f"chain:{id}"))

    def _json(self, what: str) -> object:
        return json.loads(native.session_json(self._handle, what))

    @overload
    def match(self, firms: ArrowStream) -> Matches: ...
    @overload
    def match(self, firms: Iterable[Row]) -> List[Json]: ...

    def match(self, firms: Union[ArrowStream, Iterable[Row]]) -> Union[Matches, List[Json]]:
        """Matches firms to nodes. Dicts, whose keys are headers of a table of firms (企业名称, 经营范围 …), give dicts; an Arrow
        table gives an Arrow stream, lazily. Errors: BadInputError; of a stream, from whoever reads it."""
        if isinstance(firms, ArrowStream):
            return self._match_stream(firms)
        return cast(List[Json], json.loads(native.session_match(self._handle, json.dumps(_rows(firms)).encode()))["matches"])

    def _match_stream(self, firms: ArrowStream) -> Matches:
        def fill(out: int) -> None:
            with self._handle.use() as session:
                capsule, stream = taken(firms)
                native.code(native.library.liantu_session_match_stream, session, stream, out)
                del capsule

        return Matches(fill)

    def study(self, firms: Union[None, PathLike, ArrowStream, Iterable[Row]] = None, *,
              county: Union[None, PathLike, Mapping[str, object]] = None, chain: Optional[Many] = None,
              date: Optional[Date] = None, depth: Optional[str] = None, scope: Optional[Many] = None,
              columns: Optional[Mapping[str, str]] = None, keep_columns: Optional[Many] = None,
              encoding: Optional[str] = None, sheet: Optional[str] = None, region: Optional[Many] = None,
              reach: Optional[Many] = None, table_title: Optional[str] = None, table_date: Optional[Date] = None,
              decisions: Optional[ManyPaths] = None, assets: Optional[ManyPaths] = None,
              above_scale: Optional[ManyPaths] = None, anchors: Optional[ManyPaths] = None,
              candidates: Optional[ManyPaths] = None, regions_table: Optional[PathLike] = None, home: Optional[str] = None,
              level: Optional[str] = None, threads: Optional[int] = None,
              progress: Optional[Progress] = None) -> Study:
        """Matches and analyses a table of firms: the path of a CSV or XLSX, dicts, or an Arrow table (which another thread
        reads). Options as of the tool, _ for -.

        `progress(step, done, total)` is called on this thread at every step and every few thousand firms; or it is a bar
        such as tqdm(). What it raises ends the work and reaches you, as Ctrl-C does. Errors: BadInputError, MisuseError."""
        capsule, stream, named = None, None, firms
        if isinstance(firms, ArrowStream):
            capsule, stream = taken(firms)
            named = None
        elif firms is not None and not isinstance(firms, (str, os.PathLike)):
            named = _rows(firms)
        options = _options(
            firms=named, county=county, chain=chain, date=date, depth=depth, scope=scope, columns=columns,
            keep_columns=keep_columns, encoding=encoding, sheet=sheet, region=region, reach=reach, table_title=table_title,
            table_date=table_date, decisions=decisions, assets=assets, above_scale=above_scale, anchors=anchors,
            candidates=candidates, regions_table=regions_table, home=home, level=level, threads=threads)
        made = native.session_study(self._handle, options, stream, _listener(progress))
        del capsule
        return Study(made)


class Study(_Closed):
    """One table of firms, matched and analysed. Any number of threads may use one at a time; its session may be closed."""

    def coverage(self) -> Json:
        """The state of each node and what it rests on, as `liantu coverage` prints it."""
        return self._json("coverage")

    def gaps(self) -> Json:
        """What is missing or weak, and the action that a rule asks for."""
        return self._json("gaps")

    def targets(self, lang: Optional[str] = None) -> Json:
        """The ranked targets with their reasons."""
        return self._json("targets", lang=lang)

    def run(self) -> Json:
        """Versions, hashes of inputs, and how the table was read."""
        return self._json("run")

    def explain(self, nodes: Many, lang: Optional[str] = None) -> Json:
        """Why nodes (chain:node) have their state, action and score."""
        return self._json("explain", nodes=[nodes] if isinstance(nodes, str) else list(nodes), lang=lang)

    def _json(self, what: str, **options: object) -> Json:
        return cast(Json, json.loads(native.study_json(self._handle, what, _options(**options))))

    def targets_table(self, lang: Optional[str] = None) -> TargetsTable:
        """The targets for pyarrow, polars, pandas, DuckDB."""
        options = _options(lang=lang)

        def fill(out: int) -> None:
            with self._handle.use() as study:
                native.code(native.library.liantu_study_targets_stream, study, options, out)

        return TargetsTable(fill)

    def publish(self, what: str, *, chain: Optional[str] = None, lang: Optional[str] = None, paper: Optional[str] = None,
                theme: Optional[str] = None, candidates: Optional[bool] = None, dpi: Optional[float] = None) -> bytes:
        """The bytes of map.svg, map.pdf, map.png, atlas.svg, atlas.pdf, atlas.png, map.html, report.md, report.html,
        report.docx (wants pandoc), lists.xlsx, targets.csv or decisions.csv. All but `lang` is for maps."""
        return native.study_publish(self._handle, what, _options(chain=chain, lang=lang, paper=paper, theme=theme,
                                                                 candidates=candidates, dpi=dpi))

    def chains(self) -> List[str]:
        """The ids of the chains it is about."""
        return list(dict.fromkeys(node["chain"] for node in self.coverage()["nodes"]))

    def map(self, chain: Optional[str] = None, *, lang: Optional[str] = None, paper: Optional[str] = None,
            theme: Optional[str] = None, candidates: Optional[bool] = None) -> Map:
        """The map of a chain, which Jupyter shows. Without `chain` it is the only one, or all of them together."""
        chains = self.chains() if chain is None else [chain]
        kind, chain = ("map", chains[0]) if len(chains) == 1 else ("atlas", None)
        return Map(self, kind, {"chain": chain, "lang": lang, "paper": paper, "theme": theme, "candidates": candidates})

    def save(self, folder: PathLike, *, lang: Optional[str] = None) -> List[pathlib.Path]:
        """Writes maps, page, lists, report and JSON into a folder, under the names of `liantu analyze`; gives their paths.
        Errors: FileExistsError where decisions.csv is there and another: somebody may have filled it in."""
        out = pathlib.Path(folder)
        chains = self.chains()
        files: Json = {name: {} for name in ("decisions.csv", "map.html", "lists.xlsx", "targets.csv", "report.md", "report.html")}
        for form in ("svg", "pdf", "png"):
            files.update({f"map.{chain}.{form}": {"what": f"map.{form}", "chain": chain} for chain in chains})
            if len(chains) > 1:
                files[f"map.atlas.{form}"] = {"what": f"atlas.{form}"}
        out.mkdir(parents=True, exist_ok=True)
        kept, decisions = out / "decisions.csv", self.publish("decisions.csv", lang=lang)
        if kept.exists() and kept.read_bytes() != decisions:
            raise FileExistsError(f"{kept} 已有，内容不同，可能填有核实结论；请先移走\n"
                                  f"{kept} is there with other contents, maybe verdicts; move it away first")
        for name, options in files.items():
            (out / name).write_bytes(self.publish(**{"what": name, "lang": lang, **options}))
        for what, asked in (("targets", _options(lang=lang)), ("run", _options())):
            (out / f"{what}.json").write_bytes(native.study_json(self._handle, what, asked))
        return [out / name for name in (*files, "targets.json", "run.json")]


class Map:
    """A map of a study: shown by Jupyter, written by save()."""

    def __init__(self, study: Study, kind: str, options: Json) -> None:
        self._study, self._kind, self._options = study, kind, options
        self._svg: Optional[str] = None

    @property
    def svg(self) -> str:
        if self._svg is None:
            self._svg = self._study.publish(f"{self._kind}.svg", **self._options).decode()
        return self._svg

    def save(self, path: PathLike, *, dpi: Optional[float] = None) -> pathlib.Path:
        """Writes .svg, .pdf, .png, or .html (the page with all of it), by the name."""
        out = pathlib.Path(path)
        form = out.suffix.lower().lstrip(".")
        if form == "html":
            out.write_bytes(self._study.publish("map.html", lang=self._options["lang"]))
        elif form == "svg":
            out.write_bytes(self.svg.encode())
        else:
            out.write_bytes(self._study.publish(f"{self._kind}.{form}", dpi=dpi, **self._options))
        return out

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return f'<div style="overflow:auto;max-height:90vh">{self.svg[self.svg.index("<svg"):]}</div>'


def _data_of_package() -> Optional[str]:
    """Beside this file, even where LIANTU_LIBRARY names a library elsewhere. None where the environment or nobody knows."""
    own = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
    return None if os.environ.get("LIANTU_DATA") or not os.path.isdir(own) else own


def open(*, chain: Optional[ManyPaths] = None, chains_dir: Optional[PathLike] = None,
         policy: Union[None, PathLike, Mapping[str, object]] = None, profile: Optional[str] = None,
         data: Optional[PathLike] = None, threads: Optional[int] = None) -> Session:
    """Reads chains (ids, or paths of chain files; all by default), classification and policy. `data` is the data folder:
    LIANTU_DATA by default, else that of the package. Errors: BadInputError, MisuseError."""
    return Session(native.open_session(_options(chain=chain, chains_dir=chains_dir, policy=policy, profile=profile,
                                                data=data or _data_of_package(), threads=threads)))
