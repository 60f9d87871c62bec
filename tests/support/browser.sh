# shellcheck shell=bash
# browser.sh: sourced by tests that drive Debian's chromium. browser_modules leaves the folder with
# playwright-core in $modules: the one package, once for all builds of this checkout; npm checks it
# against the lock file. SPDX-License-Identifier: Apache-2.0
browser_modules() {
    modules=$BUILD_DIR/browser
    cmp -s "$SOURCE_DIR/tests/browser/package-lock.json" "$modules/package-lock.json" && return
    mkdir -p "$modules"
    cp "$SOURCE_DIR/tests/browser/package.json" "$SOURCE_DIR/tests/browser/package-lock.json" \
        "$modules/"
    expect_status 0 npm --prefix "$modules" ci --ignore-scripts --no-audit --no-fund
}

# browser_county SCHOOLS YEAR …: a made-up county with so many schools in county.jh, of these years.
browser_county() {
    local year
    expect_status 0 "$JUNHENG" example --schools "$1" --seed 7 --out books --quiet
    expect_status 0 "$JUNHENG" init county.jh
    for year in "${@:2}"; do
        expect_status 0 "$JUNHENG" import county.jh "books/$year" --quiet
    done
}

# serve_begin STORE [OPTION …]: serves a store of which no account is known yet; leaves the set-up
# page in $address and the server in $server. It ends with the test.
# $work is made by expect.sh.
serve_begin() {
    # shellcheck disable=SC2154
    "$JUNHENG" serve "$@" --port 0 >"$work/said" 2>&1 &
    server=$!
    trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
    for _ in $(seq 200); do
        address=$(grep -oE 'http://[0-9.:]+/#/setup/[0-9a-f]+' "$work/said" || true)
        [ -z "$address" ] || return 0
        sleep 0.1
    done
    fail "no set-up address: $(cat "$work/said")"
}
serve_end() {
    kill "$server"
    wait "$server" || fail "the server ended with $?: $(cat "$work/said")"
}
