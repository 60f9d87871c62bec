#!/bin/bash
# The composite coefficient of 2012: decided alike by another program, and opened to its eight.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

mkdir bent
expect_status 0 python3 "$SOURCE_DIR/tests/cli/basic.py" "$JUNHENG" bent 16
expect_in out "all agree"
near=$(sed -n 's/.*, \([0-9]*\) of them.*/\1/p' out)
[ "$near" -ge 8 ] || fail "too few near the limit: $(cat out)"
passed "$(cat out)"

expect_status 0 "$JUNHENG" example --schools 30 --seed 11 --out w --quiet
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh w/2025 --quiet
basic="--standard cn-2012-basic --as-of 2025-12-31"
# shellcheck disable=SC2086
expect_status 1 "$JUNHENG" assess x.jh $basic --lang en
expect_in out "Composite coefficient of primary schools of at most 0.65"
expect_in out "private schools are not listed"
# shellcheck disable=SC2086
expect_status 0 "$JUNHENG" explain x.jh C1 $basic --lang en
expect_in out "Composite coefficient, primary ≈"
grep -qE '≈ 0\.[0-9]{4} \[0\.[0-9]+, 0\.[0-9]+\]' out || fail "no interval: $(cat out)"
# shellcheck disable=SC2086
expect_status 0 "$JUNHENG" explain x.jh C1 $basic --json
python3 - <<'END' || fail "the interval does not hold the mean of the eight"
import json
steps = json.load(open("out"))["root"]["steps"]
step = next(s for s in steps if s.get("key") == "composite_primary")
parts = [s["interval"] for s in step["steps"]]
assert len(parts) == 8
low, high = step["interval"]
assert low <= sum(p[1] for p in parts) / 8 and sum(p[0] for p in parts) / 8 <= high
assert high - low < 1e-9
END
passed "the mean is opened to eight coefficients, each between two numbers"

# shellcheck disable=SC2086
expect_status 1 "$JUNHENG" assess x.jh $basic --set limit_primary=0.05 --lang en
expect_in out "× C1"
passed "the limit is a setting"
expect_status 0 "$JUNHENG" standard show cn-2012-basic --lang en
expect_in out "0.65"
expect_status 0 "$JUNHENG" standard diff cn-2012-basic cn-2017-quality --lang en
cp out diff.txt
expect_in out "R1"
passed "show and diff answer"
