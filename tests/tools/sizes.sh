#!/bin/bash
# tools/sizes.sh measures functions, files and lines, and goes red over each limit.
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
mkdir src
lines() { awk -v n="$1" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) print s }'; }
check() { # status, label, sentence
    expect_status "$1" sh "$SOURCE_DIR/tools/sizes.sh" src
    expect_in out "$3"
    passed "$2"
    rm src/*
}
{ printf 'static int longest_one(int a,\n    int b)\n{\n'; lines 76 '    a++;'; echo '}'; } >src/a.c
check 0 "a function of 80 lines is the longest allowed" "80  src/a.c:1 longest_one"
{ echo 'static int too_long(int a) {'; lines 79 '    a++;'; echo '}'; } >src/a.c
check 1 "a function of 81 lines is refused" "src/a.c:1 too_long has 81 lines"
{ printf 'int declared(int a);\nstatic int table[] = { F(1),\n'; lines 90 1,; echo '};'; } >src/a.c
check 0 "a table is not a function" "93  src/a.c"
lines 601 'int x;' >src/a.h
check 1 "a file of 601 lines is refused" "src/a.h has 601 lines"
lines 1 "$(printf '%0101d' 0)" >src/a.c
check 1 "a line of 101 columns is refused" "src/a.c:1: 101 columns"
lines 1 "$(printf '%050d' 0)均均均均均均均均均均均均均均均均均均均均均均均均均" >src/a.c
check 0 "a Chinese character counts two columns" "1  src/a.c"
lines 1 "$(printf '%051d' 0)均均均均均均均均均均均均均均均均均均均均均均均均均" >src/a.c
check 1 "and not more" "src/a.c:1: 101 columns"
