"""Changes every number of a plan, one at a time, and wants junheng-verify to say no to each.
SPDX-License-Identifier: Apache-2.0"""
import re
import subprocess
import sys

verify, path = sys.argv[1:3]
least = float(sys.argv[3]) if len(sys.argv) > 3 else 0.5  # share rejected by what they mean
text = open(path, encoding="utf-8").read()


def accepts(changed, *options):
    done = subprocess.run([verify, *options, "/dev/stdin"], input=changed.encode(),
                          capture_output=True, check=False)
    assert done.returncode in (0, 1), done
    return done.returncode == 0


assert accepts(text), "the plan itself is not accepted"
spots = [m.span() for m in re.finditer(r"-?\d+(\.\d+)?(e[-+]?\d+)?", text)]
proof = text.index('"proof"')
kept = meaning = 0
for start, end in spots:
    number = text[start:end]
    last = int(number[-1])
    changed = text[:start] + number[:-1] + str((last + 1) % 10) + text[end:]
    if accepts(changed):
        sys.exit(f"accepted with {number} changed at {start}")
    if start > proof and text[start - 1] != '"':
        kept += 1
        meaning += not accepts(changed, "--without-seal")
plan_part = text.index('"plan":', proof), text.index('"certificate"', proof)
for start, end in spots:
    if not plan_part[0] < start < plan_part[1]:
        continue
    number = text[start:end]
    changed = text[:start] + str(int(number) + 1) + text[end:]
    if accepts(changed, "--without-seal") and '"waived"' not in text[plan_part[0]:start][-600:]:
        print(f"without the seal: {number} at {start} may be {int(number) + 1}")
print(f"{len(spots)} numbers changed one by one: all rejected; of {kept} of the proof, {meaning} "
      "by what they mean, without the seal")
assert meaning > kept * least
