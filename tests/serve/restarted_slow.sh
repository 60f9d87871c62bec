#!/bin/bash
# PostgreSQL goes away under the server, while people read and write, and comes back: clear errors
# meanwhile, and afterwards it goes on by itself with everything it acknowledged. A cluster of its
# own that keeps what it acknowledges.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
export CLUSTER=$SOURCE_DIR/tests/support/pg_cluster.sh
trap '"$CLUSTER" stop "$work/pg"; rm -rf "$work"' EXIT
"$CLUSTER" durable "$work/pg"
psql -qX "$(cat pg/url)/postgres" -c "CREATE DATABASE served"
JH_TEST_URL=$(cat pg/url)/served
export JH_TEST_URL
python3 "$SOURCE_DIR/tests/serve/restarted_slow.py"
