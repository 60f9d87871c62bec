"""SPDX-License-Identifier: Apache-2.0"""
import os, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

SCHOOLS = int(os.environ.get("JH_BULK", "80"))
AT = "counties/990101/cycles/1/submissions"


def spent(server):
    """Seconds of processor the server has used."""
    with open("/proc/%d/stat" % server.process.pid) as file:
        words = file.read().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def clerks(server, li, forms):
    """Some people who fill in for a hundred schools each."""
    some = []
    for at in range(0, len(forms), 100):
        scope = " ".join("990101/" + one["unit"] for one in forms[at:at + 100])
        told = li.send("POST", "accounts", {"login": "c%d" % at, "role": "school_clerk", "scope": scope}, 201)
        one = server.browser()
        one.send("POST", "invitations/" + told["token"], {"password": PASSWORD})
        some.append(one.log_in("c%d" % at))
    return some


def fill(server, li):
    forms = li.get(AT)["items"]
    some, submitted = clerks(server, li, forms), 0
    for at, one in enumerate(forms):
        clerk, mine = some[at // 100], AT + "/" + one["unit"]
        form = clerk.get(mine)
        changes = [{"element": c["element"], "stage": c["stage"], "value": str(c["before"])}
                   for c in form["cells"] if c["before"] is not None]
        form = clerk.send("PUT", mine, {"after": form["form"]["after"], "changes": changes})
        told = clerk("POST", mine + "/submit?brief=1", {"after": form["form"]["after"]})
        submitted += told.status == 200
    expect(submitted >= len(forms) * 9 // 10, True, "%d of %d submitted" % (submitted, len(forms)))


def step_through(server, li, act, forms, query):
    """CPU a form."""
    before = spent(server)
    began = time.time()
    words = {"reason": "请核对(虚构)"} if act == "return" else {}
    for one in forms:
        told = li.send("POST", "%s/%s/%s%s" % (AT, one["unit"], act, query), dict(words, after=one["after"]))
        state = told["state"] if query else told["form"]["state"]
        expect(state, "returned" if act == "return" else "accepted", one["unit"])
        if query:
            expect(sorted(told), ["state", "unit"], "what is told briefly")
    cost = (spent(server) - before) / len(forms)
    print("%s%s: %d forms, %.1f ms of processor and %.1f ms of time each" % (
        act, query, len(forms), 1000 * cost, 1000 * (time.time() - began) / len(forms)), flush=True)
    return cost


county("x.jh", str(SCHOOLS))
server = Server("x.jh")
li = server.begin()["county_admin"]
li.send("POST", "counties/990101/cycles", {"period": "2026", "title": "采集(虚构)", "opens": "2020-01-01",
                                           "due": "2099-12-31"}, 201)
fill(server, li)
before, began = spent(server), time.time()
waiting = [one for one in li.get(AT + "?checks=1")["items"] if "accept" in one["may"]]
print("checks=1: %.2f s of processor, %.2f s" % (spent(server) - before, time.time() - began), flush=True)
expect(all("check" in one for one in waiting), True, "each that waits is checked")
part = len(waiting) // 4
whole = step_through(server, li, "accept", waiting[:20], "")
brief = step_through(server, li, "accept", waiting[20:-2 * part], "?brief=1")
step_through(server, li, "return", waiting[-2 * part:], "?brief=1")
tally = li.get(AT)["tally"]
expect((tally["accepted"], tally["returned"]), (len(waiting) - 2 * part, 2 * part), "how the forms stand")
expect(li.get("counties/990101/audit/verification")["holds"], True, "the chain")
expect(brief < 0.5 * whole, True, "a brief step costs %.1f ms, a whole one %.1f" % (1000 * brief, 1000 * whole))
server.stop()
passed("%d forms are returned and accepted one after the other, and nothing is told that nobody reads" % len(waiting))
