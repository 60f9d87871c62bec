#!/bin/bash
# junheng-verify refuses a document that two readers could read differently, and sums that no long
# holds. The document is the fuzzer's seed: two made-up schools.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
cp "$SOURCE_DIR/tests/fuzz/corpus/verify/proof.json" seed.json
expect_status 0 "$BUILD_DIR/junheng-verify" --without-seal seed.json
expect_status 1 "$BUILD_DIR/junheng-verify" seed.json
expect_in out "seal"

cat >change.py <<'P'
import json, sys
seed = open("seed.json").read()
doc = json.loads(seed)
plan, problem = doc["proof"]["plan"], doc["proof"]["problem"]
prices = doc["proof"]["certificate"]["prices"][0]
what = sys.argv[1]
if what == "twice":
    seed = seed.replace('"cost":', '"cost":1,"cost":', 1)
elif what == "hidden":
    seed = seed.replace('"cost":', '"c\\u006fst":1,"cost":', 1)
elif what == "word":
    seed = seed.replace('"waivers":1', '"waivers":1,"x":truth')
elif what == "tail":
    seed += "{}"
elif what == "many":
    seed = seed.replace('"waivers":1', '"waivers":1,' + ",".join('"m%d":0' % i for i in range(300)))
else:
    if what == "moves":  # 2048 × 2^53 is nothing in 64 bits
        problem["ways"][0][2] = 0
        plan["moves"] = [[0, 1, 0, 2**53]] * 2048
    elif what == "bargain":
        problem["train"][0] = 2**62
        plan["cost"] += 2**62 - 50
        prices["person"][0][:2] = [2**62, -2**62]
    elif what == "hire":
        problem["hire"][0] = 2**62
        prices["person"][0][0] = -2**62
    seed = json.dumps(doc, separators=(",", ":"))
open("changed.json", "w").write(seed)
P
refused() { # change, what is told
    python3 change.py "$1"
    expect_status 1 "$BUILD_DIR/junheng-verify" --without-seal changed.json
    expect_in out "$2"
}
refused twice "a member twice"
refused hidden "an escape in a name"
refused word "not JSON"
refused tail "not one JSON object"
refused many "too many members"
passed "what two readers could read differently is refused"
for sum in moves bargain hire; do refused "$sum" "a sum beyond all limits"; done
passed "sums that no long holds are refused"
