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
"$JUNHENG" serve county.jh --port 0 >said 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do
    address=$(grep -oE 'http://[0-9.:]+/#/setup/[0-9a-f]+' said || true)
    [ -z "$address" ] || break
    sleep 0.1
done
[ -n "${address:-}" ] || fail "no set-up address: $(cat said)"
node "$SOURCE_DIR/tests/browser/serve.mjs" "$modules" "$address" "$PWD/books" ||
    fail "the pages do not hold in the browser"
