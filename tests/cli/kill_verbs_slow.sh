#!/bin/bash
# The verbs that write are killed (kill -9) at random moments, as the program that people run: the
# store opens, its storage checks clean, and it holds the verb's whole work or nothing of it; what
# ended with 0 is there. The same verb again then does it. SQLite; kill_server_slow.sh kills the
# server of PostgreSQL. JH_KILL_SEED repeats a run, JH_KILL_MOMENTS makes it longer, JH_KILL_ACTS
# chooses.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/killed_verbs.sh"
cd "$work"
seed=${JH_KILL_SEED:-$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}
moments=${JH_KILL_MOMENTS:-35}
RANDOM=$seed
declare -A took killed whole nothing

make_models
state base.jh >base.before
state old.jh >old.before
[ "$(cat old.before)" = "junheng migrate" ] || fail "old.jh is not one that only migrate opens"
for one in "${acts[@]}"; do
    cp "$(model_of "$one").jh" "$one.jh"
    began=$(date +%s%N)
    act "$one.jh" "$one" >/dev/null 2>&1 || fail "$one does not work at all"
    took[$one]=$((($(date +%s%N) - began) / 1000)) # microseconds
    state "$one.jh" >"$one.after"
    ! cmp -s "$(model_of "$one").before" "$one.after" || fail "$one changes nothing one can see"
    killed[$one]=0 whole[$one]=0 nothing[$one]=0
done

# The old file that a killed migrate kept is whole, or it is not there under its name.
look_at_backups() {
    local backup
    for backup in x.jh.old[0-9]; do
        [ -e "$backup" ] || continue
        "$JUNHENG" migrate "$backup" --backed-up --quiet >/dev/null 2>&1 ||
            fail "$1: the backup cannot be brought up"
        state "$backup" >now
        cmp -s now migrate.after || fail "$1: the backup is not whole"
    done
}

for ((moment = 0; moment < moments; moment++)); do
    one=${acts[RANDOM % ${#acts[@]}]}
    before=$(model_of "$one").before
    wait_for=$((RANDOM * 32768 + RANDOM)) wait_for=$((wait_for % (took[$one] * 11 / 10)))
    told="seed $seed, moment $moment: $one after $wait_for µs"
    rm -f x.jh x.jh[-.]*
    cp "$(model_of "$one").jh" x.jh
    status=0
    after=$(printf '%d.%06d' $((wait_for / 1000000)) $((wait_for % 1000000 + 1)))
    # timeout kills its whole group: the verb with the shell around it.
    words="$(declare -f act free_name); $(declare -p by JUNHENG); act x.jh $one"
    { timeout -s KILL "$after" bash -c "$words"; } >/dev/null 2>&1 || status=$?
    while fuser -s x.jh 2>/dev/null; do sleep 0.01; done
    [ "$status" = 0 ] || killed[$one]=$((killed[$one] + 1))
    look_at_backups "$told"
    state x.jh >now
    if cmp -s now "$one.after"; then
        whole[$one]=$((whole[$one] + 1))
    elif cmp -s now "$before" && [ "$status" != 0 ]; then
        nothing[$one]=$((nothing[$one] + 1))
        act x.jh "$one" >/dev/null 2>&1 || fail "$told: it cannot be done afterwards"
        state x.jh >now
        cmp -s now "$one.after" || fail "$told: done again, it is not the same"
    else
        fail "$told: ended with $status, half or not there: $(diff now "$one.after")"
    fi
    "$JUNHENG" check x.jh --storage --quiet >/dev/null || fail "$told: the storage is not sound"
done
for one in "${acts[@]}"; do
    echo "$one: ${killed[$one]} killed, ${whole[$one]} whole, ${nothing[$one]} untouched"
done
passed "$moments moments (seed $seed): none half"
