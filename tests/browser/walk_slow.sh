#!/bin/bash
# walk_slow.sh: a bureau's whole way through the pages, from the first start to a collection that
# changes the verdict, in Debian's chromium, on both engines (JH_TEST_PG).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/browser.sh"
: "${BUILD_DIR:?run this through ctest}"
browser_modules
cd "$work"
expect_status 0 "$JUNHENG" example --schools 20 --seed 7 --out books --quiet
for store in county.jh "$JH_TEST_PG"; do
    expect_status 0 "$JUNHENG" init "$store"
    serve_begin "$store"
    echo "on ${store%%:*}"
    node "$SOURCE_DIR/tests/browser/walk.mjs" "$modules" "$address" "$PWD/books" ||
        fail "the way through the pages does not hold on $store"
    serve_end
    expect_status 0 "$JUNHENG" check "$store" --storage --quiet
done
passed "after it both stores are sound"
