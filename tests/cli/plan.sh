#!/bin/bash
# A plan for a made-up county: found, proved, and what is wrong with the input is named.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/tamper.sh"
cd "$work"
verify=$BUILD_DIR/junheng-verify
planning=("$JUNHENG" plan c.jh --as-of 2025-12-31 --lang en --quiet)

expect_status 0 "$JUNHENG" example --schools 40 --seed 2025 --out wb --quiet
expect_status 0 "$JUNHENG" init c.jh
expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet

expect_status 1 "${planning[@]}"
expect_in err "not reported"
unit=$(grep -oE '[0-9]{10}' err | head -1)
expect_status 0 "$JUNHENG" correct c.jh --unit "$unit" --element multimedia_rooms --value 30 \
    --reason "made up" --approver "made up"
cp c.jh odd.jh
odd() { # odd VALUE WORDS: with so many backbone teachers, which no import brings, no plan is made
    tamper odd.jh "UPDATE observation SET millionths = $1 * 1000000
        WHERE unit = (SELECT unit FROM unit WHERE code = '9901010001') AND stage = 2
        AND element = (SELECT element FROM element WHERE key = 'backbone_teachers')"
    expect_status 1 "$JUNHENG" plan odd.jh --as-of 2025-12-31 --lang en --quiet
    expect_in err "9901010001"
    expect_in err "$2"
}
odd 9999 "more teachers of one kind than teachers"
odd 2.5 "is not a whole number"
passed "a figure that nobody reported is named, and teachers who cannot be"

expect_status 0 "${planning[@]}" --json
cp out plan.json
expect_status 0 "$verify" plan.json
expect_in out "accepted"
python3 - <<'P' || fail "the gap is too wide, or a limit is passed"
import json
plan = json.load(open("plan.json"))
assert plan["found"] and plan["gap_percent"] <= 0.05, plan["gap_percent"]
assert all(d["after"] <= d["limit"] for d in plan["dispersions"])
P
expect_status 0 "${planning[@]}" --json
cmp -s out plan.json || fail "the same county gave another plan"
python3 - <<'P' || fail "prices of rules are no intervals of what was found and proved"
import json
plan = json.load(open("plan.json"))
assert plan["prices"]
for price, proof in zip(plan["prices"], plan["proof"]["prices"], strict=True):
    assert 0 <= price["least_yuan"] <= price["most_yuan"] <= plan["cost_yuan"]
    assert price["most_yuan"] == round(plan["cost_yuan"] - price["bound_without_yuan"], 6)
    assert proof["without"][0] == (price["rule"] == "line")
for what in ("least_yuan", "most_yuan", "cost_without_yuan", "bound_without_yuan"):
    changed = json.loads(json.dumps(plan))
    changed["prices"][0][what] += 1
    json.dump(changed, open(f"changed_{what}.json", "w"))
P
for changed in changed_*.json; do
    expect_status 1 "$verify" --without-seal "$changed"
done
passed "what a rule costs is told as an interval that junheng-verify checks"
passed "a plan within 0.05 %, accepted by junheng-verify, the same every time"

expect_status 0 "${planning[@]}" --out plan.xlsx --page plan.html
expect_in out "no plan costs less than"
for sheet in summary measures money "before and after" coefficients "prices of rules" \
    "Costs and assumptions"; do
    expect_status 0 "$JUNHENG" sheet plan.xlsx --sheet "$sheet"
done
expect_in plan.html "default-src 'none'"
expect_in plan.html "费用最低的达标方案"
expect_in plan.html "No way to pass is cheaper"
! grep -qE "(src|href)=[\"'](https?:)?//" plan.html || fail "the page asks the network"
python3 - <<'P' || fail "page, workbook and JSON disagree on the cost"
import json, re
plan = json.load(open("plan.json"))
total = f"{plan['cost_yuan']:,.2f}".removesuffix(".00")
assert total + " <span" in open("plan.html").read(), total
assert abs(sum(m["cost_yuan"] for m in plan["measures"]) - plan["cost_yuan"]) < 0.01
assert all(c["source"] for c in plan["costs"])
P
expect_status 3 "${planning[@]}" --page no/such/folder/plan.html
passed "the same as text, as a workbook and as a page that asks the network nothing"

expect_status 0 "$JUNHENG" plan c.jh --show-costs
cp out costs.csv
expect_status 0 "${planning[@]}" --costs costs.csv --json
cp out plan.json
expect_status 0 "$verify" plan.json
refused() { # refused ROW WORDS: this row of costs is refused so
    printf 'key,school,stage,value\n%s\n' "$1" >bad.csv
    expect_status 1 "${planning[@]}" --costs bad.csv
    expect_in err "$2"
}
refused "hire,,,-1" "negative"
expect_in err "bad.csv, D2"
refused "hire,,," "not a number"
refused "hier,,,1" "no cost or limit"
refused "hire,,senoir,1" "no stage"
refused "limit.teaching_area,,,1" "below what"
printf 'name,price\nhire,1\n' >bad.csv
expect_status 1 "${planning[@]}" --costs bad.csv
expect_in err "no columns key and value"
refused "hire,$unit,,1" "one value for the whole county"
refused "limit.teaching_area,$unit,primary,100000" "does not differ by stage"
refused "hire,,,many" "not a number"
refused "cost.teaching_area,0000000000,,1" "\"0000000000\" is none of the schools"
expect_in err "bad.csv, B2"
printf 'key,school,stage,value\nhire,,,1\nmove,,,2\nhire,,,3\n' >bad.csv
expect_status 1 "${planning[@]}" --costs bad.csv
expect_in err "given twice"
expect_in err "bad.csv, D4"
passed "costs are read as they are shown, and mistakes named by their cell"

expect_status 0 "${planning[@]}" --costs-workbook costs.xlsx
expect_status 0 "${planning[@]}" --costs costs.xlsx --json
"$JUNHENG" plan c.jh --as-of 2025-12-31 --lang en --quiet --json >plain.json
python3 - <<'P' || fail "the workbook of costs as handed out changes the plan"
import json
a, b = (json.load(open(name)) for name in ("out", "plain.json"))
assert a["cost_yuan"] == b["cost_yuan"] and a["measures"] == b["measures"]
P
expect_status 0 "$JUNHENG" sheet costs.xlsx --sheet 2
expect_in out "staffing norm: below it no teacher leaves,Primary,19,persons,"
expect_status 0 "$JUNHENG" plan c.jh --as-of 2025-12-31 --quiet --lang zh --costs-workbook zh.xlsx
expect_status 0 "$JUNHENG" sheet zh.xlsx --sheet 2
expect_in out "核定教师人数的生师比：不足时不再减少,小学,19,人,"
expect_status 0 "$JUNHENG" plan c.jh --as-of 2025-12-31 --lang en --quiet --costs zh.xlsx --json
cp out zh.json
python3 - <<'P' || fail "the Chinese workbook of costs as handed out changes the plan"
import json
a, b = (json.load(open(name)) for name in ("zh.json", "plain.json"))
assert a["cost_yuan"] == b["cost_yuan"] and a["measures"] == b["measures"]
P
printf 'school,cost.multimedia_rooms,limit.teaching_area\n%s,123,\n' "$unit" >own.csv
expect_status 0 "${planning[@]}" --costs own.csv --show-costs
expect_in out "cost.multimedia_rooms,$unit,,123"
expect_in out "own.csv, B2"
school_refused() { # school_refused ROW WORDS
    printf 'school,cost.multimedia_rooms,limit.teaching_area\n%s\n' "$1" >bad.csv
    expect_status 1 "${planning[@]}" --costs bad.csv
    expect_in err "$2"
}
school_refused "$unit,-5," "negative"
expect_in err "bad.csv, B2"
school_refused "$unit,dear," "not a number"
school_refused ",5," "neither the code nor the name"
school_refused "$unit,,0.5" "below what"
expect_in err "bad.csv, C2"
school_refused "1234567890,,5" "\"1234567890\" is none of the schools"
passed "a workbook of costs school by school is handed out and read back, its bad cells refused"

name=$(python3 - "$unit" <<'P'
import json, sys
print(next(s["school"]["name"] for s in json.load(open("plan.json"))["schools"]
           if s["school"]["code"] == sys.argv[1]))
P
)
same_by_name() { # same_by_name FILE: the school's own price, by its name, is the price by its code
    expect_status 0 "${planning[@]}" --costs "$1" --show-costs
    expect_in out "cost.multimedia_rooms,$unit,,123"
}
printf 'school,cost.multimedia_rooms\n %s ,123\n' "$name" >named.csv
same_by_name named.csv
printf 'key,school,stage,value\ncost.multimedia_rooms,%s,,123\n' "$name" >named.csv
same_by_name named.csv
printf '学校标识码,学校,cost.multimedia_rooms\n,%s,123\n' "$name" >named.csv
same_by_name named.csv
printf 'school_name,cost.multimedia_rooms\n%s,123\n' "$name" >named.csv
same_by_name named.csv
school_refused "${name}x,5," "the nearest name: $name $unit"
expect_in err "bad.csv, A2"
school_refused "小学,5," "these have it in their names"
refused "cost.teaching_area,moon,,1" "no school \"moon\""
expect_in err "bad.csv, B2"
printf 'key,school,value\nlimit.teaching_area,%s,100000\nlimit.teaching_area,%s,100000\n' \
    "$unit" "$name" >bad.csv
expect_status 1 "${planning[@]}" --costs bad.csv
expect_in err "bad.csv, C3: limit.teaching_area is given twice"
expect_in err "the other time at bad.csv, C2"
cp c.jh alike.jh
tamper alike.jh "UPDATE unit_fact SET name = '$name'
    WHERE unit = (SELECT unit FROM unit WHERE code = '9901010004')"
printf 'school,cost.multimedia_rooms\n%s,123\n' "$name" >bad.csv
expect_status 1 "$JUNHENG" plan alike.jh --as-of 2025-12-31 --lang en --quiet --costs bad.csv
expect_in err "bad.csv, A2"
expect_in err "more than one school is called"
expect_in err "$unit"
expect_in err "9901010004"
passed "costs call schools by code or name; a name of two or of none, a value given twice is named"

printf 'key,school,stage,value\ngrowth.equipment_value,,,0\nreach.equipment_value,,,0\n' >tight.csv
expect_status 1 "${planning[@]}" --costs tight.csv
expect_in out "no plan within the limits"
expect_in out "larger by so much"
passed "without a plan, the sites in the way are named"

printf 'key,school,stage,value\ndistance,,,0\n' >apart.csv
expect_status 0 "${planning[@]}" --costs apart.csv --json
cp out plan.json
expect_status 0 "$verify" plan.json
passed "schools out of each other's reach are planned without moves"
