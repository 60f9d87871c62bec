#!/bin/sh
# tidy.sh BUILD FILE.c: clang-tidy, unless the file has passed since it, its headers or the rules
# last changed (BUILD/tidy/FILE.c.ok; what it includes is known from the compiler's .d file).
# SPDX-License-Identifier: Apache-2.0
set -eu
build=$1 file=$2 stamp=$1/tidy/$2.ok

# Everything FILE.c was compiled from; nothing when it has not been compiled here.
read_from() {
    find "$build" -path "*/$file.o.d" -exec sed -e 's/^[^:]*: *//' -e 's/\\$//' {} + |
        tr -s ' ' '\n'
}

is_fresh() {
    [ -e "$stamp" ] || return 1
    inputs=$(read_from)
    [ -n "$inputs" ] || return 1
    # shellcheck disable=SC2086  # a list of names
    [ -z "$(find .clang-tidy tools/tidy.sh $inputs -newer "$stamp" 2>&1)" ]
}

is_fresh && exit 0
begun=$(mktemp)
trap 'rm -f "$begun"' EXIT
# ctype's macros would count as nested statements. What it writes to stderr is how many it left out.
clang-tidy --quiet -p "$build" --extra-arg=-D__NO_CTYPE --warnings-as-errors='*' "$file" 2>/dev/null
mkdir -p "${stamp%/*}"
touch -r "$begun" "$stamp" # the moment it began: a change made meanwhile is seen next time
