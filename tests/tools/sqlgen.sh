#!/bin/bash
# tools/sqlgen: named queries become ids, parameters are checked, schema files are kept whole.
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
mkdir -p schema/queries schema/postgres
printf -- '-- why\nCREATE TABLE a (x {int64});\n' >schema/tables.sql
printf 'SELECT 1;\n' >schema/postgres/roles.sql
printf -- '-- Rules.\n-- rule: no a is "negative"\nSELECT x FROM a;\n' >schema/checks.sql
query() { printf '%b' "$1" >schema/queries/a.sql; }
make() {
    mapfile -t files < <(find schema -name '*.sql')
    expect_status "$1" "$TOOLS_DIR/sqlgen" queries.h queries.c "${files[@]}"
}
refuse() { # label, query, sentence
    query "$2"
    make 1
    expect_in err "$3"
    passed "$1"
}

cat >schema/queries/a.sql <<'END'
-- About a.
-- name: b_of_a  (x, y) -> z
-- why
SELECT z::text -- trailing
  FROM a WHERE x = :x AND y = :y AND s = '-- :no';

-- name: a_add (x)
INSERT INTO a VALUES (:x);
END
make 0
[ "$(grep -o 'SQL_[A-Z_]*,' queries.h | tr -d '\n')" = SQL_A_ADD,SQL_B_OF_A, ] ||
    fail "queries are not sorted by name"
expect_in queries.c '"x, y"'
expect_in queries.c "WHERE x = :x AND y = :y AND s = '-- :no';"
expect_in queries.c '"schema/queries/a.sql:2"'
if grep -q 'trailing' queries.c; then fail "a comment of a query survived"; fi
passed "queries are sorted, cite their line and lose their comments, not their quotes"
expect_in queries.c '"-- why\n"'
expect_in queries.c '"schema/postgres/roles.sql"'
passed "schema files keep their comments"
expect_in queries.c '"no a is \"negative\""'
passed "a rule is a sentence and a query"
printf '#include "store/queries.h"\n' >use.c
mkdir -p store && cp queries.h store/
cc -std=gnu17 -Wall -Wextra -Werror -I. -c queries.c -o queries.o || fail "it does not compile"
passed "the table compiles"

refuse "an undeclared parameter is named" "-- name: a (x)\nSELECT :x, :y;\n" \
    "schema/queries/a.sql:1: a uses :y"
refuse "an unused parameter is named" "-- name: a (x, y)\nSELECT :x;\n" "names y in ( )"
refuse "two statements under one name are refused" "-- name: a ()\nSELECT 1; SELECT 2;\n" \
    "must be one statement"
refuse "a name is given once" "-- name: a ()\nSELECT 1;\n-- name: a ()\nSELECT 2;\n" \
    "the name a is taken by"
refuse "a query without a statement is refused" "-- name: a ()\n-- nothing\n" "has no statement"
refuse "a statement without a name is refused" "SELECT 1;\n" "a statement before the first"
refuse "a name without parentheses is refused" "-- name: a\nSELECT 1;\n" "expected -- name:"
