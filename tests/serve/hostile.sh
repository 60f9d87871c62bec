#!/bin/bash
# The server: TLS with a certificate of our own, senders that are slow for ever, more work than
# there is room for, a store that another process holds, a full disk.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/hostile.py"
