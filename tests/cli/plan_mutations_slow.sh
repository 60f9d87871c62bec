#!/bin/bash
# junheng-verify rejects a plan after any single number of it is changed, the bound included: every
# number of a county of 20 schools, some of every kind of larger ones. What the document claims is
# found out without the seal, too. Its check is called in one process; the program itself is run on
# one change of each kind. JH_MUTATIONS=all tries every number of every county up to 150 schools;
# JH_MUTATIONS=500 of 500 schools as well.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

complete() { # whoever has not reported rooms has thirty, until there is a plan
    while ! "$@" >out 2>err; do
        unit=$(grep -oE '[0-9]{10}' err | head -1)
        [ -n "$unit" ] || fail "no plan: $(cat out err)"
        expect_status 0 "$JUNHENG" correct c.jh --unit "$unit" --element multimedia_rooms \
            --value 30 --reason "made up" --approver "made up"
    done
}
try_changes() { # try_changes PLAN.json MOST LEAST: and a few of them by the program
    local file wrong=0
    rm -rf changed
    mkdir changed
    "$BUILD_DIR/tests/mutate_plan" "$1" "$3" "$2" changed || return 1
    for file in changed/*.json; do
        for seal in "" --without-seal; do
            # shellcheck disable=SC2086
            "$BUILD_DIR/junheng-verify" $seal "$file" >told && wrong=1
            grep -q rejected told || wrong=1
        done
    done
    return $wrong
}
mutate() { # mutate SCHOOLS MOST LEAST OPTIONS …
    local schools=$1 most=$2 least=$3
    shift 3
    complete "$JUNHENG" plan c.jh --as-of 2025-12-31 --json --quiet "$@"
    cp out plan.json
    try_changes plan.json "$most" "$least" || fail "$schools schools $*: a change was accepted"
}
within() { # within SCHOOLS MOST LEAST PERCENT: a budget of so much of what the plan costs
    local money
    money=$(python3 -c "import json, sys
print(int(json.load(open('plan.json'))['cost_yuan'] * int(sys.argv[1]) / 100))" "$4")
    expect_status 1 "$JUNHENG" plan c.jh --as-of 2025-12-31 --json --quiet --budget "$money"
    cp out budget.json
    try_changes budget.json "$2" "$3" || fail "$1 schools within $money: a change was accepted"
}
all=1000000
case ${JH_MUTATIONS:-} in
500) sizes="20:$all 50:$all 150:$all 500:$all" ;;
all) sizes="20:$all 50:$all 150:$all 500:1" ;;
*) sizes="20:$all 50:12 150:3 500:1" ;;
esac
for size in $sizes; do
    schools=${size%:*} most=${size#*:}
    rm -rf wb c.jh
    expect_status 0 "$JUNHENG" example --schools "$schools" --seed 7 --out wb --quiet
    expect_status 0 "$JUNHENG" init c.jh
    expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet
    mutate "$schools" "$most" 0.1
    within "$schools" "$most" 0.05 15
    mutate "$schools" "$most" 0.05 --years 2026..2028 --budget 90000000
    passed "$schools schools: every number changed is rejected"
done
