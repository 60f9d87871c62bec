#!/bin/sh
# pg_cluster.sh: a throw-away PostgreSQL on loopback, for tests.
#   start DIR             makes and starts a cluster; DIR/url holds its address
#   stop DIR              stops it and deletes it
#   with DIR command …    runs a command with JH_TEST_PG = the address of a fresh, empty database
#   durable DIR           the same as start, for one that will be crashed: what it has acknowledged
#                         must come back
#   crash DIR HOW [NAME]  ends its processes: all of them at once or only the postmaster (kill -9),
#                         immediate (pg_ctl), or backend (kill -9 the one that serves database NAME)
#   again DIR             starts it after that, at the same address, and waits until it serves
# The cluster lives under /tmp because initdb refuses root: root runs it as `postgres`, who may
# not be able to enter the build folder. Durability is off, but for `durable`: nothing in it is
# worth keeping.
# SPDX-License-Identifier: Apache-2.0
set -eu

usage() { sed -n '2,10s/^# //p' "$0" >&2; exit 2; }
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

# The port and what else is said at every start; one that will be crashed keeps to the defaults of
# fsync, full_page_writes and synchronous_commit, checkpoints often enough to be hit in one, and
# comes back without asking for each of its files singly.
options() { # KIND
    kept="-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    [ "$1" != durable ] || kept="-c checkpoint_timeout=30s -c recovery_init_sync_method=syncfs"
    # One line: pg_ctl hands it to a shell.
    echo "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$home $kept \
        -c max_connections=40 -c shared_buffers=32MB -c dynamic_shared_memory_type=mmap" |
        tr -s ' '
}

serve_it() {
    as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 -o "$(cat "$dir/options")" \
        start >>"$dir/log" 2>&1
}

# A free port: the kernel refuses a taken one, so a few random tries are enough.
start_cluster() { # KIND
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    home=$(mktemp -d "${TMPDIR:-/tmp}/junheng-pg.XXXXXX")
    echo "$home" >"$dir/home"
    [ "$(id -u)" != 0 ] || chown postgres "$home"
    cd /
    as_owner "$bin/initdb" -D "$home/data" -U junheng -A trust -E UTF8 --locale=C.UTF-8 \
        --no-sync >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
    for _ in 1 2 3 4 5 6 7 8; do
        # From the kernel: awk takes a long seed for its largest and then gives one port for ever.
        port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) * 30000 / 65536))
        options "$1" >"$dir/options"
        if serve_it; then
            echo "postgresql://junheng@127.0.0.1:$port" >"$dir/url"
            return 0
        fi
    done
    cat "$dir/log" "$home/log" >&2
    exit 1
}

is_running() { case $(ps -o stat= -p "$1" 2>/dev/null) in '' | Z*) return 1 ;; esac; }
processes() { ps -o pid= --ppid "$1" 2>/dev/null || true; }

crash_cluster() { # HOW NAME
    home=$(cat "$dir/home")
    master=$(head -1 "$home/data/postmaster.pid")
    others=$(processes "$master")
    case $1 in
    all)
        kill -STOP "$master" # or it would start others in place of those that go
        others=$(processes "$master")
        # shellcheck disable=SC2086  # a list of numbers
        kill -KILL $others "$master" 2>/dev/null || true
        ;;
    postmaster) kill -KILL "$master" ;;
    immediate)
        (cd / && as_owner "$bin/pg_ctl" -D "$home/data" -m immediate -w stop) >>"$dir/log" 2>&1
        ;;
    backend)
        one=$(ps -o pid=,args= --ppid "$master" | awk -v name="$2" '$5 == name { print $1; exit }')
        [ -n "$one" ] || return 1
        kill -KILL "$one"
        return 0
        ;;
    *) usage ;;
    esac
    # Those who served go when they notice: before that nobody can start it again.
    for one in $master $others; do
        while is_running "$one"; do sleep 0.01; done
    done
    # Its parent may be slow to take leave of the dead one, who then counts as running.
    rm -f "$home/data/postmaster.pid" "$home"/.s.PGSQL.*
}

cluster_again() {
    home=$(cat "$dir/home")
    dir=$(cd "$dir" && pwd)
    cd /
    if ! is_running "$(head -1 "$home/data/postmaster.pid" 2>/dev/null || echo 0)"; then
        serve_it || { cat "$dir/log" "$home/log" >&2; exit 1; }
    fi
    until "$bin/pg_isready" -q -d "$(cat "$dir/url")/postgres"; do sleep 0.02; done
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
start | durable) stop_cluster && start_cluster "$verb" ;;
stop) stop_cluster ;;
with) [ $# -gt 0 ] || usage; with_database "$@" ;;
crash) [ $# -gt 0 ] || usage; crash_cluster "$1" "${2:-}" ;;
again) cluster_again ;;
*) usage ;;
esac
