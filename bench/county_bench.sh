#!/usr/bin/env bash
# A county of 100 schools, from its workbooks to the verdict: process start to exit.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
cd "$BENCH_DIR"
[ -d county-100 ] || "$JUNHENG" example --schools 100 --seed 1 --out county-100 --quiet
"$JUNHENG" init ready.jh 2>/dev/null || true
"$JUNHENG" import ready.jh county-100/2025 --quiet >/dev/null
cat >both.sh <<TEXT
rm -f fresh.jh fresh.jh-wal fresh.jh-shm
'$JUNHENG' init fresh.jh --quiet
'$JUNHENG' import fresh.jh county-100/2025 --quiet
'$JUNHENG' assess fresh.jh
TEXT
echo "init, import and assess (three processes)"
python3 "$OLDPWD/bench/measure.py" 15 "sh both.sh"
echo "assess alone"
python3 "$OLDPWD/bench/measure.py" 15 "$JUNHENG assess ready.jh"
echo "report: two workbooks and the page"
python3 "$OLDPWD/bench/measure.py" 5 "$JUNHENG report ready.jh --out papers"
echo "200 workbooks: official tables of 200 schools and campuses, a workbook each, with the checks"
[ -d county-200 ] ||
    "$JUNHENG" example --schools 200 --seed 1 --layout statistics --out county-200 --quiet
cat >many.sh <<TEXT
rm -f many.jh many.jh-wal many.jh-shm
'$JUNHENG' init many.jh --quiet
'$JUNHENG' import many.jh county-200/2025-statistics --county 990101 --quiet
TEXT
python3 "$OLDPWD/bench/measure.py" 7 "sh many.sh"
