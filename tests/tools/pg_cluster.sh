#!/bin/bash
# Tests that name JH_TEST_PG get a fresh and empty PostgreSQL database on loopback.
. "$SOURCE_DIR/tests/support/expect.sh"
case $JH_TEST_PG in
postgresql://junheng@127.0.0.1:*) ;;
*) fail "not on loopback: $JH_TEST_PG" ;;
esac
expect_status 0 psql -qAtX "$JH_TEST_PG" -c \
    "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
[ "$(cat "$work/out")" = 0 ] || fail "the database is not empty"
passed "the database is fresh"
