#!/bin/bash
# Education communities of a made-up county: pairs that prove themselves, the goal that cannot be
# reached told with its proof, and why a school has no lead.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
verify=$BUILD_DIR/junheng-verify
pairing=("$JUNHENG" pair c.jh --as-of 2025-12-31 --lang en --quiet)

expect_status 0 "$JUNHENG" example --schools 40 --seed 7 --out wb --quiet
expect_status 0 "$JUNHENG" init c.jh
expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet

expect_status 0 "${pairing[@]}" --json
cp out pairs.json
expect_status 0 "$verify" pairs.json
expect_in out "nothing costs less"
python3 - <<'P' || fail "the pairs do not keep what they promise"
import json
from collections import Counter
d = json.load(open("pairs.json"))
led = [m for m in d["members"] if "lead" in m]
assert len(led) == d["paired"] >= d["wanted"] > 0
count = Counter((m["lead"]["code"], m["lead"]["stage"]) for m in led)
assert max(count.values()) <= 3
for m in led:
    assert m["member"]["stage"] == m["lead"]["stage"] and m["metres"] <= 25000
    assert m["member"]["code"] != m["lead"]["code"]
    assert set(m["helps"]) == set(m["member"]["gaps"]) - set(m["lead"]["gaps"])
P
expect_status 0 "${pairing[@]}" --json
cmp -s out pairs.json || fail "the same county gave other pairs"
passed "pairs near, of one stage, within what a lead can take, accepted by junheng-verify"

python3 - <<'P' || fail "a changed number was accepted"
import copy, json, os, subprocess
d = json.load(open("pairs.json"))
def rejected(change):
    c = copy.deepcopy(d)
    change(c)
    json.dump(c, open("changed.json", "w"))
    verify = os.environ["BUILD_DIR"] + "/junheng-verify"
    assert subprocess.run([verify, "--without-seal", "changed.json"],
                          capture_output=True).returncode == 1
def at(path, by):
    def change(c):
        for key in path[:-1]: c = c[key]
        c[path[-1]] += by
    return change
for key in ("cost", "paired"): rejected(at([key], 1)); rejected(at([key], -1))
rejected(at(["wanted"], 1000))
p = d["proof"]
for i, lead in enumerate(p["lead"]):
    if lead >= 0: rejected(lambda c: c["proof"]["lead"].__setitem__(i, -1))
for i, (m, l, cost) in enumerate(p["links"]):
    if p["lead"][m] == l: rejected(at(["proof", "links", i, 2], 1))
rejected(lambda c: c["proof"]["room"].__setitem__(0, -1))
P
passed "junheng-verify rejects whatever is changed"

expect_status 0 "${pairing[@]}" --out pairs.xlsx
expect_in out "no other way of pairing has fewer (proved)"
[ -s pairs.xlsx ] || fail "no workbook"
passed "the same as text and as a workbook"

expect_status 1 "${pairing[@]}" --set pair_members=1
expect_in out "can be led (proved)"
expect_status 1 "${pairing[@]}" --set pair_members=1 --json
cp out few.json
expect_status 0 "$verify" few.json
expect_in out "no more than"
expect_status 1 "${pairing[@]}" --set pair_distance=0.01
expect_in out "no lead of the stage within the distance"
expect_status 1 "${pairing[@]}" --set pair_members=-1
expect_in err "negative"
passed "a goal out of reach, with its proof and the reasons"
