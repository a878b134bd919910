"""A map as SVG, its texts measured by the font itself (FreeType), not by the library that placed them."""
import collections
import ctypes
import ctypes.util
import threading
import re
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"
FONTS = {bold: f"/usr/share/fonts/opentype/noto/NotoSansCJK-{'Bold' if bold else 'Regular'}.ttc" for bold in (False, True)}

Box = collections.namedtuple("Box", "left top right bottom")


class Face(ctypes.Structure):
    """FT_FaceRec as far as its glyph."""
    _fields_ = [("numbers", ctypes.c_long * 5), ("family", ctypes.c_char_p), ("style", ctypes.c_char_p), ("sizes", ctypes.c_int),
                ("available", ctypes.c_void_p), ("charmaps", ctypes.c_int), ("maps", ctypes.c_void_p), ("generic", ctypes.c_void_p * 2),
                ("bounds", ctypes.c_long * 4), ("em", ctypes.c_ushort), ("shorts", ctypes.c_short * 7), ("glyph", ctypes.c_void_p)]


class Glyph(ctypes.Structure):
    """FT_GlyphSlotRec as far as its metrics."""
    _fields_ = [("pointers", ctypes.c_void_p * 3), ("index", ctypes.c_uint), ("generic", ctypes.c_void_p * 2), ("width", ctypes.c_long),
                ("height", ctypes.c_long), ("bearing_x", ctypes.c_long), ("bearing_y", ctypes.c_long), ("advance", ctypes.c_long)]


class Font:
    """Noto Sans CJK SC, in ems."""

    def __init__(self, path):
        self.library = ctypes.CDLL(ctypes.util.find_library("freetype") or "libfreetype.so.6")
        handle = ctypes.c_void_p()
        if self.library.FT_Init_FreeType(ctypes.byref(handle)) != 0:
            raise OSError("FreeType does not start")
        for index in range(10):
            self.face = ctypes.POINTER(Face)()
            if self.library.FT_New_Face(handle, path.encode(), ctypes.c_long(index), ctypes.byref(self.face)) != 0:
                raise OSError(f"no Noto Sans CJK SC in {path}")
            if self.face.contents.family == b"Noto Sans CJK SC":
                break
        self.known = {}
        self.lock = threading.Lock()  # a face has one glyph at a time, and calls of C let other threads run

    def glyph(self, letter):
        """(advance, left, right, above the base line, below it) of the ink."""
        if letter in self.known:
            return self.known[letter]
        with self.lock:
            no_scale = 1
            index = self.library.FT_Get_Char_Index(self.face, ctypes.c_ulong(ord(letter)))
            self.library.FT_Load_Glyph(self.face, index, no_scale)
            found = ctypes.cast(self.face.contents.glyph, ctypes.POINTER(Glyph)).contents
            em = self.face.contents.em
            left, top = found.bearing_x / em, found.bearing_y / em
            self.known[letter] = (found.advance / em, left, left + found.width / em, top, found.height / em - top)
        return self.known[letter]

    def extent(self, words):
        """(advance, first ink, last ink, above, below)."""
        at, left, right, above, below = 0.0, None, 0.0, 0.0, 0.0
        for letter in words:
            advance, first, last, up, down = self.glyph(letter)
            if last > first:
                left = at + first if left is None else min(left, at + first)
                right, above, below = max(right, at + last), max(above, up), max(below, down)
            at += advance
        return at, left or 0.0, right, above, below


class Text:
    def __init__(self, element, node):
        self.words = element.text or ""
        self.x, self.y, self.size = (float(element.get(name)) for name in ("x", "y", "font-size"))
        self.bold = element.get("font-weight") == "bold"
        self.anchor = element.get("text-anchor", "start")
        self.node = node

    def box(self, fonts, advance=None):
        """Its ink; with the advance that somebody else measured, as wide as that."""
        whole, left, right, above, below = fonts[self.bold].extent(self.words)
        if advance is not None:
            left, right, whole = 0.0, advance / self.size, advance / self.size
        start = self.x - whole * self.size * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return Box(start + left * self.size, self.y - above * self.size, start + right * self.size, self.y + below * self.size)


def box_of(element):
    x, y, width, height = (float(element.get(name)) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height)


def points_of(element):
    """Of a path of straight lines and curves: their ends."""
    for step, numbers in re.findall("([MLQZ])([^MLQZ]*)", element.get("d")):
        values = [float(number) for number in numbers.split()]
        # Of a curve, the point that draws it is outside: the corner of two lines, of which the ends are here.
        pairs = list(zip(values[::2], values[1::2]))
        yield from pairs[1::2] if step == "Q" else pairs


class Map:
    def __init__(self, text):
        root = tree.fromstring(text)
        self.width, self.height = (float(number) for number in root.get("viewBox").split()[2:])
        self.texts, self.boxes, self.lines, self.nodes = [], [], [], []
        self.read(root, None)

    def read(self, group, node):
        for element in group:
            if element.tag == SVG + "g" and element.get("class") == "link":
                self.read(element, node)
            elif element.tag == SVG + "g":
                self.nodes.append((element.findtext(SVG + "title"), box_of(element.find(SVG + "rect"))))
                self.read(element, len(self.nodes) - 1)
            elif element.tag == SVG + "text":
                self.texts.append(Text(element, node))
            elif element.tag == SVG + "rect":
                self.boxes.append(box_of(element))
            elif element.tag == SVG + "path":
                points = list(points_of(element))
                if element.get("fill") != "none":
                    xs, ys = zip(*points)
                    self.boxes.append(Box(min(xs), min(ys), max(xs), max(ys)))
                elif node is None:
                    self.lines += [Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in zip(points, points[1:])]


class Index:
    """Which boxes are near a box: by squares of the sheet."""
    SIDE = 40.0

    def __init__(self, boxes):
        self.squares = collections.defaultdict(list)
        for i, box in enumerate(boxes):
            for square in self.of(box):
                self.squares[square].append(i)

    def of(self, box):
        columns = range(int(box.left // self.SIDE), int(box.right // self.SIDE) + 1)
        return [(column, row) for column in columns for row in range(int(box.top // self.SIDE), int(box.bottom // self.SIDE) + 1)]

    def near(self, box):
        return {i for square in self.of(box) for i in self.squares.get(square, ())}


def inside(inner, outer, slack):
    return (inner.left >= outer.left - slack and inner.right <= outer.right + slack and inner.top >= outer.top - slack
            and inner.bottom <= outer.bottom + slack)


def meet(a, b, slack):
    return a.left < b.right - slack and b.left < a.right - slack and a.top < b.bottom - slack and b.top < a.bottom - slack


def wrong(drawn, texts, boxes, over=False):
    """What is wrong with where texts stand on a map; `boxes`: of the texts."""
    # Coordinates are written to a hundredth; an outline may touch what it stands in.
    slack = 0.04
    index, out = Index(boxes), []
    for text, box in zip(texts, boxes):
        if not inside(box, Box(0, 0, drawn.width, drawn.height), slack):
            out.append(f"outside the sheet: {text.words}")
        if text.node is not None and not inside(box, drawn.nodes[text.node][1], slack):
            out.append(f"outside its node: {text.words}")
    for frame in drawn.boxes:
        out += [f"across the border of a box: {texts[i].words}" for i in index.near(frame)
                if meet(boxes[i], frame, slack) and not inside(boxes[i], frame, slack)]
    for i, box in enumerate(boxes):
        out += [f"over one another: {texts[i].words} / {texts[j].words}" for j in index.near(box) if j < i and meet(box, boxes[j], slack)]
    for line in drawn.lines:
        wide = Box(line.left - slack, line.top - slack, line.right + slack, line.bottom + slack)
        # Nodes are drawn over the lines, which matters on the map of all chains alone.
        out += [f"a line through: {texts[i].words}" for i in index.near(wide) if meet(boxes[i], wide, 2 * slack) and not (over and texts[i].node is not None)]
    return sorted(set(out))


def cut(drawn):
    """Names of nodes, and what is not in a node, stand there whole."""
    names = collections.defaultdict(str)
    for text in drawn.texts:
        if text.node is not None and text.bold and text.anchor == "start":
            names[text.node] += text.words
    out = [f"the name of a node is cut: {names[i]} of {title}" for i, (title, _) in enumerate(drawn.nodes)
           if not title.replace(" ", "").startswith(names[i].replace(" ", "") or "?")]
    return out + [f"cut: {text.words}" for text in drawn.texts if text.node is None and text.words.endswith("…")]
