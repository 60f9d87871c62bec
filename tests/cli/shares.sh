#!/bin/bash
# Shares of the variance of scores: the worked example of docs/methods/variance-shares.md, two
# levels, rows that cannot count, and what cannot be told. All made up.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

cat >scores.csv <<'TEXT'
county,school,maths
甲县,一小,50
甲县,一小,54
甲县,一小,52
甲县,二小,61
甲县,二小,66
甲县,二小,62
乙县,一小,70
乙县,一小,69
乙县,一小,74
乙县,三小,58
乙县,三小,55
乙县,三小,60
乙县,三小,缺考
乙县,,91
TEXT
awk -F, 'NR == 1 { print; next } { print $1 "," $1 $2 "," $3 }' scores.csv >unique.csv

expect_status 0 "$JUNHENG" analyse unique.csv --score maths --group school --csv
[ "$(head -1 out)" = method,level,groups,n,variance,residual,share,low,high,left_out ] ||
    fail "other columns: $(head -1 out)"
share() { # method level
    awk -F, -v m="$1" -v l="$2" '$1 == m && $2 == l { printf "%s %s %.6f", $3, $4, $7 }' out
}
# the row without a school makes a school of its own name in unique.csv: four schools and one of one
[ "$(share ANOVA school | cut -d" " -f1,2)" = "5 13" ] || fail "other groups: $(cat out)"
grep -v '^乙县,,' scores.csv | grep -v 缺考 >whole.csv
awk -F, 'NR == 1 { print; next } { print $1 "," $1 $2 "," $3 }' whole.csv >plain.csv
expect_status 0 "$JUNHENG" analyse plain.csv --score maths --group school --csv
[ "$(share REML school)" = "4 12 0.912365" ] || fail "REML: $(cat out)"
[ "$(share ANOVA school)" = "4 12 0.912365" ] || fail "ANOVA: $(cat out)"
[ "$(share ML school)" = "4 12 0.885385" ] || fail "ML: $(cat out)"
passed "the worked example"

expect_status 0 "$JUNHENG" analyse scores.csv --score maths --group county --group school --json
expect_in out '"left_out":2'
expect_in out '"method":"REML","level":"county","groups":2'
expect_in out '"method":"ANOVA","level":"school","groups":4'
passed "a school belongs to its county; rows without a score or a group are counted"

expect_status 2 "$JUNHENG" analyse scores.csv --score maths --lang en
expect_in err "--group"
expect_status 2 "$JUNHENG" analyse scores.csv --score maths --group school --group county \
    --group maths --lang en
expect_status 1 "$JUNHENG" analyse scores.csv --score maths --group maths --lang en
expect_in err "every group has one row"
expect_status 1 "$JUNHENG" analyse plain.csv --score maths --group school --group county --lang en
expect_in err "the wider one"
expect_status 1 "$JUNHENG" analyse scores.csv --score school --group county --lang en
expect_in err "no row"
expect_status 1 "$JUNHENG" analyse scores.csv --score art --group county --lang en
expect_in err art
head -4 scores.csv >one.csv
expect_status 1 "$JUNHENG" analyse one.csv --score maths --group school --lang en
expect_in err "one group"
passed "no group, too many, of one row each, the wrong way round, one only: each is named"
