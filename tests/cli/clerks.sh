#!/bin/bash
# What clerks really send, end to end: hidden rows, columns and sheets, percentages, dates for
# years, merged bodies, notes between rows, .xls and .et, and 200 files with GBK names.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
export PYTHONPATH=$SOURCE_DIR/tests/support PYTHONDONTWRITEBYTECODE=1

# bring NAME PATH [STATUS]: a new store NAME.jh with it; what it holds goes to NAME.txt.
bring() {
    expect_status 0 "$JUNHENG" init "$1.jh" --quiet
    expect_status "${3:-0}" "$JUNHENG" import "$1.jh" "$2" --county 990101 --period 2025 \
        --lang en --quiet
    python3 - "$1.jh" >"$1.txt" <<'PY'
import sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute("""
    SELECT u.code, e.key, o.stage, o.why, o.millionths FROM observation o
      JOIN unit u USING (county, unit) JOIN element e USING (element) ORDER BY 1, 2, 3""")
for code, key, stage, why, millionths in rows:
    print(code, key, stage, why if why else f"{millionths / 1e6:g}")
PY
}
holds() { # NAME TEXT: exactly these lines
    diff -u <(printf '%s\n' "$2") "$1.txt" || fail "$1 holds something else"
}

python3 <<'PY'
from books import bare_xls, book, sheet
head = ["学校标识码", "学校名称", "办学类型", "学段", "在校生数", "专任教师数"]
a, b, c = (["990101000" + n, name + "小学", "小学", "小学", pupils, 9]
           for n, name, pupils in (("1", "甲", 120), ("2", "乙", 80), ("3", "丙", 60)))
more = ["学校标识码", "学校名称", "学段", "班级数"]
book("hidden.xlsx",
     sheet("汇总", [head, a, b, c], hidden_rows=[3], hidden_columns=[6]),
     sheet("藏", [more, ["9901010001", "甲小学", "小学", 6]], state="hidden"),
     sheet("深", [more, ["9901010002", "乙小学", "小学", 3]], state="veryHidden"))
county = ["序号", "填报项目", "填报值"]
rates = [[1, "语文校际差异率", ("%", 0.12)], [2, "数学校际差异率", 0.13],
         [3, "科学校际差异率", "14%"], [4, "体育校际差异率(%)", 11],
         [5, "艺术校际差异率（单位：%）", ("%", 0.1)]]
book("rates.xlsx", sheet("县级", [county] + rates))
bare_xls("rates.xls", "县级", [county] + rates)
bare_xls("rates.et", "县级", [county] + rates)
book("heads.xlsx",
     sheet("汇总", [head, ["9901010001", "甲小学", "小学", "小学", ("%", 1.2), "9%"]]))
years = [("d", "2010-09-01"), "2011年9月", "2012-09", "2013", 2014, "2015年", "1956.9",
         "2017-13-45"]
book("years.xlsx", sheet("汇总", [head[:3] + ["建校年份"]] + [
    [f"990101000{n}", f"第{n}小学", "小学", year] for n, year in enumerate(years, 1)]))
book("bodies.xlsx", sheet("汇总", [
    ["某县各校情况（虚构）"], head,
    ["9901010001", "甲学校", "九年一贯制学校", "小学", 120, 9], [None, None, None, "初中", 90, 8],
    ["注：本表由学校填报"], b, ["填表说明：以上数据截至九月"], c,
    ["合计", None, None, None, 350, 35], ["审核人：张三（虚构）  日期：2025-09-30"]],
    merges=["A1:F1", "A3:A4", "B3:B4", "C3:C4", "A5:F5"]))
book("one.xlsx", sheet("汇总", [head, a, b], merges=["E2:E3"]))
PY

bring hidden hidden.xlsx
holds hidden "9901010001 classes 2 6
9901010001 pupils 2 120
9901010001 teachers 2 9
9901010002 classes 2 3
9901010002 pupils 2 80
9901010002 teachers 2 9
9901010003 pupils 2 60
9901010003 teachers 2 9"
expect_in out "stand in hidden rows or columns (the first is F1)"
[ "$(grep -c 'This sheet is hidden' out)" = 2 ] || fail "hidden sheets are not told"
passed "hidden sheets, rows and columns are read like the rest, and told"

gaps="county gap_arts 0 0.1
county gap_chinese 0 0.12
county gap_maths 0 0.13
county gap_pe 0 0.11
county gap_science 0 0.14"
for file in rates.xlsx rates.xls rates.et; do
    bring "$file" "$file"
    holds "$file" "$gaps"
done
passed "0.12 as a percentage, 0.13, 14% and 11 under (%) are four ratios; in .xlsx, .xls and .et"

bring heads heads.xlsx 1
[ ! -s heads.txt ] || fail "heads were taken from a percentage"
expect_in out "E2"
expect_in out "F2"
passed "a percentage is refused where heads are counted, as a cell and as a text"

bring years years.xlsx 1
holds years "9901010001 built_year 0 2010
9901010002 built_year 0 2011
9901010003 built_year 0 2012
9901010004 built_year 0 2013
9901010005 built_year 0 2014
9901010006 built_year 0 2015
9901010007 built_year 0 1956"
expect_in out "D9"
passed "a day, a month or a number is a year; what is none of them is refused"

bring bodies bodies.xlsx
holds bodies "9901010001 pupils 2 120
9901010001 pupils 3 90
9901010001 teachers 2 9
9901010001 teachers 3 8
9901010002 pupils 2 80
9901010002 teachers 2 9
9901010003 pupils 2 60
9901010003 teachers 2 9"
bring one one.xlsx 1
grep -q pupils one.txt && fail "a figure merged over two schools was taken"
expect_in out "E2"
passed "a merged name stands for its rows, notes are no schools, a merged figure is refused"

# The numbers of retention, as the schools' form asks them of junior schools; the county has none.
python3 <<'PY'
from books import book, sheet
head = ["学校标识码", "学校名称", "办学类型", "学段", "在校生数", "本届毕业学生人数",
        "毕业年级初一时在校学生数", "毕业年级三年转入学生数", "毕业年级三年转出学生数",
        "毕业年级三年死亡学生数"]
book("retention.xlsx", sheet("汇总", [
    head, ["9901010001", "甲中学", "初级中学", "初中", 120, 40, 41, 1, 2, 0],
    ["9901010002", "乙中学", "初级中学", "初中", 100, 30, 31, 0, 0, 1],
    ["9901010003", "丙小学", "小学", "小学", 80] + [None] * 5]))
PY
bring retention retention.xlsx
"$JUNHENG" explain retention.jh Q1 --as-of 2025-12-31 --lang en >out
expect_in out "ratio(70 − 1 + 2, 72 − 1)"
passed "what the county does not enter is the sum of its junior schools"

# An old container without a workbook, as a damaged or encrypted .et comes; an open document.
python3 - <<'PY'
import zipfile
head = "d0cf11e0a1b11ae1" + 32 * "0" + "3e000300feff09000600"
open("other.et", "wb").write(bytes.fromhex(head) + bytes(1024))
with zipfile.ZipFile("open.ods", "w") as out:
    out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    out.writestr("content.xml", "<x/>")
PY
for file in other.et open.ods; do
    bring "$file" "$file" 1
    expect_in out "$file"
    expect_in out "save it as .xlsx"
done
passed "an .et that is no workbook, and an .ods, are refused with how to save them"

python3 <<'PY'
import os, zipfile
from books import GbkName, book, sheet
head = ["学校标识码", "学校名称", "办学类型", "学段", "在校生数", "专任教师数", "食堂面积"]
os.mkdir("folder")
with zipfile.ZipFile("all.zip", "w") as out:
    for n in range(1, 201):
        row = [f"99010{n:05d}", f"示例县第{n}小学", "小学", "小学", 100 + n, 8, 3]
        book("x.xlsx", sheet("汇总", [head, row]))
        name, data = f"第{n}小学（虚构）.xlsx", open("x.xlsx", "rb").read()
        with open(b"folder/" + name.encode("gbk"), "wb") as one:
            one.write(data)
        out.writestr(GbkName("各校/" + name), data)
PY
for from in folder all.zip; do
    bring "$from" "$from"
    [ "$(wc -l <"$from.txt")" = 400 ] || fail "$from: $(wc -l <"$from.txt") figures of 400"
    expect_in out "第100小学（虚构）.xlsx"
    [ "$(grep -c 食堂面积 out)" = 1 ] || fail "$from: a remark is told more than once"
    expect_in out "the same 200 times; files: 200"
done
"$JUNHENG" import folder.jh folder --county 990101 --period 2025 --json --quiet >out
python3 - <<'PY' || fail "the JSON does not name every place of a folded remark"
import json
said = [one for one in json.load(open("out"))["findings"] if "食堂面积" in one["what"]]
assert len(said) == 1 and said[0]["times"] == said[0]["files"] == 200, said
assert len({one["file"] for one in said[0]["others"]} | {said[0]["file"]}) == 200
PY
passed "a remark over 200 files is told once, and JSON names every file"
cmp -s folder.txt all.zip.txt || fail "the folder and the zip hold other figures"
passed "a folder and a zip of 200 files with GBK names say the same, under readable names"
