#!/bin/bash
# The county after the plan, judged anew by a program that knows nothing of the plan: it passes, for
# several made-up counties, 一贯制 schools among them.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
verify=$BUILD_DIR/junheng-verify
day=(--as-of 2025-12-31 --lang en --quiet)

# complete STORE: figures that nobody reported are filled in, as a plan names them.
complete() {
    local unit stage element
    for _ in 1 2 3 4 5 6 7 8; do
        "$JUNHENG" plan "$1" "${day[@]}" --time-limit 20 >out 2>err && return 0
        grep -q "not reported" err || return 0
        unit=$(grep -oE '[0-9]{10}' err | head -1)
        stage=whole element=multimedia_rooms
        ! grep -qi "teacher" err || { stage=$(grep -oE 'primary|junior' err | head -1); }
        ! grep -qi "backbone" err || element=backbone_teachers
        ! grep -qi "equipment" err || element=equipment_value
        "$JUNHENG" correct "$1" --unit "$unit" --element "$element" --stage "$stage" --value 30 \
            --reason "made up" --approver "made up" >/dev/null 2>&1 || return 1
    done
}

through=0
for seed in 2025 7 11 23; do
    expect_status 0 "$JUNHENG" example --schools 30 --seed "$seed" --out "wb$seed" --quiet
    expect_status 0 "$JUNHENG" init "$seed.jh"
    expect_status 0 "$JUNHENG" import "$seed.jh" "wb$seed/2025" --quiet
    complete "$seed.jh" || fail "seed $seed: a figure could not be completed"
    expect_status 0 "$JUNHENG" plan "$seed.jh" "${day[@]}" --apply "after-$seed.jh" --json
    cp out plan.json
    expect_status 0 "$verify" plan.json
    expect_status 0 "$JUNHENG" plan "after-$seed.jh" "${day[@]}" --json
    cp out again.json
    "$JUNHENG" assess "$seed.jh" "${day[@]}" --json >before.json || true
    "$JUNHENG" assess "after-$seed.jh" "${day[@]}" --json >after.json || true
    through=$((through + $(python3 - <<'P'
import json
plan, again, before, after = (json.load(open(f"{name}.json"))
                              for name in ("plan", "again", "before", "after"))
assert again["cost_yuan"] == 0 and not again["measures"], again["cost_yuan"]
def rows(node):
    if isinstance(node, dict):
        if {"code", "stage", "holds"} <= set(node):
            yield node
        for value in node.values():
            yield from rows(value)
    elif isinstance(node, list):
        for value in node:
            yield from rows(value)
planned = {(s["school"]["code"], s["school"]["stage"]) for s in plan["schools"]}
judged = {(r["code"], r["stage"]): r["holds"] for r in rows(after)}
assert planned and all(judged[key] == "yes" for key in planned), judged
assert any(r["holds"] != "yes" for r in rows(before)) or plan["cost_yuan"] >= 0
codes = [code for code, stage in planned]
print(len(codes) - len(set(codes)))
P
    ))) || fail "seed $seed: the county does not pass after the plan"
done
[ "$through" -gt 0 ] || fail "no school with two stages was among them"
passed "four counties pass after their plans, $through schools of two stages among them"

entries() { python3 - "$1" <<'P'
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
print(store.execute("SELECT count(*) FROM audit").fetchone()[0])
P
}
[ "$(entries after-23.jh)" = $(($(entries 23.jh) + 1)) ] ||
    fail "a plan is not one entry of the audit"
passed "a plan that is carried out is one entry of the copy's audit"

psql -qX "$JH_TEST_PG" -c "CREATE SCHEMA after"
server="$JH_TEST_PG?options=-csearch_path%3Dafter"
expect_status 0 "$JUNHENG" plan 23.jh "${day[@]}" --apply "$server" --json
expect_status 0 "$JUNHENG" plan "$server" "${day[@]}" --json
cp out again.json
"$JUNHENG" assess "$server" "${day[@]}" --json >server.json || true
python3 - <<'P' || fail "the copy on the server is not the one of the file"
import json
again = json.load(open("again.json"))
assert again["cost_yuan"] == 0 and not again["measures"]
P
passed "the copy may be on PostgreSQL, and passes there"

expect_status 1 "$JUNHENG" plan 7.jh "${day[@]}" --apply after-7.jh
[ -s after-7.jh ] || fail "the copy that was there is gone"
code=$(python3 -c 'import json
print(json.load(open("plan.json"))["schools"][0]["school"]["code"])')
expect_status 1 "$JUNHENG" plan 23.jh "${day[@]}" --apply no.jh \
    --suppose "split:$code:9901019999=0.4"
[ ! -e no.jh ] || fail "a copy was left"
passed "a copy is never written over, nor made where there is nothing to carry out"
