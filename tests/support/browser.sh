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
