#!/bin/bash
# The server: a collection from its opening to its closing, with a return, excuses and the audit; on
# both engines (JH_TEST_PG).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/cycles.py"
