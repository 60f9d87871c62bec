#!/usr/bin/env bash
# demo.sh JUNHENG [DIR]: a made-up county from its workbooks to a verdict, in one minute.
# Everything it makes lies in DIR (out/demo); the same every time.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
junheng=$(realpath "$1")
out=${2:-out/demo}
rm -rf "$out"
mkdir -p "$out"
cd "$out"

step() { printf '\n\033[1m%s\033[0m\n' "$1"; printf '  $ %s\n' "$2"; }
[ -t 1 ] || step() { printf '\n%s\n  $ %s\n' "$1" "$2"; }
# A verdict of "no" ends with 1: that is an answer, not a failure.
answers() { "$@" || [ $? = 1 ]; }

step "1. 一个虚构的县，60 所学校 · a made-up county of 60 schools" \
    "junheng example --schools 60 --seed 2025 --roster --out workbooks"
"$junheng" example --schools 60 --seed 2025 --roster --out workbooks
ls workbooks/2025

step "2. 新建数据文件，导入工作簿 · import the workbooks" \
    "junheng init county.jh && junheng import county.jh workbooks/2025"
"$junheng" init county.jh
answers "$junheng" import county.jh workbooks/2025

step "3. 评估 · the verdict" "junheng assess county.jh --as-of 2025-12-31"
answers "$junheng" assess county.jh --as-of 2025-12-31

step "4. 差异系数为什么超限 · why the worst dispersion is what it is" \
    "junheng explain county.jh 差异系数 --as-of 2025-12-31"
"$junheng" explain county.jh 差异系数 --as-of 2025-12-31

step "5. 上报表格和结果网页 · the official tables and the page" \
    "junheng report county.jh --out papers --as-of 2025-12-31"
"$junheng" report county.jh --out papers --as-of 2025-12-31

step "6. 费用最低的达标方案：先补没有填报的数 · the cheapest plan, once a gap is filled" \
    "junheng plan county.jh --as-of 2025-12-31"
answers "$junheng" plan county.jh --as-of 2025-12-31
unit=$("$junheng" plan county.jh --as-of 2025-12-31 2>&1 | grep -oE '[0-9]{10}' | head -1 || true)
if [ -n "$unit" ]; then
    "$junheng" correct county.jh --unit "$unit" --element 网络多媒体教室数 --value 30 \
        --reason "虚构，仅供演示" --approver "虚构" --author "虚构"
fi
"$junheng" plan county.jh --as-of 2025-12-31 --out plan.xlsx --apply after.jh
"$junheng" plan county.jh --as-of 2025-12-31 --json --quiet >plan.json

step "7. 另一个程序复核 · checked by another program" "junheng-verify plan.json"
"$(dirname "$junheng")/junheng-verify" plan.json

step "8. 方案执行后再评估 · the county judged again after the plan" \
    "junheng assess after.jh --as-of 2025-12-31"
answers "$junheng" assess after.jh --as-of 2025-12-31 --quiet >after.txt
sed -n '6,23p' after.txt
grep -q '✓ 资源配置' after.txt

# The first lines tell what there is; the lists are in the workbooks.
step "9. 教师交流轮岗：谁与谁对调，学科不缺人 · which teachers change places" \
    "junheng rotate county.jh workbooks/2025-名册 --out rotation.xlsx"
answers "$junheng" rotate county.jh workbooks/2025-名册 --as-of 2025-12-31 --out rotation.xlsx \
    --quiet >rotation.txt
sed -n '4,5p;7,8p' rotation.txt

step "10. 教育发展共同体：强校带弱校 · which strong school leads which weak one" \
    "junheng pair county.jh --out pairs.xlsx"
answers "$junheng" pair county.jh --as-of 2025-12-31 --out pairs.xlsx --quiet >pairs.txt
sed -n '2,4p' pairs.txt

printf '\n%s\n' "结果 · results:"
for paper in papers/* plan.xlsx rotation.xlsx pairs.xlsx; do printf '  %s\n' "$PWD/$paper"; done
printf "%s\n" "用浏览器打开 结果.html：点任何一个数字，看它怎么来的。" \
    "Open 结果.html in a browser and click any figure."
