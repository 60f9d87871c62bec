"""SPDX-License-Identifier: Apache-2.0"""
import os, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

AT = "counties/990101"


def goes_on(server, li, what, work):
    """Logins and saves go on meanwhile; once, nothing ended before the work did."""
    meanwhile = Meanwhile(server, li)
    began = time.time()
    result = work(server.browser_of(li))
    ended = time.time()
    meanwhile.end()
    for name in ("login", "save"):
        longest, count = max(meanwhile.within(name, began, ended)), meanwhile.inside(name, began, ended)
        if count < 3 or longest > (ended - began) / 2:
            fail("%s: %d while %s took %.2f s, the longest %.2f s" % (name, count, what, ended - began, longest))
    return result


def beside(server, li, engine):
    def bring(one):
        return finished(one, upload(one, AT + "/imports", workbooks("many/2025-statistics"), {"reason": "made up"}))

    job = goes_on(server, li, "an import", bring)
    expect((job["state"], job["result"]["files"], job["result"]["written"]), ("done", 300, True), "300 workbooks")
    passed("%s: logins and saves go on while 300 workbooks are read" % engine)


def undone(server, li, engine):
    """A sheet of 8,000 rows, taken back: its schools go in one revision, and nobody waits for them."""
    rows = "".join("9902%06d,虚构第%d小学,小学,镇区,公办,是,%d,6\n" % (n, n, 100 + n % 900) for n in range(8000))
    head = "示例县(虚构)2025学年小学基本情况\n学校标识码,学校名称,办学类型,城乡类型,举办者类型,是否计校数,在校生数,班数\n"
    job = finished(li, upload(li, AT + "/imports", [("大表.csv", (head + rows).encode())], {"period": "2025"}))
    expect(job["state"], "done", "8,000 rows")
    before, schools = job["result"]["revision"], len(li.get(AT + "/figures")["units"])
    undo = AT + "/imports/%d/undo" % job["result"]["import"]
    goes_on(server, li, "an undo", lambda one: one.send("POST", undo))
    expect(li.get(AT)["revision"], before + 1, "the revision after it")
    expect(len(li.get(AT + "/figures")["units"]), schools - 8000, "the schools that are left")
    passed("%s: logins and saves go on while 8,000 schools are taken back" % engine)


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
    undone(server, li, engine)
    server.stop()
