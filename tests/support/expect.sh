#!/bin/bash
# expect.sh: what the shell tests share. Source it first:  . "$SOURCE_DIR/tests/support/expect.sh"
#   $work            a fresh folder, deleted at the end
#   passed SENTENCE  tells what held
#   fail SENTENCE    tells what did not, and ends the test
#   expect_status N command …   runs it; its output goes to $work/out and $work/err
#   expect_in FILE TEXT         TEXT stands somewhere in FILE
# SPDX-License-Identifier: Apache-2.0
set -eu
: "${SOURCE_DIR:?run this through ctest, or set SOURCE_DIR}"
work=$(mktemp -d "${TMPDIR:-/tmp}/junheng-test.XXXXXX")
trap 'rm -rf "$work"' EXIT

passed() { echo "ok: $1"; }
fail() {
    echo "FAILED: $1" >&2
    exit 1
}
expect_status() {
    local wanted=$1 status=0
    shift
    "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$wanted" ] ||
        fail "$* ended with $status, expected $wanted: $(head -c 2000 "$work/out" "$work/err")"
}
expect_in() {
    grep -qF -- "$2" "$1" || fail "expected '$2' in $1: $(head -c 2000 "$1")"
}
