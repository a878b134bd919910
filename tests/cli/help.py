#!/usr/bin/env python3
"""Every command's --help, in Chinese (the default) and in English, against help/zh.txt and help/en.txt.
  help.py TOOL [--renew]      --renew writes the files anew; read the difference"""
import difflib
import os
import subprocess
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "help")
HEADINGS = {"zh": "命令:", "en": "Subcommands:"}


def help_of(tool, words, lang, flag="--help"):
    language = [] if lang == "zh" else ["--lang", lang]
    done = subprocess.run([tool, *words, flag, *language], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), f"liantu {' '.join(words)} {flag}: exit {done.returncode}, {done.stderr}"
    return done.stdout


def commands(tool, words, lang):
    """The command itself and, as its help lists them, those below it."""
    yield words
    lines = help_of(tool, words, lang).splitlines()
    if HEADINGS[lang] not in lines:
        return
    for line in lines[lines.index(HEADINGS[lang]) + 1:]:
        if line.startswith("  ") and line[2] != " ":
            yield from commands(tool, [*words, line.split()[0]], lang)


def main():
    tool, renew = sys.argv[1], "--renew" in sys.argv
    failed = False
    for lang in HEADINGS:
        told = ""
        for words in commands(tool, [], lang):
            text = help_of(tool, words, lang)
            if text != help_of(tool, words, lang, "-h"):
                print(f"FAILED: liantu {' '.join(words)}: -h and --help differ")
                failed = True
            told += f"$ {' '.join(['liantu', *words, '--help'])}\n{text}"
        path = os.path.join(HERE, lang + ".txt")
        if renew:
            os.makedirs(HERE, exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(told)
            continue
        with open(path, encoding="utf-8") as file:
            wanted = file.read()
        if told != wanted:
            failed = True
            print(f"FAILED: the help differs from {path}; if that is meant, run {sys.argv[0]} TOOL --renew")
            print("\n".join(difflib.unified_diff(wanted.splitlines(), told.splitlines(), "wanted", "told", "", "", 1, "")))
    sys.exit(failed)


main()
