#!/bin/bash
# page_slow.sh: the report's page in Debian's chromium. `./run test` brings node, npm, chromium.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
: "${BUILD_DIR:?run this through ctest}"

. "$SOURCE_DIR/tests/support/browser.sh"
browser_modules
# Filled in by hand with every state there is, then the made-up county under the real standard.
JH_PAGE_OUT=$work/page.html expect_status 0 "$BUILD_DIR/tests/test_report_page"
JH_CHAIN_OUT=$work/chain.html expect_status 0 "$BUILD_DIR/tests/test_report_chain"
for page in page chain; do
    node "$SOURCE_DIR/tests/browser/page.mjs" "$modules" "$work/$page.html" ||
        fail "the $page does not hold in the browser"
done
