#!/bin/bash
# words_slow.sh: the pages compile strictly, which holds zh and en together, and no sentence stands
# outside web/src/texts. SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
sh "$SOURCE_DIR/tools/client.sh"
cd "$SOURCE_DIR/web"
[ -d node_modules ] || expect_status 0 npm ci --ignore-scripts --no-audit --no-fund
expect_status 0 npm run check
passed "the pages compile, and both languages have the same keys"

# The one Chinese word outside is the name of the language on its own button.
found=$(grep -rnP '[\x{3000}-\x{303f}\x{4e00}-\x{9fff}\x{ff00}-\x{ffef}]' src --include='*.vue' \
    --include='*.ts' --exclude-dir=texts | grep -v "'English' : '中文'" || true)
[ -z "$found" ] || fail "sentences outside web/src/texts: $found"
passed "no sentence stands outside web/src/texts"

keys=$(sed -nE "s/^  '([a-z_]+\.[A-Za-z_0-9]+)':.*/\1/p" src/texts/zh.ts)
# sayWord('mark', word) says a family; location and ownership are what the server groups by.
said=$(grep -rhoE "sayWord\(\s*'[a-z_]+'" src | grep -oE "'[a-z_]+'" | tr -d "'" | sort -u)
said=" $(tr '\n' ' ' <<<"$said") location ownership "
unused=
for key in $keys; do
    [[ $said == *" ${key%%.*} "* ]] ||
        grep -rqF "'$key'" src --include='*.vue' --include='*.ts' --exclude-dir=texts ||
        unused="$unused $key"
done
[ -z "$unused" ] || fail "sentences that nobody says:$unused"
passed "every sentence is said somewhere"
! grep -q '"resolved"' package-lock.json || fail "web/package-lock.json names where packages lie"
passed "the lock file names no registry"
