#!/usr/bin/env bash
# plan_bench.sh: plans of made-up counties of 50, 150 and 500 schools, ten seeds, two levels of
# difficulty: CPU seconds and proved gaps, junheng-verify on every plan; what-if from where a plan
# ended. Peers get the same counties as one mixed-integer programme (plan_peer.c), the same gap and
# 100 seconds: CBC, GLPK, and HiGHS as npm has it (WebAssembly, put into out/; without npm it is
# left out, and that is said). Last the program itself from start to exit, on counties of the
# example: a plan with the prices of its rules, what if, five years, junheng-verify; memory.
# PEER_SEEDS: how many of the ten they get (3); PEERS: only some of "CBC GLPK HiGHS"; SIZES,
# PEER_SIZES: only counties of these sizes.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
gap=0.0005 limit=100 seeds=${PEER_SEEDS:-3}
is_asked() { [[ " ${PEERS:-CBC GLPK HiGHS} " == *" $1 "* ]]; }

for level in normal hard; do
    for schools in ${SIZES:-50 150 500}; do
        "$BUILD_DIR/bench/plan_bench" "$schools" 10 "$level" "$folder" |
            tee "$folder/$schools-$level.said"
        for plan in "$folder/$schools-$level"-*.json; do
            "$BUILD_DIR/junheng-verify" --without-seal "$plan" >"$folder/said" ||
                { echo "junheng-verify refuses $plan: $(cat "$folder/said")"; exit 1; }
        done
        echo "  junheng-verify accepts all of them"
    done
done

place=${BENCH_DIR:-out/bench}/highs
mkdir -p "$place"
place=$(cd "$place" && pwd)
[ -d "$place/node_modules/highs" ] || ! is_asked HiGHS ||
    (cd "$place" && echo '{"private":true}' >package.json &&
        npm install --no-audit --no-fund --silent highs) ||
    echo "no HiGHS here: npm could not install highs"

ours() { # ours SCHOOLS LEVEL SEED: CPU seconds, as plan_bench said
    sed -nE "s/^  seed +$3: plan ([0-9.]+) s,.*/\1/p" "$folder/$1-$2.said"
}

peer() { # peer NAME COMMAND …: its CPU seconds, how often ours that is, the cost it found
    local name=$1 used
    shift
    TIMEFORMAT=%U
    used=$({ time "$@" >"$folder/said" 2>&1; } 2>&1) || true
    used=$(tail -1 <<<"$used")
    echo "$name $used $mine" >>"$folder/times-$schools-$level"
    echo "  $name: $used s, ours $mine s, $(grep -hE '^Objective value|mip = .*[0-9]e' \
        "$folder/said" | tail -1 | sed 's/  */ /g')"
}

medians() { # of a peer's seconds, and of how many times ours they are, each for itself
    local name
    for name in CBC GLPK HiGHS-as-WebAssembly; do
        grep -q "^$name " "$folder/times-$schools-$level" || continue
        printf '%s %s s, %s x; ' "$name" "$(median "$name" 0)" "$(median "$name" 1)"
    done
    echo
}
median() { # median NAME RATIO: of the seconds, or of the ratios; the mean of the two in the middle
    awk -v name="$1" -v ratio="$2" '$1 == name {
            print ratio ? $2 / ($3 > 0.001 ? $3 : 0.001) : $2 }' "$folder/times-$schools-$level" |
        sort -n | awk -v form="$([ "$2" = 1 ] && echo %.0f || echo %.1f)" '{ s[NR] = $1 }
            END { printf form, (s[int((NR + 1) / 2)] + s[int(NR / 2) + 1]) / 2 }'
}

for schools in ${PEER_SIZES:-50 150}; do
    for level in normal hard; do
        for ((seed = 1; seed <= seeds; seed++)); do
            programme=$folder/$schools-$level-$seed.lp mine=$(ours "$schools" "$level" "$seed")
            [ -n "$mine" ] || continue
            echo "$schools schools, $level, seed $seed"
            ! is_asked CBC || peer CBC cbc "$programme" ratio "$gap" sec "$limit" solve quit
            ! is_asked GLPK ||
                peer GLPK glpsol --lp "$programme" --mipgap "$gap" --tmlim "$limit" --cuts
            [ ! -d "$place/node_modules/highs" ] || ! is_asked HiGHS || peer HiGHS-as-WebAssembly \
                node bench/plan_peer.mjs "$programme" "$gap" "$limit" "$place/package.json"
        done
        echo "$schools schools, $level, medians: $(medians)"
    done
done

# ---- the program from start to exit ----

five() { # five NAME COMMAND …: median of five, CPU seconds and MB
    local name=$1
    shift
    for _ in 1 2 3 4 5; do
        /usr/bin/time -f '%U %S %M' -a -o "$folder/times" "$@" >"$folder/said" 2>"$folder/err" ||
            { echo "$name failed: $(cat "$folder/err")"; exit 1; }
    done
    awk '{ print $1 + $2, $3 / 1024 }' "$folder/times" | sort -n |
        awk -v name="$name" 'NR == 3 { printf "  %s: %.2f s CPU, %.0f MB\n", name, $1, $2 }'
    rm "$folder/times"
}
for schools in 150 500; do
    rm -rf "$folder/wb" "$folder/c.jh"
    "$JUNHENG" example --schools "$schools" --seed 7 --out "$folder/wb" --quiet >"$folder/said"
    "$JUNHENG" init "$folder/c.jh" >"$folder/said"
    "$JUNHENG" import "$folder/c.jh" "$folder/wb/2025" --quiet >"$folder/said"
    planning=("$JUNHENG" plan "$folder/c.jh" --as-of 2025-12-31 --lang en --quiet --json)
    until "${planning[@]}" >"$folder/plan.json" 2>"$folder/err"; do
        unit=$(grep -oE '[0-9]{10}' "$folder/err" | head -1)
        [ -n "$unit" ] || { echo "no plan: $(cat "$folder/err")"; exit 1; }
        "$JUNHENG" correct "$folder/c.jh" --unit "$unit" --element multimedia_rooms --value 30 \
            --reason "made up" --approver "made up" >"$folder/said"
    done
    printf 'key,school,stage,value\ncost.teaching_area,,,3500\n' >"$folder/dear.csv"
    echo "$schools schools of the example, the program from start to exit"
    five "a plan with the prices of its rules" "${planning[@]}"
    five "what if, --from it, floor space dearer" "${planning[@]}" --from "$folder/plan.json" \
        --costs "$folder/dear.csv"
    five "five years" "${planning[@]}" --years 2026..2030 --budget 90000000 \
        --wanted 20,20,30,20,10
    five "junheng-verify" "$BUILD_DIR/junheng-verify" "$folder/plan.json"
done
