#!/bin/bash
# Which county of a store by which year: each county planned, all of them in one schedule; the same
# on SQLite and on PostgreSQL (JH_TEST_PG). All made up.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
verify=$BUILD_DIR/junheng-verify

for seed in 3 4; do
    expect_status 0 "$JUNHENG" example --schools 20 --seed $seed --out wb$seed --quiet
done
mkdir other
python3 "$SOURCE_DIR/tests/support/recode_county.py" wb4/2025 other
fill() { # fill STORE: two counties, in which nothing is missing
    local county unit
    expect_status 0 "$JUNHENG" init "$1"
    expect_status 0 "$JUNHENG" import "$1" wb3/2025 --quiet
    expect_status 0 "$JUNHENG" import "$1" other --quiet
    for county in 990101 990202; do
        until "$JUNHENG" plan "$1" --county $county --as-of 2025-12-31 --quiet >out 2>err; do
            unit=$(grep -oE '[0-9]{10}' err | head -1)
            [ -n "$unit" ] || fail "no plan: $(cat out err)"
            expect_status 0 "$JUNHENG" correct "$1" --county $county --unit "$unit" \
                --element multimedia_rooms --value 30 --reason "made up" --approver "made up"
        done
    done
}
province() { # province STORE OPTIONS …
    "$JUNHENG" plan "$1" --county all --as-of 2025-12-31 --lang en --quiet "${@:2}"
}

fill c.jh
for county in 990101 990202; do
    expect_status 0 "$JUNHENG" plan c.jh --county $county --as-of 2025-12-31 --quiet --json
    cp out $county.json
done
expect_status 0 province c.jh --years 2026..2028 --budget 3000000 --json
cp out sqlite.json
expect_status 0 "$verify" sqlite.json
python3 - <<'P' || fail "the counties of the schedule are not those of the store"
import json
s = json.load(open("sqlite.json"))
own = {c: json.load(open(f"{c}.json")) for c in ("990101", "990202")}
assert [c["code"] for c in s["counties"]] == list(own)
assert [c["name"] for c in s["counties"]] == [p["county_name"] for p in own.values()]
costs = {m["at"]["code"]: m["cost_yuan"] for m in s["measures"]}
assert costs == {c: p["cost_yuan"] for c, p in own.items()}
years = {c["code"]: c["year"] for c in s["counties"]}
assert years["990202"] < years["990101"], years  # the cheap one first
P
expect_status 0 province c.jh --years 2026..2028 --budget 3000000
expect_in out "passing counties 2/2"
expect_status 1 province c.jh --years 2026,2027 --budget 100000
expect_in out "any schedule lacks at least"
expect_status 0 province c.jh --years 2026..2028 --budget 3000000 --page all.html
python3 - <<'P' || fail "the page lacks a county"
import html, json
page = html.unescape(open("all.html", encoding="utf-8").read())
for one in json.load(open("sqlite.json"))["counties"]:
    assert f'<bdi>{one["name"]}</bdi>' in page, one
assert 'id="limits"' not in page
P
expect_status 1 province c.jh --years 2026,2027 --budget 9000000 --suppose close:1
expect_in err "--suppose is about one county"
expect_in err "--county CODE"
passed "every county of a store is planned, and the schedule says which passes by which year"

if [ -n "${JH_TEST_PG:-}" ]; then
    fill "$JH_TEST_PG"
    expect_status 0 province "$JH_TEST_PG" --years 2026..2028 --budget 3000000 --json
    cmp -s out sqlite.json || fail "another schedule on PostgreSQL"
    passed "the same bytes on PostgreSQL"
fi

printf 'key,school,stage,value\ngrowth.equipment_value,,,0\nreach.equipment_value,,,0\n' >tight.csv
expect_status 1 province c.jh --years 2026,2027 --budget 9000000 --costs tight.csv
expect_in err "no plan within its limits"
expect_in err "990"
expect_status 0 "$JUNHENG" correct c.jh --county 990202 --unit 9902020001 \
    --element multimedia_rooms --missing --reason "made up" --approver "made up"
expect_status 1 province c.jh --years 2026,2027 --budget 9000000
expect_in err "990202"
expect_in err "not reported"
expect_status 0 "$JUNHENG" init empty.jh
expect_status 2 province empty.jh --years 2026,2027 --budget 9000000
passed "the county that cannot be planned is named with what is missing"
