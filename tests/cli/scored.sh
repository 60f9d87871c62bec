#!/bin/bash
# Standards that others write: what each construct of theirs does, shown by changing it alone.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
cp -r "$SOURCE_DIR/standards" own
expect_status 0 "$JUNHENG" example --schools 30 --seed 11 --out w --quiet
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh w/2025 --quiet

# judge KEY: its verdict as JSON, to out; 0 or 1 are verdicts.
judge() {
    local status=0
    "$JUNHENG" assess x.jh --standard "$1" --as-of 2025-12-31 --standards own --json "${@:2}" \
        >out 2>err || status=$?
    [ "$status" -le 1 ] || fail "$1: $(cat err)"
}
# changes KEY SED SENTENCE: the edit must change the text, and the verdict's JSON beyond its hashes.
changes() {
    judge "$1"
    sed -E 's/[0-9a-f]{64}//g' out >before
    cp -r "$SOURCE_DIR/standards/." own
    sed -i -E "$2" "own/$1.std"
    ! cmp -s "own/$1.std" "$SOURCE_DIR/standards/$1.std" || fail "the edit changed nothing: $2"
    judge "$1"
    ! diff -q before <(sed -E 's/[0-9a-f]{64}//g' out) >/dev/null || fail "no effect: $3"
    cp -r "$SOURCE_DIR/standards/." own
    passed "$3"
}
p=example-province-scores
changes $p 's/art_rooms >= rooms_needed\) >= 9/art_rooms >= rooms_needed) >= 11/' "nine of eleven"
changes $p 's/(R4 \/ line\(R4\), )100%, 1, 80%, 80%/\1100%, 1, 80%, 10%/' "a step of a score"
changes $p 's/(if\(stage = primary, 50, 55\)), if\(stage = primary, 45, 50\)/\1, 40/' \
    "a line that depends on a condition"
changes $p 's/total >= 80 and basic_part/total >= 99 and basic_part/' "a grade's points"
changes $p 's/(points_balance .* number = )20/\110/' "a weight"
changes rubric-five-parts 's/(worth_R4 .* number = )2$/\19/' "points of the rubric"
changes rubric-five-parts 's/(grade_middle .* number = )60/\198/' "a grade of the rubric"
changes cn-2017-shenyang 's/(special_funds_local = )8000/\199000/' "an amount of the city"
changes cn-2012-basic 's/(limit_primary .* number = )0.65/\10.05/' "the limit of the composite"

for s in cn-2012-basic cn-2017-shenyang rubric-five-parts $p; do
    status=0
    "$JUNHENG" report x.jh --standard $s --as-of 2025-12-31 --out papers-$s --quiet \
        >out 2>err || status=$?
    [ "$status" -le 1 ] || fail "report by $s ended with $status: $(cat err)"
    [ -s "$(find papers-$s -name '*.html' | head -1)" ] || fail "no page by $s"
    expect_status 0 "$JUNHENG" explain x.jh verdict --standard $s --as-of 2025-12-31
    [ -s out ] || fail "nothing explained by $s"
done
passed "every standard has a page, and its verdict opens"
expect_status 0 "$JUNHENG" explain x.jh points_R4 --standard rubric-five-parts --as-of 2025-12-31
expect_in out "教学用房"
expect_in out "× 不达标"
passed "and names the schools that cost points"
passed "a score opens"
