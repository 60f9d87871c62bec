#!/bin/sh
# pg_cluster.sh: a throw-away PostgreSQL on loopback, for tests.
#   start DIR             makes and starts a cluster; DIR/url holds its address
#   stop DIR              stops it and deletes it
#   with DIR command …    runs a command with JH_TEST_PG = the address of a fresh, empty database
# The cluster lives under /tmp because initdb refuses root: root runs it as `postgres`, who may
# not be able to enter the build folder. Durability is off: nothing in it is worth keeping.
# SPDX-License-Identifier: Apache-2.0
set -eu

usage() { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
[ $# -ge 2 ] || usage
verb=$1 dir=$2
shift 2

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: ./run deps" >&2; exit 1; }

as_owner() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

stop_cluster() {
    [ -f "$dir/home" ] || return 0
    home=$(cat "$dir/home")
    if [ -d "$home/data" ]; then
        (cd / && as_owner "$bin/pg_ctl" -D "$home/data" -m immediate -w stop) >/dev/null 2>&1 ||
            true
    fi
    case $home in */junheng-pg.*) rm -rf "$home" ;; esac
    rm -rf "$dir"
}

# A free port: the kernel refuses a taken one, so a few random tries are enough.
start_cluster() {
    mkdir -p "$dir"
    home=$(mktemp -d "${TMPDIR:-/tmp}/junheng-pg.XXXXXX")
    echo "$home" >"$dir/home"
    [ "$(id -u)" != 0 ] || chown postgres "$home"
    cd /
    as_owner "$bin/initdb" -D "$home/data" -U junheng -A trust -E UTF8 --locale=C.UTF-8 \
        --no-sync >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
    for _ in 1 2 3 4 5 6 7 8; do
        # From the kernel: awk takes a long seed for its largest and then gives one port for ever.
        port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) * 30000 / 65536))
        if as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 -o "-p $port \
            -c listen_addresses=127.0.0.1 -c unix_socket_directories=$home -c fsync=off \
            -c full_page_writes=off -c synchronous_commit=off -c max_connections=40 \
            -c shared_buffers=32MB -c dynamic_shared_memory_type=mmap" start >>"$dir/log" 2>&1
        then
            echo "postgresql://junheng@127.0.0.1:$port" >"$dir/url"
            return 0
        fi
    done
    cat "$dir/log" "$home/log" >&2
    exit 1
}

with_database() {
    [ -f "$dir/url" ] || { echo "no cluster in $dir: pg_cluster.sh start $dir" >&2; exit 1; }
    url=$(cat "$dir/url")
    name=test_$$
    "$bin/psql" -qX "$url/postgres" -c "CREATE DATABASE $name" >&2
    status=0
    JH_TEST_PG="$url/$name" "$@" || status=$?
    "$bin/psql" -qX "$url/postgres" -c "DROP DATABASE IF EXISTS $name WITH (FORCE)" >&2
    exit $status
}

case $verb in
start) stop_cluster && start_cluster ;;
stop) stop_cluster ;;
with) [ $# -gt 0 ] || usage; with_database "$@" ;;
*) usage ;;
esac
