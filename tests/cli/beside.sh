#!/bin/bash
# Several years and several standards in one table.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
day=(--as-of 2025-12-31 --lang en)

"$JUNHENG" example --schools 30 --seed 3 --out county --quiet
"$JUNHENG" init x.jh --quiet
for year in 2024 2025; do
    "$JUNHENG" import x.jh "county/$year" --quiet >log || [ $? = 1 ]
done
expect_status 1 "$JUNHENG" beside x.jh "${day[@]}" --page beside.html
expect_in out "A  2024"
expect_in out "B  2025"
! grep -q "C  20" out || fail "a column too many"
passed "without words every year of the store is a column"

# What a column says is what `assess` says of that year.
for year in 2024 2025; do
    "$JUNHENG" assess x.jh "${day[@]}" --period "$year" --json >one.json || [ $? = 1 ]
    hash=$(grep -oE '"assessment":"[0-9a-f]{12}' one.json | head -1 | tail -c 13)
    expect_in out "$hash"
    cv=$(grep -oE '"indicator":"R6","stage":"junior"[^}]*"value":"[0-9.]+"' one.json |
        grep -oE '[0-9.]+"$' | tr -d '"')
    [ -n "$cv" ] || fail "the assessment of $year has no R6 of junior schools"
    expect_in out "$cv"
done
grep -qE '[0-9]+/[0-9]+ fail +[×✓?] [0-9]+/[0-9]+ fail' out || fail "the rules are not counted"
passed "each column is the assessment of its year"

sed -E 's/^(standard) +[^ ]+/\1 own/; s/primary 0\.50/primary 0.05/' \
    "$SOURCE_DIR/standards/cn-2017-quality.std" >own.std
two=(--standard cn-2017-quality --standard own.std)
expect_status 1 "$JUNHENG" beside x.jh "${day[@]}" "${two[@]}" --json
expect_in out '"format":"junheng-beside-1"'
expect_in out '"grade_title":"未达到","passes":"no"'
[ "$(grep -o '"assessment":' out | wc -l)" = 4 ] || fail "two years by two standards are four"
limit='"key":"R6","statement":"dispersion"[^]]*"stage":"primary"'
grep -qE "$limit"',"states":\[\{"holds":"yes"[^]]*"holds":"no"' out ||
    fail "the stricter limit is not told: $(grep -oE '"key":"R6"[^]]*' out)"
passed "two years by two standards are four columns; a stricter limit fails where it is stricter"

expect_in beside.html "side by side"
expect_in beside.html "junheng compare"
! grep -qE 'https?://' beside.html || fail "the page asks the network"
passed "the page has both languages and asks nobody"

many=()
for _ in 1 2 3 4 5 6 7; do many+=(--standard cn-2017-quality); done
expect_status 2 "$JUNHENG" beside x.jh "${day[@]}" "${many[@]}"
expect_in err "at most 12"
expect_status 2 "$JUNHENG" beside x.jh "${day[@]}" --period 1999
expect_status 2 "$JUNHENG" beside x.jh "${day[@]}" --standard nowhere
passed "too many columns, an unknown year and an unknown standard are told"
