#!/usr/bin/env bash
# A sheet of 100,000 rows and 40 columns, read from end to end and printed as csv, against
# openpyxl (Debian's python3-openpyxl), which reads it in its fastest mode and prints nothing.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
here=$PWD
cd "$BENCH_DIR"
[ -s sheet.xlsx ] || "$BUILD_DIR/bench/sheet_bench" 100000 40 sheet.xlsx
cat >sheet_openpyxl.py <<'PYTHON'
import openpyxl
sheet = openpyxl.load_workbook("sheet.xlsx", read_only=True).worksheets[0]
assert sum(len(row) for row in sheet.iter_rows(values_only=True)) == 4_000_000
PYTHON
python3 "$here/bench/measure.py" 3 "$JUNHENG sheet sheet.xlsx --csv" -- \
    "/usr/bin/python3 sheet_openpyxl.py"
