#!/usr/bin/env bash
# assess_bench.sh: a nation of 2,900 counties and 200,000 schools, loaded snapshots to verdicts.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
"${BUILD_DIR:-build}/bench/assess_bench"
