#!/bin/bash
# Plans that begin from an earlier one, keep what is decided, and lie side by side. All made up.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
verify=$BUILD_DIR/junheng-verify
planning=("$JUNHENG" plan c.jh --as-of 2025-12-31 --lang en --quiet)

expect_status 0 "$JUNHENG" example --schools 40 --seed 2025 --out wb --quiet
expect_status 0 "$JUNHENG" init c.jh
expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet
expect_status 0 "$JUNHENG" correct c.jh --unit 9901010020 --element multimedia_rooms --value 30 \
    --reason "made up" --approver "made up"
expect_status 0 "${planning[@]}" --json
cp out a.json
printf 'key,school,stage,value\ncost.equipment_value,,,20000\nhire,,,1000\n' >dear.csv

plan() { # plan FILE [option …]: accepted by the second program, too
    expect_status 0 "${planning[@]}" "${@:2}" --json
    cp out "$1"
    expect_status 0 "$verify" "$1"
}
cost() { python3 -c "import json, sys; print(json.load(open(sys.argv[1]))['cost_yuan'])" "$1"; }

plan b.json --costs dear.csv --from a.json
plan afresh.json --costs dear.csv
python3 - <<'P' || fail "another plan when it begins from an earlier one"
import json
b, afresh = json.load(open("b.json")), json.load(open("afresh.json"))
assert b["cost_yuan"] >= afresh["bound_yuan"] and b["gap_percent"] <= 0.05
P
printf 'key,school,stage,value\ncost.teaching_area,,,3500\n' >land.csv
plan land.json --costs land.csv --from a.json
plan land_afresh.json --costs land.csv
python3 - <<'P' || fail "what rules cost was not taken over, or is not true here"
import json
for name, other in (("b.json", "afresh.json"), ("land.json", "land_afresh.json")):
    again, afresh = json.load(open(name)), json.load(open(other))
    key = lambda price: (price["rule"], price["indicator"], price["stage"])
    fresh = {key(p): p for p in afresh["prices"]}
    assert {p["how"] for p in afresh["prices"]} == {"searched"}
    for p in again["prices"]:
        if (f := fresh.get(key(p))) is not None:  # both hold the truth, so they meet
            assert p["least_yuan"] <= f["most_yuan"] and f["least_yuan"] <= p["most_yuan"], (p, f)
        assert p["most_yuan"] - p["least_yuan"] < 0.002 * again["cost_yuan"], p
    hows = [p["how"] for p in again["prices"]]
    assert len(hows) >= len(fresh) - 1, (hows, len(fresh))
assert hows.count("carried") >= len(hows) - 1, hows
P
passed "what rules cost is taken over from the earlier plan where its numbers still prove it"
plan kept.json --costs dear.csv --from a.json --keep purchases --keep staff --keep waivers
python3 - <<'P' || fail "what was kept did not stay"
import json
a, kept = json.load(open("a.json")), json.load(open("kept.json"))
short = lambda plan: [(m["kind"], m.get("element"), m["amount"]) for m in plan["measures"]]
assert short(a) == short(kept)
assert kept["cost_yuan"] > a["cost_yuan"]
P
school=$(python3 - <<'P'
import json
measures = json.load(open("a.json"))["measures"]
print(next((m["to"] for m in measures if m["kind"] == "move"), measures[0].get("school"))["code"])
P
)
plan one.json --costs dear.csv --from a.json --keep "staff:$school" --keep "purchases:$school"
python3 - "$school" <<'P' || fail "what was kept of one school did not stay, or more than that"
import json, sys
a, one = json.load(open("a.json")), json.load(open("one.json"))
rows = [i for i, s in enumerate(a["schools"]) if s["school"]["code"] == sys.argv[1]]
staff = lambda plan: [plan["proof"]["plan"]["staff"][i] for i in rows]
held = [h["least"] == h["most"] for h in one["proof"]["problem"]["holds"]]
assert rows and staff(a) == staff(one)
assert held.count(True) == len(rows)
P
expect_status 2 "${planning[@]}" --from a.json --keep "staff:1234567890"
expect_in err "1234567890"
passed "of an earlier plan one school's staff and purchases stay, the rest is free"
passed "a plan begins from an earlier one; what is kept stays, at the prices of today"

school=$(python3 - <<'P'
import json
measures = json.load(open("a.json"))["measures"]
print(next(m for m in measures if m.get("element") == "equipment_value")["school"]["code"])
P
)
plan none.json --no-building "$school"
! grep -q "\"kind\":\"buy\",\"school\":{\"code\":\"$school\"" none.json ||
    fail "something is built there"
plan waiver.json --waiver 9901010018=none
[ "$(cost waiver.json)" -gt "$(cost a.json)" ] || fail "a waiver less should cost more"
python3 - <<'P' || fail "the school should have no waiver"
import json
row = next(r for r in json.load(open("waiver.json"))["schools"]
           if r["school"]["code"] == "9901010018")
assert "at_floor_title" not in row
P
passed "a school where nothing is built, and one without its waiver"

printf 'key,school,stage,value,unit\ncost.teaching_area,,,0.3,万元/㎡\n' >unit.csv
expect_status 1 "${planning[@]}" --costs unit.csv
expect_in err 'unit.csv'
expect_in err 'E2'
expect_in err 'nothing was converted'
printf 'key,school,stage,value,unit\ncost.teaching_area,,,3000,元/㎡\nhire,,,120000,yuan/person\n' \
    >unit.csv
expect_status 0 "${planning[@]}" --costs unit.csv --json
passed "a unit that is not the key's is refused by its cell; either language's will do"

refused() { # refused STATUS SENTENCE option …
    expect_status "$1" "${planning[@]}" "${@:3}"
    expect_in err "$2"
}
refused 2 "nothing to keep" --keep staff
refused 2 "cannot be kept" --from a.json --keep everything
refused 2 "no such school" --no-building 1234
refused 2 "no such school" --waiver 1234=none
refused 2 "no indicator is called" --waiver 9901010018=moon
refused 2 "drop one of the two" --from a.json --keep purchases --no-building "$school"
sed 's/"amount":\([0-9]\)/"amount":1\1/' a.json >changed.json
refused 1 "the seal does not fit" --from changed.json
echo '{"format":"other"}' >other.json
refused 1 "no plan that junheng" --from other.json
echo '{"format":' >torn.json
refused 1 "line 2, column 1" --from torn.json
expect_status 3 "${planning[@]}" --from absent.json
expect_status 0 "${planning[@]}" --suppose merge:9901010004:9901010020 --from a.json
passed "what cannot be kept or begun from is named; a plan of other schools is no beginning"

called() { # called CODE: the name of that school
    python3 - "$1" <<'P'
import json, sys
print(next(s["school"]["name"] for s in json.load(open("a.json"))["schools"]
           if s["school"]["code"] == sys.argv[1]))
P
}
same() { # same LABEL options by code -- the same by name: one plan
    local label=$1 by_code=()
    shift
    while [ "$1" != -- ]; do by_code+=("$1") && shift; done
    shift
    expect_status 0 "${planning[@]}" --from a.json --json "${by_code[@]}"
    cp out by_code.json
    expect_status 0 "${planning[@]}" --from a.json --json "$@"
    cmp out by_code.json || fail "$label: another plan by name than by code"
}
one=$(called "$school")
other=$(called 9901010018)
same "no building" --no-building "$school:equipment_value" -- \
    --no-building "$one:教学仪器设备资产值"
same "a waiver" --waiver 9901010018:primary=R4 -- --waiver "$other:小学=生均教学及辅助用房面积"
same "what is kept" --keep "purchases:$school" --no-move 9901010018 -- --keep "purchases:$one" \
    --no-move "$other"
same "a merger" --suppose merge:9901010004:9901010020 -- \
    --suppose "merge:$(called 9901010004):$(called 9901010020)"
refused 2 "the nearest name: $one" --no-building "${one}x"
refused 2 "these have it in their names" --suppose "close:小学"
refused 2 "no indicator is called" --waiver "$other=moon"
refused 2 "no figure is called" --no-building "$one:设备资产"
passed "schools, figures, stages and indicators are called by name as well; near ones are named"

printf 'key,school,stage,value\ntrain_share.backbone,,,5%%\n' >percent.csv
printf 'key,school,stage,value\ntrain_share.backbone,,,5\n' >plain.csv
PYTHONPATH=$SOURCE_DIR/tests/support python3 - <<'P'
from books import book, sheet
rows = [["key", "school", "stage", "value"], ["train_share.backbone", None, None, ("%", 0.05)]]
book("shown.xlsx", sheet("costs", rows))
P
for file in percent.csv plain.csv shown.xlsx; do
    expect_status 0 "${planning[@]}" --costs $file --from a.json --json
    python3 - >$file.told <<'P'
import json
print([c["value"] for c in json.load(open("out"))["costs"] if c["key"] == "train_share.backbone"])
P
done
for file in percent.csv plain.csv shown.xlsx; do expect_in $file.told "[5]"; done
printf 'key,school,stage,value\nhire,,,5%%\n' >percent.csv
refused 1 "is a percentage" --costs percent.csv
passed "5 % and 5 are one where the unit is %, and nowhere else"

expect_status 1 "$JUNHENG" plan compare a.json waiver.json --lang en --out compared.xlsx
expect_in out "cost more (+)"
expect_status 0 "$JUNHENG" sheet compared.xlsx --sheet "two plans"
expect_status 1 "$JUNHENG" plan compare a.json b.json --json
python3 - <<'P' || fail "the difference of the costs is not what it should be"
import json
told = json.load(open("out"))
a, b = (json.load(open(name))["cost_yuan"] for name in ("a.json", "b.json"))
total = next(d for d in told["differences"] if d["key"] == "cost_yuan")
assert total["change_yuan"] == round(b - a, 6), (total, a, b)
measures = sum(d["change_yuan"] for d in told["differences"] if d["about"] == "measure")
assert abs(measures - (b - a)) < 0.01
assert any(d["about"] == "cost" and d["key"] == "hire" for d in told["differences"])
P
expect_status 0 "$JUNHENG" plan compare a.json a.json
# In which language a plan was written is no difference.
expect_status 0 "$JUNHENG" plan c.jh --as-of 2025-12-31 --lang zh --quiet --costs dear.csv \
    --from a.json --json
cp out chinese.json
expect_status 0 "$JUNHENG" plan compare b.json chinese.json --json
python3 - <<'P' || fail "the interval of the least costs is not what the two documents say"
import json
told = json.load(open("out"))
b, c = (json.load(open(name)) for name in ("b.json", "chinese.json"))
assert told["differences"] == []
assert abs(told["least_change_yuan"] - (c["bound_yuan"] - b["cost_yuan"])) < 1e-5
assert abs(told["most_change_yuan"] - (c["cost_yuan"] - b["bound_yuan"])) < 1e-5
P
expect_status 1 "$JUNHENG" plan compare a.json b.json --page compared.html
for words in "两个方案并列" "Two plans side by side" "哪所学校多花" "Which schools cost more" \
    "新招1名教师" "a new teacher" "yuan/person" "元/人"; do
    expect_in compared.html "$words"
done
expect_status 0 "${planning[@]}" --costs dear.csv --against a.json --page beside.html \
    --out beside.xlsx
expect_in beside.html "Two plans side by side"
expect_in beside.html "What the money goes into"
expect_status 0 "$JUNHENG" sheet beside.xlsx --sheet "two plans"
expect_in out "this plan"
passed "side by side as a page, in both languages, and within the new plan's papers"

expect_status 0 "${planning[@]}" --against b.json
expect_in out "b.json →"
expect_status 1 "$JUNHENG" plan compare a.json changed.json --lang en
expect_in err "the seal does not fit"
passed "two plans side by side: what differs, and what it costs"

expect_status 0 "${planning[@]}" --budget 100000000 --json
expect_in out '"suffices":true'
cost=$(cost a.json)
expect_status 1 "${planning[@]}" --budget $((cost / 2)) --json --page budget.html --out budget.xlsx
cp out budget.json
expect_status 0 "$verify" budget.json
python3 - <<'P' || fail "the best within the budget is not what it should be"
import json
plan = json.load(open("budget.json"))
budget = plan["budget"]
assert not budget["suffices"] and budget["left_yuan"] < 0
assert abs(budget["short_at_least_yuan"] - (plan["bound_yuan"] - budget["money_yuan"])) < 0.01
assert round(sum(m["cost_yuan"] for m in budget["measures"]), 6) == budget["spent_yuan"]
assert sum(s["cost_yuan"] for s in budget["schools"]) <= budget["spent_yuan"]
assert budget["spent_yuan"] <= budget["money_yuan"]
more = sum(s["pupils"] for s in budget["schools"])
assert budget["pupils_passing_within"] == budget["pupils_passing_today"] + more
assert budget["pupils_passing_within"] <= budget["pupils_at_most"] <= budget["pupils"]
P
expect_in budget.html "not possible in any way"
expect_status 0 "$JUNHENG" sheet budget.xlsx --sheet budget
cp out budget.csv
expect_status 0 "$JUNHENG" sheet budget.xlsx --sheet "measures within the budget"
cp out within.csv
python3 - <<'P' || fail "workbook and page do not tell the whole answer about the budget"
import csv, html, json
budget = json.load(open("budget.json"))["budget"]
rows = list(csv.reader(open("budget.csv")))
facts = {row[0]: row[1] for row in rows if len(row) > 1}
money = lambda cell: float(cell.replace(",", "").replace("yuan", ""))
assert money(facts["budget"]) == budget["money_yuan"]
assert abs(money(facts["does not suffice for this plan; lacking:"]) + budget["left_yuan"]) < 0.01
assert abs(money(facts["what the money goes into"]) - budget["spent_yuan"]) < 0.01
lacking = money(facts["not possible in any way; lacking at least:"])
assert 0 <= budget["short_at_least_yuan"] - lacking < 0.01
pupils = "%(pupils_passing_today)d → %(pupils_passing_within)d / %(pupils)d" % budget
assert facts["pupils in schools that pass"].startswith(pupils)
listed = {row[0]: (int(row[1]), float(row[2])) for row in rows[-len(budget["schools"]):]}
assert listed == {s["name"]: (s["pupils"], s["cost_yuan"]) for s in budget["schools"]}
measures = [row for row in csv.reader(open("within.csv")) if row[0].isdigit()]
assert sorted((row[0], float(row[8])) for row in measures) == sorted(
    ((m.get("school") or m["from"])["code"], m["cost_yuan"]) for m in budget["measures"])
page = html.unescape(open("budget.html").read())
section = page[page.index('id="budget"'):page.index('id="money"')]
assert section.count("<li>") == len(budget["measures"])
assert all(s["name"] in section for s in budget["schools"])
P
refused 2 "no sum of money" --budget cheap
refused 2 "no sum of money" --budget -1
cp c.jh staff.jh
for element in backbone_teachers pe_art_teachers; do
    expect_status 0 "$JUNHENG" correct staff.jh --unit 9901010001 --element $element \
        --stage primary --value 5 --reason "made up" --approver "made up"
done
expect_status 1 "$JUNHENG" plan staff.jh --as-of 2025-12-31 --lang en --quiet --budget 700000 \
    --json
cp out staff.json
expect_status 0 "$verify" staff.json
python3 - <<'P' || fail "teachers should move to the school that lacks them, within the budget"
import json
budget = json.load(open("staff.json"))["budget"]
moves = [m for m in budget["measures"] if m["kind"] == "move"]
assert moves and {m["to"]["code"] for m in moves} == {"9901010001"}, moves
assert any(s["code"] == "9901010001" for s in budget["schools"])
P
expect_status 1 "$JUNHENG" plan staff.jh --as-of 2025-12-31 --lang en --quiet --budget 700000
expect_in out "what the money goes into"
expect_in out " → "
staffing=("$JUNHENG" plan staff.jh --as-of 2025-12-31 --lang en --quiet)
expect_status 0 "${staffing[@]}" --json
cp out moved.json
read -r leaves comes <<<"$(python3 - <<'P'
import json
move = next(m for m in json.load(open("moved.json"))["measures"] if m["kind"] == "move")
print(move["from"]["code"], move["to"]["code"])
P
)"
printf 'key,school,stage,value\nmove.km,,,50000\ntrain_share.backbone,,,40\n' >far.csv
moved() { # moved FILE [option …]: the plan from moved.json at the costs of far.csv
    expect_status 0 "${staffing[@]}" --from moved.json --costs far.csv "${@:2}" --json
    cp out "$1"
    expect_status 0 "$verify" "$1"
}
moved free.json
moved kept.json --keep "moves:$leaves:$comes"
moved all.json --keep moves --no-building 9901010040
moved dated.json --keep moves --years 2026..2028 --budget 90000000 --wanted 30,30,40
python3 - <<'P' || fail "a schedule leaves out moves that stay"
import json
was, now = (json.load(open(f))["proof"]["plan"]["moves"] for f in ("moved.json", "dated.json"))
there = {tuple(move[:3]): move[3] for move in now}
assert was and all(there.get(tuple(move[:3]), 0) >= move[3] for move in was), (was, now)
P
moved nobody.json --no-move "$leaves:$comes"
python3 - "$leaves" "$comes" <<'P' || fail "moves kept or refused are not as they should be"
import json, sys
def moves(name):
    out = {}
    for m in json.load(open(name))["measures"]:
        if m["kind"] == "move":
            way = (m["from"]["code"], m["to"]["code"], m["teachers"])
            out[way] = out.get(way, 0) + m["amount"]
    return out
def between(name):
    return {way: n for way, n in moves(name).items() if way[:2] == tuple(sys.argv[1:])}
cost = lambda name: json.load(open(name))["cost_yuan"]
was, kept, everything = moves("moved.json"), moves("kept.json"), moves("all.json")
assert was and all(everything.get(way, 0) >= n for way, n in was.items()), (was, everything)
assert between("moved.json") and all(kept.get(w, 0) >= n for w, n in between("moved.json").items())
assert not between("nobody.json")
assert cost("free.json") <= 1.0005 * cost("kept.json")
assert cost("kept.json") <= 1.0005 * cost("all.json")
assert sum(everything.values()) > sum(moves("free.json").values()), "far.csv changes nothing"
P
moving_refused() { # moving_refused STATUS SENTENCE option …
    expect_status "$1" "${staffing[@]}" --from moved.json "${@:3}"
    expect_in err "$2"
}
moving_refused 2 "nobody moves so" --keep "moves:$comes:$leaves"
moving_refused 1 "nobody can move from" --keep moves --no-move "$leaves"
moving_refused 2 "no way for teachers" --no-move 1234567890
for element in teachers backbone_teachers above_degree_teachers pe_art_teachers; do
    "$JUNHENG" correct staff.jh --unit "$leaves" --element $element --stage primary --value 1 \
        --reason "made up" --approver "made up" >out 2>err || true
done
moving_refused 1 "were to leave" --keep "moves:$leaves"
passed "moves stay as in an earlier plan, or are refused; those that cannot be are named"

passed "a budget that suffices, and the best within one that does not, teachers moved for it"
