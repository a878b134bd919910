"""Long work: progress, Ctrl-C, threads, closing meanwhile."""
import gc
import os
import signal
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Iterator, List, Tuple

import pytest
from conftest import SAMPLE
from made_up import columns, firm

import liantu
from liantu import _native as native


class Reader:
    """A large made-up table in batches, and how many were read."""

    def __init__(self, batches: int = 400, rows: int = 1000) -> None:
        self.pa = pytest.importorskip("pyarrow")
        self.batches, self.rows, self.read = batches, rows, 0
        self.batch = self.pa.RecordBatch.from_pydict(columns(0, rows))

    def __iter__(self) -> Iterator[Any]:
        for number in range(self.batches):
            self.read += 1
            names = self.pa.array([f"虚构县{number}之{row}有限公司" for row in range(self.rows)])
            yield self.batch.set_column(0, "企业名称", names)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.pa.RecordBatchReader.from_batches(self.batch.schema, iter(self)).__arrow_c_stream__()


def test_progress_is_told_on_the_thread_of_the_caller(quartz: liantu.Session) -> None:
    told: List[Tuple[str, int, int]] = []
    threads = set()

    def progress(*news: Any) -> None:
        told.append(news)
        threads.add(threading.get_ident())

    with quartz.study(map(firm, range(16_000)), progress=progress, threads=1):
        pass
    assert threads == {threading.get_ident()}
    steps = list(dict.fromkeys(step for step, _, _ in told))
    assert steps[0] == "match" and "analyse" in steps and "verify" in steps
    counts = [done for step, done, _ in told if step == "match"]
    assert len(counts) >= 3 and counts == sorted(counts) and 8_000 < counts[-1] <= 16_000


def test_a_bar_moves(quartz: liantu.Session) -> None:
    class Bar:
        def __init__(self) -> None:
            self.n, self.words, self.most = 0, [""], 0

        def set_description(self, words: str) -> None:
            self.words.append(words)

        def reset(self, total: Any) -> None:
            assert total is None
            self.n = 0

        def update(self, n: int) -> None:
            self.n += n
            self.most = max(self.most, self.n)

    bar = Bar()
    with quartz.study(map(firm, range(10_000)), progress=bar):  # type: ignore[arg-type]
        assert "对应环节" in bar.words and 8_000 <= bar.most <= 10_000


def test_tqdm(quartz: liantu.Session) -> None:
    tqdm = pytest.importorskip("tqdm")
    with open(os.devnull, "w") as nowhere, tqdm.tqdm(file=nowhere) as bar, quartz.study([firm(1)], progress=bar):
        assert bar.desc


@pytest.mark.parametrize("step", ["match", "stability"])
def test_what_progress_raises_reaches_the_caller(quartz: liantu.Session, step: str) -> None:
    class Own(Exception):
        pass

    seen = []

    def progress(at: str, done: int, total: int) -> None:
        seen.append(at)
        if at == step:
            raise Own(at)

    with pytest.raises(Own, match=step):
        quartz.study([firm(1)], progress=progress)
    assert seen[-1] == step


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Where the tests run in the background, a shell has SIGINT ignored, and Python leaves it so."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("told", [True, False])
def test_ctrl_c_ends_a_study(quartz: liantu.Session, interruptible: None, told: bool) -> None:
    if not told:
        pytest.importorskip("polars")  # takes SIGINT over as it is imported, after which a wait goes on through it
    reader = Reader(2000)

    def interrupt() -> None:
        while reader.read < 3:
            time.sleep(0.001)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        quartz.study(reader, progress=(lambda *_: None) if told else None)
    assert 3 <= reader.read < reader.batches
    read = reader.read
    time.sleep(0.05)
    assert reader.read == read  # nobody reads on
    assert not [thread for thread in threading.enumerate() if thread.name == "liantu"]


def test_any_signal_handler_may_end_a_study(quartz: liantu.Session) -> None:
    class Alarm(Exception):
        pass

    def handler(number: int, frame: Any) -> None:
        raise Alarm

    reader, before = Reader(2000), signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(Alarm):
            quartz.study(reader)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert reader.read < reader.batches


def test_the_interpreter_goes_on_meanwhile(quartz: liantu.Session) -> None:
    beats, ended = [0], threading.Event()

    def beat() -> None:
        while not ended.wait(0.001):
            beats[0] += 1

    other = threading.Thread(target=beat)
    other.start()
    with quartz.study(SAMPLE / "firms.csv") as study:
        before = beats[0]
        for _ in range(3):
            study.publish("map.pdf")
    ended.set()
    other.join()
    assert beats[0] - before >= 3


def test_eight_threads_draw_the_same_maps(study: liantu.Study) -> None:
    alone = {theme: study.publish("map.svg", theme=theme) for theme in ("light", "dark", "print")}
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda theme: (theme, study.publish("map.svg", theme=theme)), list(alone) * 16))
    assert all(alone[theme] == svg for theme, svg in drawn)


def test_eight_threads_match_and_study(quartz: liantu.Session) -> None:
    firms = [firm(number) for number in range(300)]
    alone = quartz.match(firms)

    def work(number: int) -> bool:
        if number % 2:
            return quartz.match(firms) == alone
        with quartz.study(firms, depth="numbers", threads=1) as study:
            return bool(study.run()["reading"]["firms"] == 300)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(48)))


def test_closing_meanwhile_waits_for_the_calls_under_way() -> None:
    freed: List[int] = []
    handle = native.Handle(17, freed.append)
    with handle.use():
        handle.close()
        assert freed == [] and handle.closed
        with pytest.raises(liantu.ClosedError):
            with handle.use():
                pass
        assert freed == []
    handle.close()
    assert freed == [17]


def test_threads_that_close_meanwhile_crash_nothing(quartz: liantu.Session) -> None:
    for _ in range(10):
        study = quartz.study(SAMPLE / "firms.csv", depth="firms")

        def draw(_: int) -> int:
            try:
                return len(study.publish("map.svg"))
            except liantu.ClosedError:
                return 0

        with ThreadPoolExecutor(8) as pool:
            drawn = pool.map(draw, range(16))
            time.sleep(0.005)
            study.close()
        sizes = set(drawn)
        assert len(sizes - {0}) <= 1


def test_progress_may_close_the_session() -> None:
    session = liantu.open(chain="quartz")
    with session.study([firm(1)], progress=lambda *_: session.close()) as study:
        assert study.run()["reading"]["firms"] == 1
    assert session.closed


def test_what_is_forgotten_is_freed(quartz: liantu.Session) -> None:
    study = quartz.study([firm(1)])
    handle, gone = study._handle, weakref.ref(study)
    del study
    gc.collect()
    assert gone() is None and handle.closed and handle._made is None
