#!/usr/bin/env bash
# serve_bench.sh [PROGRAM]: the server under load, over loopback: cockpit data and lists with many
# sessions, idle connections beside busy ones, logins beside lists, what-if, memory, start.
# Needs wrk and python3. Prints what wrk prints, shortened; the machine may be shared, so each line
# tells the CPU seconds of the server, too.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
export JUNHENG=${1:-build/junheng} SOURCE_DIR=${SOURCE_DIR:-$PWD}
JUNHENG=$(realpath "$JUNHENG")
export JH_TEST_PG=unused
work=$(mktemp -d "${TMPDIR:-/tmp}/junheng-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
exec python3 "$SOURCE_DIR/bench/serve_bench.py"
