#!/bin/bash
# Backup, restore and copies of a county between SQLite and PostgreSQL (JH_TEST_PG): the same
# verdict, byte for byte, from every one of them; nothing written over, nothing half.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

pg() { # a store of its own in the test's database
    psql -qX "$JH_TEST_PG" -c "CREATE SCHEMA $1"
    echo "$JH_TEST_PG?options=-csearch_path%3D$1"
}
sums() { sed -n '/"tables"/,$p' out | grep -oE '"(rows|hash)":[^,}]+'; }
verdict() {
    expect_status 1 "$JUNHENG" assess "$1" --as-of 2025-12-31 --json --trace
    cmp -s out "$work/verdict" || fail "$1 is judged in other bytes"
}

expect_status 0 "$JUNHENG" example --schools 40 --seed 7 --out a --quiet
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh a/2025 --quiet
expect_status 0 "$JUNHENG" setting x.jh judge=as_printed --source "minutes (made up)" --quiet
expect_status 1 "$JUNHENG" assess x.jh --as-of 2025-12-31 --json --trace
cp out verdict

there=$(pg there)
expect_status 0 "$JUNHENG" copy x.jh "$there" --json --quiet
sums >first
expect_status 0 "$JUNHENG" copy "$there" back.jh --json --quiet
sums >second
cmp first second || fail "there and back gave other sums"
for store in "$there" back.jh; do
    verdict "$store"
    expect_status 0 "$JUNHENG" check "$store" --storage
done
passed "a county copied to PostgreSQL and back has the same rows, hashes and verdict"

expect_status 0 "$JUNHENG" backup x.jh day.jh --lang en
expect_in out "the storage checks pass"
expect_status 0 "$JUNHENG" backup "$there" server.jh
expect_status 0 "$JUNHENG" restore day.jh again.jh
expect_status 0 "$JUNHENG" restore server.jh "$(pg again)"
rm x.jh
expect_status 0 "$JUNHENG" restore day.jh x.jh
for store in day.jh server.jh again.jh x.jh "$JH_TEST_PG?options=-csearch_path%3Dagain"; do
    verdict "$store"
done
passed "a store that was lost comes back from its backup, on either engine"

expect_status 1 "$JUNHENG" backup x.jh day.jh --lang en
expect_in err "already"
expect_status 1 "$JUNHENG" restore day.jh x.jh
expect_status 1 "$JUNHENG" copy x.jh "$there"
expect_status 2 "$JUNHENG" backup x.jh "$(pg none)" --lang en
expect_in err "junheng copy"
expect_status 2 "$JUNHENG" restore "$there" y.jh --lang en
expect_in err "junheng copy"
expect_status 3 "$JUNHENG" copy nowhere.jh y.jh
expect_status 3 "$JUNHENG" copy x.jh nowhere/y.jh
left=$(find . -name '*.jh*' | sort | tr '\n' ' ')
[ "$left" = "./again.jh ./back.jh ./day.jh ./server.jh ./x.jh " ] ||
    fail "something was left: $left"
passed "nothing is written over, and nothing is left of what did not succeed"

cp day.jh torn.jh
size=$(stat -c %s torn.jh)
dd if=/dev/zero of=torn.jh bs=1 seek=$((size / 2)) count=20000 conv=notrunc status=none
expect_status 1 "$JUNHENG" check torn.jh --storage --lang en
expect_in out "damaged"
"$JUNHENG" restore torn.jh y.jh 2>err && fail "a damaged backup was restored"
[ ! -e y.jh ] || fail "a damaged backup left a store"
passed "a damaged backup is told, and is not restored"
