#!/usr/bin/env python3
"""Every text of every shipped chain's map is inside its box and the sheet, whole, on nothing else, as the font itself measures it. In
a few seconds every other chain once, tables, themes and papers in turn; with LIANTU_BROWSER=1 (tools/test --all) all themes on all papers, with firms and
without, then the PDF as pdftotext reads it, the SVG as Chromium sets it.  measure.py TOOL DATA [FIRMS]"""
import collections
import concurrent.futures
import html
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import svg

THEMES, PAPERS = ("light", "dark", "print"), ("as-drawn", "A0", "A3", "16:9")
# Of Noto Sans CJK, by which pdftotext tells where a word stands.
ASCENT, LINE = 1.16, 1.448

Case = collections.namedtuple("Case", "chain table theme paper lang")


class Maps:
    def __init__(self, tool, data, firms, folder):
        self.tool, self.folder = tool, folder
        self.fonts = {bold: svg.Font(path) for bold, path in svg.FONTS.items()}
        sample = os.path.join(data, "samples", "demo-county")
        self.tables = {"none": [], "demo": ["--firms", f"{sample}/firms.csv", "--county", f"{sample}/county.json", "--candidates",
                                            f"{sample}/candidates.csv", "--show-candidates", "--date", "2026-11-29"]}
        if firms:
            self.tables["city"] = ["--firms", firms, "--date", "2026-11-29", "--table-title", "扬州市企业名单"]
        self.chains = sorted(name.removesuffix(".json") for name in os.listdir(os.path.join(data, "chains")))

    def draw(self, case, kind):
        """The file that the tool writes."""
        out = os.path.join(self.folder, re.sub("[^a-zA-Z0-9]+", "-", "-".join(case)) + "." + kind)
        which = ["--atlas"] if case.chain == "atlas" else ["--chain", case.chain]
        words = [word for word in self.tables[case.table] if case.chain != "atlas" or word != "--show-candidates"]
        subprocess.run([self.tool, "map", "--lang", case.lang, *which, *words, "--theme", case.theme, "--paper", case.paper, "--out", out],
                       check=True, capture_output=True, timeout=120)
        return out

    def drawn(self, case):
        with open(self.draw(case, "svg"), encoding="utf-8") as file:
            return svg.Map(file.read())

    def as_svg(self, case):
        found = self.drawn(case)
        wrong = svg.wrong(found, found.texts, [text.box(self.fonts) for text in found.texts], case.chain == "atlas")
        return wrong + (svg.cut(found) if case.chain != "atlas" else [])

    def as_pdf(self, case):
        found, file = self.drawn(case), self.draw(case, "pdf")
        fonts = subprocess.run(["pdffonts", file], check=True, capture_output=True, timeout=60).stdout.decode().splitlines()[2:]
        told = subprocess.run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True, timeout=60).stdout.decode()
        words = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', told)
        texts, boxes, wrong = [], [], []
        for left, top, right, bottom, word in words:
            left, top, right, bottom, word = float(left), float(top), float(right), float(bottom), html.unescape(word)
            size = (bottom - top) / LINE
            text = min((text for text in found.texts if word in text.words and abs(text.y - top - ASCENT * size) < 0.2 * size),
                       key=lambda text: distance(text.box(self.fonts), left, right), default=None)
            if text is None:
                wrong.append(f"not on the SVG: {word}")
                continue
            _, _, _, above, below = self.fonts[text.bold].extent(word)
            texts.append(text)
            boxes.append(svg.Box(left, text.y - above * size, right, text.y + below * size))
        there = collections.Counter(letter for text in found.texts for letter in text.words if not letter.isspace())
        lost = there - collections.Counter(html.unescape("".join(word[4] for word in words)))
        if lost:
            wrong.append(f"not in the PDF: {dict(lost)}")
        if not fonts or any(line.split()[-5:-2] != ["yes"] * 3 for line in fonts):
            wrong.append(f"fonts that are not embedded, subset and with their characters: {fonts}")
        return wrong + svg.wrong(found, texts, boxes, case.chain == "atlas")

    def in_browser(self, cases):
        """As Chromium sets them: the widths of all texts of some maps."""
        pages = []
        for case in cases:
            with open(self.draw(case, "svg"), encoding="utf-8") as file:
                pages.append(file.read())
        page = os.path.join(self.folder, "page.html")
        with open(page, "w", encoding="utf-8") as file:
            file.write("<!doctype html><meta charset='utf-8'>" + "".join(text[text.index("<svg"):] for text in pages) +
                       "<script>const all = [...document.querySelectorAll('svg')].map((map) => [...map.querySelectorAll('text')].map("
                       "(text) => text.getComputedTextLength())); document.body.textContent = JSON.stringify(all)</script>")
        told = subprocess.run([os.environ.get("CHROMIUM", "chromium"), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.folder}/profile",
                               "--dump-dom", f"file://{page}"], check=True, capture_output=True, timeout=300).stdout.decode()
        widths = json.loads(re.search(r"<body>(.*)</body>", told, re.DOTALL)[1])
        for case, text, measured in zip(cases, pages, widths):
            found = svg.Map(text)
            boxes = [item.box(self.fonts, width) for item, width in zip(found.texts, measured, strict=True)]
            yield case, svg.wrong(found, found.texts, boxes, case.chain == "atlas")


def distance(box, left, right):
    return abs((box.left + box.right - left - right) / 2)


def main():
    tool, data = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    firms = sys.argv[3] if len(sys.argv) > 3 and os.path.exists(sys.argv[3]) else None
    if not all(map(os.path.exists, svg.FONTS.values())):
        print("no fonts-noto-cjk here: nothing is measured")
        sys.exit(77)
    os.environ.update(LIANTU_DATA=data, LC_ALL="C.UTF-8")
    everything = os.environ.get("LIANTU_BROWSER") == "1"
    failed = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        maps = Maps(tool, data, firms, folder)

        def report(what, cases, found):
            nonlocal failed
            count = 0
            for case, wrong in zip(cases, found):
                count += 1
                failed += bool(wrong)
                for line in wrong[:5]:
                    print(f"FAILED: {' '.join(case)}: {what}: {line}")
            print(f"{what}: {count} maps")

        ways = list(itertools.product(("none", "demo"), THEMES, PAPERS))
        cases = [Case(chain, *ways[5 * i % len(ways)], "zh") for i, chain in enumerate(maps.chains[::2])] + [Case("atlas", "demo", "light", "A3", "zh"), Case("textile-apparel", "demo", "light", "A3", "en")]
        if everything:
            cases = [Case(*each) for each in itertools.product([*maps.chains, "atlas"], maps.tables, THEMES, PAPERS, ["zh"])]
            cases += [Case(chain, "demo", "light", "A3", "en") for chain in maps.chains]
        report("SVG", cases, pool.map(maps.as_svg, cases))
        if everything:
            if not firms:
                print("no table of a city's firms here: without it")
            if shutil.which("pdftotext"):
                # A theme moves nothing: one a paper.
                some = [case for case in cases if case.theme == THEMES[PAPERS.index(case.paper) % len(THEMES)]]
                report("PDF", some, pool.map(maps.as_pdf, some))
            else:
                print("PDF: not measured, there is no pdftotext (tools/setup --all)")
            plain = [case for case in cases if case.theme == "light" and case.paper in ("as-drawn", "16:9")]
            if shutil.which(os.environ.get("CHROMIUM", "chromium")):
                found = [pair for at in range(0, len(plain), 8) for pair in maps.in_browser(plain[at:at + 8])]
                report("Chromium", *zip(*found))
            else:
                print("Chromium: not there (tools/setup --all)")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
