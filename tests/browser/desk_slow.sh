#!/bin/bash
# desk_slow.sh: a day at the desk: tour, keyboard, a plan stopped, two at a form, many accepted.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/browser.sh"
: "${BUILD_DIR:?run this through ctest}"
browser_modules
cd "$work"
expect_status 0 "$JUNHENG" example --schools 120 --seed 7 --out books --quiet
expect_status 0 "$JUNHENG" init county.jh
expect_status 0 "$JUNHENG" import county.jh books/2024 --quiet
expect_status 0 "$JUNHENG" import county.jh books/2025 --quiet
serve_begin county.jh
node "$SOURCE_DIR/tests/browser/desk.mjs" "$modules" "$address" ||
    fail "the day at the desk does not hold"
serve_end
