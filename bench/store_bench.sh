#!/usr/bin/env bash
# Figures into the store (a province, both engines) and a nation out of it (SQLite): first only
# read, 2,900 snapshots with their hashes, then judged by the program itself. Made-up counties;
# PostgreSQL 15 on loopback with its disk writes off, as in the tests.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
cd "$BENCH_DIR"
bench=$BUILD_DIR/bench/store_bench
pg=$OLDPWD/tests/support/pg_cluster.sh
trap '"$pg" stop "$BENCH_DIR/pg"' EXIT
"$pg" start "$BENCH_DIR/pg"
rm -f province.jh*
echo "import of 120 counties, 720,000 figures: SQLite, then PostgreSQL"
"$bench" import province.jh
# shellcheck disable=SC2016  # $0 and JH_TEST_PG are for the inner shell
"$pg" with "$BENCH_DIR/pg" sh -c '"$0" import "$JH_TEST_PG"' "$bench"
rm -f nation.jh
"$bench" make nation.jh >/dev/null
echo "nation of 2,900 counties, 200,100 schools read from SQLite, three times"
for _ in 1 2 3; do "$bench" nation nation.jh; done
echo "the same from start to verdicts (junheng assess --all), three times: seconds wall, processor"
for _ in 1 2 3; do
    TIMEFORMAT='%R %U'
    time "$JUNHENG" assess nation.jh --all --period 2025 --as-of 2025-12-31 --quiet >nation.txt
done
sort nation.txt | cut -c1-3 | uniq -c | sort -rn | head -3
