#!/bin/bash
# A made-up county whose statistical tables, forms and summary disagree in the 20 places that
# planted_conflicts.csv lists: exactly those are shown, each paper's value with its cell, and which
# one counts is a setting until a correction settles it.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
planted=$SOURCE_DIR/tests/cli/planted_conflicts.csv
cd "$work"

mkdir st fm
awk -v dir=. -f "$SOURCE_DIR/tests/support/three_papers.awk" "$planted"
expect_status 0 "$JUNHENG" init x.jh
expect_status 0 "$JUNHENG" import x.jh st fm sm.csv --county 990102 --period 2025 --quiet --json
expect_in out '"figures":360'

# What is told, as the list writes it; which papers count goes to counts.
as_listed() {
    python3 -c '
import collections, json, sys
papers, counts = ("statistics", "form", "summary"), collections.Counter()
for cell in json.load(sys.stdin):
    said = {one["provenance"]: one for one in cell["statements"]}
    counts[cell["statements"][0]["provenance"]] += 1
    print(cell["unit"], cell["element"], cell["stage"],
          *("%g" % said[paper]["value"] for paper in papers),
          *(said[paper]["file"] + " " + said[paper]["cell"] for paper in papers), sep=",")
print(*("counts %s %d" % paper for paper in counts.items()), file=open("counts", "w"))'
}
tail -n +2 "$planted" | sort >wanted
[ "$(wc -l <wanted)" = 20 ] || fail "the list does not hold 20 places"
expect_status 1 "$JUNHENG" conflicts x.jh --json
as_listed <out | sort >got
diff -u wanted got >&2 || fail "other disagreements are shown than were planted"
[ "$(cat counts)" = "counts statistics 20" ] || fail "not the statistics count: $(cat counts)"
passed "the 20 planted disagreements and no others are shown, with three cells each"

order='provenance_precedence=correction, form, summary, statistics'
expect_status 0 "$JUNHENG" setting x.jh "$order" \
    --source "made-up decision" --from 2025-01-01 --county 990102
expect_status 1 "$JUNHENG" conflicts x.jh --json
as_listed <out >got
[ "$(cat counts)" = "counts form 20" ] || fail "the setting did not decide: $(cat counts)"
passed "which paper counts is a setting"

expect_status 0 "$JUNHENG" correct x.jh --unit 9901020001 --element pupils --stage primary \
    --value 137 --reason "counted again" --approver head
expect_status 1 "$JUNHENG" conflicts x.jh
[ "$(grep -c '^●' out)" = 1 ] || fail "the correction settled $(grep -c '^●' out)"
[ "$(grep -c '^○' out)" = 19 ] || fail "$(grep -c '^○' out) are open, not 19"
expect_in out "9901020001"
expect_in out "→  更正  137"
expect_status 1 "$JUNHENG" conflicts x.jh --json
expect_in out '"cell":"D2"'
passed "a correction settles its place and leaves 19 open"

while IFS=, read -r unit element stage value _; do
    expect_status 0 "$JUNHENG" correct x.jh --unit "$unit" --element "$element" --stage "$stage" \
        --value "$value" --reason "counted again" --approver head
done < <(tail -n +3 "$planted")
expect_status 0 "$JUNHENG" conflicts x.jh
[ "$(grep -c '^●' out)" = 20 ] || fail "not all are settled"
expect_status 0 "$JUNHENG" check x.jh --storage
passed "once all are corrected none is open"
