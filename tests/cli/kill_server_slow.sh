#!/bin/bash
# The server of PostgreSQL is killed at random moments of the verbs that write: all its processes at
# once, only its postmaster, by an immediate stop, or the one process that serves the verb. It has a
# cluster of its own that keeps what it acknowledged. Started again, the store opens, its storage
# checks clean, and it holds what was acknowledged before (a correction) and the verb's whole work
# or nothing of it; a verb that ended with 0 is there, one that did not says so. JH_KILL_SEED
# repeats a run, JH_KILL_MOMENTS makes it longer, JH_KILL_ACTS chooses.
# What this cannot show is a disk that loses what the kernel still had: that is fsync's to answer.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/killed_verbs.sh"
cd "$work"
cluster=$SOURCE_DIR/tests/support/pg_cluster.sh
seed=${JH_KILL_SEED:-$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}
moments=${JH_KILL_MOMENTS:-15}
RANDOM=$seed
ways=(all postmaster immediate backend)
declare -A took failed whole nothing

trap '"$cluster" stop "$work/pg"; rm -rf "$work"' EXIT
"$cluster" durable "$work/pg"
url=$(cat pg/url)
sql() { psql -qXAt "$url/${2:-postgres}" -c "$1"; }
[ "$(sql "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings
    WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')")" = "on on on" ] ||
    fail "the cluster does not keep what it acknowledges"

acknowledge() { # STORE ACT: what is there before the act, and must stay
    [ "$2" = migrate ] ||
        "$JUNHENG" correct "$1" --unit 9901010003 --element books --value 8 "${by[@]}" >/dev/null
}
fresh() { # NAME ACT
    sql "DROP DATABASE IF EXISTS $1 WITH (FORCE)" 2>/dev/null
    sql "CREATE DATABASE $1 TEMPLATE $(model_of "$2")"
    acknowledge "$url/$1" "$2"
}

make_models
sql "CREATE DATABASE base"
"$JUNHENG" copy base.jh "$url/base" --quiet >/dev/null
sql "CREATE DATABASE old TEMPLATE base"
psql -qX "$url/old" -f "$SOURCE_DIR/tests/support/schema2.sql"
for one in "${acts[@]}"; do
    fresh x "$one"
    state "$url/x" >"$one.before"
    began=$(date +%s%N)
    act "$url/x" "$one" >/dev/null 2>&1 || fail "$one does not work at all"
    took[$one]=$((($(date +%s%N) - began) / 1000)) # microseconds
    state "$url/x" >"$one.after"
    ! cmp -s "$one.before" "$one.after" || fail "$one changes nothing one can see"
    failed[$one]=0 whole[$one]=0 nothing[$one]=0
done

# The verb against a server that goes: it ends by itself, with 0 or with what happened.
act_under_fire() { # ACT WAY MICROSECONDS: sets status
    local verb
    { timeout 60 bash -c "$(declare -f act); $(declare -p by JUNHENG); act '$url/x' $1"; } \
        >/dev/null 2>why &
    verb=$!
    sleep "$(printf '%d.%06d' $(($3 / 1000000)) $(($3 % 1000000)))"
    "$cluster" crash pg "$2" x || true # a backend may be gone, or not there yet
    status=0
    wait "$verb" || status=$?
    "$cluster" again pg
}

for ((moment = 0; moment < moments; moment++)); do
    one=${acts[RANDOM % ${#acts[@]}]}
    way=${ways[RANDOM % ${#ways[@]}]}
    wait_for=$((RANDOM * 32768 + RANDOM)) wait_for=$((wait_for % (took[$one] * 11 / 10)))
    told="seed $seed, moment $moment: $one, $way after $wait_for µs"
    fresh x "$one"
    act_under_fire "$one" "$way" "$wait_for"
    case $status in
    0) ;;
    1 | 3)
        failed[$one]=$((failed[$one] + 1))
        [ -s why ] || fail "$told: ended with $status and said nothing"
        ;;
    *) fail "$told: ended with $status: $(cat why)" ;;
    esac
    state "$url/x" >now
    if cmp -s now "$one.after"; then
        whole[$one]=$((whole[$one] + 1))
    elif cmp -s now "$one.before" && [ "$status" != 0 ]; then
        nothing[$one]=$((nothing[$one] + 1))
        act "$url/x" "$one" >/dev/null 2>&1 || fail "$told: it cannot be done afterwards"
        state "$url/x" >now
        cmp -s now "$one.after" || fail "$told: done again, it is not the same"
    else
        fail "$told: ended with $status, half or not there: $(diff now "$one.after")"
    fi
    "$JUNHENG" check "$url/x" --storage --quiet >out || fail "$told: not sound: $(cat out)"
done
for one in "${acts[@]}"; do
    echo "$one: ${failed[$one]} cut off, ${whole[$one]} whole, ${nothing[$one]} untouched"
done
passed "$moments moments (seed $seed): the server came back each time, none half"
