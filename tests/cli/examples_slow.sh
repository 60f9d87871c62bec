#!/bin/bash
# Every example of the help pages, in both languages, is run as it stands in a folder with a made-up
# county. Those for a PostgreSQL server are left to tests/cli/keep.sh, those that serve to
# tests/serve, and counted.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

mkdir bin ready
ln -s "$JUNHENG" bin/junheng
for tool in "$(dirname "$JUNHENG")"/junheng-*; do [ ! -x "$tool" ] || ln -s "$tool" bin/; done
PATH=$work/bin:$PATH
export JUNHENG_LANG=zh

# The files that the pages speak of.
cd ready
answers() { "$@" --quiet >log 2>&1 || [ $? = 1 ] || fail "$*: $(cat log)"; }
answers junheng example --schools 30 --seed 1 --layout statistics --roster --out example
answers junheng init county.jh
answers junheng import county.jh example/2024
answers junheng import county.jh example/2025
answers junheng import county.jh example/2025-statistics --county 990101 --period 2025
answers junheng freeze county.jh --as-of 2025-12-31 --approver head
answers junheng user county.jh invite audit --role audit_admin --scope "*" --author "Wang Wu" \
    --approver "Li Si" --reason "the first"
mkdir backups 备份 local 省标
for copy in 示例县.jh province.jh 全省.jh backup.jh 备份.jh city.jh 全市.jh; do
    cp county.jh "$copy"
done
cp example/2025-名册/教师名册.xlsx roster.xlsx
cp example/2025/城关镇.xlsx fixed.xlsx
for copy in 更正 summary 汇总表; do cp fixed.xlsx "$copy.xlsx"; done
echo "示例县第一小学 = 9901010001" | tee names.txt >校名.txt
answers junheng template collect.xlsx
cp collect.xlsx 采集表.xlsx
{
    echo COUNTY,SCHOOL,PUPILS,TEACHERS,CLASSES,BOOKS
    for i in {1..6}; do
        echo "c$((i % 2)),s$i,$((100 * i)),$((9 * i + i % 3)),$((3 * i)),900"
    done
} >schools.csv
sed '1s/.*/县,学校,在校生数,专任教师数,班级数,图书/' schools.csv >学校.csv
cp schools.csv schools.xlsx # told by content
cp 学校.csv 学校.xlsx
{
    echo COUNTY,SCHOOL,MATHS
    for i in {1..60}; do echo "c$((i % 2)),s$((i % 6)),$((50 + i * 7 % 40 + i % 6))"; done
} >pupils.csv
sed '1s/.*/县,学校,数学/' pupils.csv >学生.csv
{
    echo 学校名称,学段,在校生数
    echo 示例县没有标识码的小学,小学,120
} >summary.xlsx
cp summary.xlsx 汇总表.xlsx
echo '没有标识码的小学 = 9901010001' >names.txt
cp names.txt 校名.txt
cd ..

# The indented lines of a page's examples; a backslash at the end joins the next one.
section() { sed -nE '/^## (Examples|例子|示例)/,/^## [^E例示]/{s/^    //p}' "$1"; }
commands() { section "$1" | sed -e ':a' -e '/\\$/N' -e 's/\\\n *//' -e 'ta' | grep -E '^junheng'; }
# A standard that a page prints in its examples is the file it then speaks of.
own_standard() { section "$1" | sed -n '/^standard /,/^junheng/p' | grep -v '^junheng'; }
own_standard "$SOURCE_DIR/docs/guide/commands/en/standard.md" >ready/local/mine.std
own_standard "$SOURCE_DIR/docs/guide/commands/zh/standard.md" >ready/省标/本省.std

run=0 servers=0
try() { # PAGE COMMAND
    local status=0
    bash -c "$2" >out.txt 2>err.txt </dev/null || status=$?
    [ "$status" -le 1 ] || fail "$1: $2 ended with $status: $(head -c 1000 err.txt)"
}
for page in "$SOURCE_DIR"/docs/guide/commands/{en,zh}/*.md; do
    name=${page#"$SOURCE_DIR/docs/guide/commands/"}
    commands "$page" >list.txt || fail "$name has no example"
    rm -rf here && cp -r ready here
    case $name in
    */restore.md) cp ready/county.jh here/backups/county-2025-09-01.jh
        cp ready/county.jh here/备份/示例县-2025-09-01.jh ;;
    esac
    while IFS= read -r command; do
        case $command in
        *postgresql://* | "junheng serve"*) servers=$((servers + 1)) && continue ;;
        esac
        # What `init` makes must not be there yet.
        case $command in "junheng init "*) rm -f "here/${command#junheng init }" ;; esac
        command=$(sed -E 's/--unit (CODE|标识码)/--unit 9901010001/' <<<"$command")
        (cd here && try "$name" "$command") || exit 1
        run=$((run + 1))
    done <list.txt
done
[ "$run" -ge 90 ] || fail "only $run examples were found"
passed "$run examples do what their pages say; $servers more are for a server"
