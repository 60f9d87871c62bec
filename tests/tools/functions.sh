#!/bin/bash
# docs/functions.md names every function of the language, with its sentence in both languages.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$SOURCE_DIR"
count=0
while read -r name; do
    grep -qE "^\| \`$name\`( \(\`[A-Za-z]+\`\))? \| .+ \| .+ \|" docs/functions.md ||
        fail "docs/functions.md does not tell what $name does"
    count=$((count + 1))
done < <(sed -nE 's/^(ROW|SET)\([A-Z0-9_]+, "([A-Za-z0-9_]+)".*/\2/p' src/expr/functions.def)
[ "$count" -gt 40 ] || fail "only $count functions were found in functions.def"
passed "$count functions are told"
