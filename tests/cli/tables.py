"""Tables for the tests, made and read with the standard library alone: workbooks by zipfile, credit codes that check."""
import io
import re
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def credit_code(number):
    """A code of GB 32100-2015 whose check character holds, in region 990927, which is not assigned."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"91990927MADE{number:05d}"
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]


def csv(rows, encoding="utf-8", end="\n"):
    """Rows of cells as CSV; cells with a comma, a quote or a line break are quoted."""

    def cell(text):
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text

    return "".join(",".join(cell(c) for c in row) + end for row in rows).encode(encoding)


def column(index):
    letters = ""
    index += 1
    while index > 0:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def archive(parts):
    """A zip of (name, bytes), the same bytes at any time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts:
            made.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def workbook_parts(sheets):
    """The parts of a workbook of (sheet name, rows of text cells)."""
    ids = range(1, len(sheets) + 1)
    parts = [
        ("[Content_Types].xml",
         '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/></Types>'),
        ("_rels/.rels",
         f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
         "</Relationships>"),
        ("xl/workbook.xml",
         f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
         + "".join(f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}"/>' for i, (name, _) in zip(ids, sheets))
         + "</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels",
         f'<Relationships xmlns="{PACKAGE}">'
         + "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in ids)
         + "</Relationships>"),
    ]
    for i, (_, rows) in zip(ids, sheets):
        body = "".join(
            f'<row r="{y}">'
            + "".join(f'<c r="{column(x)}{y}" t="inlineStr"><is><t xml:space="preserve">{escape(c)}</t></is></c>'
                      for x, c in enumerate(row) if c != "")
            + "</row>"
            for y, row in enumerate(rows, 1))
        parts.append((f"xl/worksheets/sheet{i}.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'))
    return parts


def literal(text):
    """As a workbook has to store it, so that _x0041_ is no A."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def workbook(*sheets):
    return archive(workbook_parts(sheets))


def sheets(path):
    """The sheets of a workbook as (name, rows of text cells), as `workbook` takes them."""
    out = []
    for line in dump(path).splitlines():
        if line.startswith("== "):
            out.append((line[3:], []))
            continue
        place, text = line.split(" ", 1)
        letters = place.rstrip("0123456789")
        index = 0
        for letter in letters:
            index = index * 26 + ord(letter) - ord("A") + 1
        rows, row = out[-1][1], int(place[len(letters):])
        rows += [[] for _ in range(row - len(rows))]
        rows[row - 1] += [""] * (index - len(rows[row - 1]))
        text = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
        rows[row - 1][index - 1] = re.sub(r"\\\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), text.removeprefix("'"))
    return out


def dump(path):
    """A workbook as text: for each sheet its name, then a line a cell that holds something, by reference."""
    out = []
    with zipfile.ZipFile(path) as book:
        def tree(part):
            return ElementTree.fromstring(book.read(part))

        def texts(node):
            return "".join(t.text or "" for t in node.iter(f"{{{MAIN}}}t"))

        strings = []
        if "xl/sharedStrings.xml" in book.namelist():
            strings = [texts(item) for item in tree("xl/sharedStrings.xml").findall(f"{{{MAIN}}}si")]
        targets = {r.get("Id"): r.get("Target") for r in tree("xl/_rels/workbook.xml.rels")}
        for sheet in tree("xl/workbook.xml").iter(f"{{{MAIN}}}sheet"):
            out.append(f"== {sheet.get('name')}")
            for cell in tree("xl/" + targets[sheet.get(f"{{{OFFICE}}}id")]).iter(f"{{{MAIN}}}c"):
                value = cell.find(f"{{{MAIN}}}v")
                if cell.find(f"{{{MAIN}}}f") is not None:
                    text = "FORMULA " + (cell.find(f"{{{MAIN}}}f").text or "")
                elif cell.get("t") == "s":
                    text = "'" + strings[int(value.text)]
                elif cell.get("t") == "inlineStr":
                    text = "'" + texts(cell)
                elif value is not None:
                    text = value.text
                else:
                    continue
                out.append(cell.get("r") + " " + text.replace("\\", "\\\\").replace("\n", "\\n"))
    return "\n".join(out) + "\n"
