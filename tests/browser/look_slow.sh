#!/bin/bash
# look_slow.sh: every page seen in both languages, wide, at 200 %, schools on a phone.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/browser.sh"
: "${BUILD_DIR:?run this through ctest}"
browser_modules
cd "$work"
browser_county 20 2024 2025
serve_begin county.jh
node "$SOURCE_DIR/tests/browser/look.mjs" "$modules" "$address" ||
    fail "some page does not stand well"
serve_end
