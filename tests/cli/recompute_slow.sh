#!/bin/bash
# Every explained figure of the made-up county, recomputed from its cited cells by another program.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
expect_status 0 "$JUNHENG" example --schools 60 --seed 2025 --out w --quiet
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh w/2025 --quiet

expect_status 0 python3 "$SOURCE_DIR/tests/cli/recompute.py" "$JUNHENG" x.jh w/2025
expect_in out ", 0 disagree"
passed "$(cat out)"

expect_status 1 python3 "$SOURCE_DIR/tests/cli/recompute.py" "$JUNHENG" x.jh w/2024
passed "against last year's workbooks it disagrees, so it does look"
