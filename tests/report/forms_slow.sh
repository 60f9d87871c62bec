#!/bin/bash
# forms_slow.sh: LibreOffice opens the forms, and what it prints is the form on A4 landscape.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
: "${BUILD_DIR:?run this through ctest}"

mkdir "$work/forms"
JH_FORMS_OUT=$work/forms expect_status 0 "$BUILD_DIR/tests/test_report_forms"
cd "$work/forms"
expect_status 0 soffice "-env:UserInstallation=file://$work/office" --headless \
    --convert-to pdf 2-2.xlsx 3.xlsx
for form in 2-2 3; do
    [ -s "$form.pdf" ] || fail "LibreOffice made no PDF of $form.xlsx"
    pdfinfo "$form.pdf" >"$form.info"
    # A4: 595 × 842 points.
    grep -Eq '^Page size: +841\.[0-9]+ x 595\.[0-9]+|^Page size: +842 x 595' "$form.info" ||
        fail "$form is not A4 landscape: $(grep '^Page size' "$form.info")"
    pdftotext -layout "$form.pdf" "$form.txt"
done
passed "both forms open and print on A4 landscape"

expect_in 2-2.txt "小学、初中资源配置基本情况（分学校）"
expect_in 2-2.txt "不达标"
expect_in 3.txt "县域义务教育校际均衡情况"
expect_in 3.txt "差异系数保留三位小数"
passed "the titles, verdicts and notes are there to read"

pages=$(sed -nE 's/^Pages: +([0-9]+)/\1/p' 2-2.info)
# The last page is the sheet 依据; every page of the table itself repeats the head.
heads=$(grep -c 'L10 .*L11 .*L12' 2-2.txt)
[ "$heads" = $((pages - 1)) ] || fail "$pages pages, but the head stands on $heads of them"
passed "every page of the table repeats its head"
