#!/bin/bash
# A figure is corrected: it counts from then on, is listed beside what the paper said, and needs a
# reason and an approver.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

expect_status 0 "$JUNHENG" example --schools 20 --seed 7 --out a --quiet
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh a/2025 --quiet
expect_status 0 "$JUNHENG" conflicts x.jh
[ ! -s out ] || fail "papers of one kind disagree"
passed "papers of one kind do not disagree"

this=(--unit 9901010002 --element pupils --stage primary)
expect_status 0 "$JUNHENG" correct x.jh "${this[@]}" --value 415 --reason typo --approver head
expect_in out "→ 415"
expect_status 0 "$JUNHENG" conflicts x.jh
expect_in out "更正  415"
expect_in out "采集表  1460  城关镇.xlsx 学段 D6"
expect_in out "小学 在校生数"
expect_status 0 "$JUNHENG" conflicts x.jh --json
expect_in out '"settled":true'
expect_in out '"cell":"D6"'
passed "a correction counts and stands beside what the paper said"

expect_status 0 "$JUNHENG" correct x.jh "${this[@]}" --value 416 --reason typo --approver head \
    --json --quiet
expect_in out '"was":{"why":"present","value":415},"now":{"why":"present","value":416}'
expect_status 0 "$JUNHENG" correct x.jh "${this[@]}" --missing --reason typo --approver head --json
expect_in out '"now":{"why":"not_reported","value":null}'
expect_status 0 "$JUNHENG" correct x.jh "${this[@]}" --value 415 --reason typo --approver head
passed "a correction is told as JSON, too"

name=$(sed -n 's/^○ 9901010002 \([^ ]*\) .*/\1/p;s/^● 9901010002 \([^ ]*\) .*/\1/p' \
    < <("$JUNHENG" conflicts x.jh) | head -1)
by=(--reason typo --approver head)
expect_status 0 "$JUNHENG" correct x.jh --unit "$name" --element 在校生数 --stage 小学 --value 415 \
    "${by[@]}"
expect_in out "9901010002 $name 小学 在校生数: 415 → 415"
expect_status 0 "$JUNHENG" correct x.jh --unit 9901010002 --element "Pupils enrolled" \
    --stage Primary --value 415 "${by[@]}"
passed "school, figure and stage may be called as people call them"

refused() { # status, what is told, options …
    expect_status "$1" "$JUNHENG" correct x.jh "${@:3}" "${by[@]}" --lang en
    expect_in err "$2"
}
here=(--unit 9901010002 --element)
refused 1 "$name 在校生数: -5 is below zero" "${this[@]}" --value -5
refused 1 "$name 在校生数: 415.5 is not a whole" "${this[@]}" --value 415.5
refused 1 "neither yes nor no" --unit county --element attest_G1 --value 2
refused 1 "goes by stage" "${here[@]}" pupils --value 5
refused 1 "does not go by stage" "${here[@]}" multimedia_rooms --stage junior --value 5
refused 1 "a figure of schools" --unit county --element multimedia_rooms --value 5
refused 1 "a figure of the county" "${here[@]}" attest_G1 --value 1
refused 2 "$name 9901010002" --unit "${name#示例县}" --element pupils --value 5
refused 2 "网络多媒体教室数 multimedia_rooms" "${here[@]}" 多媒体 --value 5
refused 2 "no figure \"nothing\"" "${here[@]}" nothing --value 5
refused 2 "no school \"nobody\"" --unit nobody --element pupils --value 5
expect_status 0 "$JUNHENG" conflicts x.jh --json
expect_in out '"value":415'
passed "what an import would refuse, a correction is refused, too, and what comes near is named"

for words in "correction,newspaper" "correction,form,form" "form,correction" ""; do
    expect_status 1 "$JUNHENG" setting x.jh "provenance_precedence=$words" --source x --lang en
    expect_in err "provenance_precedence"
done
expect_status 1 "$JUNHENG" setting x.jh provenance_precedence=newspaper --source x --lang en
expect_in err "known are correction, statistics, export, collection, form, summary"
expect_status 0 "$JUNHENG" setting x.jh
[ ! -s out ] || fail "a wrong order was kept"
expect_status 0 "$JUNHENG" setting x.jh "provenance_precedence=correction, form" --source x
expect_status 0 "$JUNHENG" conflicts x.jh
passed "an order of papers with a wrong word is refused where it is set"

expect_status 1 "$JUNHENG" setting x.jh judge=sideways --source x --lang en
expect_in err "it can be: exact as_printed"
expect_status 1 "$JUNHENG" setting x.jh rotation_years=soon --source x --lang en
expect_in err 'needs a number, not "soon"'
expect_status 0 "$JUNHENG" setting x.jh own_line=5 --source "a standard of one's own (made up)"
expect_status 0 "$JUNHENG" setting x.jh
! grep -q "judge" out || fail "a value that no standard takes was kept"
passed "a value that no standard takes is refused where it is set"

expect_status 1 "$JUNHENG" correct x.jh "${this[@]}" --missing --reason typo --lang en
expect_in err "approved"
expect_status 2 "$JUNHENG" correct x.jh "${this[@]}" --lang en
expect_in err "--missing"
expect_status 0 "$JUNHENG" check x.jh --storage
passed "without an approver or a value nothing is written"
