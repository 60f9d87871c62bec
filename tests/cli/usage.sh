#!/bin/bash
# Wrong words on the command line: every one is told, with what to do next, and ends with 2.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

expect_status 0 "$JUNHENG"
expect_in out "assess"
passed "without words it gives the overview"

expect_status 2 "$JUNHENG" --lang en
expect_status 2 "$JUNHENG" asess x.jh --lang en
expect_in err "assess"
passed "a mistyped verb is answered with the nearest one"

expect_status 2 "$JUNHENG" assess x.jh --lang en --stanard x
expect_in err "did you mean --standard?"
passed "a mistyped option is answered with the nearest one"

expect_status 2 "$JUNHENG" assess --lang en
expect_in err "at least 1"
expect_status 2 "$JUNHENG" assess a b c --lang en
passed "too few and too many arguments are told"

expect_status 2 "$JUNHENG" assess x.jh --lang en --standard
expect_in err "needs a value"
expect_status 2 "$JUNHENG" assess x.jh --lang en --json=1
expect_in err "takes no value"
expect_status 2 "$JUNHENG" assess x.jh --lang en --period 1 --period 2
expect_in err "twice"
expect_status 2 "$JUNHENG" assess x.jh --lang fr
expect_status 2 "$JUNHENG" example --schools -3 --lang en
expect_in err "whole number"
passed "options without, with needless, or with impossible values are told"

expect_status 3 "$JUNHENG" assess no-such.jh --lang en
expect_in err "no-such.jh"
expect_status 3 "$JUNHENG" assess no-such.jh --json
expect_in err '"error":{"code":'
passed "a file that is not there ends with 3, in words or in JSON"

expect_status 2 "$JUNHENG" assess no-such.jh --standard nonesuch --lang en
expect_in err "junheng standard list"
expect_status 1 "$JUNHENG" assess no-such.jh --standard ../nonesuch --lang en
passed "an unknown standard says where to find the known ones; a path is no name"

for verb in init import assess explain report setting standard template example analyse sheet; do
    expect_status 0 "$JUNHENG" "$verb" --help --lang zh
    expect_in out "junheng $verb"
    expect_status 0 "$JUNHENG" help "$verb" --lang en
    expect_in out "junheng $verb"
done
passed "every verb has a page in both languages"
