#!/bin/bash
# The made-up county twice in one store: as collection workbooks, and as forms of each school and
# of the county and a list of schools by stage, which import without a mapping. They agree in every
# figure that the forms ask; one figure changed in a form is the one that is shown.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

expect_status 0 "$JUNHENG" example --schools 30 --seed 3 --out ex --quiet
mkdir fm lists
for town in ex/2025/*[镇乡].xlsx; do
    "$JUNHENG" sheet "$town" --sheet 校区 >>campuses.csv
    "$JUNHENG" sheet "$town" --sheet 学段 >>stages.csv
done
figures=$(awk -v dir=. -f "$SOURCE_DIR/tests/support/forms.awk" campuses.csv stages.csv)
[ "$figures" -gt 1000 ] || fail "the forms hold $figures figures only"
"$JUNHENG" sheet ex/2025/县级.xlsx --sheet 县级 >county.csv
awk -F, 'BEGIN { print "序号,类别,填报项目,单位,填报值" }
         /^学年/ { print "1,基本,区县代码,," $4; print "2,基本,填报年度,," $2 }
         /^[0-9]+,/ && $3 != "" { print $1 + 2 ",县," $2 "," $4 "," $3; n++ }
         END { print n > "county_figures" }' county.csv >fm/county.csv

expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh ex/2025 --quiet
expect_status 0 "$JUNHENG" import x.jh fm --county 990101 --period 2025 --quiet --json
expect_in out "\"figures\":$((figures + $(cat county_figures)))"
expect_in out '"units":30'
passed "forms of $(ls fm | wc -l) papers come in with all their figures"
expect_status 0 "$JUNHENG" conflicts x.jh
passed "they agree with the collection workbooks in every figure"

sed -i 's/^\([0-9]*,情况,[小初][学中]学生人数,人\),.*/\1,777/' fm/9901010001.csv
expect_status 0 "$JUNHENG" init y.jh
expect_status 0 "$JUNHENG" import y.jh ex/2025 --quiet
expect_status 0 "$JUNHENG" import y.jh fm --county 990101 --period 2025 --quiet
expect_status 1 "$JUNHENG" conflicts y.jh
[ "$(grep -c '^[○●]' out)" = 1 ] || fail "not one disagreement: $(cat out)"
expect_in out "小学 在校生数"
passed "a figure changed in a form is shown, and no other"

# The list of schools: no code, no column of stages.
expect_status 0 "$JUNHENG" import x.jh lists --county 990101 --period 2025 --quiet
expect_in out "当作小学"
expect_in out "当作初中"
expect_status 0 "$JUNHENG" conflicts x.jh
passed "the list of schools by stage agrees, too"
