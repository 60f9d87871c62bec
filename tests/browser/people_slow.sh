#!/bin/bash
# people_slow.sh: accounts, roles, passwords, one-time codes, sessions and tokens on the pages.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/browser.sh"
: "${BUILD_DIR:?run this through ctest}"
browser_modules
cd "$work"
browser_county 20 2025
serve_begin county.jh
node "$SOURCE_DIR/tests/browser/people.mjs" "$modules" "$address" ||
    fail "the pages about accounts do not hold"
serve_end
