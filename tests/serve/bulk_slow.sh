#!/bin/bash
# A county of 80 schools (JH_BULK: of so many): every form submitted, half of them returned at
# once, half accepted.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
python3 "$SOURCE_DIR/tests/serve/bulk_slow.py"
