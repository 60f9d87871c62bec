#!/bin/bash
# Schedules of years for a made-up county and a made-up province: found, proved, and what is wrong
# with the words is named.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
verify=$BUILD_DIR/junheng-verify
planning=("$JUNHENG" plan c.jh --as-of 2025-12-31 --lang en --quiet)

expect_status 0 "$JUNHENG" example --schools 30 --seed 2025 --out wb --quiet
expect_status 0 "$JUNHENG" init c.jh
expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet
if ! "${planning[@]}" >out 2>err; then
    unit=$(grep -oE '[0-9]{10}' err | head -1)
    expect_status 0 "$JUNHENG" correct c.jh --unit "$unit" --element multimedia_rooms --value 30 \
        --reason "made up" --approver "made up"
fi
expect_status 0 "${planning[@]}" --json
cost=$(python3 -c 'import json; print(int(json.load(open("out"))["cost_yuan"]) + 1)')
year=$((cost / 4 + 1))

expect_status 0 "${planning[@]}" --years 2026..2030 --budget "$year" --wanted 20,20,30,20,10 --json
cp out years.json
expect_status 0 "$verify" years.json
expect_in out "accepted"
python3 - <<'P' || fail "the schedule is not what was asked for"
import json
s = json.load(open("years.json"))
assert s["found"] and len(s["years"]) == 5, s["years"]
assert all(y["passing"] >= y["wanted"] for y in s["years"])
assert s["cost_yuan"] <= s["ceiling_yuan"] and s["cheapest_yuan"] >= s["least_cost_yuan"]
assert s["pupil_years"] <= s["most_pupil_years"] and s["pupil_gap_percent"] < 5
P
passed "a schedule of five years, accepted by junheng-verify"

expect_status 0 "${planning[@]}" --years 2026..2030 --budget "$year" --out years.xlsx
expect_in out "no schedule costs less than"
[ -s years.xlsx ] || fail "no workbook"
printf 'year,money,share\n2026,%s,60\n2027,%s,40\n' "$cost" "$cost" >money.csv
expect_status 0 "${planning[@]}" --years 2026,2027 --budget money.csv
passed "the same as text and as a workbook; money from a table"

expect_status 0 "${planning[@]}" --years 2026..2028 --budget "$cost" --price-rise 3 --json
cp out dear.json
expect_status 0 "$verify" dear.json
passed "prices that rise are part of what is verified"

expect_status 1 "${planning[@]}" --years 2026,2027 --budget "$((cost / 10)),$((cost / 10))" --json
cp out lacking.json
expect_status 0 "$verify" lacking.json
expect_in out "lacking"
expect_in out "with less than"
python3 - <<'P' || fail "with the money there is, no school passes before the end"
import json
s = json.load(open("lacking.json"))
first, last = s["years"]
assert not s["found"] and last["passing"] == last["wanted"], s["years"]
assert 0 < first["passing"] <= last["passing"], s["years"]
assert first["lacking_yuan"] == 0 < last["lacking_yuan"], s["years"]
P
expect_status 1 "${planning[@]}" --years 2026,2027 --budget "$((cost / 10))"
expect_in out "any schedule lacks at least"
passed "too little money: how much more, and what is proved"

refused() { # refused WORDS OPTIONS…
    local words=$1
    shift
    expect_status 1 "${planning[@]}" "$@"
    expect_in err "$words"
}
refused "go from early to late" --years 2029..2025 --budget 1
refused "go from early to late" --years 2025,2025 --budget 1
refused "is not a year" --years soon --budget 1
refused "without the money" --years 2025..2026
refused "lacks the money of 2026" --years 2025..2026 --budget 2025=1
refused "not among --years" --years 2025..2026 --budget 2025=1,2027=1
refused "stands in --budget twice" --years 2025..2026 --budget 2025=1,2025=2
refused "lacks the money of 2027" --years 2025..2027 --budget 1,2
refused "more numbers than" --years 2025 --budget 1,2
refused "is negative" --years 2025 --budget=-5
refused "is no money" --years 2025 --budget much
refused "add up to 90" --years 2025..2026 --budget 1 --wanted 50,40
refused "do not become fewer" --years 2025..2026 --budget 1 --wanted=-10,110
refused "one share a year" --years 2025..2026 --budget 1 --wanted 100
refused "is not a percentage" --years 2025 --budget 1 --dearer 101
refused "goes with --years" --wanted 100
printf 'year,money\n2025,x\n' >bad.csv
refused "is not a number" --years 2025 --budget bad.csv
expect_in err "bad.csv, B2"
printf 'a,b\n' >bad.csv
refused "lacks the columns" --years 2025 --budget bad.csv
passed "years, money and shares that are none are named"

echo "county,pupils,cost" >province.csv
for i in $(seq 1 40); do
    echo "made-up county $i,$((1000 * (i % 7 + 1))),$((100000 * (i * 37 % 41 + 1)))"
done >>province.csv
expect_status 0 "$JUNHENG" plan province.csv --years 2021,2025,2030 --wanted 50,40,10 \
    --budget 40000000,32000000,30000000 --json --quiet
cp out province.json
expect_status 0 "$verify" province.json
python3 - <<'P' || fail "a county is missing, or the gap is wide"
import json
s = json.load(open("province.json"))
assert len(s["counties"]) == 40 and s["pupil_gap_percent"] < 1, s["pupil_gap_percent"]
P
printf 'county,pupils,cost\nmade up,0,5\n' >bad.csv
expect_status 1 "$JUNHENG" plan bad.csv --years 2025 --budget 9 --lang en --quiet
expect_in err "bad.csv, B2"
passed "a province: which counties by which year"
