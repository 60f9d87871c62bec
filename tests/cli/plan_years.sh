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

page_is() { # page_is PAGE JSON: every school, year and amount of the document is on the page
    python3 - "$1" "$2" <<'P' || fail "$1 and $2 differ"
import html, json, re, sys
page, s = open(sys.argv[1], encoding="utf-8").read(), json.load(open(sys.argv[2]))
def money(x):
    return f"{x:,.2f}" if abs(x - round(x)) > 1e-9 else f"{round(x):,}"
rows = re.findall(r'<bdi>([^<]*)</bdi></th>((?:<td class="y[^>]*>[^<]*</td>)+)', page)
years = [y["year"] for y in s["years"]]
passes = {html.unescape(name): years[re.findall(r'<td class="y[^>]*>([^<]*)', cells).index("✓")]
          for name, cells in rows}
assert passes == {one["name"]: one["year"] for one in s.get("schools", s.get("counties"))}
for y in s["years"]:
    row = re.search(rf'<tr><th scope="row">{y["year"]}</th>(.*?)</tr>', page).group(1)
    cells = [re.sub("<[^>]*>", "", c) for c in re.findall("<td[^>]*>(.*?)</td>", row)]
    assert cells[0].split(" / ")[0] == str(y["passing"]) and cells[1] == str(y["wanted"]), cells
    assert cells[3] == money(y["money_yuan"]) and cells[5] == money(y["spent_yuan"]), cells
    assert not y["lacking_yuan"] or cells[6] == money(y["lacking_yuan"]), cells
assert len(re.findall("<li>", page)) >= len(s["measures"])
assert money(s["cost_yuan"]) in page
P
}
expect_status 0 "${planning[@]}" --years 2026..2030 --budget "$year" --wanted 20,20,30,20,10 \
    --page years.html
page_is years.html years.json
grep -q 'id="limits"' years.html || fail "no coefficients on the page"
expect_status 3 "${planning[@]}" --years 2026,2027 --budget "$cost" --page none/years.html
expect_in err "none/years.html"
expect_status 3 "${planning[@]}" --years 2026,2027 --budget "$cost" --out none/years.xlsx
expect_in err "none/years.xlsx"
passed "the page says what the document says; what cannot be written is named"

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
expect_status 1 "${planning[@]}" --years 2026,2027 --budget "$((cost / 10)),$((cost / 10))" \
    --page lacking.html
page_is lacking.html lacking.json
expect_in lacking.html "class=\"total lacking\""
passed "too little money: how much more, and what is proved, on the page, too"

# What is decided or supposed goes into the schedule, or is refused by name; nothing is left out.
expect_status 0 "${planning[@]}" --json
cp out plan.json
read -r bought merged into < <(python3 - <<'P'
import json
p = json.load(open("plan.json"))
bought = next(m["school"]["code"] for m in p["measures"] if m["kind"] == "buy")
primary = [s["school"]["code"] for s in p["schools"] if s["school"]["stage"] == "primary"]
print(bought, primary[-1], primary[0])
P
)
dated=("${planning[@]}" --years 2026..2028 --budget "$((4 * cost))")
expect_status 0 "${dated[@]}" --no-move "$into" --from plan.json --keep staff --json
cp out kept.json
expect_status 0 "$verify" kept.json
expect_status 0 "${dated[@]}" --waiver "$into=none" --json
cp out waiver.json
expect_status 0 "$verify" waiver.json
expect_status 0 "${dated[@]}" --suppose "merge:$into:$merged" --json
cp out merged.json
expect_status 0 "$verify" merged.json
python3 - "$merged" "$into" <<'P' || fail "what was supposed or kept is not in the schedule"
import json, sys
names = ("plan", "kept", "waiver", "merged")
old, kept, waiver, merged = (json.load(open(f"{name}.json")) for name in names)
assert kept["proof"]["plan"]["staff"] == old["proof"]["plan"]["staff"]
assert sys.argv[1] in {s["code"] for s in kept["schools"]}
assert sys.argv[1] not in {s["code"] for s in merged["schools"]}
assert not [s for s in waiver["schools"] if s["code"] == sys.argv[2] and "at_floor" in s]
P
"${dated[@]}" --no-building "$bought" --json >out 2>err || true
python3 - "$bought" <<'P' || fail "bought where nothing is built"
import json, sys
text = open("out").read()
for m in json.loads(text)["measures"] if text else []:
    assert m["kind"] != "buy" or m["at"]["code"] != sys.argv[1], m
P
[ -s out ] || expect_in err "there is no plan"
expect_status 0 "${dated[@]}" --apply after.jh
expect_status 0 "$JUNHENG" plan after.jh --as-of 2025-12-31 --lang en --quiet --json
grep -q '"cost_yuan":0[,.]' out || fail "the copy does not pass when the schedule is done"
expect_status 1 "${dated[@]}" --suppose "merge:$into:$merged" --apply other.jh
[ ! -e other.jh ] || fail "a copy of what was only supposed"
passed "decisions, mergers and a copy go with years"

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
for option in "--show-costs" "--costs-workbook c.xlsx" "--against plan.json"; do
    # shellcheck disable=SC2086
    refused "${option%% *} does not go with --years" --years 2025 --budget 1 $option
done
[ ! -e c.xlsx ] || fail "a workbook beside a refusal"
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
expect_status 0 "$JUNHENG" plan province.csv --years 2021,2025,2030 --wanted 50,40,10 \
    --budget 40000000,32000000,30000000 --quiet --page province.html
page_is province.html province.json
for option in "--costs x.csv" "--county all" "--period 2025" "--standard cn-2017-quality" \
    "--standards ." "--as-of 2025-12-31" "--revision 1" "--set a=b" "--relax a:b:c:d" \
    "--apply c.jh" "--suppose close:1" "--from plan.json" "--keep staff" "--no-building 1" \
    "--no-move 1" "--waiver 1=none"; do
    # shellcheck disable=SC2086
    expect_status 1 "$JUNHENG" plan province.csv --years 2025 --budget 9 --lang en --quiet $option
    expect_in err "leave ${option%% *} out"
done
printf 'county,pupils,cost\nmade up,0,5\n' >bad.csv
expect_status 1 "$JUNHENG" plan bad.csv --years 2025 --budget 9 --lang en --quiet
expect_in err "bad.csv, B2"
passed "a province: which counties by which year"
