#!/bin/bash
# What was being uploaded to a server that is killed is cleared away by the next one, and nothing
# else is; no account takes all the places there are for uploads.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/uploads.py"
