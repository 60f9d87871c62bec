#!/bin/bash
# No room on the disk, and files that are not what they seem: each is named, and nothing half stays.
# (The limit is on the size of a file: what the system says then is what it says of a full disk.)
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

# within KB command …: its status; output in out and err.
within() {
    local status=0
    (
        trap '' XFSZ
        ulimit -f "$1"
        exec "${@:2}"
    ) >out 2>err || status=$?
    echo "$status"
}
# Each act at limits that fall short of it at different places: either it is done, or the disk is
# named and the store is as it was.
sweep() { # label, state command (its output must not change), act …
    local kb failed=0 status
    rm -f x.jh x.jh-wal x.jh-shm
    "$JUNHENG" copy start.jh x.jh --quiet >/dev/null
    eval "$2" >state
    for kb in 4 16 64 160 320 480 1024; do
        rm -f x.jh x.jh-wal x.jh-shm made*
        "$JUNHENG" copy start.jh x.jh --quiet >/dev/null
        status=$(within "$kb" "${@:3}")
        case $status in
        0) continue ;;
        3) failed=$((failed + 1)) ;;
        *) fail "$1 within $kb KB ended with $status: $(cat out err)" ;;
        esac
        grep -qF "the disk is full" err || fail "$1 within $kb KB says: $(cat err)"
        expect_status 0 "$JUNHENG" check x.jh --storage
        eval "$2" >after
        cmp -s state after || fail "$1 within $kb KB left something: $(diff state after)"
        [ -z "$(find . -name 'made*')" ] || fail "$1 within $kb KB left $(ls made*)"
    done
    [ "$status" = 0 ] || fail "$1 does not come through with room enough: $(cat err)"
    [ "$failed" -ge 1 ] || fail "$1 was never short of room"
    passed "$1: a full disk is named ($failed times), and nothing half stays"
}
content() { "$JUNHENG" backup x.jh "$work/content.bak" --json --quiet 2>&1 | grep -o '"content":.*'
    rm -f content.bak; }

expect_status 0 "$JUNHENG" example --schools 60 --seed 7 --out a --quiet
expect_status 0 "$JUNHENG" init start.jh
sweep import content "$JUNHENG" import x.jh a/2025 --quiet --lang en
expect_status 0 "$JUNHENG" import start.jh a/2025 --quiet
sweep freeze content "$JUNHENG" freeze x.jh --approver x --as-of 2025-12-31 --quiet --lang en
sweep correct content "$JUNHENG" correct x.jh --unit 9901010002 --element pupils --stage primary \
    --value 415 --reason typo --approver head --lang en
sweep backup content "$JUNHENG" backup x.jh made.jh --quiet --lang en
sweep restore content "$JUNHENG" restore x.jh made.jh --quiet --lang en

rm -f x.jh*
expect_status 0 "$JUNHENG" backup start.jh day.jh --quiet
before=$(sha256sum start.jh day.jh)
ln -s start.jh link.jh
for to in start.jh ./start.jh link.jh "$PWD/start.jh" day.jh; do
    expect_status 1 "$JUNHENG" backup start.jh "$to" --lang en
    expect_in err "already"
    expect_status 1 "$JUNHENG" restore day.jh "$to" --lang en
    expect_in err "already"
done
[ "$(sha256sum start.jh day.jh)" = "$before" ] || fail "a store was written over"
passed "a backup onto itself, and a restore over what is there, are refused"

size=$(stat -c %s day.jh)
for part in 50 4096 $((size / 2)) $((size - 4096)) $((size - 1)); do
    head -c "$part" day.jh >short.jh
    "$JUNHENG" restore short.jh back.jh --lang en --quiet 2>err && fail "$part bytes were restored"
    [ -s err ] || fail "nothing was said"
    [ -z "$(find . -name 'back*')" ] || fail "something is left of $part bytes"
done
passed "a backup that was cut off, be it by one byte, is told and not restored"
