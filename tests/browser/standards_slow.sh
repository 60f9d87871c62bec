#!/bin/bash
# standards_slow.sh: the bureau's own standards on the page.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/browser.sh"
: "${BUILD_DIR:?run this through ctest}"
browser_modules
cd "$work"
browser_county 24 2025
mkdir own
cat >own/my-city.std <<'STD'
# MADE UP.
standard my-city "示例市细则(虚构)" en "Rules of an example city (made up)"
  source "示例文件"  effective 2020-01-01  stages primary junior
  extends example-province-overlay
line R1 primary 99
  clause "示例市第二条" K
STD
sed 's/my-city/broken/; s/line R1/line R99/' own/my-city.std >own/broken.std
serve_begin county.jh --standards own
node "$SOURCE_DIR/tests/browser/standards.mjs" "$modules" "$address" ||
    fail "the bureau's own standards are not on the page"
serve_end
