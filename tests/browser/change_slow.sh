#!/bin/bash
# change_slow.sh: what officers change on the pages: blocks, imports, plans, evidence, a map.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/browser.sh"
: "${BUILD_DIR:?run this through ctest}"
browser_modules
cd "$work"
browser_county 20 2024 2025
serve_begin county.jh
node "$SOURCE_DIR/tests/browser/change.mjs" "$modules" "$address" ||
    fail "the pages on which officers change something do not hold"
serve_end
