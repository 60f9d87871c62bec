"""books.py: small workbooks for the shell tests, as Excel and WPS write them.

book(path, sheet, …) writes an .xlsx; sheet(name, rows, …) is one of its sheets. A cell is a text, a
number, ("%", 0.96) shown as a percentage, ("d", "2010-09-01") a date, or None.
SPDX-License-Identifier: Apache-2.0
"""
import datetime
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
