"""books.py: small workbooks for the shell tests, as Excel and WPS write them.

book(path, sheet, …) writes an .xlsx; sheet(name, rows, …) is one of its sheets. A cell is a text, a
number, ("%", 0.96) shown as a percentage, ("d", "2010-09-01") a date, or None.
SPDX-License-Identifier: Apache-2.0
"""
import datetime
import struct
import zipfile
from xml.sax.saxutils import escape

STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1">'
    '<font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/>'
    '<xf numFmtId="10" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def letters(column):
    text = ""
    while column >= 0:
        text, column = chr(65 + column % 26) + text, column // 26 - 1
    return text


def cell(row, column, value):
    at = f"{letters(column)}{row}"
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, tuple) and value[0] == "%":
        return f'<c r="{at}" s="1"><v>{value[1]}</v></c>'
    if isinstance(value, tuple):
        days = (datetime.date.fromisoformat(value[1]) - datetime.date(1899, 12, 30)).days
        return f'<c r="{at}" s="2"><v>{days}</v></c>'
    return f'<c r="{at}"><v>{value}</v></c>'


def sheet(name, rows, merges=(), hidden_rows=(), hidden_columns=(), state=""):
    columns = "".join(f'<col min="{c}" max="{c}" width="9" hidden="1"/>' for c in hidden_columns)
    body = "".join(
        f'<row r="{r}"{" hidden=" + chr(34) + "1" + chr(34) if r in hidden_rows else ""}>'
        + "".join(cell(r, c, value) for c, value in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    joined = "".join(f'<mergeCell ref="{m}"/>' for m in merges)
    return name, state, (
        f"<worksheet {MAIN}>"
        + (f"<cols>{columns}</cols>" if columns else "")
        + f"<sheetData>{body}</sheetData>"
        + (f"<mergeCells>{joined}</mergeCells>" if joined else "")
        + "</worksheet>"
    )


def book(path, *sheets):
    tabs = relations = types = ""
    for n, (name, state, _) in enumerate(sheets, 1):
        state = f' state="{state}"' if state else ""
        tabs += f'<sheet name="{escape(name)}" sheetId="{n}"{state} r:id="r{n}"/>'
        relations += f'<Relationship Id="r{n}" Type="{REL}/worksheet" Target="worksheets/{n}.xml"/>'
        types += (
            f'<Override PartName="/xl/worksheets/{n}.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
            '"/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'spreadsheetml.sheet.main+xml"/>{types}</Types>',
        )
        out.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="b" Type='
            f'"{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        out.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}<Relationship Id="s" Type='
            f'"{REL}/styles" Target="styles.xml"/></Relationships>',
        )
        out.writestr(
            "xl/workbook.xml", f'<workbook {MAIN} xmlns:r="{REL}"><sheets>{tabs}</sheets></workbook>'
        )
        out.writestr("xl/styles.xml", STYLES)
        for n, (_, _, body) in enumerate(sheets, 1):
            out.writestr(f"xl/worksheets/{n}.xml", body)


def bare_xls(path, name, rows):
    """A workbook of BIFF8 records without a container; cells are texts, numbers and ("%", 0.96)."""

    def record(kind, body):
        return struct.pack("<HH", kind, len(body)) + body

    def words(text):
        return struct.pack("<B", 1) + text.encode("utf-16-le")

    def bof(kind):
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    end = record(0x000A, b"")
    formats = b"".join(record(0x00E0, struct.pack("<HH16x", 0, f)) for f in (0, 10))
    body = bof(0x0010)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, str):
                body += record(
                    0x0204, struct.pack("<HHHH", r, c, 0, len(value)) + words(value)
                )
            elif isinstance(value, tuple):
                body += record(0x0203, struct.pack("<HHHd", r, c, 1, value[1]))
            elif value is not None:
                body += record(0x0203, struct.pack("<HHHd", r, c, 0, value))
    body += end
    tab = struct.pack("<HB", 0, len(name)) + words(name)
    head = bof(0x0005) + formats
    at = len(head) + 4 + 4 + len(tab) + len(end)
    with open(path, "wb") as out:
        out.write(head + record(0x0085, struct.pack("<I", at) + tab) + end + body)


class GbkName(zipfile.ZipInfo):
    """A member whose name stands in GBK, without the flag for UTF-8, as old Chinese tools do it."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits & ~0x800
