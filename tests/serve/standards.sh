#!/bin/bash
# The bureau's own standards (--standards FOLDER) are listed, read and used as the built-in ones.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/standards.py"
