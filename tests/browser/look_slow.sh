#!/bin/bash
# look_slow.sh: every page seen in both languages, wide, at 200 %, schools on a phone.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/browser.sh"
: "${BUILD_DIR:?run this through ctest}"
browser_modules
cd "$work"
expect_status 0 "$JUNHENG" example --schools 20 --seed 7 --out books --quiet
expect_status 0 "$JUNHENG" init county.jh
expect_status 0 "$JUNHENG" import county.jh books/2024 --quiet
expect_status 0 "$JUNHENG" import county.jh books/2025 --quiet
serve_begin county.jh
node "$SOURCE_DIR/tests/browser/look.mjs" "$modules" "$address" ||
    fail "some page does not stand well"
serve_end
