#!/bin/bash
# What looks wrong is listed by `check` and after an import, with its cell; nothing is kept from
# being imported by it.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

expect_status 0 "$JUNHENG" example --schools 60 --seed 3 --out a --quiet
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh a/2024 --lang en
expect_in out "0 figures must be corrected, 0 checked or explained"
! grep -q "junheng check" out || fail "a way to see nothing is offered"
expect_status 0 "$JUNHENG" check x.jh --lang en
expect_in out "no year before"
expect_status 0 "$JUNHENG" import x.jh a/2025 --quiet
expect_status 0 "$JUNHENG" check x.jh --lang en
expect_in out "59 schools, with last year beside them: 0 figures"
[ "$(wc -l <out)" = 1 ] || fail "the made-up county is found to be wrong"
passed "in the made-up county nothing looks wrong"

fix=(--unit 9901010002 --stage primary --author a --reason b --approver c)
expect_status 0 "$JUNHENG" correct x.jh "${fix[@]}" --element above_degree_teachers --value 990
expect_status 0 "$JUNHENG" correct x.jh "${fix[@]}" --element pupils --value 14600
expect_status 1 "$JUNHENG" check x.jh
expect_in out "✗ 示例县第二小学 小学 (9901010002)"
expect_in out "高于规定学历教师多于专任教师（高于规定学历教师数 990，专任教师数 92）"
expect_in out "! 示例县第二小学 小学 (9901010002)：在校生数疑似错位"
expect_status 1 "$JUNHENG" check x.jh --json --lang en
expect_in out '"key":"pupils_slip"'
expect_in out '"beyond":{"setting":"slip_year","value":0.35}'
expect_in out '"file":"城关镇.xlsx","sheet":'
expect_in out '"element":"above_degree_teachers","stage":"primary","value":990'
expect_status 1 "$JUNHENG" check x.jh --lang en --set slip_year=0.01
! grep -q "pupils may have slipped" out || fail "the setting is not followed"
expect_status 2 "$JUNHENG" check x.jh --lang en --set slip_yeer=0.01
passed "what is wrong is told with its figures, by thresholds that can be set"

expect_status 0 "$JUNHENG" init y.jh
expect_status 0 "$JUNHENG" import y.jh a/2024 --no-check --lang en
! grep -q "checked" out || fail "--no-check checks"
mkdir town
cp a/2025/城关镇.xlsx town
expect_status 0 "$JUNHENG" import y.jh town --lang en
expect_in out "checked the schools of this import: 0 figures"
expect_status 0 "$JUNHENG" check y.jh --lang en
expect_in out "there are figures of last year, none of this year"
passed "a town's workbook is checked for itself; who did not report is asked of the county"

cat >bare.std <<'STD'
standard bare "无检查"
  source "试"  effective 2020-01-01  stages primary junior
  uses cn-elements
verdict "结论" grade yes_ "达" otherwise
STD
mkdir own
mv bare.std own
"$JUNHENG" standard check bare --standards own >told 2>&1 || fail "$(cat told)"
expect_status 0 "$JUNHENG" check y.jh --standard bare --standards own --lang en
expect_in out "has no checks"
passed "a standard without checks says so"

expect_status 0 "$JUNHENG" example --schools 60 --seed 3 --out wrong --errors --quiet
cmp -s a/2025/城关镇.xlsx wrong/2025/城关镇.xlsx && fail "--errors plants nothing"
cmp -s a/2025-flat/小学.xlsx wrong/2025-flat/小学.xlsx || fail "the exports are wrong, too"
expect_status 0 "$JUNHENG" init w.jh
expect_status 0 "$JUNHENG" import w.jh wrong/2024 --quiet
expect_status 0 "$JUNHENG" import w.jh wrong/2025 --lang en
expect_in out "to list them: junheng check STORE --county 990101 --period 2025"
expect_in out "✗ "
! grep -q "^! .*checked\|slipped" out || fail "doubtful figures are listed after an import"
expect_status 1 "$JUNHENG" check w.jh
# Codes of schools with an error, and of schools that are told of.
sed 1d wrong/差错清单.csv | grep ',2025,' | cut -d, -f3 | sort -u >planted
grep '^[✗!]' out | sed 's/^[^：]*(\([a-z0-9]*\))：.*/\1/' | sort -u >found
diff planted found || fail "what is found is not what was planted"
[ "$(wc -l <found)" -gt 30 ] || fail "too few errors to say anything"
passed "from the workbooks, too, every school with an error is found, and no other"
