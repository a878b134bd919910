#!/usr/bin/env python3
"""Writes the declarations of every language from interface.json, so that they cannot drift.
  generate.py            writes them
  generate.py --check    fails where one is not what it would write"""
import json
import os
import sys
import textwrap

HERE = os.path.dirname(os.path.abspath(__file__))
MADE = "Made by bindings/generate.py from bindings/interface.json: change that."


def wrap(text, first, then, width=112):
    return "\n".join(textwrap.wrap(text, width, initial_indent=first, subsequent_indent=then, break_long_words=False, break_on_hyphens=False))


class Interface:
    def __init__(self, text):
        read = json.loads(text)
        self.abi, self.constants, self.handles = read["abi"], read["constants"], read["handles"]
        self.callbacks, self.functions = read["callbacks"], read["functions"]
        self.handle_names = {handle["name"] for handle in self.handles}
        self.callback_names = {callback["name"] for callback in self.callbacks}

    def kind(self, word):
        if word in self.handle_names:
            return "handle"
        return "callback" if word in self.callback_names else word


C_TYPES = {"void": "void", "text": "const char *", "int32": "int32_t", "uint64": "uint64_t", "size": "size_t", "pointer": "void *",
           "error": "liantu_error **", "stream": "struct ArrowArrayStream *"}


def c_type(api, word):
    kind = api.kind(word)
    if kind == "handle":
        return word + " *"
    return word if kind == "callback" else C_TYPES[word]


def c_declare(api, word, name):
    kind = c_type(api, word)
    return kind + ("" if kind.endswith("*") else " ") + name


def c_prototype(api, function):
    result = "const void *" if function["returns"] == "pointer" else c_type(api, function["returns"])
    args = ", ".join(c_declare(api, kind, name) for kind, name in function["args"]) or "void"
    return f"{result}{'' if result.endswith('*') else ' '}{function['name']}({args})"


def c_header(api):
    out = ["/** @file", f" * libliantu: chains, matching firms to them, gaps, targets, maps. {MADE}", " *"]
    out += [" * Text is UTF-8 and ends with a 0. Handles of results are yours: free each once. A call that fails gives null or a",
            " * code, and where `error` is not null an error to free; no exception and no signal gets out. */"]
    out += ["#ifndef LIANTU_H", "#define LIANTU_H", "", "#include <stddef.h>", "#include <stdint.h>", "", "#ifdef __cplusplus",
            'extern "C" {', "#endif", "", "#if defined(__GNUC__)", '#define LIANTU_API __attribute__((visibility("default")))',
            "#else", "#define LIANTU_API", "#endif", "", "/** The version of this interface as it is here; liantu_abi() tells that of the library. */", f"#define LIANTU_ABI {api.abi}", ""]
    for constant in api.constants:
        out += [wrap(constant["doc"], "/** ", " * ") + " */", f"#define LIANTU_{constant['name']} {constant['value']}"]
    out += ["", "/* The C stream interface of Apache Arrow, which defines it. */", "struct ArrowArrayStream;", ""]
    for handle in api.handles:
        out += [wrap(handle["doc"], "/** ", " * ") + " */", f"typedef struct {handle['name']} {handle['name']};"]
    for callback in api.callbacks:
        args = ", ".join(c_declare(api, kind, name) for kind, name in callback["args"])
        out += ["", wrap(callback["doc"], "/** ", " * ") + " */", f"typedef {C_TYPES[callback['returns']]} (*{callback['name']})({args});"]
    for function in api.functions:
        out += ["", wrap(function["doc"], "/** ", " * ") + " */", f"LIANTU_API {c_prototype(api, function)};"]
    out += ["", "#ifdef __cplusplus", "}", "#endif", "", "#endif", ""]
    return "\n".join(out)


def version_script(api):
    names = "".join(f"    {function['name']};\n" for function in api.functions)
    return f"/* {MADE} */\nLIANTU_{api.abi} {{\n  global:\n{names}  local:\n    *;\n}};\n"


PYTHON_TYPES = {"void": "None", "text": "c_char_p", "int32": "c_int32", "uint64": "c_uint64", "size": "c_size_t", "pointer": "c_void_p",
                "error": "POINTER(c_void_p)", "stream": "c_void_p"}


def python(api):
    def kind(word):
        return {"handle": "c_void_p", "callback": word}.get(api.kind(word)) or PYTHON_TYPES[word]

    out = [f'"""Declarations of libliantu. {MADE}"""',
           "from __future__ import annotations", "",
           "from ctypes import CDLL, CFUNCTYPE, POINTER, c_char_p, c_int32, c_size_t, c_uint64, c_void_p",
           "from typing import Any, Dict, List, Tuple", "", f"ABI = {api.abi}"]
    out += [f"{constant['name']} = {constant['value']}" for constant in api.constants]
    for callback in api.callbacks:
        words = ", ".join([kind(callback["returns"])] + [kind(word) for word, _ in callback["args"]])
        out += ["", f"{callback['name']} = CFUNCTYPE({words})"]
    out += ["", "FUNCTIONS: Dict[str, Tuple[Any, List[Any]]] = {"]
    for function in api.functions:
        args = ", ".join(kind(word) for word, _ in function["args"])
        out.append(f'    "{function["name"]}": ({kind(function["returns"])}, [{args}]),')
    return "\n".join(out + ["}", "", "", "def declare(library: CDLL) -> None:", '    """Gives the functions of a loaded library their types."""',
                            "    for name, (result, args) in FUNCTIONS.items():", "        function = getattr(library, name)",
                            "        function.restype = result", "        function.argtypes = args", ""])


JAVA_TYPES = {"void": "void", "text": "String", "int32": "int", "uint64": "long", "size": "long", "pointer": "Pointer",
              "error": "PointerByReference", "stream": "Pointer"}


def java_name(name):
    words = name.split("_")
    return words[0] + "".join(word.capitalize() for word in words[1:])


def java(api):
    def kind(word):
        if api.kind(word) == "callback":
            return "ProgressCallback"
        return "Pointer" if api.kind(word) == "handle" else JAVA_TYPES[word]

    out = [f"// {MADE}", "package cn.liantu;", "", "import com.sun.jna.Callback;", "import com.sun.jna.Library;", "import com.sun.jna.Pointer;",
           "import com.sun.jna.ptr.PointerByReference;", "", "/** Declarations of libliantu; {@link Session} and {@link Study} are the way in. */",
           "interface NativeLibrary extends Library {", f"  int ABI = {api.abi};"]
    out += [f"  int {constant['name']} = {constant['value']};" for constant in api.constants]
    for callback in api.callbacks:
        args = ", ".join(f"{kind(word)} {name}" for word, name in callback["args"])
        out += ["", "  interface ProgressCallback extends Callback {", f"    {kind(callback['returns'])} invoke({args});", "  }"]
    out.append("")
    for function in api.functions:
        args = ", ".join(f"{kind(word)} {java_name(name)}" for word, name in function["args"])
        out.append(f"  {kind(function['returns'])} {function['name']}({args});")
    return "\n".join(out + ["}", ""])


def node(api):
    quote = json.dumps
    out = [f"// {MADE}", "'use strict';", "", f"const ABI = {api.abi};", "const CODES = {"]
    out += [f"  {constant['name']}: {constant['value']}," for constant in api.constants]
    out += ["};", "", "// Handles, as koffi names them.", "const HANDLES = ["]
    out += [f"  {quote(handle['name'])}," for handle in api.handles]
    out += ["];", "", "const CALLBACKS = ["]
    for callback in api.callbacks:
        args = ", ".join(c_declare(api, kind, name) for kind, name in callback["args"])
        out.append(f"  {quote(C_TYPES[callback['returns']] + ' ' + callback['name'] + '(' + args + ')')},")
    out += ["];", "", "const FUNCTIONS = ["]
    for function in api.functions:
        prototype = c_prototype(api, function).replace("liantu_error **error", "_Out_ liantu_error **error")
        prototype = prototype.replace("struct ArrowArrayStream *", "void *")
        for name in api.callback_names:
            prototype = prototype.replace(f"{name} ", f"{name} *")
        out.append(f"  {quote(prototype)},")
    return "\n".join(out + ["];", "", "module.exports = { ABI, CODES, HANDLES, CALLBACKS, FUNCTIONS };", ""])


FILES = {"c/liantu.h": c_header, "c/liantu.map": version_script, "python/src/liantu/_declarations.py": python,
         "java/src/main/java/cn/liantu/NativeLibrary.java": java, "node/declarations.js": node}


def main():
    with open(os.path.join(HERE, "interface.json"), encoding="utf-8") as file:
        api = Interface(file.read())
    stale = []
    for name, make in FILES.items():
        path, text = os.path.join(HERE, name), make(api)
        if sys.argv[1:] == ["--check"]:
            try:
                with open(path, encoding="utf-8") as file:
                    if file.read() != text:
                        stale.append(name)
            except OSError:
                stale.append(name)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    if stale:
        sys.exit(f"not what interface.json says: {', '.join(stale)}; run bindings/generate.py")


if __name__ == "__main__":
    main()
