#!/bin/bash
# page_slow.sh: the report's page in Debian's chromium. `./run test` brings node, npm, chromium.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
: "${BUILD_DIR:?run this through ctest}"

# The one package, once for all builds of this checkout; npm checks it against the lock file.
modules=$BUILD_DIR/browser
if ! cmp -s "$SOURCE_DIR/tests/browser/package-lock.json" "$modules/package-lock.json"; then
    mkdir -p "$modules"
    cp "$SOURCE_DIR/tests/browser/package.json" "$SOURCE_DIR/tests/browser/package-lock.json" \
        "$modules/"
    expect_status 0 npm --prefix "$modules" ci --ignore-scripts --no-audit --no-fund
fi
# Filled in by hand with every state there is, then the made-up county under the real standard.
JH_PAGE_OUT=$work/page.html expect_status 0 "$BUILD_DIR/tests/test_report_page"
JH_CHAIN_OUT=$work/chain.html expect_status 0 "$BUILD_DIR/tests/test_report_chain"
for page in page chain; do
    node "$SOURCE_DIR/tests/browser/page.mjs" "$modules" "$work/$page.html" ||
        fail "the $page does not hold in the browser"
done
