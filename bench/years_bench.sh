#!/usr/bin/env bash
# Schedules of five years for made-up counties of 150 schools, ten seeds, two levels of difficulty:
# CPU seconds with the plan, proven gaps of cost and of pupil-years.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
for level in normal hard; do "$BUILD_DIR/bench/years_bench" 150 10 "$level"; done
