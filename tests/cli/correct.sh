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
expect_in out "correction 415"
expect_in out "collection 1460"
expect_status 0 "$JUNHENG" conflicts x.jh --json
expect_in out '"settled":true'
passed "a correction counts and stands beside what the paper said"

expect_status 1 "$JUNHENG" correct x.jh "${this[@]}" --missing --reason typo --lang en
expect_in err "approved"
expect_status 2 "$JUNHENG" correct x.jh "${this[@]}" --lang en
expect_in err "--missing"
expect_status 0 "$JUNHENG" check x.jh --storage
passed "without an approver or a value nothing is written"
