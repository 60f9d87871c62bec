#!/bin/bash
# The server: corrections, what-if, scenarios, imports and their undoing, plans; on both engines
# (JH_TEST_PG).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/changes.py"
