#!/bin/bash
# Any table: measures by group, from csv and from xlsx alike, and the published five schools.
# The numbers are those of a training sheet that circulates in public (books of five schools).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

cat >five.csv <<'TEXT'
school,town,enrolment,books held
小学1,甲,45,279
小学2,甲,37,137
小学3,乙,89,935
小学4,乙,76,160
小学5,乙,55,402
小学6,乙,,100
小学7,乙,0,100
TEXT
# shellcheck disable=SC2016  # the backquotes are the language's
expect_status 0 "$JUNHENG" analyse five.csv --value '`books held` / enrolment' \
    --weight enrolment --csv
columns=all,n,weight,mean,cv,wcv,gini,theil_t,theil_l,atkinson,hoover,mcloone,verstegen
head -1 out | grep -qx "$columns,min,max,left_out" ||
    fail "other columns: $(head -1 out)"
[ "$(sed -n 2p out | cut -d, -f2,3)" = 5,302 ] || fail "rows or weight: $(cat out)"
six() { printf '%.6f' "$(sed -n 2p out | cut -d, -f"$1")"; }
[ "$(six 5) $(six 6)" = "0.488771 0.515257" ] || fail "cv: $(cat out)"
sed -n 2p out | grep -q ',2$' || fail "two rows cannot count: $(cat out)"
passed "five schools: 0.515257, unweighted 0.488771; no and zero weight are left out"

# shellcheck disable=SC2016
expect_status 0 "$JUNHENG" analyse five.csv --value '`books held`' --value enrolment \
    --by town --json
expect_in out '"by":{"town":"乙"}'
expect_in out '"value":"enrolment"'
passed "several values, by group, as JSON"

expect_status 1 "$JUNHENG" analyse five.csv --value boks --lang en
expect_status 1 "$JUNHENG" analyse five.csv --value enrolmen --lang en
expect_in err '"enrolment"'
expect_status 2 "$JUNHENG" analyse five.csv --lang en
expect_in err "--value"
expect_status 2 "$JUNHENG" analyse five.csv --value enrolment --sheet 3 --lang en
expect_status 1 "$JUNHENG" analyse five.csv --value 'enrolment +' --lang en
passed "unknown columns, broken expressions and missing sheets are told"
