#!/bin/bash
# The text of a standard is the regulation: changing it, and nothing else, changes the verdict.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
cp -r "$SOURCE_DIR/standards" own

expect_status 0 "$JUNHENG" standard list
grep -qE "^cn-2017-quality +县域义务教育优质均衡发展督导评估办法$" out || fail "a title in the list"
expect_status 0 "$JUNHENG" standard list --lang en
grep -qE "^cn-2017-quality +Measures for evaluating" out || fail "an English title"
expect_status 0 "$JUNHENG" standard list --json
title=县域义务教育优质均衡发展督导评估办法
expect_in out "{\"key\":\"cn-2017-quality\",\"title\":\"$title\",\"english\":\"Measures"
expect_in out '{"key":"cn-elements",'
mkdir mine
cat >mine/city.std <<'STD'
standard city "示例市(虚构)"
  source "示例"  effective 2020-01-01  stages primary junior
  extends example-province-overlay
STD
printf 'standard bad "坏(虚构)"\n  extends nowhere\n' >mine/bad.std
expect_status 0 "$JUNHENG" standard list --standards mine --lang en
expect_in out "← example-province-overlay ← cn-2017-quality"
grep -qE "^bad +✗ .*bad.std:2" out || fail "an own standard with a mistake is listed with it"
expect_status 3 "$JUNHENG" standard list --standards nowhere
expect_status 0 "$JUNHENG" standard check
expect_status 0 "$JUNHENG" standard show --lang zh
expect_in out "4.2"
expect_status 0 "$JUNHENG" standard diff cn-2017-quality example-province-overlay --lang en
expect_in out "looser  line junior: ≥ 2.4 → ≥ 2.2"
expect_status 0 "$JUNHENG" standard diff cn-2012-basic cn-2017-quality --json
python3 -m json.tool out >/dev/null || fail "diff --json is no JSON"
expect_in out '"from_key":"B1"'
passed "list, check, show and diff answer"

# After a change that is meant: GOLDEN=write ctest --test-dir build -R cli/standards; read the diff.
golden=$SOURCE_DIR/tests/cli/golden
for lang in zh en; do
    for pair in "cn-2012-basic cn-2017-quality" "cn-2017-quality cn-2017-shenyang" \
        "cn-2017-quality example-province-overlay" "cn-2017-quality example-province-scores"; do
        echo "$ junheng standard diff $pair"
        "$JUNHENG" standard diff $pair --lang "$lang"
        echo
    done >"standard-diff.$lang.txt"
    [ "${GOLDEN:-}" != write ] || cp "standard-diff.$lang.txt" "$golden/"
    diff -u "$golden/standard-diff.$lang.txt" "standard-diff.$lang.txt" ||
        fail "diff says something else than tests/cli/golden/standard-diff.$lang.txt"
    passed "what standards differ in reads as before in $lang"
done

expect_status 0 "$JUNHENG" example --schools 30 --seed 11 --out w --quiet
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh w/2025 --quiet
judge() { expect_status 1 "$JUNHENG" assess x.jh --as-of 2025-12-31 --standards own --json; }
judge
cp out before

# changes FILE SED SENTENCE: the edit must change the text and the verdict's JSON beyond its hashes.
changes() {
    cp -r "$SOURCE_DIR/standards/." own
    sed -i -E "$2" "own/$1"
    ! cmp -s "own/$1" "$SOURCE_DIR/standards/$1" || fail "the edit changed nothing: $2"
    judge
    strip() { sed -E 's/[0-9a-f]{64}//g' "$1"; }
    ! diff -q <(strip before) <(strip out) >/dev/null || fail "no effect: $3"
    passed "$3"
}
s=cn-2017-quality.std
changes $s 's/line primary 4\.2/line primary 4.9/' "a line"
changes $s 's/(junior 5\.8  floor) 85%/\1 95%/' "a floor"
changes $s 's/met\(R1\.\.R7\) >= 6/met(R1..R7) >= 7/' "a k-of-n rule"
changes $s 's/at most primary 0\.50/at most primary 0.10/' "a dispersion limit"
changes $s 's/junior 1\.1, senior 1\.32/junior 1.5, senior 2/' "a split weight"
changes $s 's/pupils\[compulsory\] < 50$/pupils[compulsory] < 100/' "an exclusion"
changes $s 's/yuan per pupil, 2 decimals/yuan per pupil, 0 decimals/' "a precision"
changes $s 's/= exact$/= as_printed/' "a setting's default"

expect_status 1 "$JUNHENG" assess x.jh --as-of 2025-12-31 --set judge=as_printed --json
expect_status 1 "$JUNHENG" assess x.jh --set judge=wrongly --lang en
expect_in err "as_printed"
expect_status 2 "$JUNHENG" assess x.jh --set jugde=exact --lang en
expect_in err "judge"
expect_status 2 "$JUNHENG" assess x.jh --as-of someday --lang en
expect_status 2 "$JUNHENG" assess x.jh --relax nothing --lang en
passed "settings and dates that are none are told with what is possible"

printf 'standard broken "x"\n  source "y"  effective 2020-01-01\n  stages primery\n' >own/broken.std
expect_status 1 "$JUNHENG" standard check own/broken.std --lang en
expect_in out "broken.std:3"
passed "a mistake in a standard names file and line"
