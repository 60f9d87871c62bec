#!/bin/bash
# The server: accounts, roles and scopes; every route by every role and by a foreign scope; tokens
# and one-time codes. On both engines (JH_TEST_PG).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/accounts.py"
