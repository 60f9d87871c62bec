#!/bin/bash
# Two assessments side by side: years, settings, revisions, standards; every change with its cause.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
day=(--as-of 2025-12-31 --lang en)

"$JUNHENG" example --schools 30 --seed 3 --out county --quiet
"$JUNHENG" init x.jh --quiet
expect_status 0 "$JUNHENG" import x.jh county/2025 --quiet
expect_status 2 "$JUNHENG" compare x.jh "${day[@]}"
expect_in err "no earlier year"
passed "a store with one year has nothing to compare with, and says what to do"

expect_status 0 "$JUNHENG" import x.jh county/2024 --quiet
expect_status 1 "$JUNHENG" compare x.jh "${day[@]}" --page page.html
expect_in out "2024 → 2025"
expect_in out "As of 2025-12-31 ·" # one day is told once
! grep -E '✓ ([0-9.]+) → ✓ \1  ' out || fail "a limit that prints the same is listed"
expect_in out "← schools"
expect_in out "← figures"
expect_in out ".xlsx"
expect_in page.html "two assessments compared"
! grep -qE 'https?://' page.html || fail "the page asks the network"
cp out usual
expect_status 1 "$JUNHENG" compare x.jh "${day[@]}" --period 2024 --period 2025
cmp -s out usual || fail "the usual comparison is not that of the last two years"
passed "the year is compared with the one before, cell beside cell, and as a page"

expect_status 0 "$JUNHENG" compare x.jh "${day[@]}" --period 2025 --period 2025
expect_in out "nothing changed"
expect_status 0 "$JUNHENG" compare x.jh "${day[@]}" --period 2025 --period 2025 --page same.html
! grep -q 'id="changes"' same.html || fail "a section of changes without any"
passed "an assessment is the same as itself"

expect_status 1 "$JUNHENG" compare x.jh "${day[@]}" --period 2025 --json \
    --set-after private_schools=excluded
expect_in out '"steps":["settings"]'
expect_in out '"causes":["settings"]'
passed "a setting given to the second only is the only cause"

mkdir own
sed -E 's/^(standard) +[^ ]+/\1 own/; s/primary 0\.50/primary 0.05/' \
    "$SOURCE_DIR/standards/cn-2017-quality.std" >own/own.std
grep -q '0\.05' own/own.std || fail "the standard was not edited"
expect_status 1 "$JUNHENG" compare x.jh "${day[@]}" --period 2025 --json \
    --standard cn-2017-quality --standard own/own.std
expect_in out '"steps":["standard"]'
expect_in out '"kind":"limit"'
passed "a stricter standard is told as the cause"

told=$("$JUNHENG" import x.jh county/2025 --json --quiet)
revision=$(grep -oE '"revision":[0-9]+' <<<"$told" | tr -dc 0-9)
[ "$revision" -ge 2 ] || fail "expected two revisions, got $revision"
expect_status 0 "$JUNHENG" compare x.jh "${day[@]}" --period 2025 --json \
    --revision 1 --revision "$revision"
expect_in out '"changes":[]' # the year before came later: a cause that changed nothing
expect_status 2 "$JUNHENG" compare x.jh "${day[@]}" --revision x
expect_in err "no revision"
expect_status 2 "$JUNHENG" compare x.jh --period 1 --period 2 --period 3 --lang en
expect_in err "more than twice"
passed "revisions are told apart by number; three of a kind are one too many"

# A frozen assessment stands for itself: against what the same question gives today, and against
# another one.
expect_status 0 "$JUNHENG" freeze x.jh "${day[@]}" --period 2025 --approver clerk
expect_status 0 "$JUNHENG" compare x.jh --frozen 1 "${day[@]}" --json
expect_in out '"changes":[]'
expect_in out '"frozen":1},"after"'
expect_status 0 "$JUNHENG" correct x.jh --unit 9901010001 --element teaching_area --value 10 \
    --period 2025 --reason "made up" --approver clerk
expect_status 1 "$JUNHENG" compare x.jh --frozen 1 "${day[@]}"
expect_in out "Frozen as number 1"
expect_in out "Draft"
expect_in out "13577 → 10"
expect_status 1 "$JUNHENG" compare x.jh --frozen 1 "${day[@]}" --json
expect_in out '"steps":["figures"]'
expect_status 0 "$JUNHENG" freeze x.jh "${day[@]}" --period 2025 --approver clerk
expect_status 1 "$JUNHENG" compare x.jh --frozen 1 --frozen 2 --json
expect_in out '"frozen":1},"after"'
expect_in out '"frozen":2}'
expect_in out '"causes":["figures"]'
expect_status 1 "$JUNHENG" compare x.jh --frozen 1 --frozen 2 --page frozen.html
expect_in frozen.html 'class="frozen"'
expect_status 1 "$JUNHENG" compare x.jh --frozen 1 "${day[@]}" --standard own/own.std --json
expect_in out '"steps":["figures","standard"]'
expect_status 2 "$JUNHENG" compare x.jh --frozen 1 --frozen 2 --period 2025
expect_in err "--period"
expect_status 2 "$JUNHENG" compare x.jh --frozen 1 --period 2024 --period 2025 --lang en
expect_in err "each once"
expect_status 2 "$JUNHENG" compare x.jh --frozen 9
passed "a frozen assessment is compared with today's, and with another frozen one"
