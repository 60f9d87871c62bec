#!/bin/bash
# The composite coefficient of 2012: decided alike by another program, and opened to its eight.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"

mkdir bent
expect_status 0 python3 "$SOURCE_DIR/tests/cli/basic.py" "$JUNHENG" bent 16
expect_in out "all agree"
near=$(sed -n 's/.*, \([0-9]*\) of them.*/\1/p' out)
[ "$near" -ge 8 ] || fail "too few near the limit: $(cat out)"
passed "$(cat out)"

expect_status 0 "$JUNHENG" example --schools 30 --seed 11 --out w --quiet
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh w/2025 --quiet
basic="--standard cn-2012-basic --as-of 2025-12-31"
# shellcheck disable=SC2086
expect_status 1 "$JUNHENG" assess x.jh $basic --lang en
expect_in out "Composite coefficient of primary schools of at most 0.65"
expect_in out "private schools are not listed"
# shellcheck disable=SC2086
expect_status 0 "$JUNHENG" explain x.jh C1 $basic --lang en
expect_in out "Composite coefficient, primary ≈"
grep -qE '≈ 0\.[0-9]{4} \[0\.[0-9]+, 0\.[0-9]+\]' out || fail "no interval: $(cat out)"
# shellcheck disable=SC2086
expect_status 0 "$JUNHENG" explain x.jh C1 $basic --json
python3 - <<'END' || fail "the interval does not hold the mean of the eight"
import json
steps = json.load(open("out"))["root"]["steps"]
step = next(s for s in steps if s.get("key") == "composite_primary")
parts = [s["interval"] for s in step["steps"]]
assert len(parts) == 8
low, high = step["interval"]
assert low <= sum(p[1] for p in parts) / 8 and sum(p[0] for p in parts) / 8 <= high
assert high - low < 1e-9
END
passed "the mean is opened to eight coefficients, each between two numbers"

# shellcheck disable=SC2086
expect_status 1 "$JUNHENG" assess x.jh $basic --set limit_primary=0.05 --lang en
expect_in out "× C1"
passed "the limit is a setting"
expect_status 0 "$JUNHENG" standard show cn-2012-basic --lang en
expect_in out "0.65"
expect_status 0 "$JUNHENG" standard diff cn-2012-basic cn-2017-quality --lang en
cp out diff.txt
expect_in out "R1"
passed "show and diff answer"

# On paper: 综合 of 表Ⅲ and the page have it where the standard does, and only there.
for standard in cn-2012-basic cn-2017-quality; do
    expect_status 0 "$JUNHENG" report x.jh --standard $standard --as-of 2025-12-31 --out $standard
    "$JUNHENG" sheet $standard/表Ⅲ.xlsx >$standard/table.csv
    expect_status 1 "$JUNHENG" assess x.jh --standard $standard --as-of 2025-12-31 --json
    cp out $standard/verdict.json
done
python3 - <<'END' || fail "the composite is not on paper as decided, or where it does not belong"
import csv, json, re
from decimal import Decimal
from fractions import Fraction

def read(standard):
    rows = list(csv.reader(open(standard + "/table.csv", encoding="utf-8")))
    last = rows[1].index("综合")
    page = open(standard + "/结果.html", encoding="utf-8").read()
    return ([r for r in rows if r[1:2] == ["差异系数"]], last,
            re.findall(r'<tr class="composite">.*?</tr>', page, re.S),
            [r for r in rows if r[1:2] == ["全县平均值"]])

rows, last, drawn, means = read("cn-2012-basic")
items = {i["key"]: i for i in json.load(open("cn-2012-basic/verdict.json"))["items"]}
assert len(rows) == len(drawn) == len(means) == 2
# The mean that a coefficient is around: weighted by pupils, here of the schools' printed values.
schools = json.load(open("cn-2012-basic/verdict.json"))["rows"]
for row, stage in zip(means, ("primary", "junior")):
    parts = [s for s in schools if s["stage"] == stage]
    heads = sum(Fraction(str(s["pupils"])) for s in parts)
    for i, printed in enumerate(row[2:last], 1):
        total = sum(Fraction(str(s["pupils"])) * Fraction(s["indicators"][f"B{i}"]["value"])
                    for s in parts)
        places = len(printed.partition(".")[2])
        near = abs(Fraction(printed) - total / heads) <= Fraction(1, 10**places)
        assert near, (stage, i, printed, total / heads)
for row, tr, item, limit in zip(rows, drawn, ("C1", "C2"), ("0.650", "0.550")):
    figures = {f["key"]: Decimal(str(f["value"])) for f in items[item]["figures"]}
    assert Decimal(row[last]) == figures["composite"] > 0, (row, figures)
    eight = [Decimal(c) for c in row[2:last]]
    assert eight == [figures[f"cv_B{i}"] for i in range(1, 9)], (row, figures)
    assert f">{figures['composite']:.3f}<" in tr and f"≤ {limit}<" in tr, tr

rows, last, drawn, means = read("cn-2017-quality")
assert len(rows) == 2 and not drawn
assert all("".join(row[last:]) == "" for row in rows), rows
END
passed "the composite and its means stand in 表Ⅲ under 2012, and not under 2017"
