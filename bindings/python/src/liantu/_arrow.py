"""Arrow streams in and out as PyCapsules (https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html)."""
from __future__ import annotations

import atexit
import sys
import threading
import weakref
from ctypes import CFUNCTYPE, PYFUNCTYPE, Structure, addressof, c_char_p, c_void_p, py_object, pythonapi
from typing import Any, Callable, List, Optional, Protocol, Tuple, runtime_checkable

_NAME = b"arrow_array_stream"


@runtime_checkable
class ArrowStream(Protocol):
    """What hands over an Arrow stream: tables of pyarrow, polars, pandas 2.2, relations of DuckDB …"""

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object: ...


class _Stream(Structure):
    """ArrowArrayStream of the C stream interface."""

    _fields_ = [(name, c_void_p) for name in ("get_schema", "get_next", "get_last_error", "release", "private_data")]


# Prototypes of our own: those of pythonapi are shared with whoever else sets their types.
_pointer_of = PYFUNCTYPE(c_void_p, py_object, c_char_p)(("PyCapsule_GetPointer", pythonapi))
_new_capsule = PYFUNCTYPE(py_object, c_void_p, c_char_p, c_void_p)(("PyCapsule_New", pythonapi))
_Release = CFUNCTYPE(None, c_void_p)  # lets the GIL go: a release may wait for a thread that wants it


def taken(source: ArrowStream) -> Tuple[object, int]:
    """A stream of `source`: its capsule, to be kept while it is taken over, and its address."""
    capsule = source.__arrow_c_stream__()
    address: int = _pointer_of(capsule, _NAME)
    return capsule, address


# The capsules that we gave out. One has no destructor of its own: written in Python it would run, as the capsule dies,
# in the midst of an exception of the consumer, and that exception would be lost (pyarrow.table of a bad table told
# SystemError). So we hold each, and release what nobody else holds any more.
_given: List[Tuple[object, _Stream]] = []
_lock = threading.RLock()


def _holders(entry: Tuple[object, _Stream]) -> int:
    return sys.getrefcount(entry[0])


_OURS_ALONE = _holders((object(), _Stream()))


def _release_left() -> None:
    """Releases what was given to somebody who let it go, taken over or not."""
    with _lock:
        left = [entry for entry in _given if _holders(entry) <= _OURS_ALONE]
        _given[:] = [entry for entry in _given if entry not in left]
    for _, stream in left:
        if stream.release:  # null where it was taken over
            _Release(stream.release)(addressof(stream))


atexit.register(_release_left)


class ArrowTable:
    """Rows that leave as an Arrow stream, a new one each time: for pyarrow.table(), polars.DataFrame(), duckdb.sql()."""

    def __init__(self, fill: Callable[[int], None]) -> None:
        self._fill = fill
        weakref.finalize(self, _release_left)

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object:
        """A capsule with the stream. `requested_schema` is not looked at, as the protocol allows."""
        _release_left()
        stream = _Stream()
        self._fill(addressof(stream))
        capsule: Any = _new_capsule(addressof(stream), _NAME, None)
        with _lock:
            _given.append((capsule, stream))
        return capsule
