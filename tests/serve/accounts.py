"""SPDX-License-Identifier: Apache-2.0"""
import os, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

# What docs/api.md says each role may do; a route's permission is asked of the server's own table.
MAY = {
    "county_admin": "view view_school change plan approve cycle fill invite see_accounts audit",
    "county_head": "view view_school plan approve cycle audit",
    "reviewer": "view view_school audit",
    "school_clerk": "view_school fill",
    "system_admin": "see_accounts accounts run",
    "security_admin": "see_accounts roles",
    "audit_admin": "audit",
    "none": "",
}
SCOPES = {"county_head": "990101", "reviewer": "9901", "school_clerk": "990101/9901010001", "none": "990101"}


def invite(server, people, login, role, scope):
    """Made by one administrator, taken up, given its role by another."""
    told = people["system_admin"].send("POST", "accounts", {"login": login, "name": "虚构"}, 201)
    one = server.browser()
    one.send("POST", "invitations/" + told["token"], {"password": PASSWORD})
    if role:
        people["security_admin"].send("PATCH", "accounts/%d" % told["id"],
                                      {"role": role, "scope": scope})
    expect(one("POST", "invitations/" + told["token"], {"password": PASSWORD}).status, 404,
           "an invitation taken twice")
    return one.log_in(login), told["id"]


def administrators(server, people):
    system, security = people["system_admin"], people["security_admin"]
    expect(system("POST", "accounts", {"login": "x1", "role": "county_admin", "scope": "*"}).status,
           422, "who makes accounts gives no role")
    expect(security("POST", "accounts", {"login": "x1"}).status, 422, "who gives roles makes no account")
    me = [a["id"] for a in security.get("accounts")["items"] if a["login"] == "security"][0]
    expect(security("PATCH", "accounts/%d" % me, {"role": "county_admin"}).status, 422, "one's own role")
    target = [a["id"] for a in system.get("accounts")["items"] if a["login"] == "audit"][0]
    expect(system("PATCH", "accounts/%d" % target, {"role": "county_admin"}).status, 422,
           "a role from the system administrator")
    clerk = people["county_admin"].send("POST", "accounts", {
        "login": "clerk0", "role": "school_clerk", "scope": "990101/9901010002"}, 201)
    seen = [a["login"] for a in people["county_admin"].get("accounts")["items"]]
    expect(seen, ["clerk0"], "what a county administrator sees of accounts")
    for words in ({"login": "a b"}, {"login": ""}, {"login": "clerk0"}, {"login": "<script>"}):
        expect(system("POST", "accounts", words).status in (409, 422), True, str(words))
    passed("the three administrators each do their own part")


# Which act on whose account works: actor -> acts on an ordinary person's account, on a clerk's in
# one's own county, on an account of one of the three administrators (somebody else's).
DEEDS = {
    "county_admin": (set(), {"invite", "close", "open", "name"}, set()),
    "county_head": (set(), set(), set()),
    "reviewer": (set(), set(), set()),
    "school_clerk": (set(), set(), set()),
    "none": (set(), set(), set()),
    "system_admin": ({"invite", "close", "open", "name"}, {"invite", "close", "open", "name"}, set()),
    "security_admin": ({"role", "scope", "unlock", "confirm"}, {"role", "scope", "unlock", "confirm"}, {"unlock"}),
    "audit_admin": (set(), set(), set()),
}
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")
CHANGES = {
    "role": {"role": "reviewer", "scope": "9901"},
    "administrator": {"role": "audit_admin"},
    "scope": {"scope": "9901"},
    "close": {"state": "closed"},
    "open": {"state": "in_use"},
    "name": {"name": "虚构"},
    "unlock": {"unlock": True},
    "confirm": {"confirm": True},
}


def deeds_matrix(server, people, ids):
    """Every act of every role on an account of every kind: none of the three acts for another."""
    all_of = {a["role"]: a["id"] for a in people["system_admin"].get("accounts")["items"]}
    victim = people["system_admin"].send("POST", "accounts", {"login": "victim", "name": "虚构"}, 201)["id"]
    clerk = people["county_admin"].send("POST", "accounts", {
        "login": "victim_clerk", "role": "school_clerk", "scope": "990101/9901010003"}, 201)["id"]
    tried = 0
    for actor in sorted(MAY):
        targets = [(victim, DEEDS[actor][0]), (clerk, DEEDS[actor][1])]
        targets += [(all_of[one], DEEDS[actor][2] if one != actor else set()) for one in ADMINISTRATORS]
        for target, may in targets:
            for act in sorted(CHANGES) + ["invite"]:
                if act == "invite":
                    status = people[actor]("POST", "accounts/%d/invitation" % target, {}).status
                else:
                    status = people[actor]("PATCH", "accounts/%d" % target, CHANGES[act]).status
                expect(status in (200, 201), act in may, "%s: %s account %d (%d)" % (actor, act, target, status))
                tried += 1
            # as it was, for the next one
            people["security_admin"]("PATCH", "accounts/%d" % victim, {"role": "county_head", "scope": "990101"})
            people["security_admin"]("PATCH", "accounts/%d" % clerk, {"role": "school_clerk",
                                                                      "scope": "990101/9901010003"})
    for one in ADMINISTRATORS:
        expect(people[one].get("session")["role"], one, "who is still whom")
    passed("%d acts on accounts, by roles: none of the three administrators acts for another" % tried)


def two_people(server, people):
    """Whoever makes invitations takes over no account with them: it waits for the security administrator."""
    system, security = people["system_admin"], people["security_admin"]
    head, number = invite(server, people, "head9", "county_head", "990101")
    program = server.browser()
    program.bearer = head.send("POST", "tokens", {"name": "made up", "scope": "990101"}, 201)["token"]
    told = system.send("POST", "accounts/%d/invitation" % number, {}, 201)
    head.get("session")  # nothing happened yet
    thief = server.browser()
    expect(thief.get("invitations/" + told["token"])["waits"], True, "what such an invitation says")
    thief.send("POST", "invitations/" + told["token"], {"password": "thief 虚构 word"})
    expect(head("GET", "session").status, 401, "a session of before")
    expect(program("GET", "session").status, 401, "a token of before")
    words = {"login": "head9", "password": "thief 虚构 word"}
    expect(thief("POST", "session", words).json["type"], "app.login_waits", "who took it up alone")
    expect(thief("POST", "session", dict(words, password=PASSWORD)).json["type"], "app.login_wrong",
           "a wrong password tells nothing")
    expect([a["state"] for a in security.get("accounts")["items"] if a["id"] == number], ["waiting"], "its state")
    expect(system("PATCH", "accounts/%d" % number, {"confirm": True}).status, 422, "confirmed by oneself")
    system.send("PATCH", "accounts/%d" % number, {"state": "closed"})
    system.send("PATCH", "accounts/%d" % number, {"state": "in_use"})
    expect(thief("POST", "session", words).status, 401, "closed and opened by oneself")
    expect([a["state"] for a in security.get("accounts")["items"] if a["id"] == number], ["invited"], "anew")
    told = system.send("POST", "accounts/%d/invitation" % number, {}, 201)
    head.send("POST", "invitations/" + told["token"], {"password": PASSWORD})
    security.send("PATCH", "accounts/%d" % number, {"confirm": True})
    head.log_in("head9")
    first = system.send("POST", "accounts", {"login": "early9", "name": "虚构"}, 201)
    security.send("PATCH", "accounts/%d" % first["id"], {"role": "reviewer", "scope": "9901"})
    told = people["audit_admin"].get("deeds?limit=1000")["items"]
    expect({("role", "reviewer"), ("scope", "9901")}
           <= {(d["act"], d["detail"]) for d in told if d["about"] == "early9"}, True, "two deeds of one request")
    thief.send("POST", "invitations/" + first["token"], {"password": PASSWORD})
    expect(thief("POST", "session", {"login": "early9", "password": PASSWORD}).json["type"], "app.login_waits",
           "an account that had its role before anybody came")
    clerk = people["county_admin"].send("POST", "accounts", {
        "login": "clerk9", "role": "school_clerk", "scope": "990101/9901010004"}, 201)
    security.send("PATCH", "accounts/%d" % clerk["id"], {"role": "county_head", "scope": "990101"})
    thief.send("POST", "invitations/" + clerk["token"], {"password": PASSWORD})
    expect(thief("POST", "session", {"login": "clerk9", "password": PASSWORD}).json["type"], "app.login_waits",
           "an invitation made before the account could do more")
    for login in ("system", "security", "audit"):
        one = [a["id"] for a in system.get("accounts")["items"] if a["login"] == login][0]
        expect(system("POST", "accounts/%d/invitation" % one, {}).json["type"], "app.at_the_machine", login)
    passed("an invitation alone takes no account over")


def at_the_machine(server, people, store):
    """A lost administrator: two people at the keyboard, told in the deeds."""
    both = ("--author", "虚构甲", "--approver", "虚构乙", "--reason", "手机丢了", "--lang", "en")
    run("user", store, "invite", "audit", "--lang", "en", status=1)
    run("user", store, "invite", "audit", "--author", "甲", "--approver", "甲", "--reason", "x", status=1)
    run("user", store, "steal", "audit", *both, status=1)
    run("user", store, "role", "nobody9", "--role", "reviewer", *both, status=2)
    run("user", store, "close", "audit", *both, status=1)
    run("user", store, "role", "security", "--role", "system_admin", *both, status=1)
    run("user", store, "invite", "security", "--role", "system_admin", *both, status=1)
    told = json.loads(run("user", store, "invite", "audit", "--json", *both))
    one = server.browser()
    one.send("POST", "invitations/" + told["token"], {"password": "another 虚构 word"})
    one.log_in("audit", "another 虚构 word")
    expect(people["audit_admin"]("GET", "session").status, 401, "the session of who lost it")
    last = [d for d in one.get("deeds?limit=1000")["items"] if d["address"] == "machine"]
    expect([(d["act"], d["author"], d["about"], d["detail"]) for d in last],
           [("invite", "虚构甲", "audit", "audit_admin / 虚构乙 / 手机丢了")], "what the deeds tell")
    told = json.loads(run("user", store, "invite", "audit2", "--role", "audit_admin", "--scope", "*", "--json", *both))
    two = server.browser()
    two.send("POST", "invitations/" + told["token"], {"password": PASSWORD})
    two.log_in("audit2")
    expect([c["code"] for c in two.get("counties")["items"]], ["990101"], "whose chains are read")
    two.get("counties/990101/audit")
    expect(two("GET", "counties/990101/verdict").status, 403, "and nothing else of theirs")
    run("user", store, "close", "audit", *both)
    time.sleep(3)
    expect(one("GET", "session").status, 401, "a closed administrator")
    listed = {a["login"]: a for a in json.loads(run("user", store, "--json"))["items"]}
    expect((listed["audit"]["state"], listed["audit2"]["role"]), ("closed", "audit_admin"), "the list")
    expect(b"audit2" in run("user", store, "list"), True, "the list in words")
    expect(two.get("deeds")["holds"], True, "the chain")
    people["audit_admin"] = two
    passed("a lost administrator comes back at the machine, by two people, and the deeds tell")


def narrow_of(server, people):
    """Who may do what a role may, for one school only: by the account, and by a token."""
    narrow = {}
    for role in ("county_head", "reviewer"):
        narrow[role], _ = invite(server, people, role + "3", role, "990101/9901010001")
    told = people["county_admin"].send("POST", "tokens", {"name": "made up", "scope": "990101/9901010001"}, 201)
    narrow["county_admin"] = server.browser()
    narrow["county_admin"].bearer = told["token"]
    expect(narrow["reviewer"].get("counties/990101/schools/9901010001")["code"], "9901010001", "that school")
    expect(narrow["reviewer"]("GET", "counties/990101/schools/9901010002").status, 404, "another one")
    return narrow


def matrix(server, people, foreign, narrow, county):
    """Every route of the table by every role, in scope and out of it."""
    paths = server.browser().get("openapi.json")["paths"]
    tried = 0
    for role, browser in sorted(people.items()):
        may = set(MAY[role].split()) | {"anyone", "account"}
        for path, methods in sorted(paths.items()):
            for method, operation in methods.items():
                needs = operation["x-permission"]
                if operation["operationId"] in ("session_delete", "sessions_delete", "session_post",
                                                "setup_post", "password_put", "reinvite_post",
                                                "account_patch"):
                    continue
                url = "/api/v1" + path.replace("{county}", county)
                url = re.sub(r"\{(code|id|other|number|job|hash|item|key|name|token)\}", "999999", url)
                answer = browser(method.upper(), url, {} if method != "get" else None)
                what = "%s: %s %s" % (role, method, url)
                if needs not in may:
                    expect(answer.status, 403, what)
                    expect(county in answer.body.decode(), False, what + " tells nothing")
                elif answer.status in (401, 403, 405, 500):
                    fail("%s gives %d" % (what, answer.status))
                if needs in may and "{county}" in path and role in foreign:
                    body = {} if method != "get" else None
                    there = foreign[role](method.upper(), url, body)
                    none = foreign[role](method.upper(), url.replace(county, "770101"), body)
                    expect(there.status, 404, what + " from a foreign scope")
                    expect(none.body.replace(b"770101", county.encode()), there.body,
                           what + ": what is there and what is not")
                if needs in may - {"view_school", "fill"} and "{county}" in path and role in narrow:
                    there = narrow[role](method.upper(), url, {} if method != "get" else None)
                    expect(there.status, 404, what + " with a scope of one school")
                tried += 1
    passed("%d routes by roles, in and out of scope" % tried)


ONE = {"unit": "9901010001", "element": "pupils", "stage": "primary"}


def scenarios(li, other, at):
    body = {"name": "试", "changes": [dict(ONE, value=None)]}
    one = li.send("POST", at + "/scenarios", body, 201)
    place = at + "/scenarios/%d" % one["id"]
    expect(li.get(place)["changes"], [dict(ONE, value=None)], "what was kept")
    expect(other("GET", place).status, 404, "somebody else's own scenario")
    li.send("PUT", place, dict(body, is_shared=True, at_revision=1))
    expect(other.get(place)["is_own"], False, "a shared one")
    expect(li("PUT", place, dict(body, at_revision=1)).status, 409, "an old revision of it")
    expect(other("PUT", place, dict(body)).status, 422, "a change by somebody else")
    later = li.send("POST", at + "/scenarios", body, 201)["id"]
    expect([i["id"] for i in li.get(at + "/scenarios")["items"]], [later, one["id"]], "one's own, newest first")
    expect([i["id"] for i in other.get(at + "/scenarios")["items"]], [one["id"]], "another's that are shared")
    expect(li("DELETE", at + "/scenarios/%d" % later).status, 204, "putting one away")
    expect(li("DELETE", place).status, 204, "putting it away")
    expect(li("GET", place).status, 404, "what was put away")
    passed("scenarios are kept, shared, and changed by their author only")


def clerk(people, county):
    one = people["school_clerk"]
    expect(one.get("counties/%s/schools/9901010001" % county)["code"], "9901010001", "the own school")
    expect(one("GET", "counties/%s/schools/9901010002" % county).status, 404, "another school")
    expect(one("GET", "counties/%s/schools/nothing" % county).status, 404, "no school")
    expect(one("GET", "counties/%s/assessment" % county).status, 403, "the whole county")
    expect([c["code"] for c in one.get("counties")["items"]], [county], "the counties of a clerk")
    passed("a clerk sees the own school and no other")


def tokens(server, people, county):
    li = people["county_head"]
    made = li.send("POST", "tokens", {"name": "made up", "scope": "990101", "days": 3}, 201)
    program = server.browser()
    program.bearer = made["token"]
    expect(program.get("counties/%s/verdict" % county)["county"], county, "a token reads")
    expect(program("POST", "tokens", {"name": "x"}).status, 422, "a token makes no token")
    expect(li("POST", "tokens", {"name": "x", "scope": "88"}).status, 422, "a wider scope")
    cookie = server.browser()
    cookie.cookie = made["token"]
    expect(cookie("GET", "session").status, 401, "a token sent as a session")
    expect(li("DELETE", "tokens/%d" % made["id"]).status, 204, "ending it")
    expect(program("GET", "session").status, 401, "a token that was ended")
    passed("tokens have a scope, an end, and are shown once")


def one_time_codes(server, people):
    one = people["reviewer"]
    key = one.send("POST", "session/totp", {})["key"]
    expect(one("PUT", "session/totp", {"key": key, "code": "000000"}).status in (204, 422), True, "a guess")
    step = int(time.time()) // 30
    expect(one("PUT", "session/totp", {"key": key, "code": code_of(key, step)}).status, 204,
           "switching codes on")
    expect((one.get("sessions")["has_totp"], people["county_admin"].get("sessions")["has_totp"]), (True, False),
           "who has codes on")
    new = server.browser()
    words = {"login": "reviewer1", "password": PASSWORD}
    expect(new("POST", "session", words).json["type"], "app.login_needs_code", "without a code")
    expect(new("POST", "session", dict(words, code=code_of(key, step))).status, 401, "a code again")
    later = new("POST", "session", dict(words, code=code_of(key, step + 1)))
    expect(later.status, 200, "the next code")
    expect(server.browser()("POST", "session", dict(words, code=code_of(key, step + 1))).status, 401,
           "that one a second time")
    passed("one-time codes: asked for, and taken once")


def passwords(server, people, ids):
    one = people["none"]
    expect(one("PUT", "session/password", {"old": "wrong wrong wrong", "password": "another 虚构 word"})
           .status, 422, "a wrong old password")
    expect(one("PUT", "session/password", {"old": PASSWORD, "password": "another 虚构 word"}).status,
           204, "a new password")
    expect(one("GET", "session").status, 401, "sessions of before")
    one.log_in("none1", "another 虚构 word")
    people["security_admin"].send("PATCH", "accounts/%d" % ids["none"], {"role": "reviewer",
                                                                         "scope": "9901"})
    expect(one("GET", "session").status, 401, "a session after the role changed")
    people["system_admin"].send("PATCH", "accounts/%d" % ids["none"], {"state": "closed"})
    expect(one("POST", "session", {"login": "none1", "password": "another 虚构 word"}).status, 401,
           "a closed account")
    deeds = people["audit_admin"].get("deeds?limit=1000")
    expect(deeds["holds"], True, "the chain of deeds")
    seen = {d["about"] for d in people["county_head"].get("deeds?limit=1000")["items"]}
    expect({"county_head1", "school_clerk1"} <= seen, True, "deeds within a scope: %r" % seen)
    expect(seen & {"li", "system", "security", "audit", "reviewer1", "county_head2", "school_clerk2", "nobody"}, set(),
           "deeds that are not")
    acts = {d["act"] for d in deeds["items"]}
    expect(acts >= {"setup", "invite", "accept", "login", "role", "close", "password", "token", "confirm",
                    "totp_on", "login_failed"}, True, "the deeds: %r" % acts)
    passed("passwords, closed accounts, and a deed of everything")


for engine, store in stores():
    county_code = county(store)
    server = Server(store)
    people = server.begin()
    administrators(server, people)
    ids = {}
    for role, scope in SCOPES.items():
        people[role], ids[role] = invite(server, people, role + "1",
                                         role if role != "none" else "", scope)
    foreign = {}
    for role in ("county_head", "reviewer", "school_clerk"):
        foreign[role], _ = invite(server, people, role + "2", role,
                                  "88" if role != "school_clerk" else "880101/9901010001")
    matrix(server, people, foreign, narrow_of(server, people), county_code)
    deeds_matrix(server, people, ids)
    two_people(server, people)
    clerk(people, county_code)
    scenarios(people["county_admin"], people["county_head"], "counties/" + county_code)
    tokens(server, people, county_code)
    one_time_codes(server, people)
    passwords(server, people, ids)
    at_the_machine(server, people, store)
    figures = people["system_admin"].get("metrics")
    expect(b"junheng_answers" in figures, True, "the figures")
    for lane in (b"read", b"write", b"secret", b"bring", b"import", b"plan"):
        expect(b'junheng_waiting{lane="' + lane + b'"} 0\n' in figures, True, lane.decode())
    server.stop()
    passed("all of it on " + engine)
