#!/bin/bash
# Schools by name: what is only alike waits for a person, whose word is kept for later imports.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

cat >coded.csv <<'TABLE'
学校标识码,学校名称,办学类型,学段,在校生数
9901010001,示例县东河镇中心小学,小学,小学,120
9901010002,示例县西坪小学,小学,小学,80
TABLE
cat >named.csv <<'TABLE'
学校名称,学段,专任教师数
东河小学,小学,9
示例县西坪小学,小学,6
TABLE
this=(--county 990101 --period 2025 --quiet --lang en)
expect_status 0 "$JUNHENG" init x.jh
expect_status 2 "$JUNHENG" match x.jh --lang en
expect_in err "holds nothing of such a county"
expect_status 0 "$JUNHENG" import x.jh coded.csv "${this[@]}"
expect_status 0 "$JUNHENG" match x.jh --lang en
expect_in out "No name has been confirmed yet"

expect_status 1 "$JUNHENG" import x.jh named.csv "${this[@]}" --names names.txt
expect_in names.txt "# 东河小学 = 9901010001    # 示例县东河镇中心小学"
passed "an equal name is taken, a likely one is written down to be confirmed"

sed -i 's/^# //' names.txt
expect_status 0 "$JUNHENG" match x.jh --names names.txt --author clerk
expect_in out "东河小学 = 9901010001  # 示例县东河镇中心小学"
expect_status 0 "$JUNHENG" import x.jh named.csv "${this[@]}" --json
expect_in out '"refused":0'
expect_in out '"figures_new":1'
passed "what a person confirmed is kept, and later imports go by it"

expect_status 2 "$JUNHENG" match x.jh --name 东河小学 --code 9901019999 --lang en
expect_in err "There is no school 9901019999"
expect_status 1 "$JUNHENG" match x.jh --name 东河小学 --code 9901010002 --lang en
expect_in err "reason"
expect_status 0 "$JUNHENG" match x.jh --name 东河小学 --code 9901010002 --reason mistaken
expect_in out "东河小学 = 9901010002"
expect_status 0 "$JUNHENG" match x.jh --name 东河小学 --code none --reason unclear --json
expect_in out "[]"
printf '东河小学 = 9901010001\n东河小学 = new\n' >twice.txt
expect_status 1 "$JUNHENG" match x.jh --names twice.txt --lang en
expect_in err "twice"
expect_status 2 "$JUNHENG" match x.jh --name 东河小学 --lang en
passed "a wrong code, a change without a reason and a name said twice are refused"

# The list as a workbook: written by the import, filled in by a clerk, read back by both verbs.
printf '学校名称,学段,专任教师数\n东河小学,小学,9\n' >short.csv
expect_status 1 "$JUNHENG" import x.jh short.csv "${this[@]}" --names names.xlsx
expect_status 0 "$JUNHENG" sheet names.xlsx --lang en
expect_in out "9901010001"
expect_in out "示例县东河镇中心小学"
cp names.xlsx before.xlsx
expect_status 1 "$JUNHENG" import x.jh short.csv "${this[@]}" --names names.xlsx
cmp -s names.xlsx before.xlsx || fail "the list was written again although nothing is new"
expect_status 1 "$JUNHENG" match x.jh --names coded.csv --lang en
expect_in err "coded.csv:1"
passed "the list of names is a workbook where its name says so"

# Renamed by an event, and in last year's papers: both names lead to the school.
cat >renamed.csv <<'TABLE'
学校名称,学段,专任教师数
示例县西坪小学,小学,6
示例县西坪实验小学,小学,6
TABLE
head -2 renamed.csv >old_name.csv
{ head -1 renamed.csv; tail -1 renamed.csv; } >new_name.csv
expect_status 0 "$JUNHENG" unit x.jh rename 9901010002 --name 示例县西坪实验小学 --date 2025-10-01 \
    --reason 更名 --approver 局长 --lang en
expect_status 0 "$JUNHENG" import x.jh old_name.csv "${this[@]}"
expect_in out 'former name of “示例县西坪实验小学” (9901010002)'
expect_status 0 "$JUNHENG" import x.jh new_name.csv "${this[@]}" --json
expect_in out '"refused":0'
expect_in out '"figures_same":1'
expect_status 1 "$JUNHENG" import x.jh renamed.csv "${this[@]}"
expect_in out "would both be 9901010002"
passed "a school is found by the names it had"

# Taken in by another: its name means nobody in the papers of later years.
expect_status 0 "$JUNHENG" unit x.jh merge 9901010001 --part 9901010002 --date 2026-03-01 \
    --reason 撤并 --approver 局长 --lang en
expect_status 1 "$JUNHENG" import x.jh new_name.csv --county 990101 --period 2026 --quiet --lang en
expect_in out "part of 9901010001 since school year 2026"
expect_status 0 "$JUNHENG" import x.jh new_name.csv "${this[@]}"
passed "a school that was taken in has no figures afterwards"
expect_status 0 "$JUNHENG" check x.jh --storage
