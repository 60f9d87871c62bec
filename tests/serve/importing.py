"""SPDX-License-Identifier: Apache-2.0"""
import os, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

AT = "counties/990101"


def beside(server, li, engine):
    """The writer had the workbooks to himself once: then nothing ended before the import did."""
    meanwhile = Meanwhile(server, li)
    answer = upload(server.browser_of(li), AT + "/imports", workbooks("many/2025-statistics"), {"reason": "made up"})
    began = time.time()
    job = finished(server.browser_of(li), answer)
    ended = time.time()
    meanwhile.end()
    expect((job["state"], job["result"]["files"], job["result"]["written"]), ("done", 300, True), "300 workbooks")
    for name in ("login", "save"):
        longest, count = max(meanwhile.within(name, began, ended)), meanwhile.inside(name, began, ended)
        if count < 3 or longest > (ended - began) / 2:
            fail("%s: %d while an import took %.2f s, the longest %.2f s" % (name, count, ended - began, longest))
    passed("%s: logins and saves go on while 300 workbooks are read" % engine)


def at_once(server, li, engine):
    """Two folders at the same time, each with a reason: whoever is second is told of the first."""
    (name, data), = [w for w in workbooks("county/2025") if w[0].startswith("城关镇")]
    before = len(li.get(AT + "/imports")["items"])
    answers = [upload(server.browser_of(li), AT + "/imports", [(name, data), ("%d.txt" % n, b"x")],
                      {"reason": "made up"}) for n in range(4)]
    jobs = [finished(li, answer) for answer in answers]
    expect([job["state"] for job in jobs], ["done"] * 4, "four at once")
    numbers = sorted(job["result"]["import"] for job in jobs if job["result"]["import"])
    expect(len(li.get(AT + "/imports")["items"]) - before, len(numbers), "one record for each that brought something")
    expect(len(set(numbers)), len(numbers), "no record twice")
    expect(li.get(AT + "/audit/verification")["holds"], True, "the chain")
    passed("%s: four imports at once all end, each with its own record" % engine)


run("example", "--schools", "300", "--seed", "11", "--layout", "statistics", "--out", "many", "--quiet")
for engine, store in stores():
    county(store)
    server = Server(store)
    li = server.begin()["county_admin"]
    beside(server, li, engine)
    at_once(server, li, engine)
    server.stop()
