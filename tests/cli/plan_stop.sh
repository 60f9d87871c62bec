#!/bin/bash
# A search that would take long gives the best plan so far: when it is interrupted, and when its
# time is up. Nothing is half-written.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
verify=$BUILD_DIR/junheng-verify

expect_status 0 "$JUNHENG" example --schools 120 --seed 7 --out wb --quiet
expect_status 0 "$JUNHENG" init c.jh
expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet
exactly=("$JUNHENG" plan c.jh --as-of 2025-12-31 --exact --json)
while ! "$JUNHENG" plan c.jh --as-of 2025-12-31 --lang en --quiet >out 2>err; do
    unit=$(grep -oE '[0-9]{10}' err | head -1)
    expect_status 0 "$JUNHENG" correct c.jh --unit "$unit" --element multimedia_rooms --value 30 \
        --reason "made up" --approver "made up"
done

stops_early() { # stops_early FILE COMMAND …: Ctrl-C soon after the first plan, its output in FILE
    local file=$1 search
    shift
    "$@" --progress >"$file" 2>err &
    search=$!
    for _ in $(seq 600); do
        ! grep -qF '"plan.closing"' err || break
        sleep 0.1
    done
    sleep 1
    kill -INT "$search" || fail "the search was over before it could be interrupted"
    wait "$search" || fail "an interrupted search ended with $?: $(cat err)"
}
is_best_so_far() { # the plan in $1 was not searched to the end, and is one
    grep -q '"found":true,"stopped":true' "$1" || fail "$1 does not say that it was stopped"
    expect_status 0 "$verify" "$1"
    expect_in out "no plan costs less than"
}

stops_early interrupted.json "${exactly[@]}" --out plan.xlsx
is_best_so_far interrupted.json
python3 -c 'import sys, zipfile; sys.exit(zipfile.ZipFile("plan.xlsx").testzip() is not None)' ||
    fail "the workbook is not whole"
passed "Ctrl-C gives the best plan so far with its gap, accepted, its workbook whole"

expect_status 0 "${exactly[@]}" --time-limit 1
cp out limited.json
is_best_so_far limited.json
passed "a time limit gives the best plan so far with its gap"

is_best_schedule() { # the schedule in $1 was not searched to the end, and is one
    grep -q '"found":true,"stopped":true' "$1" || fail "$1 does not say that it was stopped"
    expect_status 0 "$verify" "$1"
    expect_in out "no schedule costs less than"
    grep -q '"pupil_gap_percent"' "$1" || fail "$1 does not say its gap"
}
dated=("${exactly[@]}" --years 2026..2030 --budget 90000000)
stops_early years.json "${dated[@]}" --page years.html
is_best_schedule years.json
grep -qF "best plan so far" years.html || fail "the page does not say that it was stopped"
expect_status 0 "${dated[@]}" --time-limit 1
cp out years.json
is_best_schedule years.json
passed "with years, too: the best schedule so far with its gaps, when interrupted and in time"
