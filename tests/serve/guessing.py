"""SPDX-License-Identifier: Apache-2.0"""
import os, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

COUNTY = "counties/990101"
DEEDS = 60  # of logins that nobody has: src/office/strangers.h


def clerk(server, li, login, school):
    told = li.send("POST", "accounts", {"login": login, "role": "school_clerk", "scope": school}, 201)
    one = server.browser()
    one.send("POST", "invitations/" + told["token"], {"password": PASSWORD})
    return one.log_in(login), told["id"]


def refused(answer, what):
    expect((answer.status, answer.json["type"]), (422, "app.not_with_a_token"), what)


def with_a_token(server, li):
    _, first = clerk(server, li, "clerk1", "990101/9901010001")
    clerk(server, li, "clerk2", "990101/9901010002")
    program = server.browser()
    made = li.send("POST", "tokens", {"name": "made up", "scope": "990101/9901010001"}, 201)
    program.bearer = made["token"]
    seen = [a["login"] for a in program.get("accounts")["items"]]
    expect(seen, ["clerk1"], "whom a token for one school sees of the clerks")
    refused(program("POST", "accounts/%d/invitation" % first, {}), "an invitation, which leads to a password")
    mine = [s["id"] for s in li.get("sessions")["items"] if s["is_this"]][0]
    refused(program("DELETE", "sessions/%d" % mine), "ending a session of the same account")
    expect(li("GET", "session").status, 200, "that session")
    expect(program("DELETE", "tokens/%d" % made["id"]).status, 204, "ending itself")
    expect(program("GET", "session").status, 401, "afterwards")
    passed("a token makes no way in, and ends nothing but itself")


def with_a_session(server, li):
    one, number = clerk(server, li, "clerk3", "990101/9901010003")
    thief = server.browser_of(one)
    for n in range(5):
        answer = thief("PUT", "session/password", {"old": "wrong %d wrong" % n, "password": "another 虚构 word"})
        expect(answer.status, 422, "guess %d of the old password" % n)
    answer = thief("PUT", "session/password", {"old": PASSWORD, "password": "another 虚构 word"})
    expect((answer.status, answer.json["type"]), (429, "app.login_locked"), "the right one after five wrong ones")
    expect(int(answer.headers["Retry-After"]) >= 60, True, "when to come back")
    expect(server.browser()("POST", "session", {"login": "clerk3", "password": PASSWORD}).status, 429, "at the door")
    told = [d["act"] for d in server.audit.get("deeds")["items"] if d["about"] == "clerk3"]
    expect(told.count("login_failed"), 5, "each guess is told")
    passed("whoever has a session guesses the password no more often than whoever stands at the door")

    one, number = clerk(server, li, "clerk4", "990101/9901010004")
    key = one.send("POST", "session/totp", {})["key"]
    step = int(time.time()) // 30
    expect(one("PUT", "session/totp", {"key": key, "code": code_of(key, step)}).status, 204, "codes are on")
    thief = server.browser_of(one)
    other = thief.send("POST", "session/totp", {})["key"]
    answer = thief("PUT", "session/totp", {"key": other, "code": code_of(other, step)})
    expect((answer.status, answer.json["type"]), (409, "app.totp_is_on"), "another key in place of the one that is kept")
    rights = {code_of(key, step + n) for n in range(-2, 4)}
    guesses = [g for g in ("%06d" % n for n in range(100)) if g not in rights][:5]
    for guess in guesses:
        expect(thief("DELETE", "session/totp", {"code": guess}).status, 422, "a guess of a code")
    answer = thief("DELETE", "session/totp", {"code": code_of(key, step + 1)})
    expect((answer.status, answer.json["type"]), (429, "app.login_locked"), "the right one after five wrong ones")
    passed("and the one-time codes neither")


def at_the_door(server):
    one = server.browser()

    def tries(login):
        answers = [one("POST", "session", {"login": login, "password": "wrong %d wrong" % n}) for n in range(7)]
        return [(a.status, a.json["type"], a.json["title"], a.headers["Retry-After"]) for a in answers]

    known, unknown = tries("clerk2"), tries("nobody_has_this")
    expect(unknown, known, "what is told of a login that nobody has")
    expect([k[0] for k in known], [401] * 5 + [429] * 2, "five, then it is locked")
    before = len(server.audit.get("deeds?limit=1000")["items"])
    for n in range(DEEDS + 40):
        expect(one("POST", "session", {"login": "nobody%d" % n, "password": "wrong wrong"}).status, 401, "a stranger")
    deeds = server.audit.get("deeds?limit=1000")
    expect(deeds["holds"], True, "the chain")
    expect(DEEDS - 6 <= len(deeds["items"]) - before <= DEEDS, True, "deeds of a hundred strangers: %d"
           % (len(deeds["items"]) - before))
    one.log_in("li")
    passed("nobody learns which logins there are, nor fills the disk with those there are not")


def downloads(server, store, li):
    run("unit", store, "rename", "9901010005", "--date", "2025-11-01", "--name", "=HYPERLINK(\"http://x\")", "--reason",
        "made up", "--approver", "made up", "--author", "made up", "--quiet")
    time.sleep(0.2)
    lines = li.get(COUNTY + "/papers/schools.csv").decode().split("\n")
    found = [line for line in lines if "HYPERLINK" in line]
    expect(len(found) > 0, True, "the renamed school")
    for line in found:
        expect(line.split(",")[1][:3], "\"'=", "a name that begins as a formula (%s)" % line)
    passed("a name is no formula in a table that is downloaded")


for engine, store in stores():
    county(store)
    server = Server(store)
    people = server.begin()
    server.audit = people["audit_admin"]
    with_a_token(server, people["county_admin"])
    with_a_session(server, people["county_admin"])
    at_the_door(server)
    downloads(server, store, people["county_admin"])
    server.stop()
    passed("all of it on " + engine)
