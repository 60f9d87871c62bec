#!/usr/bin/env bash
# Figures into the store (a province, both engines) and a nation out of it (SQLite; the time is that
# of reading 2,900 snapshots with their hashes). Made-up counties; PostgreSQL 15 on loopback with
# its disk writes off, as in the tests.
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
echo "nation from SQLite, three times"
[ -f nation.jh ] || "$bench" nation nation.jh >/dev/null
for _ in 1 2 3; do "$bench" nation nation.jh; done
