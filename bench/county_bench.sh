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
