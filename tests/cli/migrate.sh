#!/bin/bash
# A store of schema 2 is refused with the name of the verb that helps; migrate keeps the old file,
# brings the store up and checks it. On SQLite and on PostgreSQL (JH_TEST_PG).
# (Schema 1, in C: tests/store/migrate_test.c, tests/app/migrate_test.c.)
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

back=$(cat "$SOURCE_DIR/tests/support/schema2.sql")
psql -qX "$JH_TEST_PG" -c "CREATE SCHEMA old"
server="$JH_TEST_PG?options=-csearch_path%3Dold"

expect_status 0 "$JUNHENG" example --schools 20 --seed 7 --out a --quiet
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh a/2025 --quiet
expect_status 1 "$JUNHENG" assess x.jh --as-of 2025-12-31 --json --quiet
cp out verdict
expect_status 0 "$JUNHENG" copy x.jh "$server" --quiet
expect_status 0 "$JUNHENG" migrate x.jh --lang en
expect_in out "nothing to do"
[ ! -e x.jh.schema6 ] || fail "a backup was made of what needed none"
passed "a store of today needs nothing"

python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])' x.jh "$back"
psql -qX "$JH_TEST_PG" -c "SET search_path = old; $back"
for store in x.jh "$server"; do
    expect_status 1 "$JUNHENG" assess "$store" --lang en
    expect_in err "junheng migrate"
    expect_status 1 "$JUNHENG" freeze "$store" --approver x --lang en
    expect_in err "junheng migrate"
done
passed "an older store is refused with the verb that helps"

cp x.jh y.jh
echo mine >x.jh.schema2
expect_status 1 "$JUNHENG" migrate x.jh --lang en
expect_in err "already"
[ "$(cat x.jh.schema2)" = mine ] || fail "something was written over"
expect_status 1 "$JUNHENG" assess x.jh --lang en
expect_status 0 "$JUNHENG" migrate x.jh --backup kept.jh --lang en
expect_in out "from schema 2 to 6"
expect_status 1 "$JUNHENG" assess kept.jh --lang en
expect_in err "junheng migrate"
expect_status 0 "$JUNHENG" migrate kept.jh --json --quiet
expect_in out '"backup":"kept.jh.schema2"'
expect_status 0 "$JUNHENG" migrate y.jh --backed-up --lang en
expect_in out "the old one was not kept"
[ ! -e y.jh.schema2 ] || fail "kept all the same"
passed "the old file is kept under its own name, and nothing is written over"

expect_status 1 "$JUNHENG" migrate "$server" --lang en
expect_in err "--backed-up"
expect_status 0 "$JUNHENG" migrate "$server" --backed-up
for store in x.jh y.jh kept.jh "$server"; do
    expect_status 1 "$JUNHENG" assess "$store" --as-of 2025-12-31 --json --quiet
    cmp -s out verdict || fail "$store is judged in other bytes"
    expect_status 0 "$JUNHENG" check "$store" --storage
    expect_status 0 "$JUNHENG" freeze "$store" --as-of 2025-12-31 --approver x --quiet
    expect_status 0 "$JUNHENG" verify "$store"
done
passed "brought up, a store is judged in the same bytes and can be frozen, on both engines"

expect_status 3 "$JUNHENG" migrate nowhere.jh --lang en
expect_status 1 "$JUNHENG" migrate verdict --lang en
passed "what is no store is refused"
