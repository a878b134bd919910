#!/usr/bin/env python3
"""Writes reference.docx and reference.en.docx, from which the report's DOCX takes page, styles and footers: 公文 as
GB/T 9704-2012 has it; in English its page, with text set as English is.
  make_reference.py [FOLDER]      by default that of this script
Standard library only. Entries are stored and bear a fixed date: the same script gives the same bytes."""
import os
import sys
import zipfile
from dataclasses import dataclass

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

BODY, SONG, BLACK, KAI, TITLE = "仿宋_GB2312", "宋体", "黑体", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"
# What stands in where a font is not installed.
FONTS = {BODY: "仿宋,FangSong,STFangsong,华文仿宋", SONG: "SimSun", BLACK: "SimHei", KAI: "楷体,KaiTi,STKaiti,华文楷体",
         TITLE: "方正小标宋_GBK,华文中宋,STZhongsong,宋体", LATIN: ""}


def twips(millimetres):
    return round(millimetres / 25.4 * 1440)


def font(east, latin=LATIN):
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:eastAsia="{east}"/>'


def size(points):
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def exactly(points, before=0, after=0):
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{round(points * 20)}" w:lineRule="exact"/>'


def paragraph(name, paragraph_properties, run_properties="", based="Normal", key=None):
    key = key or name.replace(" ", "")
    return (f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{based}"/><w:qFormat/>'
            f'<w:pPr>{paragraph_properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>')


FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
CENTRED = '<w:jc w:val="center"/>'
BOTH = '<w:jc w:val="both"/>'
KEEP = "<w:keepNext/><w:keepLines/>"
FRAME = "<w:pBdr>" + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="3" w:color="404040"/>'
                             for side in ("top", "left", "bottom", "right")) + "</w:pBdr>"


BOLD = "<w:b/><w:bCs/>"


@dataclass
class Look:
    """Points; spaces in twips."""
    size: float
    line: float
    indent: str
    after: int  # a paragraph
    headings: tuple  # font, bold, size, space before: of levels 1 to 3
    title: tuple  # size, bold
    brief: tuple  # size, line: of the page for a leader
    cell: tuple  # size, line: of tables
    head: str  # font of the head of tables
    digits: str  # font of page numbers


OFFICIAL = Look(16, 28.95, '<w:ind w:firstLineChars="200" w:firstLine="640"/>', 0,  # 22 lines on 225 mm
                ((BLACK, False, 16, 0), (KAI, False, 16, 0), (BODY, True, 16, 0)), (22, False), (12, 17), (10.5, 14), font(BLACK), SONG)
ENGLISH = Look(11, 15, FLUSH, 80, ((BLACK, True, 14, 240), (BLACK, True, 12, 180), (BLACK, True, 11, 120)), (18, True),
               (10.5, 13.5), (9.5, 12.5), font(BLACK) + BOLD, LATIN)


def heading(look, level):
    east, bold, points, before = look.headings[level - 1]
    line = max(look.line, points * 1.3)
    return paragraph(f"heading {level}", KEEP + exactly(line, before, look.after) + look.indent + f'<w:outlineLvl w:val="{level - 1}"/>',
                     font(east) + (BOLD if bold else "") + size(points), key=f"Heading{level}")


def styles(look):
    default = (f'<w:docDefaults><w:rPrDefault><w:rPr>{font(BODY)}{size(look.size)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
               '</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>')
    normal = (f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/>'
              f'{exactly(look.line)}</w:pPr></w:style>')
    table_borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="707070"/>'
                            for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    table = ('<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
             '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
             '<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
             f'<w:tblPr><w:tblBorders>{table_borders}</w:tblBorders><w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
             '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr><w:trPr><w:cantSplit/></w:trPr>'
             f'<w:tblStylePr w:type="firstRow"><w:rPr>{look.head}</w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E6EAEE"/></w:tcPr>'
             '</w:tblStylePr></w:style>')
    return (HEAD + f"<w:styles {W}>" + default + normal +
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
            table +
            paragraph("Title", KEEP + exactly(32, 0, 60) + FLUSH + CENTRED, font(TITLE) + (BOLD if look.title[1] else "") + size(look.title[0])) +
            paragraph("Date", exactly(18, 0, 40) + FLUSH + CENTRED, size(14)) +
            "".join(heading(look, level) for level in (1, 2, 3)) +
            paragraph("Body Text", exactly(look.line, 0, look.after) + look.indent + BOTH) + paragraph("First Paragraph", "", based="BodyText") +
            paragraph("Compact", exactly(look.cell[1]) + FLUSH + '<w:jc w:val="left"/>', size(look.cell[0])) +
            paragraph("摘要标题", KEEP + exactly(22) + FLUSH, look.head + size(14)) +
            paragraph("摘要", exactly(look.brief[1]) + FLUSH + BOTH, size(look.brief[0])) +
            paragraph("说明", exactly(15, 40, 40) + FLUSH, size(10.5)) +
            paragraph("提示", FRAME + exactly(15, 80, 80) + '<w:ind w:left="80" w:right="80" w:firstLineChars="0" w:firstLine="0"/>',
                      BOLD + size(10.5)) +
            paragraph("插图", '<w:keepNext/><w:spacing w:before="60" w:after="0" w:line="240" w:lineRule="auto"/>' + FLUSH + CENTRED) +
            paragraph("图题", exactly(15, 0, 60) + FLUSH + CENTRED, size(10.5)) +
            paragraph("换页", "<w:pageBreakBefore/>" + exactly(1) + FLUSH, size(1)) +
            paragraph("footer", exactly(16) + FLUSH, font(SONG, look.digits) + size(14), key="Footer") +
            "</w:styles>")


def footer(side):
    """— 1 — at the outer foot, a character in."""
    jc = "right" if side == "right" else "left"
    field = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
             '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')
    return (HEAD + f'<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="280" w:firstLineChars="0" w:firstLine="0"/>'
            f'<w:jc w:val="{jc}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>{field}<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>')


def document():
    return (HEAD + f'<w:document {W} {R}><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>样式 reference</w:t></w:r></w:p>'
            '<w:sectPr><w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="even" r:id="rId7"/>'
            f'<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/><w:pgMar w:top="{twips(37)}" w:right="{twips(26)}" w:bottom="{twips(35)}" '
            f'w:left="{twips(28)}" w:header="{twips(15)}" w:footer="{twips(22)}" w:gutter="0"/></w:sectPr></w:body></w:document>')


def font_table():
    out = HEAD + f"<w:fonts {W}>"
    for name, others in FONTS.items():
        out += f'<w:font w:name="{name}">' + (f'<w:altName w:val="{others}"/>' if others else "")
        out += f'<w:charset w:val="{"86" if others else "00"}"/></w:font>'
    return out + "</w:fonts>"


def theme():
    colours = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "1B2733", "lt2": "EEF2F6", "accent1": "2F7DB8", "accent2": "CC4E08", "accent3": "A67C00",
               "accent4": "07467D", "accent5": "5A6B7A", "accent6": "3F7F78", "hlink": "07467D", "folHlink": "5A6B7A"}
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    fonts = "".join(f'<a:{kind}Font><a:latin typeface="{LATIN}"/><a:ea typeface="{BODY}"/><a:cs typeface=""/></a:{kind}Font>' for kind in ("major", "minor"))
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (HEAD + '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="official"><a:themeElements>'
            f'<a:clrScheme name="official">{scheme}</a:clrScheme><a:fontScheme name="official">{fonts}</a:fontScheme>'
            f'<a:fmtScheme name="official"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
            f'<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>')


def relationships(entries):
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rows = "".join(f'<Relationship Id="{key}" Type="{kind if "://" in kind else base + kind}" Target="{target}"/>' for key, kind, target in entries)
    return HEAD + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def parts(look):
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kinds = {"/word/document.xml": word + "document.main+xml", "/word/styles.xml": word + "styles+xml", "/word/settings.xml": word + "settings+xml",
             "/word/webSettings.xml": word + "webSettings+xml", "/word/fontTable.xml": word + "fontTable+xml", "/word/footer1.xml": word + "footer+xml",
             "/word/footer2.xml": word + "footer+xml", "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
             "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
             "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml"}
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    package = "http://schemas.openxmlformats.org/package/2006/"
    return {
        "[Content_Types].xml": HEAD + f'<Types xmlns="{package}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
                               f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": relationships([("rId1", "officeDocument", "word/document.xml"),
                                      ("rId2", package + "relationships/metadata/core-properties", "docProps/core.xml"),
                                      ("rId3", "extended-properties", "docProps/app.xml")]),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships([("rId1", "styles", "styles.xml"), ("rId2", "settings", "settings.xml"),
                                                       ("rId3", "webSettings", "webSettings.xml"), ("rId4", "fontTable", "fontTable.xml"),
                                                       ("rId5", "theme", "theme/theme1.xml"), ("rId6", "footer", "footer1.xml"),
                                                       ("rId7", "footer", "footer2.xml")]),
        "word/styles.xml": styles(look),
        "word/settings.xml": HEAD + f'<w:settings {W}><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:defaultTabStop w:val="640"/>'
                             '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" '
                             'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
                             '</w:settings>',
        "word/webSettings.xml": HEAD + f"<w:webSettings {W}/>",
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
        "docProps/core.xml": HEAD + f'<cp:coreProperties xmlns:cp="{package}metadata/core-properties"/>',
        "docProps/app.xml": HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>liantu'
                            "</Application></Properties>",
    }


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    for file, look in (("reference.docx", OFFICIAL), ("reference.en.docx", ENGLISH)):
        with zipfile.ZipFile(os.path.join(folder, file), "w", zipfile.ZIP_STORED) as out:
            for name, text in parts(look).items():
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.create_system = 3
                out.writestr(info, text.encode())


if __name__ == "__main__":
    main()
