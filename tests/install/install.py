#!/usr/bin/env python3
"""Installs the build into a temporary prefix and uses it as others would: the files are those of files.txt, the tool finds
its data, projects over liantu::core, liantu::liantu, a subdirectory and libliantu.so are built and run, what must not be found or compile does not.
  install.py CMAKE BUILD SOURCE [--renew]      --renew writes files.txt anew; read the difference"""
import fnmatch
import glob
import os
import re
import shlex
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = os.path.join(HERE, "files.txt")
PATTERNS = ["share/liantu/chains/*.json"]  # new ones come often
BINDINGS = ["include/liantu.h", "lib/libliantu.so*", "lib/libliantu_arrow.a", "lib/pkgconfig/liantu.pc"]  # with -DLIANTU_BINDINGS=ON
# What a program over core may load, besides Boost: C and C++ themselves.
LIBRARIES = r"linux-vdso|ld-linux|libc\.|libm\.|libgcc_s|libstdc\+\+|libpthread|libboost_"


class Failure(Exception):
    pass


def run(*words, fails=False, **how):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", timeout=900, **how)
    if (done.returncode != 0) != fails:
        raise Failure(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout[-3000:]}")
    return done.stdout


def wanted(condition, message):
    if not condition:
        raise Failure(message)


def check_files(prefix, renew):
    found = sorted(os.path.relpath(os.path.join(folder, name), prefix) for folder, _, names in os.walk(prefix) for name in names)
    if not os.path.exists(os.path.join(prefix, "lib", "libliantu.so")):
        found += BINDINGS
    listed = PATTERNS + BINDINGS + [name for name in found if not any(fnmatch.fnmatch(name, pattern) for pattern in PATTERNS + BINDINGS)]
    if renew:
        with open(FILES, "w", encoding="utf-8") as file:
            file.write("\n".join(sorted(listed)) + "\n")
    with open(FILES, encoding="utf-8") as file:
        patterns = file.read().split("\n")[:-1]
    missing = [pattern for pattern in patterns if not fnmatch.filter(found, pattern)]
    extra = [name for name in found if not any(fnmatch.fnmatch(name, pattern) for pattern in patterns)]
    wanted(not missing and not extra, f"not installed: {missing}; not in {FILES}: {extra}; if that is meant, run with --renew")


def check_paths(prefix, source, build):
    """What is installed for CMake knows nothing of where it was built."""
    for path in glob.glob(os.path.join(prefix, "lib", "**", "*.cmake"), recursive=True):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        wanted(source not in text and build not in text, f"{path} names the folder of the build")


def check_tool(prefix, work):
    """The demo from the installed tree alone; the tool reads the data beside it, not those of the source tree."""
    environment = {name: value for name, value in os.environ.items() if name != "LIANTU_DATA"}
    tool, data = os.path.join(prefix, "bin", "liantu"), os.path.join(prefix, "share", "liantu")
    sample, out = os.path.join(data, "samples", "demo-county"), os.path.join(work, "out")
    told = run(tool, "analyze", "--firms", os.path.join(sample, "firms.csv"), "--county", os.path.join(sample, "county.json"), "--out",
               out, env=environment)
    wanted("195" in told, f"the demo has no 195 firms: {told}")
    for name in ("map.quartz.svg", "map.quartz.pdf", "map.quartz.png", "lists.xlsx", "report.html", "map.html", "run.json"):
        wanted(os.path.getsize(os.path.join(out, name)) > 0, f"the demo has no {name}")
    own = os.path.join(data, "chains", "own.json")
    with open(own, "w", encoding="utf-8") as file:
        file.write('{"schema_version": 1, "id": "own", "name": "own", "nodes": [{"id": "a", "name": "a", "stage": "upstream", "segment": "s", '
                   '"role": "make", "basis": "judgement"}]}')
    told = run(tool, "chains", "list", env=environment)
    os.remove(own)
    wanted("own\town\t1\t0\n" in told, f"the tool does not read {own}: {told}")


def check_core(cmake, prefix, work):
    source, build = os.path.join(HERE, "consumer", "core"), os.path.join(work, "core")
    configure = [cmake, "-S", source, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_PREFIX_PATH={prefix}", "-B"]
    run(*configure, build)
    run(cmake, "--build", build)
    app = os.path.join(build, "app")
    told = run(app, *sorted(glob.glob(os.path.join(prefix, "share", "liantu", "chains", "*.json"))))
    wanted("quartz:high-purity-sand <- quartz:" in told, f"the program over core prints no links of quartz: {told[:500]}")
    loaded = [line.strip() for line in run("ldd", app).splitlines()]
    others = [line for line in loaded if not re.search(LIBRARIES, line)]
    wanted(any("libboost_json" in line for line in loaded) and not others, f"the program over core loads {others or loaded}")

    told = run(cmake, "--build", build, "--target", "misuse", fails=True)
    wanted("deleted function" in told, f"a copy of an atlas fails to compile for another reason: {told}")
    told = run(*configure, os.path.join(work, "version"), "-DWANTED=0.2", "-DCOMPONENTS=core", fails=True)
    wanted("0.2" in told and "not" in told, f"version 0.2 is refused for another reason: {told}")
    told = run(*configure, os.path.join(work, "component"), "-DCOMPONENTS=nonsense", fails=True)
    wanted("liantu has no component nonsense" in told, f"an unknown component is refused for another reason: {told}")


def check_liantu(cmake, prefix, work):
    source, build = os.path.join(HERE, "consumer", "liantu"), os.path.join(work, "liantu")
    run(cmake, "-S", source, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_PREFIX_PATH={prefix}")
    run(cmake, "--build", build)
    data = os.path.join(prefix, "share", "liantu")
    told = run(os.path.join(build, "app"), os.path.join(data, "classification", "gbt4754-2017.csv"), "光伏组件制造",
               os.path.join(data, "chains", "photovoltaic.json"))
    wanted(re.fullmatch(r"photovoltaic:module 0\.95\n", told), f"the program over match prints: {told}")


def check_c(prefix, work):
    """A C program by pkg-config; the library shows nothing but its own functions, and finds its data beside it."""
    plain = os.path.join(work, "plain")  # pkg-config writes names that are not ASCII as no shell reads them
    os.symlink(prefix, plain)
    library = os.path.join(plain, "lib")
    flags = {"PKG_CONFIG_PATH": os.path.join(library, "pkgconfig"), **os.environ}
    words = shlex.split(run("pkg-config", "--cflags", "--libs", "liantu", env=flags))
    app = os.path.join(work, "app-c")
    run("cc", "-std=c99", "-Wall", "-Wextra", "-Werror", os.path.join(HERE, "consumer", "c", "main.c"), "-o", app, *words)
    environment = {name: value for name, value in os.environ.items() if name != "LIANTU_DATA"}
    told = run(app, env={**environment, "LD_LIBRARY_PATH": library})
    wanted('"node": "module"' in told, f"the program in C prints {told}")
    shown = {line.split()[-1].split("@")[0] for line in run("nm", "-D", "--defined-only", os.path.join(library, "libliantu.so")).splitlines()}
    others = {name for name in shown if not name.startswith(("liantu_", "LIANTU_"))}
    wanted(shown and not others, f"libliantu.so shows {sorted(others)[:5]}")


def check_subdirectory(cmake, source, work):
    build = os.path.join(work, "subdirectory")
    run(cmake, "-S", os.path.join(HERE, "consumer", "subdirectory"), "-B", build, "-G", "Ninja", f"-DLIANTU_FOLDER={source}")
    run(cmake, "--build", build, "--target", "app")
    told = run(os.path.join(build, "app"), os.path.join(source, "data", "chains", "quartz.json"))
    wanted("quartz:high-purity-sand <- quartz:" in told, f"the program over a subdirectory prints {told[:500]}")


def check_readme(source):
    """The programs are what the READMEs show."""
    with open(os.path.join(HERE, "consumer", "core", "main.cpp"), encoding="utf-8") as file:
        program = file.read()
    with open(os.path.join(HERE, "consumer", "core", "CMakeLists.txt"), encoding="utf-8") as file:
        project = file.read().splitlines()
    for name in ("README.md", "README.zh-CN.md"):
        with open(os.path.join(source, name), encoding="utf-8") as file:
            text = file.read()
        shown = {kind: re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("cpp", "cmake")}
        wanted(shown["cpp"] == [program], f"{name} shows another program than {HERE}/consumer/core/main.cpp")
        for line in "".join(shown["cmake"]).splitlines():
            wanted(line.split("#")[0].rstrip() in project, f"{name}: {line} is not in {HERE}/consumer/core/CMakeLists.txt")


def main():
    cmake, build, source = sys.argv[1:4]
    check_readme(source)
    with tempfile.TemporaryDirectory() as work:
        # Installed here and moved there: a prefix of any name, which nothing remembers.
        first, prefix = os.path.join(work, "first"), os.path.join(work, "安装 prefix")
        run(cmake, "--install", build, "--prefix", first)
        os.rename(first, prefix)
        check_files(prefix, "--renew" in sys.argv)
        check_paths(prefix, source, build)
        check_tool(prefix, work)
        check_core(cmake, prefix, work)
        check_liantu(cmake, prefix, work)
        check_subdirectory(cmake, source, work)
        if os.path.exists(os.path.join(prefix, "lib", "libliantu.so")):
            check_c(prefix, work)


try:
    main()
except Failure as failure:
    sys.exit(f"FAILED: {failure}")
