#!/bin/bash
# Files that are not what they seem: named, refused with what to do, and the good ones still taken.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
expect_status 0 "$JUNHENG" example --schools 20 --seed 7 --out good --quiet
expect_status 0 "$JUNHENG" init x.jh

mkdir bad
printf 'PK\003\004 not a zip' >bad/broken.xlsx
: >bad/empty.xlsx
head -c 4000 "$(find good/2025 -name '*.xlsx' | sort | head -1)" >bad/truncated.xlsx
printf '\320\317\021\340\241\261\032\341rest' >bad/old.xlsx
printf '%%PDF-1.4' >bad/paper.xlsx
printf '<html><table></table></html>' >bad/portal.xls
printf 'a,b\n1,\0002\n' >bad/nul.csv
printf '\xd1\xa7\xd0\xa3,1\n' >bad/gbk.csv
head -c 100000 /dev/urandom >bad/noise.bin
printf 'x' >'bad/~$open.xlsx'

expect_status 1 "$JUNHENG" import x.jh good/2025 bad --lang en
for name in broken.xlsx empty.xlsx truncated.xlsx old.xlsx paper.xlsx portal.xls nul.csv gbk.csv \
    noise.bin; do
    expect_in out "$name"
done
# shellcheck disable=SC2088  # the name of a lock file, not a home folder
if grep -qF '~$open' out; then fail "an Office lock file was read"; fi
passed "each is refused by name; lock files are left alone"

expect_status 1 "$JUNHENG" assess x.jh --json --as-of 2025-12-31
passed "what was good was taken"

expect_status 0 "$JUNHENG" init y.jh
expect_status 1 "$JUNHENG" import y.jh good/2025 bad --all --json
expect_in out '"written":false'
expect_status 2 "$JUNHENG" assess y.jh
passed "with --all, one refusal means that nothing is taken"

mkdir none
expect_status 2 "$JUNHENG" import x.jh none --lang en
expect_in err "no file"
expect_status 3 "$JUNHENG" import x.jh absent --lang en
expect_status 2 "$JUNHENG" import x.jh
passed "an empty folder, a missing one and none at all are told"

expect_status 1 "$JUNHENG" assess bad/noise.bin
expect_status 3 "$JUNHENG" sheet bad/absent.xlsx --csv
expect_status 1 "$JUNHENG" sheet bad/old.xlsx --csv --lang en
passed "a file that is no county file, and sheets that cannot be read, are told"
