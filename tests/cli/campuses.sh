#!/bin/bash
# Campuses that do not count as schools, by every path on which they come in. All made up.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
this=(--county 990101 --quiet --lang en)
expect_status 0 "$JUNHENG" init x.jh

# A flat export says that a unit does not count, and not whose campus it is.
cat >export.csv <<'TABLE'
学校标识码,学校名称,办学类型,是否计校数,学段,在校生数
9901010001,示例县东河小学,小学,1,小学,300
9901010002,示例县东河小学西校区,小学,0,小学,90
9901010003,示例县东河小学黑沟教学点,教学点,0,小学,60
9901010004,示例县北山小学,小学,是,小学,200
9901010005,示例县北山分校,小学,否,小学,80
TABLE
expect_status 0 "$JUNHENG" import x.jh export.csv "${this[@]}" --period 2024
expect_in out 'looks like a campus of “示例县东河小学”'
expect_in out "示例县北山分校 (9901010005) does not count as a school, but names no school"
! grep -q "黑沟教学点 (9901010003) does not count" out || fail "a teaching point is asked for"
passed "a campus without a parent is named, with the school it looks like; no teaching point is"

# The parent afterwards, in a table of three columns: by code, by name, by a name known before.
cat >parents.csv <<'TABLE'
学校标识码,学校名称,主校标识码
9901010002,示例县东河小学西校区,9901010001
9901010003,示例县东河小学黑沟教学点,9901010001
9901010005,示例县北山分校,示例县北山小学
TABLE
expect_status 0 "$JUNHENG" import x.jh parents.csv "${this[@]}" --period 2024
! grep -qE "names no school|has no parent" out || fail "the parent is still asked for"
expect_status 0 "$JUNHENG" check x.jh --lang en
expect_in out "3 schools:"
passed "the parent may be in another file, by code or by name"

# The next year's export says nothing of parents again.
expect_status 0 "$JUNHENG" import x.jh export.csv "${this[@]}" --period 2025
expect_in out "the paper names no parent, so the earlier one stays: 9901010004"
expect_status 0 "$JUNHENG" check x.jh --storage
passed "what was known of a campus the year before stays"

# What cannot be is named with its cell.
cat >wrong.csv <<'TABLE'
学校标识码,学校名称,主校标识码
9901010005,示例县北山分校,北山小学
9901010002,示例县东河小学西校区,9901019999
9901010004,示例县北山小学,9901010004
TABLE
expect_status 1 "$JUNHENG" import x.jh wrong.csv "${this[@]}" --period 2025
expect_in out "C2"
expect_in out "looks like 9901010004, which is not certain"
expect_in out "C3"
expect_in out '“9901019999” of 示例县东河小学西校区 is not among'
expect_in out "C4"
passed "a parent that is not certain, not known or the campus itself is refused with its cell"
