#!/usr/bin/env bash
# The expressions of a nation of 2,900 counties, without store or workbooks, on one core.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
"$BUILD_DIR/bench/expr_bench"
