#!/bin/bash
# The county's figures beside those of the statistics: what agrees, differs, or stands alone.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

"$JUNHENG" example --schools 30 --seed 4 --layout statistics --out w --quiet
"$JUNHENG" init x.jh --quiet
"$JUNHENG" import x.jh w/2025 --quiet >log || [ $? = 1 ]
expect_status 2 "$JUNHENG" reconcile x.jh --lang en
expect_in err "nothing to reconcile"
passed "without statistics there is nothing to reconcile, and what to do is said"

# One school's tables are held back: its figures are only the county's.
rm w/2025-statistics/9901010002.xlsx
"$JUNHENG" import x.jh w/2025-statistics --county 990101 --period 2025 --quiet >log || [ $? = 1 ]
expect_status 1 "$JUNHENG" reconcile x.jh --lang en
expect_in out ", 0 disagree, 23 only of the county, 0 only of the statistics"
expect_in out "9901010002"
passed "what the statistics do not have is only the county's"

by=(--reason counted --approver head --quiet)
"$JUNHENG" correct x.jh --unit 9901010001 --element pupils --stage primary --value 2100 "${by[@]}"
"$JUNHENG" correct x.jh --unit 9901010006 --element teaching_area --missing "${by[@]}"
expect_status 1 "$JUNHENG" reconcile x.jh --lang en
expect_in out ", 1 disagree, 23 only of the county, 1 only of the statistics"
expect_in out "≠ 示例县第一小学 9901010001  Pupils enrolled Primary  -12"
expect_in out "correction by hand"
expect_in out "statistical table 9901010001.xlsx"
expect_in out "more: --all, --xlsx"
expect_status 1 "$JUNHENG" reconcile x.jh --lang zh --all
expect_in out "≠ 示例县第一小学 9901010001  在校生数 小学  -12"
! grep -q "另有" out || fail "--all leaves something out"
passed "a planted difference shows both sides, their papers and cells, in both languages"

expect_status 1 "$JUNHENG" reconcile x.jh --json --xlsx beside.xlsx --page beside.html
expect_in out '"format":"junheng-reconciliation-1"'
expect_in out '"name":"示例县第一小学","accord":"disagreed","county":{"value":2100,'
expect_in out '"difference":-12}'
"$JUNHENG" sheet beside.xlsx --sheet 逐校 >cells.csv
row=在校生数,小学,9901010001,示例县第一小学,2100,2112,-12,不一致,更正,,统计报表,9901010001.xlsx
grep -q "^$row" cells.csv ||
    fail "the workbook lacks the difference: $(grep 9901010001 cells.csv | head -2)"
"$JUNHENG" sheet beside.xlsx --sheet 合计 >sums.csv
expect_in sums.csv "在校生数,小学,"
expect_in beside.html "与统计报表核对"
expect_in beside.html "Pupils enrolled"
! grep -qE 'https?://' beside.html || fail "the page asks the network"
passed "JSON, workbook and page hold the same"

# The cell that is named holds the number that is told.
cell=$(grep '^在校生数,小学,9901010001' cells.csv | cut -d, -f12)
sheet=$(cut -d' ' -f2 <<<"$cell") address=$(cut -d' ' -f3 <<<"$cell")
row=${address//[A-Z]/}
"$JUNHENG" sheet w/2025-statistics/9901010001.xlsx --sheet "$sheet" >paper.csv
sed -n "${row}p" paper.csv | grep -q 2112 || fail "no 2112 in row $row of $sheet"
passed "the cell that is named holds the figure that is told"

expect_status 2 "$JUNHENG" reconcile x.jh --as-of 2025-99-99
expect_status 2 "$JUNHENG" reconcile x.jh --period 1999
expect_status 3 "$JUNHENG" reconcile x.jh --page nowhere/at/all.html
passed "a wrong day, an unknown year and a folder that is not there are told"
