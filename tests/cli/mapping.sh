#!/bin/bash
# A table that nobody described: a mapping is proposed, refused until a person confirmed it, and
# then reads the table. The official tables that
# example --layout writes need no mapping.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

cat >odd.csv <<'TABLE'
某县各校情况一览,,,,
单位名,编号代码,小学在校学生(人),专任老师,设备值(万)
甲镇中心小学,9901010001,120,9,12.5
乙村小学,9901010002,80,6,8
TABLE
expect_status 1 "$JUNHENG" import --suggest odd.csv --out m.txt --lang en
expect_in out 'column "小学在校学生(人)" = 在校生数 in 人 of 小学 ?  # C2'
expect_in out '9901010001 | 9901010002'
cmp -s out m.txt || fail "what is written is not what is shown"
expect_status 1 "$JUNHENG" import --suggest odd.csv --out m.txt --lang en
expect_in err "is there already"
passed "a mapping is proposed with its reasons, and no file is overwritten"

expect_status 1 "$JUNHENG" import --suggest odd.csv --json --lang en
expect_in out '"cell":"B2","header":"编号代码","state":"open"'
expect_in out '"key":"intake.suggest_codes"'
passed "the same as JSON"

expect_status 0 "$JUNHENG" init x.jh
this=(--county 990101 --period 2025 --mapping)
expect_status 1 "$JUNHENG" import x.jh odd.csv "${this[@]}" m.txt --lang en --quiet
expect_in err "m.txt:5"
expect_in err "nobody has confirmed it"
passed "what nobody confirmed is not read"

sed 's/ ?  #/  #/; s/^# .*stage 小学.*$/stage 小学/' m.txt >confirmed.txt
expect_status 0 "$JUNHENG" import x.jh odd.csv "${this[@]}" confirmed.txt --lang en --json --quiet
expect_in out '"units":2'
expect_in out '"figures":6'
expect_in out '"refused":0'
passed "once confirmed the table is read"

sed 's/在校生数/在校人头/' confirmed.txt >wrong.txt
expect_status 1 "$JUNHENG" import x.jh odd.csv "${this[@]}" wrong.txt --lang en --quiet
expect_in err "wrong.txt:"
expect_in err "在校人头"
sed 's/"单位名"/"单位名称呢"/' confirmed.txt >lacks.txt
expect_status 1 "$JUNHENG" import x.jh odd.csv "${this[@]}" lacks.txt --lang en --quiet
expect_in out "单位名称呢"
passed "a wrong mapping is named with its line"

expect_status 2 "$JUNHENG" import --suggest a.csv b.csv c.csv --lang en
expect_in err "one file at a time"
expect_status 2 "$JUNHENG" import x.jh --lang en
printf '说明\n请填写\n' >prose.csv
expect_status 2 "$JUNHENG" import --suggest prose.csv --lang en
expect_status 2 "$JUNHENG" import --suggest odd.csv --sheet 第三张 --lang en
expect_in err "第三张"
passed "what cannot be suggested is said"

expect_status 0 "$JUNHENG" example --schools 20 --seed 5 --out s --layout statistics --quiet
expect_status 0 "$JUNHENG" init s.jh
expect_status 0 "$JUNHENG" import s.jh s/2025-statistics --county 990101 --quiet --json
expect_in out '"refused":0'
expect_in out '"files":20'
expect_status 2 "$JUNHENG" example --schools 20 --out t --layout crosswise --lang en
passed "the official tables of a made-up county are read without a mapping"
