#!/bin/bash
# The standards of the bureau (--standards FOLDER) are listed, read and used as those of the program.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/standards.py"
