#!/usr/bin/env bash
# Plans of made-up counties of 50, 150 and 500 schools, ten seeds, two levels of difficulty: CPU
# seconds and proved gaps, junheng-verify on every plan; what-if from where a plan ended. Peers get
# the same counties as one mixed-integer programme (plan_peer.c), the same gap, and 100 seconds.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for level in normal hard; do
    for schools in 50 150 500; do
        "$BUILD_DIR/bench/plan_bench" "$schools" 10 "$level" "$folder"
        for plan in "$folder/$schools-$level"-*.json; do
            "$BUILD_DIR/junheng-verify" --without-seal "$plan" >"$folder/said" ||
                { echo "junheng-verify refuses $plan: $(cat "$folder/said")"; exit 1; }
        done
        echo "  junheng-verify accepts all of them"
    done
done

peer() { # peer NAME COMMAND …: its CPU seconds and the cost it found
    local name=$1 used
    shift
    TIMEFORMAT=%U
    used=$({ time "$@" >"$folder/said" 2>&1; } 2>&1) || true
    echo "  $name: $used s, $(grep -hE '^Objective value|mip = .*[0-9]e' "$folder/said" | tail -1 |
        sed 's/  */ /g')"
}
for schools in 50 150; do
    for level in normal hard; do
        for seed in 1 2 3; do
            programme=$folder/$schools-$level-$seed.lp
            echo "$schools schools, $level, seed $seed"
            peer CBC cbc "$programme" ratio 0.0005 sec 100 solve quit
            peer GLPK glpsol --lp "$programme" --mipgap 0.0005 --tmlim 100 --cuts
        done
    done
done
