#!/usr/bin/env bash
# The exchange of made-up teachers with every subject staffed as before: 20,000 between 300 schools,
# with and without the backbone's row in the way, then smaller towns; five times each.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
for town in "20000 300 14" "19999 290 12" "20000 300 14 scarce" "5000 100 14" "2000 60 14" \
    "1000 20 5" "1000 20 5 scarce" "1000 20 5 dense"; do
    # shellcheck disable=SC2086 # three words or four
    for _ in 1 2 3 4 5; do "$BUILD_DIR/bench/exchange_bench" $town; done
done
