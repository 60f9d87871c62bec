#!/bin/bash
# Where there is no plan: what would have to give way, by name, and true when it is done. Made up.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
verify=$BUILD_DIR/junheng-verify
day=(--as-of 2025-12-31 --lang en --quiet)

expect_status 0 "$JUNHENG" example --schools 40 --seed 2025 --out wb --quiet
expect_status 0 "$JUNHENG" init c.jh
expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet
correct() { # correct UNIT ELEMENT VALUE [option …]
    expect_status 0 "$JUNHENG" correct c.jh --unit "$1" --element "$2" --value "$3" "${@:4}" \
        --reason "made up" --approver "made up"
}
correct 9901010020 multimedia_rooms 30

printf 'key,school,stage,value\ngrowth.equipment_value,,,0\nreach.equipment_value,,,0\n' >tight.csv
expect_status 1 "$JUNHENG" plan c.jh "${day[@]}" --costs tight.csv --json --page none.html \
    --out none.xlsx
cp out none.json
expect_in none.html "Which sites would have to grow"
expect_in none.html "Or schools brought together"
expect_status 0 "$JUNHENG" sheet none.xlsx --sheet "no plan"

# One half of the sites' extension is not enough; all of it is.
python3 - <<'P' || fail "the sites are not named with what they lack"
import csv, json
none = json.load(open("none.json"))
assert none["relief"] and none["relief_is_irreducible"] and not none["relief_cut_short"]
def write(name, sites):
    with open(name, "w") as out:
        out.write(open("tight.csv").read())
        for site in sites:
            out.write(f"reach.{site['element']},{site['school']['code']},,100000\n")
write("all.csv", none["relief"])
write("some.csv", none["relief"][1:])
assert len(none["relief"]) >= 2
P
expect_status 0 "$JUNHENG" plan c.jh "${day[@]}" --costs all.csv --json
cp out plan.json
expect_status 0 "$verify" plan.json
expect_status 1 "$JUNHENG" plan c.jh "${day[@]}" --costs some.csv
passed "the sites that are named make a plan possible, and none of them can do without"

python3 - <<'P' >merger || fail "no merger that helps"
import json
none = json.load(open("none.json"))
best = min(none["mergers"], key=lambda m: m["cost_yuan"])
assert best["pupils"] > 0 and none["mergers"][0] == best
print(f"merge:{best['into']}:{best['part']}", best["cost_yuan"])
P
read -r words cost <merger
expect_status 0 "$JUNHENG" plan c.jh "${day[@]}" --costs tight.csv --suppose "$words" --json
cp out plan.json
expect_status 0 "$verify" plan.json
expect_in plan.json "\"cost_yuan\":$cost,"
passed "the merger that is named makes a plan possible, at the cost that is told"

raised=$(python3 -c 'import json; r = json.load(open("none.json"))["raised_limits"]
assert all(x["limit"] > x["now"] for x in r); print(len(r))')
[ "$raised" -ge 1 ] || fail "no limit whose raising helps"
passed "limits are named with the hundredth from which there is a plan"

# Teachers that cannot come: neither sites nor limits help, only another school does.
correct 9901010039 pe_art_teachers 0 --stage primary
correct 9901010039 backbone_teachers 0 --stage primary
printf 'key,school,stage,value\ndistance,,,0\nstaff_growth,,,0\ntrain_share.degree,,,0\n' >staff.csv
printf 'train_share.backbone,,,0\n' >>staff.csv
expect_status 1 "$JUNHENG" plan c.jh "${day[@]}" --costs staff.csv --json
cp out none.json
python3 - <<'P' || fail "only a merger should help, and one does"
import json
none = json.load(open("none.json"))
assert not none["relief"] and not none["raised_limits"], none
assert any("9901010039" in (m["part"], m["into"]) for m in none["mergers"])
P
printf 'merge.distance,,,0\n' >>staff.csv
expect_status 1 "$JUNHENG" plan c.jh "${day[@]}" --costs staff.csv --json
expect_in out '"mergers":[]'
passed "where only a merger helps it is found; out of reach it is not"

suppose_refused() { # suppose_refused WORDS SENTENCE
    expect_status "$3" "$JUNHENG" plan c.jh "${day[@]}" --suppose "$1"
    expect_in err "$2"
}
suppose_refused "open:9901010004" "nothing that can be supposed" 2
suppose_refused "merge" "nothing that can be supposed" 2
suppose_refused "merge:9901010004:1234" "1234" 1
suppose_refused "split:9901010004:9901019999=1.4" "9901010004" 1
expect_status 2 "$JUNHENG" plan c.jh --as-of 2025-08-31 --lang en --suppose close:9901010004
expect_in err "a later day"
suppose_refused "close:9901010004" "pupils: where they go" 2
merger=$(grep -oE 'merge:[0-9]{10}:9901010004' err) || fail "no merger is proposed: $(cat err)"
expect_status 0 "$JUNHENG" plan c.jh "${day[@]}" --suppose "$merger" --json
! grep -q '"code":"9901010004"' out || fail "the school that merged is still planned for"
passed "a school with pupils is not closed without saying where they go; the merger is proposed"
expect_status 0 "$JUNHENG" plan c.jh "${day[@]}" --suppose split:9901010004:9901019999=0.4 --json
expect_in out 9901019999
cp out plan.json
expect_status 0 "$verify" plan.json
expect_status 0 "$JUNHENG" unit c.jh list
[ ! -s out ] || fail "what was supposed was kept"
passed "what is supposed is planned with and not kept; what cannot be is refused"
