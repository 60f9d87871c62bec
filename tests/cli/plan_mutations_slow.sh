#!/bin/bash
# junheng-verify rejects a plan after any single number of it is changed, the bound included: some
# of every kind of number, more of them in small counties. What the document claims is found out
# without the seal, too; budgets and years up to 150 schools. JH_MUTATIONS=all tries every number
# of a county of 20 schools, and budgets and years of 500.
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
mutate() { # mutate SCHOOLS MOST LEAST OPTIONS …
    local schools=$1 most=$2 least=$3
    shift 3
    complete "$JUNHENG" plan c.jh --as-of 2025-12-31 --json --quiet "$@"
    cp out plan.json
    python3 "$SOURCE_DIR/tests/cli/mutate_plan.py" "$BUILD_DIR/junheng-verify" plan.json "$least" \
        "$most" || fail "$schools schools $*: a changed plan was accepted"
}
within() { # within SCHOOLS MOST LEAST PERCENT: a budget of so much of what the plan costs
    local money
    money=$(python3 -c "import json, sys
print(int(json.load(open('plan.json'))['cost_yuan'] * int(sys.argv[1]) / 100))" "$4")
    expect_status 1 "$JUNHENG" plan c.jh --as-of 2025-12-31 --json --quiet --budget "$money"
    cp out budget.json
    python3 "$SOURCE_DIR/tests/cli/mutate_plan.py" "$BUILD_DIR/junheng-verify" budget.json "$3" \
        "$2" || fail "$1 schools within $money: a changed plan was accepted"
}
few=24
[ "${JH_MUTATIONS:-}" != all ] || few=1000000
for sizes in "20 $few" "50 6" "150 2" "500 1"; do
    read -r schools most <<<"$sizes"
    rm -rf wb c.jh
    expect_status 0 "$JUNHENG" example --schools "$schools" --seed 7 --out wb --quiet
    expect_status 0 "$JUNHENG" init c.jh
    expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet
    mutate "$schools" "$most" 0.1
    if [ "$schools" != 500 ] || [ "${JH_MUTATIONS:-}" = all ]; then # a second for every look at it
        within "$schools" "$most" 0.05 15
        mutate "$schools" "$most" 0.05 --years 2026..2028 --budget 90000000
    fi
    passed "$schools schools: every number changed is rejected"
done
