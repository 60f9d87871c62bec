#!/bin/bash
# Teachers on rotation in a made-up county: a list that proves itself, what cannot be is told with
# its proof, and what is wrong with a roster is named by its cell.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
verify=$BUILD_DIR/junheng-verify
rotating=("$JUNHENG" rotate c.jh --as-of 2025-12-31 --lang en --quiet)
roster=wb/2025-名册/教师名册.xlsx

expect_status 0 "$JUNHENG" example --schools 40 --seed 7 --roster --out wb --quiet
expect_status 0 "$JUNHENG" init c.jh
expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet
cp "$roster" one.xlsx
expect_status 0 "$JUNHENG" example --schools 40 --seed 7 --roster --out again --quiet
cmp -s one.xlsx "again/2025-名册/教师名册.xlsx" || fail "the same seed gave another roster"
passed "a roster is made up, the same for the same seed"

expect_status 0 "${rotating[@]}" "$roster" --json
cp out list.json
expect_status 0 "$verify" list.json
expect_in out "accepted"
python3 - <<'P' || fail "the list does not keep what it promises"
import json
from collections import Counter
d = json.load(open("list.json"))
assert d["moved"] >= d["wanted"] and d["backbone"] >= d["wanted_backbone"]
assert d["cost_yuan"] <= d["bound_yuan"] * 1.001, (d["cost_yuan"], d["bound_yuan"])
left, come = Counter(), Counter()
for m in d["moves"]:
    assert m["from"]["code"] != m["to"]["code"] and m["metres"] <= 20000
    left[m["from"]["code"], m["stage"], m["subject"]] += 1
    come[m["to"]["code"], m["stage"], m["subject"]] += 1
assert left == come
assert len({m["teacher"] for m in d["moves"]}) == d["moved"] == len(d["moves"])
P
expect_status 0 "${rotating[@]}" "$roster" --json
cmp -s out list.json || fail "the same roster gave another list"
passed "a list with every subject staffed as before, accepted by junheng-verify, always the same"

python3 - <<'P' || fail "a changed number was accepted"
import json, subprocess, copy, os
d = json.load(open("list.json"))
def rejected(change):
    c = copy.deepcopy(d)
    change(c)
    json.dump(c, open("changed.json", "w"), ensure_ascii=False)
    verify = os.environ["BUILD_DIR"] + "/junheng-verify"
    r = subprocess.run([verify, "--without-seal", "changed.json"], capture_output=True)
    assert r.returncode == 1, (change, r)
def set_at(path, by):
    def change(c):
        for key in path[:-1]: c = c[key]
        c[path[-1]] += by
    return change
for key in ("cost_yuan", "bound_yuan", "moved", "backbone"):
    rejected(set_at([key], 1)); rejected(set_at([key], -1))
p = d["proof"]
for key in ("per_person", "unwished", "places"):
    if key != "unwished": rejected(set_at(["proof", key], 64 if key == "per_person" else -1))
go = p["go"]
rejected(lambda c: c["proof"]["go"].pop())
rejected(lambda c: c["proof"]["go"].append(c["proof"]["go"][0]))
for i in range(0, len(go), max(1, len(go) // 12)):
    rejected(set_at(["proof", "go", i, 0], 1))
    who = p["persons"][go[i][0]]
    rejected(set_at(["proof", "persons", go[i][0], 3], 5))
    rejected(lambda c: c["proof"]["persons"][go[i][0]].__setitem__(1, (who[1] + 1) % p["kinds"]))
used = {(min(a, b), max(a, b)) for a, b in ((p["persons"][i][0], to) for i, to in go)}
for i, way in enumerate(p["ways"]):
    if (way[0], way[1]) in used: rejected(set_at(["proof", "ways", i, 2], -1))
rejected(set_at(["proof", "rows", 0], 100))
for key in ("paid_yuan", "wanted_backbone", "wanted"):
    rejected(set_at([key], 1))
for i in range(0, len(d["moves"]), 9):
    rejected(set_at(["moves", i, "cost_yuan"], 1))
    rejected(lambda c: c["moves"][i].__setitem__("backbone", not d["moves"][i]["backbone"]))
    rejected(lambda c: c["moves"][i].__setitem__("wished", not d["moves"][i]["wished"]))
for i in range(0, len(d["schools"]), 5):
    for key in ("moved", "backbone_out", "backbone_in"):
        rejected(set_at(["schools", i, key], 1))
rejected(lambda c: c["schools"].remove(next(s for s in c["schools"] if s["moved"])))
P
expect_status 1 "$verify" changed.json
passed "junheng-verify rejects whatever is changed"

expect_status 0 "${rotating[@]}" "$roster" --out list.xlsx
expect_in out "no rotation of as many with every subject staffed costs less than"
[ -s list.xlsx ] || fail "no workbook"
expect_status 0 "$JUNHENG" sheet list.xlsx --csv --quiet
passed "the same as text and as a workbook"

expect_status 1 "${rotating[@]}" "$roster" --set rotation_distance=0.3
expect_in out "(proved)"
expect_status 1 "${rotating[@]}" "$roster" --set rotation_distance=0.3 --json
cp out few.json
expect_status 0 "$verify" few.json
expect_in out "no more than"
expect_status 1 "${rotating[@]}" "$roster" --set rotation_share=0.9 --json
cp out few.json
expect_status 0 "$verify" few.json
expect_in out "no more than"
python3 - <<'P' || fail "the most that can is not what goes"
import json
d = json.load(open("few.json"))
assert 0 < d["moved"] == d["most_moved"] < d["wanted"]
P
sed 's/"most_moved":{"count":[0-9]*/&9/' few.json >changed.json
expect_status 1 "$verify" --without-seal changed.json
passed "where so many cannot move, the most that can, and its proof"

expect_status 1 "${rotating[@]}" "$roster" --set rotation_years=50
expect_in err "none of the"
expect_status 0 "$JUNHENG" setting c.jh rotation_years=9 --from 2025-01-01 \
    --author "made up" --source "made up"
expect_status 0 "${rotating[@]}" "$roster" --json
grep -q '"key":"rotation_years","value":"9"' out || fail "the county's setting was not used"
expect_status 1 "${rotating[@]}" "$roster" --set rotation_share=-1
expect_in err "negative"
expect_status 2 "${rotating[@]}" "$roster" --set rotation_yaers=9
passed "settings of the county and of the call, and wrong ones named"

# What nobody set is what the standard in force says: the province's 2 % of those eligible.
expect_status 0 "${rotating[@]}" "$roster" --json
python3 - <<'P' || fail "the shares are not those of the standard's item"
import json, math
d = json.load(open("out"))
assert d["asked_by"] == "G11" and d["standard"] == "cn-2017-quality"
assert d["wanted"] == math.ceil(d["eligible"] / 10)
settings = {s["key"]: s["value"] for s in d["settings"]}
assert settings["rotation_share"] == "0.1" and settings["rotation_backbone_share"] == "0.2"
P
expect_status 0 "${rotating[@]}" "$roster" --standard example-province-overlay --json
python3 - <<'P' || fail "the shares are not those of the province's item"
import json, math
d = json.load(open("out"))
assert d["wanted_backbone"] == math.ceil(d["eligible"] * 2 / 100)
assert {s["key"]: s["value"] for s in d["settings"]}["rotation_backbone_of"] == "eligible"
P
# A share is told in percent and given either way; exactly.
expect_status 0 "${rotating[@]}" "$roster" --set rotation_share=0.05 --json
cp out plain.json
for share in 5% "5 %" 5.0％; do
    expect_status 0 "${rotating[@]}" "$roster" --set "rotation_share=$share" --json
    cmp out plain.json || fail "$share is not 0.05"
done
expect_status 1 "${rotating[@]}" "$roster" --set rotation_share=0.00001%
expect_status 1 "${rotating[@]}" "$roster" --set rotation_years=9%
expect_status 0 "${rotating[@]}" "$roster" --set rotation_share=0.05 --out share.xlsx
expect_status 0 "$JUNHENG" sheet share.xlsx --sheet Basis
expect_in out ",5 %,"
expect_in out ",25 %,"
expect_status 0 "$JUNHENG" setting c.jh rotation_share=0.05 --from 2031-01-01 --author "made up" \
    --source "made up"
expect_status 0 "$JUNHENG" setting c.jh --as-of 2031-01-01
expect_in out "rotation_share = 5 %"
expect_status 0 "${rotating[@]}" "$roster" --set rotation_share=0.05 --json
grep -q '"asked_by":""' out || fail "a share that was set is still said to be the standard's"
sed '/^item G11/,/^item G12/{/^item G12/!d}' "$SOURCE_DIR/standards/cn-2017-quality.std" >own.std
sed -i 's/^standard cn-2017-quality/standard own/' own.std
mkdir own && cp "$SOURCE_DIR"/standards/*.std own/ && mv own.std own/own.std
expect_status 1 "${rotating[@]}" "$roster" --standards own --standard own
expect_in err "has no item that says how large a share"
expect_status 0 "${rotating[@]}" "$roster" --standards own --standard own --set rotation_share=0.05
passed "shares that nobody set are those of the standard's item, wherever it has one"

# At most an eighth of a school's teachers: fewer at the large schools, dearer, still proved.
expect_status 0 "${rotating[@]}" "$roster" --set rotation_school_share=0.12 --json
cp out capped.json
expect_status 0 "$verify" capped.json
python3 - <<'P' || fail "a school sends more than it may, or the limit does not matter"
import json, subprocess, os, copy
d, free = json.load(open("capped.json")), json.load(open("list.json"))
share = lambda s: s["moved"] <= max(1, s["teachers"] * 12 // 100)
assert all(share(s) for s in d["schools"]) and not all(share(s) for s in free["schools"])
assert d["moved"] >= d["wanted"] and d["bound_yuan"] <= d["cost_yuan"]
def rejected(change):
    c = copy.deepcopy(d)
    change(c["proof"])
    json.dump(c, open("changed.json", "w"), ensure_ascii=False)
    verify = os.environ["BUILD_DIR"] + "/junheng-verify"
    r = subprocess.run([verify, "--without-seal", "changed.json"], capture_output=True)
    assert r.returncode == 1, r
most = d["proof"]["place_most"]
full = next(i for i, n in enumerate(most) if n == sum(
    1 for who, to in d["proof"]["go"] if d["proof"]["persons"][who][0] == i))
rejected(lambda p: p["place_most"].__setitem__(full, most[full] - 1))
rejected(lambda p: p["place_most"].pop())
priced = [i for i, n in enumerate(d["proof"]["per_place"]) if n]
assert priced
rejected(lambda p: p["per_place"].__setitem__(priced[0], -1))
P
expect_status 1 "${rotating[@]}" "$roster" --set rotation_school_share=0.01
expect_in out "it is not proved that more cannot"
passed "what a school may send in one year is kept, and its price is part of the proof"

refused() { # refused ROWS WORDS: a roster with these rows is refused so, and nothing is written
    printf '教师编号,任教学校,任教学科,在本校连续任教年数,意向学校\n%b' "$1" >bad.csv
    rm -f none.xlsx
    expect_status 1 "${rotating[@]}" bad.csv --out none.xlsx
    expect_in out "$2"
    [ ! -e none.xlsx ] || fail "a refused roster left a workbook"
}
refused 'T1,没有的学校,语文,7,\n' 'there is no school "没有的学校"'
expect_in out "B2"
refused 'T1,9901010001,语文,7,\nT1,9901010002,语文,7,\n' "at two schools"
refused 'T1,9901010001,语文,7,\nT1,9901010001,数学,7,\n' "stands twice"
refused 'T1,9901010001,语文,7,火星小学\n' "E2"
refused 'T1,9901010001,语文,many,\n' "no number of years"
printf '教师编号,任教学校,任教学科,在本校连续任教年数\n' >alone.csv
printf 'T1,9901010001,语文,17\nT2,9901010001,语文,18\n' >>alone.csv
expect_status 1 "${rotating[@]}" alone.csv
expect_in out "no more than 0 can be rotated"
expect_in out "2 whose like are all at the same school"
passed "what is wrong in a roster is named by its cell, and nothing is half-written"
