#!/bin/bash
# junheng-verify rejects a plan after any single number of it is changed, the bound included; and
# most of them even without the seal, by what the numbers mean.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
expect_status 0 "$JUNHENG" example --schools 20 --seed 7 --out wb --quiet
expect_status 0 "$JUNHENG" init c.jh
expect_status 0 "$JUNHENG" import c.jh wb/2025 --quiet
if ! "$JUNHENG" plan c.jh --as-of 2025-12-31 --json --quiet >out 2>err; then
    unit=$(grep -oE '[0-9]{10}' err | head -1)
    expect_status 0 "$JUNHENG" correct c.jh --unit "$unit" --element multimedia_rooms --value 30 \
        --reason "made up" --approver "made up"
    expect_status 0 "$JUNHENG" plan c.jh --as-of 2025-12-31 --json --quiet
fi
cp out plan.json
python3 "$SOURCE_DIR/tests/cli/mutate_plan.py" "$BUILD_DIR/junheng-verify" plan.json ||
    fail "a changed plan was accepted"
passed "every number changed is rejected"
