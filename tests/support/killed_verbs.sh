#!/bin/bash
# killed_verbs.sh: verbs that write, and what one sees of them afterwards; for the sweeps that kill.
# Source it after expect.sh, in a folder of its own.
#   acts                what can be done: all of them, or those that JH_KILL_ACTS names
#   make_models         base.jh (and old.jh, of schema 2): what the acts are done to
#   act STORE ACT       does it
#   state STORE         what can be seen of the store: the same lines, the same store
# SPDX-License-Identifier: Apache-2.0
# shellcheck disable=SC2034  # acts is read by those who source this
read -ra acts <<<"${JH_KILL_ACTS:-import revise correct freeze unit setting migrate}"
by=(--reason "made up" --approver clerk --quiet)

act() {
    case $2 in
    import) "$JUNHENG" import "$1" county/2025 --quiet ;;
    revise) "$JUNHENG" import "$1" other/2024 --reason "made up" --quiet ;;
    correct) "$JUNHENG" correct "$1" --unit 9901010001 --element books --value 7 "${by[@]}" ;;
    freeze) "$JUNHENG" freeze "$1" --as-of 2025-12-31 --approver clerk --quiet ;;
    unit) "$JUNHENG" unit "$1" rename 9901010001 --name 示例县新校 --date 2025-03-01 "${by[@]}" ;;
    setting) "$JUNHENG" setting "$1" judge=as_printed --source "made up" --quiet ;;
    migrate) case $1 in
        postgresql://*) "$JUNHENG" migrate "$1" --backed-up --quiet ;;
        *) "$JUNHENG" migrate "$1" --backup "$(free_name "$1")" --quiet ;;
        esac ;;
    esac
}

free_name() { # a backup is never written over: one that a killed migrate left stays
    local n=1
    while [ -e "$1.old$n" ]; do n=$((n + 1)); done
    echo "$1.old$n"
}

# Figures and units by their hash, and how many of what has a time of its own.
state() {
    local format='"content":"[0-9a-f]*"|"revision":[0-9]*'
    if ! "$JUNHENG" unit "$1" list --json >state.units 2>state.why; then
        grep -oE "junheng migrate" state.why || cat state.why
        return 0
    fi
    "$JUNHENG" assess "$1" --as-of 2025-12-31 --json --quiet 2>/dev/null |
        grep -oE "$format" | sort -u
    grep -o '"event":' state.units | wc -l
    "$JUNHENG" freeze "$1" --list --json 2>/dev/null | grep -o '"number":' | wc -l
    "$JUNHENG" setting "$1" --json | grep -oE '"(name|value)":"[^"]*"'
}

model_of() { if [ "$1" = migrate ]; then echo old; else echo base; fi; }

make_models() {
    "$JUNHENG" example --schools 20 --out county --quiet
    "$JUNHENG" example --schools 20 --seed 2 --out other --quiet
    "$JUNHENG" init base.jh >/dev/null
    "$JUNHENG" import base.jh county/2024 --quiet >/dev/null
    "$JUNHENG" unit base.jh rename 9901010002 --name 示例县旧校 --date 2024-03-01 \
        "${by[@]}" >/dev/null
    "$JUNHENG" setting base.jh judge=exact --from 2020-01-01 --source "made up" --quiet >/dev/null
    cp base.jh old.jh
    python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())' old.jh \
        "$SOURCE_DIR/tests/support/schema2.sql"
}
