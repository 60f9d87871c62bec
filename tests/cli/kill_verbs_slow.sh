#!/bin/bash
# The verbs that write are killed (kill -9) at random moments, as the program that people run: the
# store opens, its storage checks clean, and it holds the verb's whole work or nothing of it; what
# ended with 0 is there. The same verb again then does it. SQLite; the server's side of PostgreSQL
# is not killed here. JH_KILL_SEED repeats a run, JH_KILL_MOMENTS makes it longer.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
seed=${JH_KILL_SEED:-$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}
moments=${JH_KILL_MOMENTS:-30}
RANDOM=$seed
by=(--reason "made up" --approver clerk --quiet)
acts=(import revise correct freeze unit setting)

act() { # STORE ACT
    case $2 in
    import) "$JUNHENG" import "$1" county/2025 --quiet ;;
    revise) "$JUNHENG" import "$1" other/2024 --reason "made up" --quiet ;;
    correct) "$JUNHENG" correct "$1" --unit 9901010001 --element books --value 7 "${by[@]}" ;;
    freeze) "$JUNHENG" freeze "$1" --as-of 2025-12-31 --approver clerk --quiet ;;
    unit) "$JUNHENG" unit "$1" rename 9901010001 --name 示例县新校 --date 2025-03-01 "${by[@]}" ;;
    setting) "$JUNHENG" setting "$1" judge=as_printed --source "made up" --quiet ;;
    esac
}
# Figures and units by their hash, and how many of what has a time of its own.
state() {
    local format='"content":"[0-9a-f]*"|"revision":[0-9]*'
    "$JUNHENG" assess "$1" --as-of 2025-12-31 --json --quiet 2>/dev/null |
        grep -oE "$format" | sort -u
    "$JUNHENG" unit "$1" list --json | grep -o '"event":' | wc -l
    "$JUNHENG" freeze "$1" --list --json 2>/dev/null | grep -o '"number":' | wc -l
    "$JUNHENG" setting "$1" --json | grep -o '"name":' | wc -l
}

"$JUNHENG" example --schools 20 --out county --quiet
"$JUNHENG" example --schools 20 --seed 2 --out other --quiet
"$JUNHENG" init base.jh >/dev/null
"$JUNHENG" import base.jh county/2024 --quiet >/dev/null
state base.jh >before
for one in "${acts[@]}"; do
    cp base.jh "$one.jh"
    began=$(date +%s%N)
    act "$one.jh" "$one" >/dev/null 2>&1 || fail "$one does not work at all"
    declare "$one=$((($(date +%s%N) - began) / 1000))" # microseconds
    state "$one.jh" >"$one.after"
    ! cmp -s before "$one.after" || fail "$one changes nothing that can be seen"
done

killed=0 whole=0 nothing=0
for ((moment = 0; moment < moments; moment++)); do
    one=${acts[RANDOM % ${#acts[@]}]}
    wait_for=$((RANDOM * 32768 + RANDOM)) wait_for=$((wait_for % (${!one} * 11 / 10)))
    told="seed $seed, moment $moment: $one after $wait_for µs"
    rm -f x.jh x.jh-*
    cp base.jh x.jh
    status=0
    after=$(printf '%d.%06d' $((wait_for / 1000000)) $((wait_for % 1000000 + 1)))
    # timeout kills its whole group: the verb with the shell around it.
    words="$(declare -f act); $(declare -p by JUNHENG); act x.jh $one"
    { timeout -s KILL "$after" bash -c "$words"; } >/dev/null 2>&1 || status=$?
    while fuser -s x.jh 2>/dev/null; do sleep 0.01; done
    [ "$status" = 0 ] || killed=$((killed + 1))
    "$JUNHENG" check x.jh --storage --quiet >/dev/null || fail "$told: the storage is not sound"
    state x.jh >now
    if cmp -s now "$one.after"; then
        whole=$((whole + 1))
    elif cmp -s now before && [ "$status" != 0 ]; then
        nothing=$((nothing + 1))
        act x.jh "$one" >/dev/null 2>&1 || fail "$told: it cannot be done afterwards"
        state x.jh >now
        cmp -s now "$one.after" || fail "$told: done again, it is not the same"
    else
        fail "$told: ended with $status, half or not there: $(diff now "$one.after")"
    fi
done
passed "$moments moments (seed $seed): $killed killed, $whole whole, $nothing untouched, none half"
