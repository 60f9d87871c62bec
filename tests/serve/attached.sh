#!/bin/bash
# The server: files that come in one at a time (evidence, the map, a school's form as a workbook),
# and plans with their costs, side by side, as workbooks; on both engines (JH_TEST_PG).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/attached.py"
