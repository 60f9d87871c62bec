"""basic.py JUNHENG FOLDER: the composite coefficient of 2012 once more, by another program.

Made-up counties are written as csv, imported and assessed; the mean of the eight coefficients is
computed here from the same sheet with decimals of sixty digits, and decided here, too. Some
counties are bent until the mean lies within 1e-12 of the limit, on either side.
SPDX-License-Identifier: Apache-2.0
"""
import json
import pathlib
import random
import subprocess
import sys
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
JUNHENG, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
HEAD = ("学校标识码,学校名称,办学类型,举办者类型,学段,在校生数,专任教师数,高于规定学历教师数,中级及以上职称教师数,"
        "教学及辅助用房面积,室内体育用房面积,运动场地面积,教学仪器设备资产值,教学用计算机台数,图书册数")
SHARED = ("rooms", "hall", "ground", "equipment", "computers", "books")
LIMIT = {"primary": Fraction(65, 100), "junior": Fraction(55, 100)}
STAGES = {"primary": "小学", "junior": "初中"}


def a_school(rng, number, kind):
    heads = {s: rng.randint(40, 1500) for s in STAGES if kind == "九年一贯制学校"
             or (s == "primary") == (kind == "小学")}
    school = {"code": f"99{number:04d}", "kind": kind, "founder": "县级教育部门", "heads": heads,
              "staff": {}, "shared": {}}
    for stage, pupils in heads.items():
        teachers = max(3, pupils // rng.randint(8, 25))
        school["staff"][stage] = [teachers, rng.randint(0, teachers), rng.randint(0, teachers)]
    total = sum(heads.values())
    for key, most in zip(SHARED, (12, 0.5, 20, 0.6, 0.3, 40)):
        school["shared"][key] = Fraction(round(total * rng.uniform(0, most)))
    school["shared"]["rooms"] += school["shared"]["hall"]
    return school


def rows_of(school):
    """Stage → pupils and the eight totals of that stage, by the regulation's split 1 : 1.1."""
    weight = {"primary": Fraction(1), "junior": Fraction(11, 10)}
    all_heads = sum(weight[s] * p for s, p in school["heads"].items())
    for stage, pupils in school["heads"].items():
        part = {k: v * weight[stage] * pupils / all_heads for k, v in school["shared"].items()}
        teachers, above, titled = school["staff"][stage]
        yield stage, pupils, [part["rooms"] - part["hall"], part["ground"] + part["hall"],
                              part["equipment"] * 10000, part["computers"], part["books"],
                              Fraction(teachers), Fraction(above), Fraction(titled)]


def to_decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


def coefficient(rows, which):
    heads = sum(p for p, _ in rows)
    mean = sum(x[which] for _, x in rows) / heads
    if mean == 0:
        return None
    variance = sum(Fraction(p, heads) * (x[which] / p - mean) ** 2 for p, x in rows)
    return to_decimal(variance / mean ** 2).sqrt()


def composite(schools, stage):
    rows = [(p, x) for school in schools if school["founder"] != "民办" and school["kind"] != "教学点"
            for s, p, x in rows_of(school) if s == stage]
    parts = [coefficient(rows, which) for which in range(8)] if rows else []
    return None if not parts or None in parts else sum(parts) / 8


def write(path, schools):
    lines = [HEAD]
    for school in schools:
        first = True
        for stage, pupils in school["heads"].items():
            shared = [f"{float(school['shared'][k]):.6f}".rstrip("0").rstrip(".") if first else ""
                      for k in SHARED]
            lines.append(",".join([school["code"], "学校" + school["code"], school["kind"],
                                   school["founder"], STAGES[stage], str(pupils),
                                   *map(str, school["staff"][stage]), *shared]))
            first = False
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def ask(store, *words):
    done = subprocess.run([JUNHENG, *words[:1], str(store), *words[1:], "--quiet"],
                          capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(f"{words}: {done.stdout}{done.stderr}")
    return done.stdout


def filed(store, folder):
    """Stage → the cell 综合 of 表Ⅲ as a decimal, None where it is empty."""
    ask(store, "report", "--standard", "cn-2012-basic", "--as-of", "2025-12-31", "--only", "table3",
        "--out", str(folder))
    sheet = subprocess.run([JUNHENG, "sheet", str(folder / "表Ⅲ.xlsx")], capture_output=True,
                           text=True, check=True).stdout
    rows = [line.split(",") for line in sheet.splitlines()]
    last = rows[1].index("综合")
    cells = {}
    for above, row in zip(rows, rows[1:]):
        if row[1:2] == ["差异系数"]:
            cell = row[last] if len(row) > last else ""
            cells[above[0]] = Decimal(cell) if cell else None
    return cells


def bend(schools, stage, rng):
    """Moves one school's ground until the mean is next to the limit; None if it cannot."""
    alone = [s for s in schools if list(s["heads"]) == [stage] and s["founder"] != "民办"
             and s["kind"] != "教学点"]
    school, limit = alone[0], to_decimal(LIMIT[stage])
    low, high = school["shared"]["ground"], Fraction(40_000_000)
    for value in (low, high):
        school["shared"]["ground"] = value
        if value == low and composite(schools, stage) > limit:
            return False
        if value == high and composite(schools, stage) < limit:
            return False
    low, high = int(low * 10 ** 6), int(high * 10 ** 6)
    while high - low > 1:
        middle = (low + high) // 2
        school["shared"]["ground"] = Fraction(middle, 10 ** 6)
        low, high = (low, middle) if composite(schools, stage) > limit else (middle, high)
    school["shared"]["ground"] = Fraction(rng.choice((low, high)), 10 ** 6)
    return True


def main():
    rng = random.Random(2012)
    checked = near = 0
    for number in range(int(sys.argv[3])):
        schools = [a_school(rng, i, rng.choice(("小学", "小学", "初级中学", "九年一贯制学校")))
                   for i in range(rng.randint(4, 14))]
        schools += [a_school(rng, 20, "小学"), a_school(rng, 21, "初级中学"),
                    a_school(rng, 22, "教学点") | {"heads": {"primary": 60}, "staff": {"primary": [9, 9, 0]}},
                    a_school(rng, 23, "小学") | {"founder": "民办"}]
        bent = [stage for stage in STAGES if number % 2 and bend(schools, stage, rng)]
        folder = FOLDER / str(number)
        folder.mkdir()
        write(folder / "schools.csv", schools)
        store = FOLDER / f"{number}.jh"
        ask(store, "init")
        ask(store, "import", str(folder), "--county", "990101", "--period", "2025")
        items = {i["key"]: i for i in json.loads(
            ask(store, "assess", "--standard", "cn-2012-basic", "--as-of", "2025-12-31", "--json"))["items"]}
        cells = filed(store, folder)
        for key, stage in (("C1", "primary"), ("C2", "junior")):
            mine = composite(schools, stage)
            holds = "yes" if mine is None or mine <= to_decimal(LIMIT[stage]) else "no"
            theirs = items[key]
            if theirs["holds"] != holds:
                sys.exit(f"county {number} {stage}: {mine} is {holds} here, {theirs} there")
            printed = {f["key"]: f.get("value") for f in theirs["figures"]}["composite"]
            if mine is not None and Decimal(printed) != mine.quantize(Decimal("0.001"), "ROUND_HALF_UP"):
                sys.exit(f"county {number} {stage}: {mine} here, {printed} there")
            cell = mine and mine.quantize(Decimal("0.001"), "ROUND_HALF_UP")
            if cells.get(STAGES[stage], "no row") != cell:
                sys.exit(f"county {number} {stage}: {cell} here, 表Ⅲ says {cells}")
            checked += 1
            near += stage in bent and abs(mine - to_decimal(LIMIT[stage])) < Decimal("1e-9")
    print(f"{checked} composites, {near} of them within 1e-9 of the limit: all agree")


main()
