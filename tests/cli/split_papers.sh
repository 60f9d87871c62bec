#!/bin/bash
# The statistics in pieces: the official tables of a school as one workbook and as one file a table,
# in GBK as an old Excel saves them; the flat export without the file of the senior stage, which is
# a gap that is named, never a school without senior pupils.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
expect_status 0 "$JUNHENG" example --schools 30 --seed 3 --layout statistics --out ex --quiet

for town in ex/2025/*[镇乡].xlsx; do "$JUNHENG" sheet "$town" --sheet 校区 >>campuses.csv; done
# The first school of that kind.
school() { awk -F, -v kind="$1" '$3 == kind { print $1; exit }' campuses.csv; }

# It has the tables of both stages.
code=$(school 九年一贯制学校)
book=ex/2025-statistics/$code.xlsx
mkdir tables
n=1
while "$JUNHENG" sheet "$book" --sheet "$n" >table 2>err; do
    iconv -f UTF-8 -t GBK table >"tables/$n.csv"
    n=$((n + 1))
done
[ "$n" -gt 8 ] || fail "the workbook has $((n - 1)) tables"
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh "$book" --county 990101 --period 2025 --quiet --json
figures=$(grep -o '"figures":[0-9]*' out)
[ "${figures#*:}" -gt 30 ] || fail "the workbook gives $figures"
expect_status 0 "$JUNHENG" import x.jh tables --county 990101 --period 2025 --quiet --json
expect_in out "$figures,"
expect_in out '"figures_new":0,"figures_revised":0'
passed "$((n - 1)) official tables, a file each in GBK, say what their workbook says"

expect_status 0 "$JUNHENG" init y.jh
expect_status 0 "$JUNHENG" import y.jh ex/2025-flat/小学.xlsx ex/2025-flat/初中.xlsx \
    --county 990101 --period 2025 --quiet
code=$(school 完全中学)
"$JUNHENG" explain y.jh R4 "$code" junior --as-of 2025-12-31 >out || true
expect_in out "无法判定"
expect_in out "高中: 未填报"
expect_status 0 "$JUNHENG" import y.jh ex/2025-flat/高中.xlsx --county 990101 --period 2025 --quiet
"$JUNHENG" explain y.jh R4 "$code" junior --as-of 2025-12-31 >out || true
if grep -qF "无法判定" out; then fail "the gap is still there: $(head -5 out)"; fi
passed "without the file of the senior stage the shares cannot be told, and its heads are named"
