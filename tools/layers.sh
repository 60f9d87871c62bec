#!/bin/sh
# layers.sh [SRC]: does the code keep to SRC/LAYERS?
#   (a) a room includes only the rooms its line names, and the map has no way back;
#   (b) a system header after `|` is seen only by the rooms that name it;
#   (c) a room on the `pure` line reads no clock, opens no file, starts no thread;
#   (d) only base/ allocates.
# Prints file:line: sentence for each breach; exit 1 if there is one.
# SPDX-License-Identifier: Apache-2.0
set -eu
cd "${1:-src}"
files=$(find . -name '*.[ch]' | sed 's|^\./||' | LC_ALL=C sort)
# shellcheck disable=SC2086  # one word per file: names in src/ hold no blanks
exec awk '
function fault(sentence) { printf "%s:%d: %s\n", FILENAME, FNR, sentence; bad = 1 }

function read_map(    room, i, owner, words, n) {
    if ($0 ~ /^#/ || $2 != ":") return
    room = $1
    for (i = 3; i <= NF && $i != "|"; i++) {
        if (room == "pure") { pure[$i] = 1; continue }
        if (!($i in known)) fault(room " names " $i ", which no line above it describes")
        may[room, $i] = 1
    }
    for (i++; i <= NF; i++) { owned[$i] = 1; owns[room, $i] = 1 }
    if (room != "pure") known[room] = 1
}

# The line without comments and without what stands in quotes; keeps #include lines whole.
function code_of(line,    out, at) {
    out = ""
    while (line != "") {
        if (in_comment) {
            at = index(line, "*/")
            if (!at) return out
            in_comment = 0
            line = substr(line, at + 2)
            continue
        }
        if (!match(line, /"|\047|\/\*|\/\//)) return out line
        out = out substr(line, 1, RSTART - 1)
        if (RLENGTH == 2) {
            if (substr(line, RSTART, 2) == "//") return out
            in_comment = 1
            line = substr(line, RSTART + 2)
        } else {
            quote = substr(line, RSTART, 1)
            line = substr(line, RSTART + 1)
            while (line != "" && substr(line, 1, 1) != quote)
                line = substr(line, substr(line, 1, 1) == "\\" ? 3 : 2)
            line = substr(line, 2)
        }
    }
    return out
}

function check_own_include(    part) {
    split($0, part, "\"")
    if (part[2] !~ /\//) { fault("include \"" part[2] "\" by its room: \"room/file.h\""); return }
    split(part[2], to, "/")
    if (room != to[1] && !((room, to[1]) in may)) fault(room " may not include " to[1])
}

function check_system_include(    part, word) {
    split($0, part, /[<>]/)
    for (word in owned)
        if (index(part[2], word) == 1 && !((room, word) in owns))
            fault(room " may not see <" part[2] ">: its line in LAYERS does not name " word)
    if (room in pure && part[2] ~ /^(time|pthread|threads|unistd|fcntl|dirent|signal)\.h$|^sys\//)
        fault(room " is pure and may not include <" part[2] ">")
}

function found(code) { sub(/^[^A-Za-z]/, "", code); return code }

function check_calls(code) {
    if (room in pure && match(code, impure))
        fault(room " is pure and may not use " found(substr(code, RSTART, RLENGTH)))
    if (room != "base" && match(code, allocates))
        fault("only base/ allocates; take an arena, not " found(substr(code, RSTART, RLENGTH)))
}

BEGIN {
    before = "(^|[^A-Za-z0-9_.>])"
    impure = before "((FILE|stdin|stdout|stderr)([^A-Za-z0-9_]|$)|(f?open|freopen|fdopen|popen" \
        "|tmpfile|fread|fwrite|v?f?printf|f?puts|fgets|f?scanf|getchar|putchar|s?rand|s?random" \
        "|drand48|time|clock|clock_gettime|gettimeofday|localtime|gmtime|getenv|setenv|system" \
        "|fork|pthread_[a-z_]*)[ ]*\\()"
    allocates = before "(malloc|calloc|realloc|reallocarray|strn?dup|v?asprintf|getline)[ ]*\\("
}
FILENAME == "LAYERS" { read_map(); next }
FNR == 1 {
    in_comment = 0
    split(FILENAME, path, "/")
    room = path[1]
    if (!(room in known)) { fault("the room " room " has no line in LAYERS"); known[room] = 1 }
}
!in_comment && /^#[ ]*include[ ]*"/ { check_own_include(); next }
!in_comment && /^#[ ]*include[ ]*</ { check_system_include(); next }
{ check_calls(code_of($0)) }
END { exit bad }
' LAYERS $files
