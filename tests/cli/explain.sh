#!/bin/bash
# Every kind of figure opened, in both languages, against tests/cli/golden/explain.LANG.txt.
# Columns may move in the collection workbook: cells are checked against the paper further down.
# After a change that is meant: GOLDEN=write ctest --test-dir build -R cli/explain; read the diff.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
golden=$SOURCE_DIR/tests/cli/golden

"$JUNHENG" example --schools 20 --seed 5 --out county --quiet
"$JUNHENG" init x.jh --quiet
"$JUNHENG" import x.jh county/2025 --quiet >import.txt || [ $? = 1 ]
"$JUNHENG" assess x.jh --as-of 2025-12-31 --json >verdict.json || [ $? = 1 ]

# A cell, one that splits, a bound, a dispersion, a rule, items by data, by word and a veto, groups,
# a school, one that is left out, and the verdict.
figures=("R6 9901010001" "R4 9901010004 junior" "R1 9901010006 primary" "dispersion R6 primary"
    "dispersion R4 junior" resource_school G1 G2 G3 G7 G9 G13 Q1 Q9 S1 V2 P1 resources vetoes
    9901010001)
for lang in zh en; do
    for figure in "${figures[@]}"; do
        printf '$ junheng explain x.jh %s\n' "$figure"
        "$JUNHENG" explain x.jh $figure --as-of 2025-12-31 --lang "$lang"
        echo
    done | sed -E 's/(← [^ ]+ [^ ]+) [A-Z]+[0-9]+/\1 CELL/' >"explain.$lang.txt"
    grep -q CELL "explain.$lang.txt" || fail "no figure names its cell"
    [ "${GOLDEN:-}" != write ] || cp "explain.$lang.txt" "$golden/"
    diff -u "$golden/explain.$lang.txt" "explain.$lang.txt" ||
        fail "explain says something else than tests/cli/golden/explain.$lang.txt"
    passed "every kind of figure reads as before in $lang"
done

# The cell that is named holds the figure that is told.
"$JUNHENG" explain x.jh R6 9901010001 --as-of 2025-12-31 --lang en >told.txt
line=$(grep '^  Pupils enrolled =' told.txt)
pupils=$(sed -E 's/.*= ([0-9]+) pupils.*/\1/' <<<"$line")
cell=$(sed -E 's/.*← ([^ ]+) ([^ ]+) [A-Z]+([0-9]+).*/\1 \2 \3/' <<<"$line")
read -r file sheet row <<<"$cell"
"$JUNHENG" sheet "county/2025/$file" --sheet "$sheet" >paper.csv
sed -n "${row}p" paper.csv | grep -q ",$pupils," || fail "no $pupils in row $row of $file $sheet"
passed "the cell that is named holds the figure that is told"

# Names of the language and Chinese titles have no place where a person reads English.
names='pupils\[|resource_schools|weight pupils| wcv\(|every\(|attest_'
! grep -nE "$names" explain.zh.txt explain.en.txt || fail "a key instead of a title"
law='第[^ ]*条[^ ]*|一票否决|社会认可度，表Ⅵ|申报条件|[^ ]*〔20[0-9]+〕[^ ]*'
sed -E "s/示例县[^ :,)]*//g; s/←.*//; s/$law//g" explain.en.txt >bare.txt
! grep -nP '\p{Han}' bare.txt || fail "Chinese in the English explanation"
passed "titles stand for keys, and English ones in English"

expect_status 0 "$JUNHENG" explain x.jh verdict --as-of 2025-12-31 --lang en
expect_in out "not reached"
expect_status 2 "$JUNHENG" explain x.jh R6 nowhere --as-of 2025-12-31 --lang en
expect_status 2 "$JUNHENG" explain x.jh R99 --as-of 2025-12-31 --lang en
expect_in err "R99"
expect_status 2 "$JUNHENG" explain x.jh dispersion R99 primary --as-of 2025-12-31 --lang en
expect_in err "R99"
passed "the verdict opens; an unknown figure is named"

# The same figure, by the words of the standard and by the words of people.
name=$(sed -n 's/^\(示例县[^ ]*\)$/\1/p' explain.zh.txt | head -1)
same() {
    "$JUNHENG" explain x.jh $1 --as-of 2025-12-31 >by_key.txt
    "$JUNHENG" explain x.jh $2 --as-of 2025-12-31 >by_name.txt
    [ -s by_key.txt ] && cmp by_key.txt by_name.txt || fail "'$1' and '$2' are not the same"
}
same "9901010001" "$name"
same "R5 9901010001 primary" "体育场馆 $name 小学"
same "dispersion R5 primary" "差异系数 生均体育运动场馆面积 小学"
same dispersion 校际差异系数
passed "a figure may be called as people call it"

expect_status 0 "$JUNHENG" explain x.jh V2 --as-of 2025-12-31 --json
expect_in out '"note":"(虚构)示例县'
expect_in verdict.json '"evidence":"(虚构)示例县'
"$JUNHENG" report x.jh --out papers --as-of 2025-12-31 --only page --quiet
grep -q 'class="evidence">.*(虚构)示例县' papers/*.html || fail "the page hides the evidence"
passed "evidence stands beside its item in JSON and on the page"
