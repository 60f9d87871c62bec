#!/bin/bash
# A frozen assessment comes out again byte for byte, whatever is written afterwards; verify names
# each kind of change, and papers say which frozen assessment they are made from. On SQLite and on
# PostgreSQL (JH_TEST_PG).
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
. "$SOURCE_DIR/tests/support/tamper.sh"
cd "$work"

pg() { # a store of its own in the test's database
    psql -qX "$JH_TEST_PG" -c "CREATE SCHEMA $1"
    echo "$JH_TEST_PG?options=-csearch_path%3D$1"
}
freeze() { # store, options …: prints its hash
    expect_status 0 "$JUNHENG" freeze "$1" "${@:2}" --as-of 2025-12-31 --author "Zhang San" \
        --approver "Li Si" --reason "year (made up)" --json --quiet
    grep -oE '"hash":"[0-9a-f]{64}"' out | head -1
}
verify() { # status, store, what must be told …
    expect_status "$1" "$JUNHENG" verify "$2" 1 --lang en --quiet
    for words in "${@:3}"; do expect_in out "$words"; done
}
this=(--unit 9901010002 --element pupils --stage primary)

expect_status 0 "$JUNHENG" example --schools 20 --seed 7 --out a --quiet
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh a/2025 --quiet
expect_status 0 "$JUNHENG" copy x.jh "$(pg frozen)" --quiet

story() { # store
    store=$1
    expect_status 0 "$JUNHENG" verify "$store" --lang en
    expect_in out "nothing has been frozen"
    expect_status 1 "$JUNHENG" freeze "$store" --lang en
    expect_in err "--approver"
    expect_status 0 "$JUNHENG" freeze "$store" --list --lang en
    expect_in out "nothing has been frozen"
    passed "without somebody who approves it nothing is frozen"

    "$JUNHENG" assess "$store" --as-of 2025-12-31 --json --quiet >draft || true
    expect_in draft '"frozen":null'
    hash=$(freeze "$store")
    [ "$(freeze "$store")" = "$hash" ] || fail "the same assessment got another hash"
    expect_in out '"new":false'
    verify 0 "$store" "number 1 (2025, cn-2017-quality): the same bytes"
    grep -q "since then" out && fail "something changed though nothing was written"
    expect_status 0 "$JUNHENG" freeze "$store" --list
    expect_in out "Zhang San / Li Si"
    passed "an assessment is frozen once, with who and when, and comes out again"

    expect_status 0 "$JUNHENG" correct "$store" "${this[@]}" --value 415 --reason typo \
        --approver head --quiet
    verify 0 "$store" "the same bytes" "9901010002" "written since then" "typo" \
        "Primary Pupils enrolled: 1460 (城关镇.xlsx 学段 D6) → 415"
    passed "a correction is named with figure, cell and reason, and the frozen one stays"

    expect_status 0 "$JUNHENG" setting "$store" judge=as_printed --from 2025-01-01 --source minutes
    verify 0 "$store" "settings changed: judge"
    expect_status 0 "$JUNHENG" setting "$store" --from 2025-01-01 --source minutes \
        "provenance_precedence=correction,form,statistics"
    verify 0 "$store" "the same bytes" "which paper counts" "provenance_precedence"
    passed "a setting, and the order of the papers, are named"

    sed 's/ 4\.5/ 4.6/' "$SOURCE_DIR/standards/cn-2017-quality.std" >"std/cn-2017-quality.std"
    expect_status 0 "$JUNHENG" verify "$store" --standards std --lang en
    expect_in out "the same bytes"
    expect_in out "clauses of the standard changed"
    expect_in out "4.6"
    passed "a changed clause of the standard is named, and the frozen one keeps its own text"

    expect_status 0 "$JUNHENG" check "$store" --storage
    passed "the store passes the storage checks"

    expect_status 0 "$JUNHENG" report "$store" --frozen 1 --out papers --quiet
    short=$(echo "$hash" | cut -c9-24)
    for paper in papers/*; do expect_paper "$paper" "$short" "Li Si"; done
    expect_status 1 "$JUNHENG" assess "$store" --frozen 1 --json --quiet
    expect_in out "$hash"
    sed 's/"frozen":{[^}]*}/"frozen":null/' out | cmp -s - draft ||
        fail "made from the frozen one the JSON says something else than then"
    expect_status 1 "$JUNHENG" assess "$store" --frozen 1 --lang en
    expect_in out "Frozen as number 1"
    expect_status 1 "$JUNHENG" assess "$store" --as-of 2025-12-31 --lang en
    expect_in out "Draft"
    expect_status 0 "$JUNHENG" report "$store" --out drafts --quiet
    for paper in drafts/*; do expect_paper "$paper" "草稿"; done
    passed "papers cite the frozen assessment they are made from, and say that others are drafts"

    expect_status 2 "$JUNHENG" assess "$store" --frozen 1 --set judge=as_printed --lang en
    expect_in err "--set does not go with --frozen"
    expect_status 2 "$JUNHENG" report "$store" --frozen 7 --lang en
    expect_in err "no frozen assessment number 7"
    expect_status 2 "$JUNHENG" verify "$store" 1x --lang en
    passed "a frozen assessment takes no settings, and one that is not there is told"
}

expect_paper() { # file, what must stand in it …
    case $1 in
    *.xlsx)
        python3 -c 'import sys, zipfile
print(zipfile.ZipFile(sys.argv[1]).read("xl/sharedStrings.xml").decode())' "$1" >paper
        ;;
    *) cp "$1" paper ;;
    esac
    for words in "${@:2}"; do expect_in paper "$words"; done
}

broken() { # label, store, statements, what verify must tell …
    local copy
    copies=$((copies + 1))
    case $2 in
    postgresql://*) copy=$(pg "t$copies") ;;
    *) copy=t$copies.jh ;;
    esac
    expect_status 0 "$JUNHENG" copy "$2" "$copy" --quiet
    tamper "$copy" "$3"
    verify 1 "$copy" "no longer the same" "${@:4}"
    expect_status 1 "$JUNHENG" report "$copy" --frozen 1 --out none --lang en --quiet
    expect_in err "junheng verify 1"
    [ ! -e none ] || fail "a paper was made"
    passed "$1 is named, and no paper is made"
}
copies=0
tampered() { # store
    local unit="(SELECT unit FROM unit WHERE code = '9901010003')"
    local pupils="(SELECT element FROM element WHERE key = 'pupils')"
    broken "a figure that was changed by hand" "$1" \
        "UPDATE observation SET millionths = 777000000
          WHERE unit = $unit AND element = $pupils AND stage = 3" \
        "figures of revision" "9901010003" "Junior Pupils enrolled: 777 (" ".xlsx 学段 D"
    broken "a figure that was deleted" "$1" \
        "DELETE FROM observation WHERE unit = $unit AND element = $pupils AND stage = 3" \
        "9901010003" "Junior Pupils enrolled: –"
    broken "a school that was renamed by hand" "$1" \
        "UPDATE unit_fact SET name = 'x' WHERE unit = $unit" "9901010003" "other facts"
    broken "a text of the standard" "$1" \
        "UPDATE frozen SET standard_text = replace(standard_text, ' 4.5,', ' 4.6,')" \
        "standard's text that was kept has been changed" "not the one that the audit was told of"
    broken "a setting" "$1" \
        "UPDATE frozen SET settings_text = replace(settings_text, 'as_printed', 'exact')" \
        "settings that were kept have been changed" "not the one that the audit was told of"
    broken "the order of the papers" "$1" \
        "UPDATE frozen SET settings_text = replace(settings_text, 'statistics', 'form')" \
        "not the one that the audit was told of"
    broken "who approved it" "$1" "UPDATE frozen SET approver = 'x'" \
        "not the one that the audit was told of"
    broken "the version of the program" "$1" "UPDATE frozen SET engine = '0.0.0'" \
        "the program went from version 0.0.0"
}

mkdir -p std
cp "$SOURCE_DIR"/standards/*.std std/
story x.jh
rm -rf papers drafts
story "$JH_TEST_PG?options=-csearch_path%3Dfrozen"

# Tampered with: frozen under a setting, so that there is one to change.
expect_status 0 "$JUNHENG" init y.jh
expect_status 0 "$JUNHENG" import y.jh a/2025 --quiet
freeze y.jh --set judge=as_printed >/dev/null
verify 0 y.jh "the same bytes"
grep -q "since then" out && fail "what the command line said at the freeze counts as a change"
expect_status 0 "$JUNHENG" copy y.jh "$(pg tampered)" --quiet
tampered y.jh
tampered "$JH_TEST_PG?options=-csearch_path%3Dtampered"
