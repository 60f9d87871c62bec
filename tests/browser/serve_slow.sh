#!/bin/bash
# serve_slow.sh: the pages of `junheng serve` in Debian's chromium, from the first start on.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/browser.sh"
: "${BUILD_DIR:?run this through ctest}"
browser_modules
cd "$work"
expect_status 0 "$JUNHENG" example --schools 24 --seed 5 --out books --quiet
expect_status 0 "$JUNHENG" init county.jh
serve_begin county.jh
node "$SOURCE_DIR/tests/browser/serve.mjs" "$modules" "$address" "$PWD/books" ||
    fail "the pages do not hold in the browser"
serve_end
