#!/bin/bash
# Hundreds who send, or take, a byte now and then: they are sent away after a while, with and
# without TLS, nobody waits for them, and whoever is slow but moves on is let finish.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/dawdling_slow.py"
