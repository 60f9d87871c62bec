"""recompute.py JUNHENG STORE FOLDER: every explained indicator and dispersion once more, from the
cells that the explanation cites, by the formulas as a reader of 教督〔2017〕6号 would write them.

It shares nothing with the program: the workbooks are unzipped here, the arithmetic is Python's
fractions. It knows the seven formulas, the split weights, lines, floor and limits by itself.
SPDX-License-Identifier: Apache-2.0
"""
import json
import math
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WEIGHT = {"preprimary": Fraction(0), "primary": Fraction(1), "junior": Fraction("1.1"),
          "senior": Fraction("1.32")}
LINE = {"R1": ("4.2", "5.3"), "R2": ("1", "1"), "R3": ("0.9", "0.9"), "R4": ("4.5", "5.8"),
        "R5": ("7.5", "10.2"), "R6": ("2000", "2500"), "R7": ("2.3", "2.4")}
LIMIT = {"primary": Fraction("0.50"), "junior": Fraction("0.45")}
FORMULA = {
    "R1": lambda e: 100 * e["above_degree_teachers"] / e["pupils"],
    "R2": lambda e: 100 * e["backbone_teachers"] / e["pupils"],
    "R3": lambda e: 100 * e["pe_art_teachers"] / e["pupils"],
    "R4": lambda e: (e["teaching_area"] - e["indoor_sports_area"]) / e["pupils"],
    "R5": lambda e: (e["sports_ground_area"] + e["indoor_sports_area"]) / e["pupils"],
    "R6": lambda e: 10000 * e["equipment_value"] / e["pupils"],
    "R7": lambda e: 100 * e["multimedia_rooms"] / e["pupils"],
}
SHARED = {"teaching_area", "indoor_sports_area", "sports_ground_area", "equipment_value",
          "multimedia_rooms"}


def read_sheet(archive, name, strings):
    cells = {}
    for cell in tree.fromstring(archive.read(name)).iter(MAIN + "c"):
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        value = cell.find(MAIN + "v")
        if value is not None:
            text = value.text
            cells[int(row), column] = strings[int(text)] if cell.get("t") == "s" else text
    return cells


def read_book(path):
    archive = zipfile.ZipFile(path)
    strings = []
    if "xl/sharedStrings.xml" in archive.namelist():
        for item in tree.fromstring(archive.read("xl/sharedStrings.xml")).iter(MAIN + "si"):
            strings.append("".join(t.text or "" for t in item.iter(MAIN + "t")))
    targets = {r.get("Id"): r.get("Target")
               for r in tree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
    book = tree.fromstring(archive.read("xl/workbook.xml"))
    return {s.get("name"): read_sheet(archive, "xl/" + targets[s.get(LINK)], strings)
            for s in book.iter(MAIN + "sheet")}


def number(text):
    """What the sheet shows of a stored double: fifteen significant digits."""
    return Fraction(format(float(text), ".15g")) if text else None


def half_up(value, places):
    scaled = math.floor(value * 10 ** places + Fraction(1, 2))
    return f"{scaled // 10 ** places}.{scaled % 10 ** places:0{places}d}"


def root(square, digits=30):
    return Fraction(math.isqrt(square.numerator * 10 ** (2 * digits) // square.denominator),
                    10 ** digits)


class Checker:
    def __init__(self, junheng, store, folder):
        self.junheng, self.store = junheng, store
        self.books = {p.name: read_book(p) for p in pathlib.Path(folder).glob("*.xlsx")}
        self.figures = self.cells = 0
        self.wrong = []

    def ask(self, *words):
        done = subprocess.run([self.junheng, *words, "--as-of", "2025-12-31", "--json", "--quiet"],
                              capture_output=True, text=True, check=False)
        if done.returncode > 1:
            sys.exit(f"{words}: {done.stderr}")
        return json.loads(done.stdout)

    def expect(self, what, mine, theirs):
        if mine != theirs:
            self.wrong.append(f"{what}: {mine} here, {theirs} there")

    def leaves(self, step, out):
        for one in step.get("inputs", []):
            out.append(one)
        for below in step.get("steps", []):
            self.leaves(below, out)
        return out

    def cited(self, one, where):
        """The number in the cited cell, read here."""
        source = one.get("source")
        if source is None:
            self.wrong.append(f"{where}: {one['element']} cites no cell")
            return Fraction(one["reported"])
        sheet = self.books[source["file"]][source["sheet"]]
        self.cells += 1
        text = sheet.get((source["row"], source["column"]), "")
        self.expect(f"{where}: {source}", number(text), Fraction(one["reported"]))
        return number(text) or Fraction(0)

    def elements(self, inputs, stage, where):
        """Values of the row's elements out of the cited cells; shares made here from heads."""
        inputs = list({json.dumps(i, sort_keys=True): i for i in inputs}.values())
        heads = {}
        for one in inputs:
            if one["element"] == "pupils" and one["reported"] is not None:
                heads.setdefault(one["unit"], {})[one["stage"]] = self.cited(one, where)
        total = {"pupils": sum((h.get(stage, 0) for h in heads.values()), Fraction(0))}
        for one in inputs:
            if one["element"] == "pupils" or one["reported"] is None:
                continue
            value = self.cited(one, where)
            if one["element"] in SHARED:
                own = heads.get(one["unit"], {})
                if not sum(own.values()):  # a campus without pupils: by the whole school's
                    own = {s: sum(h.get(s, 0) for h in heads.values()) for s in WEIGHT}
                value *= own.get(stage, 0) * WEIGHT[stage] / sum(own[s] * WEIGHT[s] for s in own)
            total[one["element"]] = total.get(one["element"], Fraction(0)) + value
        return total

    def indicator(self, row, key):
        where = f"{row['code']} {row['stage']} {key}"
        told = row["indicators"][key]
        if told["value"] is None:
            return None
        answer = self.ask("explain", self.store, f"{key} {row['code']} {row['stage']}")
        inputs = self.leaves(answer["root"], [])
        elements = self.elements(inputs, row["stage"], where)
        value = FORMULA[key](elements)
        line = Fraction(LINE[key][row["stage"] == "junior"])
        mark = "met" if value >= line else "floor" if value >= line * 85 / 100 else "below"
        self.figures += 1
        self.expect(f"{where} exact", value, Fraction(told["exact"]))
        self.expect(f"{where} printed", half_up(value, 2), told["value"])
        self.expect(f"{where} mark", mark, told["mark"])
        return value, elements["pupils"]

    def dispersion(self, limit, values):
        where = f"{limit['indicator']} {limit['stage']}"
        if limit["value"] is None:
            return

        def wcv(rows):
            heads = sum(p for _, p in rows)
            mean = sum(x * p for x, p in rows) / heads
            return root(sum(p * (x - mean) ** 2 for x, p in rows) / heads) / mean, mean

        cv, mean = wcv(list(values.values()))
        self.figures += 2
        self.expect(f"{where} mean", half_up(mean, 2), limit["mean"])
        self.expect(f"{where} dispersion", half_up(cv, 3), limit["value"])
        self.expect(f"{where} holds", "yes" if cv <= LIMIT[limit["stage"]] else "no",
                    limit["holds"])
        answer = self.ask("explain", self.store, f"dispersion {where}")
        for one in answer["dispersion"]["rows"]:
            rest = [v for code, v in values.items() if code != one["code"]]
            self.figures += 1
            self.expect(f"{where} without {one['code']}", half_up(wcv(rest)[0], 3), one["without"])

    def run(self):
        told = self.ask("assess", self.store, "--trace")
        jobs = [(row, key) for row in told["rows"] for key in FORMULA]
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda job: self.indicator(*job), jobs))
        values = {}
        for (row, key), answer in zip(jobs, answers):
            if answer is not None:
                values.setdefault((key, row["stage"]), {})[row["code"]] = answer
        for limit in told["limits"]:
            self.dispersion(limit, values.get((limit["indicator"], limit["stage"]), {}))
        for line in self.wrong[:30]:
            print(line)
        print(f"{self.figures} figures from {self.cells} cited cells, {len(self.wrong)} disagree")
        return 1 if self.wrong or self.figures < 7 * len(told["rows"]) * 9 // 10 else 0


sys.exit(Checker(*sys.argv[1:4]).run())
