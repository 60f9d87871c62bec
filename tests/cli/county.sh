#!/bin/bash
# The made-up county from workbooks to papers, on SQLite and on PostgreSQL (JH_TEST_PG): the same
# bytes from either engine, from every run, and from both layouts of the workbooks.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
day=(--as-of 2025-12-31)

expect_status 0 "$JUNHENG" example --schools 60 --seed 2025 --out a --quiet
expect_status 0 "$JUNHENG" example --schools 60 --seed 2025 --out b --quiet
diff -r a b || fail "the same seed gave other workbooks"
expect_status 0 "$JUNHENG" example --schools 60 --seed 2026 --out c --quiet
! diff -rq a c >/dev/null || fail "another seed gave the same workbooks"
passed "the same seed gives the same workbooks, another seed others"

expect_status 0 "$JUNHENG" init x.jh
expect_status 1 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh a/2025 --dry-run --json
expect_in out '"written":false'
expect_status 2 "$JUNHENG" assess x.jh --lang en
expect_in err "nothing has been imported"
passed "a dry run reads everything and writes nothing"

expect_status 0 "$JUNHENG" import x.jh a/2025 --json
expect_in out '"refused":0'
expect_status 0 "$JUNHENG" import x.jh a/2025 --json
expect_in out '"figures_new":0'
expect_in out '"figures_revised":0'
expect_in out '"units_new":0'
passed "importing twice changes nothing"

expect_status 0 "$JUNHENG" init "$JH_TEST_PG"
expect_status 0 "$JUNHENG" import "$JH_TEST_PG" a/2025 --quiet

for run in x.jh "$JH_TEST_PG" x.jh; do
    expect_status 1 "$JUNHENG" assess "$run" "${day[@]}" --json --trace
    cmp -s out first 2>/dev/null || [ ! -e first ] || fail "$run judged in other bytes"
    cp out first
done
expect_in first '"exact"'
passed "the verdict with all its figures is the same bytes on both engines and every run"

expect_status 0 "$JUNHENG" report x.jh "${day[@]}" --out papers-sqlite --quiet
expect_status 0 "$JUNHENG" report "$JH_TEST_PG" "${day[@]}" --out papers-pg --quiet
diff -r papers-sqlite papers-pg || fail "papers differ between engines"
[ "$(find papers-pg -type f | wc -l)" = 3 ] || fail "expected three papers"
passed "the papers are the same bytes on both engines"

expect_status 0 "$JUNHENG" explain x.jh dispersion "${day[@]}" --lang en
expect_in out "CV without it"
code=$(grep -oE '"code":"[0-9]+"' first | head -1 | tr -dc 0-9)
expect_status 0 "$JUNHENG" explain x.jh "R6 $code" "${day[@]}" --lang en
expect_in out ".xlsx"
expect_status 0 "$JUNHENG" explain x.jh verdict "${day[@]}" --json
expect_status 2 "$JUNHENG" explain x.jh R99 "${day[@]}" --lang en
passed "the worst dispersion opens, a figure down to its cells; an unknown one is told"
