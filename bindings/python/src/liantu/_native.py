"""libliantu, loaded: text in, bytes or an exception out. Everything else of the package stands on this."""
from __future__ import annotations

import os
import queue
import threading
from contextlib import contextmanager
from ctypes import CDLL, byref, c_void_p, string_at
from typing import Any, Callable, Iterator, List, Optional, Tuple, Type

from . import _declarations as declared
from .errors import BadInputError, ClosedError, LiantuError, MisuseError, OutOfMemoryError

Progress = Callable[[str, int, int], object]

_ERRORS: "dict[int, Type[LiantuError]]" = {
    declared.MISUSE: MisuseError,
    declared.BAD_INPUT: BadInputError,
    declared.NO_MEMORY: OutOfMemoryError,
}


def _load() -> CDLL:
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.environ.get("LIANTU_LIBRARY") or os.path.join(here, "libliantu.so")
    try:
        library = CDLL(path)
    except OSError as error:
        raise ImportError(
            f"载入不了 {path}；用环境变量 LIANTU_LIBRARY 指明动态库\n"
            f"cannot load {path}; LIANTU_LIBRARY names another library: {error}"
        ) from error
    declared.declare(library)
    found = library.liantu_abi()
    if found < declared.ABI:
        raise ImportError(f"{path} 的接口版本是 {found}，应不低于 {declared.ABI}\n"
                          f"{path} has interface {found}, at least {declared.ABI} is wanted")
    return library


library = _load()


def version() -> str:
    told: bytes = library.liantu_version()
    return told.decode()


def text(value: str) -> bytes:
    """For the library. A NUL would cut it short there."""
    if "\0" in value:
        raise MisuseError(declared.MISUSE, "文字里有 NUL", "a text with a NUL in it")
    return value.encode("utf-8", "surrogatepass")  # the library refuses what is no UTF-8


def _taken(error: c_void_p) -> LiantuError:
    """The exception of an error, which it frees."""
    try:
        code = library.liantu_error_code(error)
        zh, en = (library.liantu_error_message(error, lang).decode() for lang in (b"zh", b"en"))
        return _ERRORS.get(code, LiantuError)(code, zh, en, library.liantu_error_json(error).decode())
    finally:
        library.liantu_error_free(error)


def pointer(function: Any, *args: Any) -> int:
    """Calls what gives a pointer, or null and an error."""
    error = c_void_p()
    made: Optional[int] = function(*args, byref(error))
    if made is None:
        raise _taken(error)
    return made


def code(function: Any, *args: Any) -> None:
    """Calls what gives a code, and where it is not OK an error."""
    error = c_void_p()
    if function(*args, byref(error)) != declared.OK:
        raise _taken(error)


def answer(function: Any, *args: Any) -> bytes:
    """Calls what gives bytes."""
    made = pointer(function, *args)
    try:
        return string_at(library.liantu_bytes_data(made), library.liantu_bytes_size(made))
    finally:
        library.liantu_bytes_free(made)


class Handle:
    """A session or study of the library. Closing it while calls are under way frees it after the last of them."""

    def __init__(self, made: int, free: Callable[[int], object]) -> None:
        self._lock = threading.RLock()  # a signal handler may close it
        self._made: Optional[int] = made
        self._free = free
        self._calls, self.closed = 0, False

    @contextmanager
    def use(self) -> Iterator[int]:
        """The pointer, for one call."""
        with self._lock:
            self._calls += 1
        try:
            made = self._made
            if self.closed or made is None:
                raise ClosedError(declared.MISUSE, "已经关闭", "it was closed")
            yield made
        finally:
            with self._lock:
                self._calls -= 1
            self._free_unused()

    def close(self) -> None:
        self.closed = True
        self._free_unused()

    def _free_unused(self) -> None:
        with self._lock:
            made = self._made
            if made is None or self._calls > 0 or not self.closed:
                return
            self._made = None
        self._free(made)


def open_session(options: bytes) -> Handle:
    return Handle(pointer(library.liantu_session_open, options), library.liantu_session_close)


def session_json(session: Handle, what: str) -> bytes:
    with session.use() as made:
        return answer(library.liantu_session_json, made, text(what))


def session_match(session: Handle, firms: bytes) -> bytes:
    with session.use() as made:
        return answer(library.liantu_session_match, made, firms)


def study_json(study: Handle, what: str, options: bytes) -> bytes:
    with study.use() as made:
        return answer(library.liantu_study_json, made, text(what), options)


def study_publish(study: Handle, what: str, options: bytes) -> bytes:
    with study.use() as made:
        return answer(library.liantu_study_publish, made, text(what), options)


def session_study(session: Handle, options: bytes, firms: Optional[int] = None, progress: Optional[Progress] = None) -> Handle:
    """`firms`: the address of an Arrow stream."""

    def call(tell: Any) -> Handle:
        with session.use() as made:
            study = pointer(library.liantu_session_study, made, options, firms, tell, None)
        return Handle(study, library.liantu_study_close)

    return _heard(call, progress)


def _heard(call: Callable[[Any], Handle], progress: Optional[Progress]) -> Handle:
    """Makes a long call on a thread of its own, and hands what it tells to `progress` on this one, which meanwhile goes on
    handling signals. What is raised here, by `progress` or by a signal handler such as Ctrl-C's, ends the call and goes on.

    A callback on this thread would not do: Python runs signal handlers as it enters the callback, before any try, and
    ctypes drops what they raise."""
    told: "queue.SimpleQueue[Optional[Tuple[str, int, int]]]" = queue.SimpleQueue()
    heard: "queue.SimpleQueue[None]" = queue.SimpleQueue()
    stopped = threading.Event()
    made: List[Handle] = []
    failed: List[BaseException] = []

    def on_progress(_user: object, step: bytes, done: int, total: int) -> int:
        if progress is not None and not stopped.is_set():
            told.put((step.decode(), done, total))
            heard.get()
        return int(stopped.is_set())

    tell = declared.liantu_progress(on_progress)

    def work() -> None:
        try:
            made.append(call(tell))
        except BaseException as error:
            failed.append(error)
        finally:
            told.put(None)

    worker = threading.Thread(target=work, name="liantu")
    raised: Optional[BaseException] = None
    try:
        worker.start()
        while True:
            try:
                try:
                    # Not for ever: where a library took signals over (polars), they no longer wake who waits.
                    news = told.get(timeout=0.1)
                except queue.Empty:
                    continue
                if news is None:
                    break
                if progress is not None and raised is None:
                    progress(*news)
            except BaseException as error:
                raised = raised or error
                stopped.set()
            heard.put(None)
    finally:
        stopped.set()
        heard.put(None)
    if raised is not None:
        for study in made:
            study.close()
        raise raised
    if failed:
        raise failed[0]
    return made[0]

