#!/bin/bash
# tools/embed: files come out byte for byte, sorted by name.
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
mkdir -p base standards
printf '\000\377"\\\n均衡' >standards/b.std
printf '' >standards/a.std
expect_status 0 "$TOOLS_DIR/embed" base/embedded.h embedded.c standards/b.std standards/a.std
cat >print.c <<'END'
#include "base/embedded.h"
#include <stdio.h>
int main(void)
{
    for (size_t i = 0; i < jh_embedded_count; i++) {
        printf("%s\n", jh_embedded_files[i].name);
        fwrite(jh_embedded_files[i].bytes, 1, jh_embedded_files[i].size, stdout);
        if (jh_embedded_files[i].bytes[jh_embedded_files[i].size]) return 1;
    }
    return 0;
}
END
cc -std=gnu17 -Wall -Wextra -Werror -I. print.c embedded.c -o print
{ echo standards/a.std; echo standards/b.std; cat standards/b.std; } >expected
./print | cmp - expected || fail "the bytes differ"
passed "files come out byte for byte, sorted, with a NUL behind them"
expect_status 1 "$TOOLS_DIR/embed" base/embedded.h embedded.c standards/none.std
expect_in err "standards/none.std: cannot be opened"
passed "a missing file is named"
mkdir -p built/assets
printf 'page' >built/index.html
printf 'code' >built/assets/a.js
expect_status 0 "$TOOLS_DIR/embed" base/embedded.h embedded.c standards/b.std web=built
cc -std=gnu17 -Wall -Wextra -Werror -I. print.c embedded.c -o print
echo standards/b.std >expected
cat standards/b.std >>expected
printf 'web/assets/a.js\ncodeweb/index.html\npage' >>expected
./print | cmp - expected || fail "the bytes of a folder differ"
passed "a folder comes out under its name, with all below it"
expect_status 1 "$TOOLS_DIR/embed" base/embedded.h embedded.c web=none
expect_in err "none"
passed "a missing folder is named"
