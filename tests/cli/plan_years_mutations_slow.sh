#!/bin/bash
# junheng-verify rejects a schedule after any single number of it is changed; without the seal,
# too, those that mean something (where teachers are not scarce many prices are of nothing).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
echo "county,pupils,cost" >province.csv
for i in $(seq 1 12); do
    echo "made-up county $i,$((1000 * (i % 7 + 1))),$((100000 * (i * 37 % 41 + 1)))"
done >>province.csv
expect_status 0 "$JUNHENG" plan province.csv --years 2021,2025,2030 --wanted 50,30,20 \
    --budget 9000000,12000000,9000000 --json --quiet
cp out province.json
python3 "$SOURCE_DIR/tests/cli/mutate_plan.py" "$BUILD_DIR/junheng-verify" province.json 0.1 ||
    fail "a changed schedule was accepted"
expect_status 0 "$JUNHENG" example --schools 20 --seed 7 --out wb --quiet
expect_status 0 "$JUNHENG" init c.jh
expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet
planning=("$JUNHENG" plan c.jh --as-of 2025-12-31 --years 2026..2028 --budget 9000000 --json
    --quiet)
if ! "${planning[@]}" >out 2>err; then
    unit=$(grep -oE '[0-9]{10}' err | head -1)
    expect_status 0 "$JUNHENG" correct c.jh --unit "$unit" --element multimedia_rooms --value 30 \
        --reason "made up" --approver "made up"
    expect_status 0 "${planning[@]}"
fi
cp out county.json
python3 "$SOURCE_DIR/tests/cli/mutate_plan.py" "$BUILD_DIR/junheng-verify" county.json 0.1 ||
    fail "a changed schedule was accepted"
passed "every number changed is rejected"
