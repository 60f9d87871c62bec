#!/usr/bin/env bash
# run.sh [NAME…]: every measurement, or those named. Ratios against named peers in the same run,
# warm, medians. Called by ./run bench; results are written up in bench/README.md.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export BUILD_DIR=${BUILD_DIR:-$PWD/build} JUNHENG=${JUNHENG:-$PWD/build/junheng}
export BENCH_DIR=${BENCH_DIR:-$PWD/out/bench} LC_ALL=C.UTF-8
mkdir -p "$BENCH_DIR"
names=("$@")
if [ ${#names[@]} = 0 ]; then
    for script in bench/*_bench.sh; do names+=("$(basename "$script" _bench.sh)"); done
fi
# shellcheck disable=SC1091  # a file of the system
printf '%s, %s, %s processors, %s\n' "$(date -I)" \
    "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)" "$(nproc)" \
    "$(. /etc/os-release && echo "$PRETTY_NAME")"
for name in "${names[@]}"; do
    printf '\n== %s: bench/%s_bench.sh\n' "$name" "$name"
    bash "bench/${name}_bench.sh"
done
