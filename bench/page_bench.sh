#!/usr/bin/env bash
# page_bench.sh: the cockpit of 60 and of 1,000 schools in Debian's chromium, which draws without a
# graphics card here. The small county is the measure of the large one: it must scroll as that does.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
export SOURCE_DIR=${SOURCE_DIR:-$PWD}
# shellcheck source=tests/support/expect.sh
. "$SOURCE_DIR/tests/support/expect.sh"
# shellcheck source=tests/support/browser.sh
. "$SOURCE_DIR/tests/support/browser.sh"
browser_modules
cd "$work"
for schools in 60 1000; do
    rm -rf books county.jh said
    browser_county "$schools" 2025
    serve_begin county.jh
    node "$SOURCE_DIR/bench/page_bench.mjs" "$modules" "$address" "$schools"
    serve_end
done
