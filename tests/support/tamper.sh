#!/bin/bash
# tamper.sh: a store changed by hand, as no verb of the program would.
#   tamper STORE STATEMENTS
# SPDX-License-Identifier: Apache-2.0
tamper() { # store, statements: behind the program's back, its guards taken away
    case $1 in
    postgresql://*)
        psql -qX "${1%%\?*}" -c "SET search_path = ${1##*%3D};
            SET session_replication_role = replica; $2" ;;
    *) python3 - "$1" "$2" <<'PY'
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
    store.execute("DROP TRIGGER " + name)
store.executescript(sys.argv[2])
store.commit()
PY
    ;;
    esac
}
