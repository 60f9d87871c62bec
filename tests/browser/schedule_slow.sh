#!/bin/bash
# schedule_slow.sh: pages of schedules in Debian's chromium: made up by hand, and of a county.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
: "${BUILD_DIR:?run this through ctest}"

. "$SOURCE_DIR/tests/support/browser.sh"
browser_modules
cd "$work"
JH_SCHEDULE_OUT=$work expect_status 0 "$BUILD_DIR/tests/test_report_schedule_page"
browser_county 30 2025
until "$JUNHENG" plan county.jh --as-of 2025-12-31 --quiet >out 2>err; do
    unit=$(grep -oE '[0-9]{10}' err | head -1)
    [ -n "$unit" ] || fail "no plan: $(cat out err)"
    expect_status 0 "$JUNHENG" correct county.jh --unit "$unit" --element multimedia_rooms \
        --value 30 --reason "made up" --approver "made up"
done
dated=("$JUNHENG" plan county.jh --as-of 2025-12-31 --quiet --wanted "60,10,10,10,10")
expect_status 0 "${dated[@]}" --years 2026..2030 --budget 90000000 --page real.html
expect_status 1 "${dated[@]}" --years 2026..2030 --budget 1000 --price-rise 2 --page poor.html
node "$SOURCE_DIR/tests/browser/schedule.mjs" "$modules" \
    "$work"/{found,lacking,counties,real,poor}.html ||
    fail "a page of a schedule does not hold in the browser"
