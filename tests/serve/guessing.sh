#!/bin/bash
# Who has only a session or a token of somebody's, or guesses: neither becomes more than it is, and
# what is shown to one who guesses is the same whether a login exists or not. On both engines
# (JH_TEST_PG).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/guessing.py"
