#!/bin/sh
# client.sh [--is-built]: builds the pages of the server, web/, into build-client/site, beside
# every file the same packed by gzip. Where build-client/ was made of the same sources nothing is
# done, and no npm is needed. --is-built only tells: 0 yes, 1 no.
# SPDX-License-Identifier: Apache-2.0
set -eu
export LC_ALL=C
cd "$(dirname "$0")/.."
out=$PWD/build-client

made_of() {
    find web tools/client.sh -name node_modules -prune -o -type f -print | sort |
        while IFS= read -r file; do sha256sum "$file"; done | sha256sum
}
is_built() { [ "$(cat "$out/made-of" 2>/dev/null)" = "$(made_of)" ]; }

if [ "${1:-}" = --is-built ]; then
    is_built
    exit
fi
mkdir -p "$out"
exec 9>"$out/lock"
flock 9 # several kinds of build may run at once
! is_built || exit 0
command -v npm >/dev/null || {
    echo "The pages of the server are built by npm, which is not installed." >&2
    echo "Install it (apt-get install nodejs npm), or bring build-client/ from another checkout" >&2
    echo "of this version, or build without pages: cmake -DJH_CLIENT=OFF" >&2
    exit 1
}
# The lock file fixes each package by its hash; npm refuses what differs. No package runs a script.
if ! cmp -s web/package-lock.json web/node_modules/.made-of; then
    npm --prefix web ci --ignore-scripts --no-audit --no-fund --prefer-offline
    cp web/package-lock.json web/node_modules/.made-of
fi
rm -rf "$out/site" "$out/made-of"
npm --prefix web run build
find "$out/site" -type f -exec gzip -9nk {} +
made_of >"$out/made-of"
