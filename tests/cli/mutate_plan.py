"""Changes the numbers of a plan's JSON, one at a time, and wants junheng-verify to say no to each:
to every change of the file as it is; and of a document sealed anew (here: without the seal) to every
change of a number that the document claims. What is asked or merely helps to prove (the problem,
prices, weights) may state another question or another proof; how many of those are found out by
what they mean is counted.
usage: mutate_plan.py VERIFY PLAN.json [least share of those found out] [most numbers of each kind]
SPDX-License-Identifier: Apache-2.0"""
import json
import random
import re
import subprocess
import sys
from collections import Counter

verify, path = sys.argv[1:3]
least = float(sys.argv[3]) if len(sys.argv) > 3 else 0
most = int(sys.argv[4]) if len(sys.argv) > 4 else 10**9
text = open(path, encoding="utf-8").read()
chance = random.Random(1)

# What the document takes as given, and what only helps to prove.
GIVEN = re.compile(
    r"^/(costs/|proof/(problem|step|certificate)/|proof/prices/\d+/(certificate|plan)/"
    r"|(budget/)?schedule/(budget|wanted|price|ceiling|prices|proofs)\b|budget/plan/waived/"
    r"|years/\d+/(year|money_yuan)$)")


def accepts(changed, *options):
    done = subprocess.run([verify, *options, "/dev/stdin"], input=changed.encode(),
                          capture_output=True, check=False)
    assert done.returncode in (0, 1), (done, changed[:200])
    return done.returncode == 0


def numbers(at, where):
    """(path, start, end) of every number, in order."""
    if text[at] in "{[":
        is_object, close, index = text[at] == "{", "}" if text[at] == "{" else "]", 0
        at += 1
        while text[at] != close:
            if text[at] == ",":
                at += 1
            key = str(index)
            if is_object:
                key, at = json.decoder.scanstring(text, at + 1)
                at += 1
            at = yield from numbers(at, f"{where}/{key}")
            index += 1
        return at + 1
    if text[at] == '"':
        return json.decoder.scanstring(text, at + 1)[1]
    end = at + len(re.match(r"[^,\]}\s]+", text[at:]).group())
    if text[at] in "-0123456789":
        yield where, at, end
    return end


def changed_at(start, end, by):
    number = text[start:end]
    if by == "digit":
        new = number[:-1] + str((int(number[-1]) + 1) % 10)
    elif by == "sign":
        new = number[1:] if number[0] == "-" else f"-{number}"
    else:  # a digit more
        new = number + ("5" if "." in number else ".5")
    return text[:start] + new + text[end:]


assert accepts(text), "the plan itself is not accepted"
assert accepts(text, "--without-seal")
spots = list(numbers(0, ""))
claimed = [s for s in spots if not GIVEN.match(s[0])]
given = [s for s in spots if GIVEN.match(s[0])]


def some_of(all_of_them, most):
    """At most so many of each kind."""
    kinds_of = {}
    for spot in all_of_them:
        kinds_of.setdefault(re.sub(r"\d+", "#", spot[0]), []).append(spot)
    return [s for kind in kinds_of.values() for s in
            (kind if len(kind) <= most else chance.sample(kind, most))]


spots, claimed = some_of(spots, most), some_of(claimed, most)
given = some_of(given, min(most, 40))
for where, start, end in spots:
    if accepts(changed_at(start, end, "digit")):
        sys.exit(f"accepted with {where} changed")
kinds = Counter()
for where, start, end in claimed:
    kinds[re.sub(r"\d+", "#", where)] += 1
    for by in ("digit", "sign", "more") if float(text[start:end]) else ("digit",):
        if accepts(changed_at(start, end, by), "--without-seal"):
            sys.exit(f"accepted without its seal with {where} = {text[start:end]} changed: {by}")
found = sum(not accepts(changed_at(s, e, "digit"), "--without-seal") for _, s, e in given)
print(f"{len(spots)} numbers changed one by one: all rejected; {len(claimed)} claimed ones of "
      f"{len(kinds)} kinds: all rejected without the seal; of {len(given)} given ones {found}")
assert claimed and found >= len(given) * least, "too few are found out by what they mean"
