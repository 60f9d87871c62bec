#!/bin/bash
# junheng-verify rejects the schedule of a province after any single number of it is changed; those
# that it claims without the seal, too. (Schedules of schools: plan_mutations_slow.sh.)
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
"$BUILD_DIR/tests/mutate_plan" province.json 0.1 ||
    fail "a changed schedule was accepted"
passed "every number changed is rejected"
