#!/bin/bash
# docs.sh [ROOT]: what the words promise is there. Prints each broken promise; red if there is one.
#   links of Markdown files and pages named in texts, headers and standards lead somewhere;
#   every verb of src/cli/main.c has a page of help in both languages, which names each of its
#   options, uses no others, and fits a terminal (78 columns, 60 lines);
#   README's commands exist; function names in ARCHITECTURE.md and GLOSSARY.md do.
# While rooms of src/LAYERS are still empty, pages and names may be ahead of their files.
# SPDX-License-Identifier: Apache-2.0
set -eu
export LC_ALL=C
cd "${1:-.}"
main=src/cli/main.c
found=$(mktemp)
trap 'rm -f "$found"' EXIT
fault() { printf '%s\n' "$*" >>"$found"; }

texts() { # every file that people read, generated and borrowed ones left out
    find README.md CONTRIBUTING.md docs changes.d schema src standards texts tests tools bench \
        -type f \( -name '*.md' -o -name '*.[ch]' -o -name '*.std' -o -name '*.sql' \
        -o -name '*.def' -o -name '*.po' \) 2>/dev/null | grep -v '/corpus/' | sort
}

house_is_complete() { # a room has something in it when it has a .c file
    local room
    while read -r room; do
        compgen -G "src/$room/*.c" >/dev/null || return 1
    done < <(sed -nE 's/^([a-z]+) +:.*/\1/p' src/LAYERS | grep -v '^pure$')
}

# ---- places -------------------------------------------------------------------------------------

check_links() {
    local file link
    while IFS=: read -r file link; do
        link=${link#](}
        link=${link%)}
        link=${link%%#*}
        case $link in '' | http*) continue ;; esac
        [ -e "$(dirname "$file")/$link" ] || fault "$file: link to $link leads nowhere"
    done < <(texts | grep '\.md$' | xargs grep -oE '\]\([^) ]+\)' -H)
}

check_named_pages() {
    local file page
    while IFS=: read -r file page; do
        page=${page%.}
        [ -e "$page" ] || fault "$file names $page, which is not there"
    done < <(texts | xargs grep -oE '\b(docs|schema)/[A-Za-z0-9_/.-]+\.(md|png)' -H | sort -u)
}

check_names_of_code() {
    local page name
    for page in docs/ARCHITECTURE.md docs/GLOSSARY.md; do
        [ -e "$page" ] || continue
        while read -r name; do
            grep -rqw -- "$name" src || fault "$page names $name, which src/ does not know"
        done < <(grep -oE '\bjh_[a-z0-9_]+[a-z0-9]\b' "$page" | sort -u)
    done
}

# ---- verbs --------------------------------------------------------------------------------------

verbs() { sed -nE 's/^ *\{ "([a-z]+)", SAY_CLI_SUMMARY.*/\1/p' "$main"; }

# Options of a verb, by the array its row names; JUDGING stands for the macro of that name.
options_of() {
    awk -v row="{ \"$1\", SAY_" '
    function collect(line) {
        while (match(line, /"--[a-z-]+"/)) {
            options[name] = options[name] " " substr(line, RSTART + 1, RLENGTH - 2)
            line = substr(line, RSTART + RLENGTH)
        }
    }
    /^#define JUDGING/ { name = "JUDGING" }
    /^static const jh_option [a-z_]+\[\]/ { name = $4; sub(/\[.*/, "", name) }
    name { collect($0); if ($0 ~ /JUDGING/ && name != "JUDGING") judges[name] = 1 }
    name == "JUDGING" && !/\\$/ { name = "" }
    name != "JUDGING" && /;$/ { name = "" }
    index($0, row) { split($0, part, /, */); wanted = part[3] }
    END { print options[wanted] (judges[wanted] ? options["JUDGING"] : "") }' "$main"
}

check_page() { # verb, language
    local page=docs/guide/commands/$2/$1.md known option
    if [ ! -e "$page" ]; then
        fault "$page is missing: $1 is a verb of $main"
        return
    fi
    known="$(options_of "$1") --help --json --quiet --lang"
    for option in $known; do
        grep -qE -- "(^|[^a-z-])$option([^a-z-]|\$)" "$page" ||
            fault "$page does not tell of $option"
    done
    while read -r option; do
        case " $known --version " in
        *" $option "*) ;;
        *) fault "$page tells of $option, which $1 does not have" ;;
        esac
    done < <(awk -v verb="$1" '
        /\\$/ { sub(/\\$/, ""); held = held $0; next }
        { line = held $0; held = ""; sub(/^ +/, "", line) }
        line ~ /^junheng / { split(line, word, " "); if (word[2] != verb) next }
        { print line }' "$page" | grep -oE -- '(^|[ (])--[a-z]+[a-z-]*' | tr -d ' (' | sort -u)
    awk -v page="$page" '
        { line = $0; wide = gsub(/[\343-\357]/, "&", line); gsub(/[\200-\277]/, "", line) }
        length(line) + wide > 78 { printf "%s:%d is %d columns wide: at most 78\n", page, FNR,
            length(line) + wide }
        END { if (FNR > 60) printf "%s has %d lines: at most 60\n", page, FNR }' "$page" >>"$found"
}

check_verbs() {
    local verb lang page
    for verb in $(verbs); do
        for lang in zh en; do check_page "$verb" "$lang"; done
    done
    for page in docs/guide/commands/*/*.md; do
        verbs | grep -qx "$(basename "$page" .md)" || fault "$page: no such verb in $main"
    done
    while IFS=: read -r page verb; do
        verbs | grep -qx "${verb##* }" || fault "$page: junheng has no verb ${verb##* }"
    done < <(grep -oHE '^ *junheng [a-z]+' README.md docs/guide/commands/*/*.md)
}

check_run() {
    local command
    while read -r command; do
        ./run help | grep -qF "./run $command" || fault "README.md: ./run help knows no $command"
    done < <(grep -oE '\./run [a-z]+' README.md | sed 's/.* //' | sort -u)
}

[ ! -e "$main" ] || check_verbs
check_run
if house_is_complete; then
    check_links
    check_named_pages
    check_names_of_code
fi
cat "$found"
[ ! -s "$found" ]
