#!/bin/bash
# Schools merge, split, are renamed: looked at beforehand, entered, followed by verdicts from that
# day on, withdrawn; on SQLite and on PostgreSQL (JH_TEST_PG) alike.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

expect_status 0 "$JUNHENG" example --schools 20 --seed 3 --out a --quiet
by=(--reason 布局调整 --approver 负责人)
into=9901010001 small=9901010017 point=9901010016

# pupils_of STORE CODE DAY: primary pupils of the school that day, or nothing.
pupils_of() {
    "$JUNHENG" assess "$1" --json --period 2025 --as-of "$3" |
        grep -oE "\"code\":\"$2\",\"name\":\"[^\"]*\",\"stage\":\"primary\",.*" |
        grep -oE '"pupils":"?[0-9]+' | head -1 | tr -dc 0-9
}

for store in x.jh "$JH_TEST_PG"; do
    expect_status 0 "$JUNHENG" init "$store"
    expect_status 0 "$JUNHENG" import "$store" a/2025 --period 2025 --quiet
    "$JUNHENG" assess "$store" --json --as-of 2025-12-31 >before || true
    merger=(merge "$into" --part "$small" --part "$point" --date 2025-11-01 "${by[@]}")

    expect_status 0 "$JUNHENG" unit "$store" "${merger[@]}" --dry-run --as-of 2025-12-31
    expect_in out "学校变动"
    grep -qE "在校生数\(人\) 小学  [0-9]+ \+ [0-9]+ \+ [0-9]+ → 2257  相加" out ||
        fail "no sum of pupils beforehand"
    expect_in out "规划并建成年份(年)"
    expect_in out "$small"
    expect_status 0 "$JUNHENG" unit "$store" list
    [ ! -s out ] || fail "a look beforehand was kept"
    [ "$(pupils_of "$store" "$into" 2025-12-31)" = 2112 ] || fail "a look beforehand changed pupils"

    expect_status 0 "$JUNHENG" unit "$store" "${merger[@]}" --lang en
    expect_in out "event 1"
    [ "$(pupils_of "$store" "$into" 2025-12-31)" = 2257 ] || fail "2112 + 46 + 99 pupils expected"
    [ "$(pupils_of "$store" "$into" 2025-10-31)" = 2112 ] || fail "merged before the day"
    expect_status 0 "$JUNHENG" explain "$store" "R4 $into primary" --period 2025 \
        --as-of 2025-12-31 --json
    expect_in out ".xlsx"
    expect_status 0 "$JUNHENG" unit "$store" list "$small" --json
    expect_in out '"kind":"merge"'
    "$JUNHENG" assess "$store" --json --as-of 2025-12-31 >"merged-$((${engine:-0} + 1))" || true
    engine=$((${engine:-0} + 1))
    expect_status 1 "$JUNHENG" unit "$store" close "$small" --date 2025-12-01 "${by[@]}" --lang en
    expect_in err "no longer there"

    expect_status 0 "$JUNHENG" unit "$store" split "$into" --part "$into=0.5" \
        --part 9901019999=0.5 --date 2025-12-01 "${by[@]}" --dry-run --as-of 2025-12-31 --json
    expect_in out '{"element":"largest_class","stage":"primary","before":[{"unit":"'"$into"'"'
    expect_in out '"value":null},{"unit":"9901019999","value":null}],"rule":"state"'
    expect_status 0 "$JUNHENG" unit "$store" split "$into" --part "$into=0.5" \
        --part 9901019999=0.5 --date 2025-12-01 "${by[@]}"
    # Whole pupils of each row: 1056 + 23 + 49, the other part has the odd one.
    [ "$(pupils_of "$store" 9901019999 2025-12-31)" = 1128 ] || fail "half of 2257 expected"
    expect_status 0 "$JUNHENG" unit "$store" withdraw 2 "${by[@]}"
    expect_status 0 "$JUNHENG" unit "$store" withdraw 1 "${by[@]}"
    "$JUNHENG" assess "$store" --json --as-of 2025-12-31 >after || true
    sed -E 's/"revision":[0-9]+//' before >before-figures
    sed -E 's/"revision":[0-9]+//' after >after-figures
    cmp -s before-figures after-figures || fail "what was withdrawn still counts"
    expect_status 0 "$JUNHENG" check "$store" --storage
done
passed "a merger and a split are looked at, entered, followed and withdrawn on both engines"

cmp -s merged-1 merged-2 || fail "the engines judge a merged school in other bytes"
passed "both engines judge the merged county in the same bytes"

# One figure by shares of its own, the rest by the general ones.
new=9901019999 copies=0
halves=(split "$into" --part "$into=0.5" --part "$new=0.5" --date 2025-12-01)
own=(--share "在校生数:$into=0.7" --share "pupils:$new=0.3")
for store in x.jh "$JH_TEST_PG"; do
    expect_status 0 "$JUNHENG" unit "$store" "${halves[@]}" "${own[@]}" "${by[@]}" --dry-run \
        --as-of 2025-12-31
    grep -qE "在校生数\(人\) 小学  2112 → 1478 \+ 634 " out || fail "no shares of pupils beforehand"
    expect_status 0 "$JUNHENG" unit "$store" "${halves[@]}" "${own[@]}" "${by[@]}"
    [ "$(pupils_of "$store" $new 2025-12-31)" = 634 ] || fail "3 of 10 of 2112 expected"
    expect_status 0 "$JUNHENG" unit "$store" list "$new"
    expect_in out "pupils → $new 0.3"
    expect_status 0 "$JUNHENG" unit "$store" list "$new" --json
    expect_in out '{"element":"pupils","unit":"'"$new"'","share":0.3}'
    expect_status 0 "$JUNHENG" check "$store" --storage
    expect_status 0 "$JUNHENG" copy "$store" "copy-of-shares-$((copies += 1)).jh" --quiet
    expect_status 0 "$JUNHENG" unit "copy-of-shares-$copies.jh" list "$new" --json
    expect_in out '{"element":"pupils","unit":"'"$new"'","share":0.3}'
    number=$(grep -oE '"event":[0-9]+' out | tail -1 | cut -d: -f2)
    expect_status 0 "$JUNHENG" unit "$store" withdraw "$number" "${by[@]}"
done
passed "a split divides one figure by shares of its own, on both engines, and a copy keeps them"

# wrong STATUS SENTENCE event …: refused, and nothing is kept.
wrong() {
    local status=$1 sentence=$2
    shift 2
    expect_status "$status" "$JUNHENG" unit x.jh "$@" "${by[@]}" --lang en
    expect_in err "$sentence"
}
wrong 1 "into itself" merge "$into" --part "$into" --date 2025-11-01
wrong 1 "no school with code" merge "$into" --part 123 --date 2025-11-01
wrong 1 "is in use" open "$into" --date 2025-11-01
wrong 1 "together exactly 1" split "$into" --part "$into=0.5" --part 9=0.4 --date 2025-11-01
wrong 1 "belongs to school" rename "$small" --name 示例县第二小学 --date 2025-11-01
wrong 2 "no" turn "$into" --date 2025-11-01
wrong 2 "not-a-day" close "$into" --date not-a-day
wrong 2 "x" split "$into" --part "9=x" --date 2025-11-01
wrong 2 "77" withdraw 77
wrong 1 "alone are not right" "${halves[@]}" --share "pupils:$into=0.7"
wrong 1 "alone are not right" "${halves[@]}" --share "pupils:$into=0.7" --share "pupils:$new=0.2"
wrong 2 "divides by shares" "${halves[@]}" --share "largest_class:$into=0.7"
wrong 2 "divides by shares" "${halves[@]}" --share "nothing:$into=0.7"
wrong 2 "--share" "${halves[@]}" --share "pupils=0.7"
expect_status 2 "$JUNHENG" unit x.jh merge --lang en
expect_in err "say what happens"
expect_status 1 "$JUNHENG" unit x.jh close "$small" --date 2025-11-01 --lang en
expect_in err "reason"
expect_status 0 "$JUNHENG" check x.jh --storage
passed "what cannot be is refused with its reason, and nothing is kept"
