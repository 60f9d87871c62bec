#!/bin/bash
# The server is killed (kill -9) at random moments of a form's submission, of its acceptance and of
# an import, on both engines (JH_TEST_PG): what was acknowledged is there afterwards, and nothing is
# there by half. JH_KILL_SEED repeats a run, JH_KILL_MOMENTS makes it longer.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/killed_slow.py"
