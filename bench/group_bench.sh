#!/usr/bin/env bash
# group_bench.sh [ROWS]: mean and weighted CV of 7 columns by (county, stage), with a filter and
# missing values, against DuckDB (npm @duckdb/node-api, put into out/, default threads) on the same
# data. Without a network or npm only the program's side is measured, and it says so.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
rows=${1:-10000000} place=${BENCH_DIR:-out/bench}/duckdb
mkdir -p "$place"
place=$(cd "$place" && pwd)
[ -d "$place/node_modules/@duckdb/node-api" ] ||
    (cd "$place" && echo '{"private":true}' >package.json &&
        npm install --no-audit --no-fund --silent @duckdb/node-api) ||
    echo "no DuckDB here: npm could not install @duckdb/node-api"
for order in arbitrary clustered; do
    "${BUILD_DIR:-build}/bench/group_bench" "$rows" "$order"
    if [ -d "$place/node_modules/@duckdb/node-api" ]; then
        node bench/group_bench.mjs "$rows" "$order" "$place/package.json"
    fi
done
