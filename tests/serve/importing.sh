#!/bin/bash
# Who logs in, or saves, does not wait for the workbooks that somebody else imports; on both engines
# (JH_TEST_PG).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/importing.py"
