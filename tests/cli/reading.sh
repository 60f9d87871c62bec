#!/bin/bash
# Verbs that only read leave the file as it is and nothing beside it, and read it where nobody may
# write: on a disk that is only read, in a folder of somebody else's.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
chmod 755 "$work"

expect_status 0 "$JUNHENG" example --schools 24 --seed 7 --out a --quiet
expect_status 0 "$JUNHENG" init "一 县%20?#.jh"
expect_status 0 "$JUNHENG" import "一 县%20?#.jh" a/2025 --quiet
mkdir kept
mv "一 县%20?#.jh" kept/
store=$work/kept/一\ 县%20\?#.jh
beside() { find kept -mindepth 1 ! -name '*.jh'; }

while read -r verb; do
    read -ra words <<<"$verb"
    before=$(sha256sum "$store")
    "$JUNHENG" "${words[0]}" "$store" "${words[@]:1}" --quiet >out 2>&1 || [ $? = 1 ] ||
        fail "$verb: $(cat out)"
    [ "$(sha256sum "$store")" = "$before" ] || fail "$verb changed the file"
    [ -z "$(beside)" ] || fail "$verb left $(beside)"
done <<'END'
check
check --storage
assess
assess --json
explain
explain dispersion
conflicts
beside
setting
freeze --list
backup out.bak
END
passed "what only reads changes nothing and leaves nothing"

# As somebody who may not write there: root could.
reader=()
[ "$(id -u)" != 0 ] || reader=(setpriv --reuid=65534 --clear-groups)
"$JUNHENG" assess "$store" --json --quiet >wanted || [ $? = 1 ]
chmod 555 kept
chmod 444 "$store"
"${reader[@]}" "$JUNHENG" assess "$store" --json --quiet >out || [ $? = 1 ]
cmp -s out wanted || fail "a store that may only be read is judged otherwise"
status=0
"${reader[@]}" "$JUNHENG" import "$store" a/2025 --quiet --lang en 2>err || status=$?
[ "$status" = 3 ] || fail "an import where nobody may write ended with $status"
expect_in err "can only be read"
[ -z "$(beside)" ] || fail "it left $(beside)"
chmod 755 kept
passed "a store that may only be read is read, whatever its name"
