#!/usr/bin/env python3
"""Runs every code block of the documents.  README.md here says how a block is told what to do.
  run.py TOOL SOURCE [--all] [--library SO] [--renew] [DOCUMENT...]
    --all       also what takes long, the network or another language
    --library   libliantu.so, for blocks of C, and with --all of Python, Java and Node
    --renew     writes the table of columns of docs/formats.md anew
    DOCUMENT    only these, as README.md"""
import argparse
import glob
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
import xml.etree.ElementTree
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import samples  # noqa: E402

DOCUMENTS = ["README.md", "README.zh-CN.md", "docs/*.md", "bindings/*/README.md", "examples/*/README.md"]
LANGUAGES = {"sh", "console", "text", "json", "csv", "xml", "cpp", "c", "cmake", "python", "java", "js"}
SECONDS = 900
LEFT = object()  # what a block that was left out told

# What the info string of a fence says, for indented blocks, which have none: (document, its first line) -> info.
# Any other indented block is `sh`.
INDENTED = {
    ("README.md", "tools/demo"): "text",
    ("README.md", "include/liantu/"): "text",
    ("README.zh-CN.md", "tools/demo"): "text",
    ("README.zh-CN.md", "include/liantu/"): "text",
    ("docs/service.md", "liantu serve"): "sh norun: it serves until it is stopped; the blocks below are put to one that is",
    ("docs/service.md", "install -m 644"): "sh norun: systemd",
    ("docs/service.md", "podman build"): "sh norun: builds a container",
    ("docs/service.md", "curl -F"): "sh serve",
    ("bindings/python/README.md", "bindings/python/test"): "sh norun: tests and benchmark of the binding, tools/test --all runs the first",
}


class Failure(Exception):
    pass


class Block:
    def __init__(self, document, line, info, text):
        self.document, self.line, self.text = document, line, text
        words = info.split(" norun:", 1)
        self.norun = words[1].strip() if len(words) == 2 else None
        words = words[0].split()
        self.language = words[0] if words else ""
        self.words = words[1:]

    def take(self, *known):
        """The words of the info string: a file name, flags and key=value pairs. What is not known is an error."""
        name, flags, values = None, set(), {}
        for word in self.words:
            key = word.split("=")[0]
            if "=" in word and key in known:
                values[key] = word.split("=", 1)[1]
            elif word in known:
                flags.add(word)
            elif "." in word and "FILE" in known and name is None:
                name = word
            else:
                raise Failure(f"the info string of a {self.language} block may not say {word}")
        return name, flags, values


def blocks_of(document, text):
    """Fenced and indented code blocks, in order. An indented block begins after a blank line, outside a list."""
    lines, out, at, blank, in_list = text.split("\n"), [], 0, True, False
    while at < len(lines):
        line = lines[at]
        fence = re.match(r"^( {0,3})(`{3,}|~{3,})\s*(.*?)\s*$", line)
        if fence:
            end = at + 1
            while end < len(lines) and not re.match(rf"^ {{0,3}}{fence[2]}\s*$", lines[end]):
                end += 1
            if end == len(lines):
                raise Failure(f"{document}:{at + 1}: the fence is not closed")
            body = [re.sub(rf"^ {{0,{len(fence[1])}}}", "", one) for one in lines[at + 1:end]]
            out.append(Block(document, at + 1, fence[3], "\n".join(body) + "\n"))
            at, blank = end + 1, True
            continue
        if line.startswith("    ") and line.strip() and blank and not in_list:
            end = at
            while end < len(lines) and (lines[end].startswith("    ") or not lines[end].strip()):
                end += 1
            body = [one[4:] for one in lines[at:end]]
            while not body[-1].strip():
                body.pop()
            infos = [info for (name, first), info in INDENTED.items() if name == document and body[0].startswith(first)]
            out.append(Block(document, at + 1, infos[0] if infos else "sh", "\n".join(body) + "\n"))
            out[-1].indented = body[0]
            at = end
            continue
        if line.strip():
            in_list = bool(re.match(r"^ {0,3}([-*+]|\d+[.)])\s", line)) or (in_list and (line.startswith(" ") or not blank))
        blank = not line.strip()
        at += 1
    return out


def same(wanted, told):
    """Whether what is shown is what was told: a line of … stands for any lines, a … in a line for any words."""
    pattern = ""
    for line in wanted.rstrip("\n").split("\n"):
        if line.strip() == "…":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += r"[^\n]*".join(re.escape(part) for part in line.rstrip().split("…")) + r"[ \t]*\n"
    return re.fullmatch(pattern, told.rstrip("\n") + "\n") is not None


class Run:
    def __init__(self, arguments, work):
        self.tool = os.path.abspath(arguments.tool)
        self.source = os.path.abspath(arguments.source)
        self.library = arguments.library and os.path.abspath(arguments.library)
        self.all = arguments.all
        self.work = work
        self.build = os.path.dirname(os.path.dirname(self.tool))
        self.done, self.left, self.compiled, self.known = Counter(), [], {}, set()
        self.prefix = None
        self.interpreter = None
        bin_folder = os.path.join(work, "bin")
        os.makedirs(bin_folder)
        os.symlink(self.tool, os.path.join(bin_folder, "liantu"))
        self.environment = {**os.environ, "PATH": bin_folder + os.pathsep + os.environ["PATH"],
                            "LIANTU_DATA": os.path.join(self.source, "data"), "HOME": os.path.join(work, "home"), "TERM": "dumb",
                            "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "LIANTU": self.source,
                            "LD_LIBRARY_PATH": os.path.dirname(self.library) if self.library else ""}
        if self.library:
            self.environment["LIANTU_LIBRARY"] = self.library
        os.makedirs(self.environment["HOME"])
        samples.make(os.path.join(work, "samples"), self.source, self.tool, self.environment)

    # -- one document ------------------------------------------------------------------------------------------------

    def document(self, name):
        with open(os.path.join(self.source, name), encoding="utf-8") as file:
            text = file.read()
        blocks = blocks_of(name, text)
        self.folder = os.path.join(self.work, name.replace("/", "-"))
        os.makedirs(self.folder)
        for sample in os.scandir(os.path.join(self.work, "samples")):
            if sample.name in text:
                (shutil.copytree if sample.is_dir() else shutil.copy)(sample.path, os.path.join(self.folder, sample.name))
        os.symlink(os.path.join(self.source, "data"), os.path.join(self.folder, "data"))
        self.told, self.python_before, self.server, self.analysis = None, "", None, None
        self.before, self.skipped = "", []
        failed = []
        try:
            for at, block in enumerate(blocks):
                self.following = blocks[at + 1:]
                try:
                    self.block(block)
                except Failure as failure:
                    failed.append(f"{name}:{block.line}: {failure}")
                except subprocess.TimeoutExpired:
                    failed.append(f"{name}:{block.line}: not done after {SECONDS} seconds")
        finally:
            self.stop_server()
        failed += [f"{name}: {problem}" for problem in self.links(name, text)]
        return failed

    def links(self, name, text):
        """Links to files of this repository lead somewhere."""
        text = re.sub(r"(?ms)^```.*?^```", "", text)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            path = target.split("#")[0]
            if path and "://" not in path and not path.startswith("mailto:"):
                if not os.path.exists(os.path.join(self.source, os.path.dirname(name), path)):
                    yield f"the link to {target} leads nowhere"

    def block(self, block):
        if block.language not in LANGUAGES:
            raise Failure(f"a block of {block.language or 'no language'}: say one of {' '.join(sorted(LANGUAGES))} ({HERE}/README.md)")
        if block.norun is not None:
            if not block.norun:
                raise Failure("norun: wants a reason")
            return self.leave(block, block.norun)
        self.before += block.language + "\n" + re.sub(r"(?m)\s+#.*$", "", block.text)
        getattr(self, "do_" + block.language)(block)

    def leave(self, block, reason):
        self.left.append((f"{block.document}:{block.line}", block.language, reason))

    def count(self, block):
        self.done[block.language] += 1

    def shell(self, script, code=0, folder=None):
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder or self.folder, env=self.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS)
        told = done.stdout.decode("utf-8", "replace")
        told = re.sub(r'(?m)^\{"level": "info", "event": "progress".*\n', "", told)  # as many as the machine is slow
        if done.returncode != code:
            raise Failure(f"exit {done.returncode}, wanted {code}:\n{script.rstrip()}\n{told[-1500:]}")
        return told

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    # -- by language -------------------------------------------------------------------------------------------------

    def do_sh(self, block):
        _, flags, values = block.take("all", "serve", "exit")
        if "all" in flags and not self.all:
            self.told = LEFT
            return self.leave(block, "with --all")
        if "serve" in flags:
            for line in block.text.splitlines():
                self.serve_line(line)
        else:
            # Two READMEs have the same commands: those that another document began with, too, are run once.
            if self.before in self.known and not any("output" in one.words for one in self.following[:1]):
                self.skipped.append(block)
            else:
                for one in self.skipped:
                    self.shell(one.text)
                self.skipped = []
                self.told = self.shell(block.text, int(values.get("exit", 0)))
                self.known.add(self.before)
        self.count(block)

    def do_console(self, block):
        _, flags, values = block.take("all", "exit")
        if "all" in flags and not self.all:
            return self.leave(block, "with --all")
        commands = []
        for line in block.text.splitlines():
            if line.startswith("$ "):
                commands.append([line[2:], []])
            elif not commands:
                raise Failure("a console block begins with $ and a command")
            elif commands[-1][0].endswith("\\") and not commands[-1][1]:
                commands[-1][0] += "\n" + line
            else:
                commands[-1][1].append(line)
        for command, shown in commands:
            told = self.shell(command, int(values.get("exit", 0)))
            wanted = "\n".join(shown) + "\n"
            if not same(wanted, told):
                raise Failure(f"{command}\nis shown to print\n{wanted}but prints\n{told[:6000]}")
        self.count(block)

    def do_text(self, block):
        name, flags, _ = block.take("FILE", "output")
        if name:
            self.write(name, block.text)
            return self.count(block)
        if "output" in flags:
            return self.output(block)
        self.leave(block, "text")

    def output(self, block):
        if self.told is LEFT:
            return self.leave(block, "with --all")
        if self.told is None:
            raise Failure("no command was run before this output")
        if not same(block.text, self.told):
            raise Failure(f"is shown to print\n{block.text}but prints\n{self.told[:6000]}")
        self.count(block)

    def do_json(self, block):
        name, flags, _ = block.take("FILE", "output", "lines")
        if "output" in flags:
            return self.output(block)
        try:
            for text in block.text.splitlines() if "lines" in flags else [block.text]:
                json.loads(text)
        except ValueError as error:
            raise Failure(f"is no JSON: {error}") from None
        if name:
            self.write(name, block.text)
        self.count(block)

    def do_csv(self, block):
        name, flags, _ = block.take("FILE", "output")
        if "output" in flags:
            return self.output(block)
        if not name:
            raise Failure("a csv block has a file name, or says output")
        self.write(name, block.text)
        self.count(block)

    def do_xml(self, block):
        block.take()
        try:
            xml.etree.ElementTree.fromstring(block.text)
        except xml.etree.ElementTree.ParseError as error:
            raise Failure(f"is no XML: {error}") from None
        self.count(block)

    def do_c(self, block):
        block.take()
        if not self.library:
            return self.leave(block, "with --library")
        source = self.write("example.c", block.text)
        command = ["cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-I", os.path.join(self.source, "bindings", "c"), source, "-o",
                   os.path.join(self.folder, "example-c"), "-L", os.path.dirname(self.library), "-lliantu"]
        self.call(command)
        self.told = self.shell("./example-c")
        self.count(block)

    def call(self, command, folder=None, **more):
        done = subprocess.run(command, cwd=folder or self.folder, env={**self.environment, **more}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS)
        if done.returncode != 0:
            raise Failure(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout[-3000:]}")
        return done.stdout

    def do_cpp(self, block):
        name, flags, _ = block.take("FILE", "all", "file")
        if name:
            self.write(name, block.text)
        if "file" in flags:  # built by a later block of sh
            return self.count(block)
        if "all" in flags and not self.all:
            return self.leave(block, "with --all")
        program = os.path.join(self.folder, os.path.splitext(name or "example.cpp")[0])
        if block.text in self.compiled:
            shutil.copy(self.compiled[block.text], program)
        else:
            source = name or "example.cpp"
            self.write(source, block.text)
            cached = ["ccache"] if shutil.which("ccache") else []  # the name of the source stays the same, so that it knows it again
            self.call([*cached, "g++", "-std=c++20", "-O0", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I",
                       os.path.join(self.source, "include"), "-c", source, "-o", program + ".o"], HOME=os.path.expanduser("~"))
            self.call(["g++", program + ".o", "-o", program, "-lboost_json"])
            self.compiled[block.text] = program
            if not name:
                self.told = self.shell("./example data/chains/quartz.json")
        self.count(block)

    def installed(self):
        """What was built, installed in a folder of its own, which the documents call $PREFIX."""
        if self.prefix is None:
            self.prefix = os.path.join(self.work, "prefix")
            self.call(["cmake", "--install", self.build, "--prefix", self.prefix], folder=self.work)
            self.environment["PREFIX"] = self.prefix
        return self.prefix

    def do_cmake(self, block):
        name, _, _ = block.take("FILE")
        if self.all:
            self.installed()
        if name:
            self.write(name, block.text)
            return self.count(block)
        if not self.all:
            return self.leave(block, "with --all")
        program = next((one for one in self.following if one.language == "cpp" and not one.words), None)
        if program is None:
            raise Failure("no block of cpp without a name follows")
        whole = re.sub(r"(?m)\s+#.*$", "", block.text) + program.text
        if whole in self.known:
            return self.count(block)
        self.known.add(whole)
        self.write("project/main.cpp", program.text)
        self.write("project/CMakeLists.txt", block.text)
        self.shell("cmake -G Ninja -S project -B project/build -DCMAKE_PREFIX_PATH=$PREFIX && cmake --build project/build && "
                   "project/build/app data/chains/quartz.json")
        self.count(block)

    def other_language(self, block):
        """Whether a block of another language is run."""
        if self.all and self.library:
            return True
        self.leave(block, "with --all and --library")
        return False

    def do_python(self, block):
        block.take()
        if not self.other_language(block):
            return
        if self.interpreter is None:
            given = os.environ.get("LIANTU_TEST_VENV")
            folder = given if given and os.path.exists(os.path.join(given, "bin", "python")) else os.path.join(self.work, "venv")
            self.interpreter = os.path.join(folder, "bin", "python")
            if not os.path.exists(self.interpreter):
                self.call([sys.executable, "-m", "venv", folder])
                self.call([self.interpreter, "-m", "pip", "install", "-q", "--disable-pip-version-check", "pandas", "pyarrow"])
        # The blocks of a document are one program: those before are run again, silently.
        program = "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n    exec(open('before.py').read())\n"
        self.write("before.py", self.python_before)
        self.write("example.py", program + block.text)
        self.told = self.call([self.interpreter, "example.py"], PYTHONPATH=os.path.join(self.source, "bindings", "python", "src"))
        self.python_before += block.text
        self.count(block)

    def do_java(self, block):
        _, _, values = block.take("frame")
        if not self.other_language(block):
            return
        java = os.path.join(self.source, "bindings", "java")
        listed = os.path.join(java, "target", "classpath")
        if not os.path.exists(listed) or not os.path.isdir(os.path.join(java, "target", "classes")):
            self.call(["mvn", "-B", "-q", "-f", java, "compile", "dependency:build-classpath", "-Dmdep.outputFile=" + listed],
                      HOME=os.path.expanduser("~"))
        with open(listed, encoding="utf-8") as file:
            path = os.path.join(java, "target", "classes") + ":" + file.read().strip()
        text = block.text
        if "frame" in values:
            with open(os.path.join(HERE, values["frame"] + ".java"), encoding="utf-8") as file:
                text = file.read().replace("/* block */", text)
        found = re.search(r"public class (\w+)", text)
        if not found:
            raise Failure("no public class, and no frame=NAME")
        source = self.write(found[1] + ".java", text)
        self.call(["javac", "-encoding", "UTF-8", "-cp", path, "-d", "classes", source])
        self.told = self.call(["java", "-Dfile.encoding=UTF-8", "-cp", "classes:" + path, found[1]])
        self.count(block)

    def do_js(self, block):
        block.take()
        if not self.other_language(block):
            return
        node = os.path.join(self.source, "bindings", "node")
        if not os.path.isdir(os.path.join(node, "node_modules", "koffi")):
            self.call(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], folder=node, HOME=os.path.expanduser("~"))
        modules = os.path.join(self.folder, "node_modules")
        os.makedirs(modules, exist_ok=True)
        if not os.path.lexists(os.path.join(modules, "liantu")):
            os.symlink(node, os.path.join(modules, "liantu"))
        self.write("example.js", block.text)
        self.told = self.call(["node", "example.js"])
        self.count(block)

    # -- the service -------------------------------------------------------------------------------------------------

    def serve_line(self, line):
        """A command put to a service that is started for the document: its address and <id> stand in place of those shown."""
        if self.server is None:
            self.server = subprocess.Popen([self.tool, "serve", "--port", "0"], cwd=self.folder, env=self.environment,
                                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            told = ""
            while not (found := re.search(r"http://127\.0\.0\.1:\d+", told)):
                line_told = self.server.stdout.readline()
                if not line_told:
                    raise Failure(f"liantu serve does not say where it listens: {told}")
                told += line_told
            self.address = found[0]
        if "<id>" in line:
            if self.analysis is None:
                raise Failure(f"no analysis was asked for before {line}")
            line = line.replace("<id>", self.analysis)
            if "/files/" in line:
                for _ in range(600):
                    with urllib.request.urlopen(f"{self.address}/api/v1/analyses/{self.analysis}") as answer:
                        if json.load(answer)["state"] in ("done", "failed"):
                            break
                    time.sleep(0.1)
        told = self.shell(line.replace("curl ", "curl -sS --fail-with-body ").replace("http://127.0.0.1:8642", self.address))
        found = re.search(r'"id":\s*"([0-9a-f]+)"', told)
        if found:
            self.analysis = found[1]

    def stop_server(self):
        if self.server is not None:
            self.server.terminate()
            self.server.wait(30)
            self.server.stdout.close()
            self.server = None


def check_indented(names, source):
    """Every entry of INDENTED is of some block."""
    for (document, first), _ in INDENTED.items():
        if document not in names:
            continue
        with open(os.path.join(source, document), encoding="utf-8") as file:
            if not any(getattr(block, "indented", "").startswith(first) for block in blocks_of(document, file.read())):
                yield f"{__file__}: INDENTED names a block of {document} that is not there: {first}"


def check_columns(source, renew):
    """docs/formats.md lists the headers of data/tables/columns.json as they are."""
    path = os.path.join(source, "docs", "formats.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(os.path.join(source, "data", "tables", "columns.json"), encoding="utf-8") as file:
        columns = json.load(file)
    rows = [f"| `{field}` | {' '.join(headers)} |" for field, headers in columns["fields"].items()]
    rows.append(f"| 个人信息，不读入 | {' '.join(columns['personal'] + columns['personal_whole'])} |")
    wanted = "<!-- columns -->\n| 字段 | 表头 |\n|---|---|\n" + "\n".join(row.replace("\\", "\\\\") for row in rows) + "\n<!-- /columns -->"
    new, found = re.subn(r"(?s)<!-- columns -->.*<!-- /columns -->", lambda _: wanted, text)
    if not found:
        return [f"{path} has no table of columns"]
    if new == text:
        return []
    if not renew:
        return [f"{path}: the table of columns is not that of data/tables/columns.json; run with --renew"]
    with open(path, "w", encoding="utf-8") as file:
        file.write(new)
    return []


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("tool")
    parser.add_argument("source")
    parser.add_argument("documents", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--library")
    parser.add_argument("--renew", action="store_true")
    arguments = parser.parse_intermixed_args()
    found = [sorted(glob.glob(os.path.join(arguments.source, pattern))) for pattern in DOCUMENTS]
    names = [os.path.relpath(path, arguments.source) for group in found for path in group]
    if arguments.documents:
        names = [name for name in names if name in arguments.documents]
        if len(names) != len(set(arguments.documents)):
            sys.exit(f"no such document among {' '.join(arguments.documents)}")
    failed = check_columns(arguments.source, arguments.renew) + list(check_indented(names, arguments.source))
    with tempfile.TemporaryDirectory() as work:
        run = Run(arguments, work)
        for name in names:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            problems = run.document(name)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{name}: {seconds:.1f} s" + (f", {len(problems)} failed" if problems else ""), flush=True)
            for problem in problems:
                print(f"FAILED: {problem}\n", flush=True)
            failed += problems
    print(f"run: {sum(run.done.values())} blocks (" + ", ".join(f"{n} {kind}" for kind, n in sorted(run.done.items())) + ")")
    print(f"not run: {len(run.left)}")
    for reason, count in sorted(Counter(reason for _, _, reason in run.left).items()):
        print(f"  {count}: {reason} (" + " ".join(place for place, _, why in run.left if why == reason) + ")")
    for problem in failed:
        print(f"FAILED: {problem.splitlines()[0]}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
