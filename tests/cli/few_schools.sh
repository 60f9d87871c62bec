#!/bin/bash
# Counties at the edge: one school, two schools without coordinates, figures that are missing; what
# plan, rotate and pair say then. All made up.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
verify=$BUILD_DIR/junheng-verify
day=(--as-of 2025-12-31 --lang en --quiet)

expect_status 0 "$JUNHENG" example --schools 20 --seed 3 --out wb --quiet

# county STORE PLACES CODE…: of these schools only; PLACES=no: without coordinates
county() {
    local store=$1 places=$2
    shift 2
    rm -rf few && mkdir few
    for sheet in 校区 学段; do
        expect_status 0 "$JUNHENG" sheet wb/2025/城关镇.xlsx --sheet "$sheet" --csv --quiet
        python3 - "$places" "few/$sheet.csv" "$@" <<'P'
import csv, sys
places, path, codes = sys.argv[1], sys.argv[2], set(sys.argv[3:])
kept = lambda code: code in codes or not code.startswith("9901010")
rows = [r for r in csv.reader(open("out")) if r and kept(r[0])]
head = next(r for r in rows if r[0] == "学校标识码")
for row in rows:
    if places == "no" and row[0] in codes and "经度" in head:
        row[head.index("经度")] = row[head.index("纬度")] = ""
csv.writer(open(path, "w")).writerows(rows)
P
    done
    expect_status 0 "$JUNHENG" init "$store"
    expect_status 0 "$JUNHENG" import "$store" few --quiet
}

roster() { # roster CODE CODE: two teachers of one subject at these schools
    printf '教师编号,任教学校,任教学科,在本校连续任教年数\n' >roster.csv
    printf 'T1,%s,语文,17\nT2,%s,语文,18\n' "$1" "$2" >>roster.csv
}

county one.jh yes 9901010001
expect_status 0 "$JUNHENG" plan one.jh "${day[@]}" --json --page one.html --out one.xlsx
cp out plan.json
expect_status 0 "$verify" plan.json
expect_in out "plan: 1 rows"
expect_status 0 "$JUNHENG" plan one.jh "${day[@]}" --years 2026..2028 --budget 1,1,1
expect_status 0 "$JUNHENG" correct one.jh --unit 9901010001 --element teaching_area --value 5000 \
    --reason "made up" --approver "made up"
expect_status 0 "$JUNHENG" plan one.jh "${day[@]}" --json
cp out plan.json
expect_status 0 "$verify" plan.json
python3 - <<'P' || fail "the one school should get what it lacks, or leave it at its floor"
import json
d = json.load(open("plan.json"))
assert d["found"] and d["cost_yuan"] > 0 and len(d["schools"]) == 1
P
printf 'key,school,stage,value\nlimit.teaching_area,9901010001,,5000\n' >tight.csv
expect_status 1 "$JUNHENG" plan one.jh "${day[@]}" --costs tight.csv --json
cp out plan.json
python3 - <<'P' || fail "it should be told which site would have to grow"
import json
d = json.load(open("plan.json"))
assert not d["found"] and [r["element"] for r in d["relief"]] == ["teaching_area"]
assert d["mergers"] == []
P
expect_status 1 "$JUNHENG" pair one.jh "${day[@]}"
expect_in err "fewer than two"
roster 9901010001 9901010001
expect_status 1 "$JUNHENG" rotate one.jh roster.csv "${day[@]}" --json
cp out list.json
expect_status 0 "$verify" list.json
expect_in list.json '"most_moved":0'
passed "one school: a plan, its site that is too small by name, nobody to pair or exchange"

county two.jh no 9901010001 9901010002
expect_status 0 "$JUNHENG" plan two.jh "${day[@]}" --json
cp out plan.json
expect_status 0 "$verify" plan.json
python3 - <<'P' || fail "without coordinates nobody is moved"
import json
d = json.load(open("plan.json"))
assert d["found"] and not [m for m in d["measures"] if m["kind"] == "move"]
assert d["proof"]["problem"]["ways"] == []
P
roster 9901010001 9901010002
expect_status 1 "$JUNHENG" rotate two.jh roster.csv "${day[@]}" --out none.xlsx
expect_in out "without coordinates"
expect_in out "no workbook was written"
[ ! -e none.xlsx ] || fail "a workbook without a list"
expect_status 1 "$JUNHENG" pair two.jh "${day[@]}" --set pair_lead_share=0.5
expect_in out "no coordinates"
passed "without coordinates the plan does without moves, nobody is exchanged or paired, and why"

expect_status 0 "$JUNHENG" correct two.jh --unit 9901010002 --element equipment_value --missing \
    --reason "made up" --approver "made up"
expect_status 1 "$JUNHENG" plan two.jh "${day[@]}"
expect_in err "9901010002"
expect_in err "not reported"
expect_status 1 "$JUNHENG" rotate two.jh roster.csv "${day[@]}" --json
expect_in out '"format":"junheng-rotation/1"'
expect_status 1 "$JUNHENG" pair two.jh "${day[@]}" --json
expect_in out '"format":"junheng-pairing/1"'
passed "a figure that is missing stops the plan by name; rotation and pairing do without it"
