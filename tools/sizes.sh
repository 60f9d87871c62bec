#!/bin/sh
# sizes.sh [DIR…]: the ten longest functions and files, and a red exit over the limits:
# function 80 lines, file 600 lines, line 100 columns (a Chinese character is two columns).
# There is no list of exemptions.
# SPDX-License-Identifier: Apache-2.0
set -eu
export LC_ALL=C
[ $# -gt 0 ] || set -- src tools tests bench cmake run CMakeLists.txt web/vite.config.ts web/src
# Sentences (web/src/texts, texts/) are as long as they are.
found=$(for place in "$@"; do [ ! -e "$place" ] || find "$place" -type f; done |
    grep -vE '^web/src/texts/' |
    grep -E '\.([ch]|sh|awk|cmake|ts|vue|css)$|CMakeLists.txt$|^run$' | sort)
# shellcheck disable=SC2086  # names hold no blanks
awk '
function width(line) {
    wide = gsub(/[\343-\357]/, "&", line)  # first bytes of the characters from U+3000 on
    gsub(/[\200-\277]/, "", line)          # bytes that continue a character
    return length(line) + wide
}
function finish_file() { if (lines) printf "file %d %s\n", lines, name }
FNR == 1 { finish_file(); name = FILENAME; start = 0; in_c = name ~ /\.[ch]$/ }
{ lines = FNR; columns = width($0) }
columns > 100 { printf "wide %d %s:%d\n", columns, FILENAME, FNR }
!in_c { next }
/^[A-Za-z_].*\(/ && !/;[ ]*$/ && !start { start = FNR; label = $0 }
/;[ ]*$/ && start && !open { start = 0 }
/^\{|^[A-Za-z_].*\{$/ && start { open = 1 }
/^\}$/ && start && open {
    sub(/[(].*/, "", label); sub(/.*[ *]/, "", label)
    printf "function %d %s:%d %s\n", FNR - start + 1, FILENAME, start, label
}
/^\}/ { start = 0; open = 0 }
END { finish_file() }
' $found | sort -k1,1 -k2,2nr -k3 | awk '
$1 != kind { kind = $1; shown = 0; if (kind != "wide") printf "longest %ss:\n", kind }
kind != "wide" && shown++ < 10 { printf "  %4d  %s %s\n", $2, $3, $4 }
kind == "function" && $2 > 80 { fault[++faults] = $3 " " $4 " has " $2 " lines: at most 80" }
kind == "file" && $2 > 600 { fault[++faults] = $3 " has " $2 " lines: at most 600" }
kind == "wide" { fault[++faults] = $3 ": " $2 " columns: at most 100" }
END { for (i = 1; i <= faults; i++) print fault[i]; exit faults > 0 }
'
