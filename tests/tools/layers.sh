#!/bin/bash
# tools/layers.sh is green on src/ and red, with the right sentence, on each kind of breach.
. "$SOURCE_DIR/tests/support/expect.sh"

sh "$SOURCE_DIR/tools/layers.sh" "$SOURCE_DIR/src" || fail "src/ does not keep to src/LAYERS"

layers() { expect_status "$1" sh "$SOURCE_DIR/tools/layers.sh" "$work/src"; }
tree() { # a small house with one file: tree room/file.c 'its text'
    rm -rf "$work/src"
    mkdir -p "$work/src/base" "$work/src/model" "$work/src/store"
    cat >"$work/src/LAYERS" <<'MAP'
base  :             | gmp
model : base
store : base model  | sqlite3
pure  : model
MAP
    mkdir -p "$work/src/$(dirname "$1")"
    printf '%s\n' "$2" >"$work/src/$1"
}
green() { # label, file, text
    tree "$2" "$3"
    layers 0
    passed "$1"
}
red() { # label, file, text, sentence
    tree "$2" "$3"
    layers 1
    expect_in "$work/out" "$4"
    passed "$1"
}

green "a room may include what its line names" store/a.c '#include "model/unit.h"'
green "a room may include itself" model/a.c '#include "model/unit.h"'
green "a room may see its own library" store/a.c '#include <sqlite3.h>'
green "words in comments and sentences are no calls" model/a.c '/* time( malloc( */ // fopen(
const char *s = "rand( \" FILE"; char c = 0x22;'
green "a name that only ends like a clock is no clock" model/a.c 'int x = runtime(1) + r->time(2);'
red "a room may not include a later one" base/a.c '#include "model/unit.h"' \
    "base/a.c:1: base may not include model"
red "an include names its room" model/a.c '#include "unit.h"' 'include "unit.h" by its room'
red "only the store sees its library" base/a.c '#include <sqlite3.h>' \
    "base may not see <sqlite3.h>"
red "a room without a line is refused" attic/a.c 'int x;' "the room attic has no line in LAYERS"
red "a pure room may not include a clock" model/a.c '#include <time.h>' \
    "model is pure and may not include <time.h>"
red "a pure room may not open a file" model/a.c 'x = fopen("a", "r");' "may not use fopen("
red "a pure room has no FILE" model/a.c 'static FILE *log;' "model is pure and may not use"
red "a pure room may not ask for the time" model/a.c '
int t = time(0);' "model/a.c:2: model is pure"
red "a comment that ends does not hide what follows" model/a.c '/* a
b */ int r = rand();' "model/a.c:2:"
red "only base allocates" store/a.c 'void *p = malloc(4);' "only base/ allocates"

tree model/a.c 'int x;'
sed -i 's/^base .*/base  : model/' "$work/src/LAYERS"
layers 1
expect_in "$work/out" "base names model, which no line above it describes"
passed "a map with a way back is refused"
