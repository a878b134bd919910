"""Declarations of libliantu. Made by bindings/generate.py from bindings/interface.json: change that."""
from __future__ import annotations

from ctypes import CDLL, CFUNCTYPE, POINTER, c_char_p, c_int32, c_size_t, c_uint64, c_void_p
from typing import Any, Dict, List, Tuple

ABI = 1
OK = 0
FAILED = 1
MISUSE = 2
BAD_INPUT = 3
CANCELLED = 4
NO_MEMORY = 5

liantu_progress = CFUNCTYPE(c_int32, c_void_p, c_char_p, c_uint64, c_uint64)

FUNCTIONS: Dict[str, Tuple[Any, List[Any]]] = {
    "liantu_version": (c_char_p, []),
    "liantu_abi": (c_int32, []),
    "liantu_session_open": (c_void_p, [c_char_p, POINTER(c_void_p)]),
    "liantu_session_close": (None, [c_void_p]),
    "liantu_session_json": (c_void_p, [c_void_p, c_char_p, POINTER(c_void_p)]),
    "liantu_session_match": (c_void_p, [c_void_p, c_char_p, POINTER(c_void_p)]),
    "liantu_session_match_stream": (c_int32, [c_void_p, c_void_p, c_void_p, POINTER(c_void_p)]),
    "liantu_session_study": (c_void_p, [c_void_p, c_char_p, c_void_p, liantu_progress, c_void_p, POINTER(c_void_p)]),
    "liantu_study_close": (None, [c_void_p]),
    "liantu_study_json": (c_void_p, [c_void_p, c_char_p, c_char_p, POINTER(c_void_p)]),
    "liantu_study_publish": (c_void_p, [c_void_p, c_char_p, c_char_p, POINTER(c_void_p)]),
    "liantu_study_targets_stream": (c_int32, [c_void_p, c_char_p, c_void_p, POINTER(c_void_p)]),
    "liantu_bytes_data": (c_void_p, [c_void_p]),
    "liantu_bytes_size": (c_size_t, [c_void_p]),
    "liantu_bytes_free": (None, [c_void_p]),
    "liantu_error_code": (c_int32, [c_void_p]),
    "liantu_error_message": (c_char_p, [c_void_p, c_char_p]),
    "liantu_error_json": (c_char_p, [c_void_p]),
    "liantu_error_free": (None, [c_void_p]),
}


def declare(library: CDLL) -> None:
    """Gives the functions of a loaded library their types."""
    for name, (result, args) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = args
