#!/bin/bash
# desk_slow.sh: a day at the desk: tour, keyboard, a plan stopped, two at a form, many accepted.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/browser.sh"
: "${BUILD_DIR:?run this through ctest}"
browser_modules
cd "$work"
browser_county 120 2024 2025
serve_begin county.jh
node "$SOURCE_DIR/tests/browser/desk.mjs" "$modules" "$address" ||
    fail "the day at the desk does not hold"
serve_end
