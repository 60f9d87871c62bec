#!/bin/bash
# The server: beginning, logging in, permissions, the documents of the verbs; on both engines
# (JH_TEST_PG).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/core.py"
