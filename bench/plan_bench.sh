#!/usr/bin/env bash
# Plans of made-up counties of 50, 150 and 500 schools, ten seeds, two levels of difficulty: CPU
# seconds and certified gaps. Peers on the same lifted model are not measured yet.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
for level in normal hard; do
    for schools in 50 150 500; do "$BUILD_DIR/bench/plan_bench" "$schools" 10 "$level"; done
done
