#!/bin/bash
# No number of the regulation stands in src/: every number that standards/cn-2017-quality.std states
# (outside of its quotes and comments) is looked for among the numeric literals of the C code
# (outside of strings and comments), as itself, as a percentage, and as millionths. So are the
# floors, share × line.
#   In the rooms that judge, every such number counts but those that any program has (everyday).
#   In the other rooms 90 may be degrees and 45 a date format of Excel, so there only numbers with
#   a fraction, their millionths, and those from 1000 on count (2000 apart: 3 亩 are 2000 ㎡).
#   src/example makes up figures to be judged and judges nothing; it is not looked at.
. "$SOURCE_DIR/tests/support/expect.sh"

everyday="0 1 2 3 4 5 6 7 8 9 10 11 12 15 20 25 30 35 40 50 55 60 65 95 99 100"
everyday="$everyday 0.5 0.05 0.1 0.2 0.01"
judging="expr standard indicators assess"

# numbers_of_standard FILE: one a line, in plain decimals.
numbers_of_standard() {
    sed -e 's/"[^"]*"/ /g' -e 's/#.*//' -e 's/[0-9]\{4\}-[0-9][0-9]-[0-9][0-9]/ /g' "$1" |
        grep -oE '(^|[^A-Za-z0-9_.])[0-9]+(\.[0-9]+)?%?' | grep -oE '[0-9]+(\.[0-9]+)?%?' |
        awk '/%/ { print $1 / 100; print $1 + 0; next } { print $1 + 0 }'
    # The floors: share × line, from "line primary 4.2, junior 5.3  floor 85%".
    sed -nE 's/^ +line primary ([0-9.]+), junior ([0-9.]+) +floor ([0-9.]+)%.*/\1 \2 \3/p' "$1" |
        awk '{ print $1 * $3 / 100; print $2 * $3 / 100 }'
}
# numbers_of_c FILE…: "file:line number", comments and strings taken out first.
numbers_of_c() {
    awk '
    FNR == 1 { inside = 0 }
    {
        line = $0
        if (inside) { if (!sub(/^.*\*\//, "", line)) next; inside = 0 }
        gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
        gsub(/\047([^\047\\]|\\.)+\047/, " ", line)
        gsub(/\/\*([^*]|\*[^\/])*\*\//, " ", line)
        sub(/\/\/.*/, "", line)
        if (sub(/\/\*.*/, "", line)) inside = 1
        gsub(/(<<|>>) *[0-9]+/, " ", line) # a shift of bits is no threshold
        while (match(line, /[A-Za-z0-9_.]+/)) {
            word = substr(line, RSTART, RLENGTH)
            line = substr(line, RSTART + RLENGTH)
            if (word ~ /^[0-9]+(\.[0-9]*)?[uUlLfF]*$/) {
                sub(/[uUlLfF]+$/, "", word)
                printf "%s:%d %s\n", FILENAME, FNR, word + 0
            }
        }
    }' "$@"
}
# look DIR: prints each number of the standard that the C code there states.
look() {
    numbers_of_standard "$SOURCE_DIR/standards/cn-2017-quality.std" | sort -u >"$work/said"
    find "$1" -name "*.[ch]" -not -path "*/example/*" | sort >"$work/files"
    # shellcheck disable=SC2046  # names hold no blanks
    numbers_of_c $(cat "$work/files") | awk -v everyday="$everyday" -v judging="$judging" '
        BEGIN {
            n = split(everyday, list, " "); for (i = 1; i <= n; i++) plain[list[i]] = 1
            n = split(judging, list, " "); for (i = 1; i <= n; i++) judges[list[i]] = 1
        }
        FNR == NR {
            if ($1 in plain) next
            said[$1] = 1; said[$1 * 1000000] = 1
            if ($1 == int($1) && ($1 < 1000 || $1 == 2000)) next
            sure[$1] = 1; sure[$1 * 1000000] = 1
            next
        }
        {
            room = $1; sub(/.*\/src\//, "", room); sub(/\/.*/, "", room)
            if ($2 in sure || (room in judges && $2 in said)) print $1 ": " $2
        }' "$work/said" -
}

look "$SOURCE_DIR/src" >"$work/found"
[ ! -s "$work/found" ] || fail "numbers of the regulation in src/: $(head -20 "$work/found")"
passed "no number of the regulation stands in src/"

for number in 4.2 3.57 0.85 85 0.45 2500 1.32 96 7000 4200000; do
    grep -qx "$number" <(awk '{ print; print $1 * 1000000 }' "$work/said") ||
        fail "the standard is not seen to state $number"
done
passed "lines, floors, shares, limits, weights and sizes are among the numbers looked for"

mkdir -p "$work/src/room" "$work/src/assess"
breach() { # label, code, room
    printf '%s\n' "$2" >"$work/src/${3:-room}/a.c"
    look "$work/src" >"$work/found"
    rm "$work/src/${3:-room}/a.c"
    [ -s "$work/found" ] || fail "$1: was let through"
    passed "$1"
}
breach "a line as a double is found" 'double line = 4.2;'
breach "a share as millionths is found" 'int64_t floor_share = INT64_C(850000) + 850000;'
breach "a floor that was multiplied out is found" 'if (x < 3.57) return;'
breach "a size in a room that judges is found" 'if (area >= 96) rooms++;' assess
breach "a limit in a long line is found" 'return cv <= 0.45f ? "0.3" : "";'
printf '%s\n' '/* 4.2 and' ' * 0.45 */ const char *s = "4.2"; // 2500' 'int a42 = x4_2;' \
    >"$work/src/room/a.c"
look "$work/src" >"$work/found"
[ ! -s "$work/found" ] || fail "a comment or a string was taken for code: $(cat "$work/found")"
passed "comments, strings and names are no numbers"
