"""SPDX-License-Identifier: Apache-2.0"""
import os, re, socket, sys, time, urllib.parse

sys.path.insert(0, os.path.dirname(__file__))
from client import *


def beginning(server):
    nobody = server.browser()
    expect(nobody.get("setup"), {"is_open": True}, "setup of a new store")
    expect(nobody("POST", "setup", {"token": "0" * 64, "login": "x", "password": PASSWORD}).status,
           403, "a guessed set-up secret")
    expect(nobody("POST", "setup", {"token": server.setup_token(), "login": "li",
                                    "password": "short"}).status, 422, "a short password")
    people = server.begin()
    expect(nobody.get("setup"), {"is_open": False}, "setup afterwards")
    expect(nobody("POST", "setup", {"token": server.setup_token(), "login": "wang",
                                    "password": PASSWORD}).status, 403, "the secret a second time")
    passed("the set-up address works once; three invitations make three administrators")
    return people


def logging_in(server):
    one = server.browser()
    answer = one("POST", "session", {"login": "li", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
        if part not in cookie:
            fail("the cookie is not " + part)
    expect(answer.json["role"], "county_admin", "the role told")
    # What was planted before is worth nothing afterwards.
    planted = one.cookie
    one.log_in("li")
    if one.cookie == planted:
        fail("the session of before goes on")
    old = server.browser()
    old.cookie = planted
    expect(old("GET", "session").status, 401, "the session that was left behind")
    stolen = one.cookie
    expect(one("DELETE", "session").status, 204, "logging out")
    thief = server.browser()
    thief.cookie = stolen
    expect(thief("GET", "session").status, 401, "a cookie after logging out")
    thief.cookie = None
    thief.bearer = stolen
    expect(thief("GET", "session").status, 401, "a session sent as a token")
    passed("a session is new at every login, and over when it is ended")


def law(one, code):
    """Documents speak Chinese; the standard tells how the same is said in English."""
    standard = one.get("counties/" + code)["standard"]
    expect(one.get("counties")["items"][0]["standard"], standard, "the standard in the list")
    english = one.get("standards/" + standard)["english"]
    expect(list(english), sorted(english), "the order of what is said in English")
    assessment = one.get("counties/%s/assessment" % code)
    for kind in ("indicators", "groups", "items", "limits"):
        for entry in assessment[kind]:
            title = entry.get("title", "")
            if re.search("[\u4e00-\u9fff]", english.get(title, title)):
                fail("%s is not said in English: %s" % (kind, title))
    expect(english[assessment["verdict"]["title"]] != "", True, "the grade in English")
    passed("what documents say in Chinese the standard says in English")


def locking(server):
    one = server.browser()
    for i in range(5):
        expect(one("POST", "session", {"login": "audit", "password": "wrong %d wrong" % i}).status,
               401, "wrong password %d" % i)
    answer = one("POST", "session", {"login": "audit", "password": PASSWORD})
    expect(answer.status, 429, "the right one after five wrong ones")
    if int(answer.headers["Retry-After"]) < 60:
        fail("a locked account does not say when to come back")
    expect(one("POST", "session", {"login": "nobody", "password": PASSWORD}).status, 401,
           "a login that does not exist")
    passed("five wrong passwords lock an account")


def origins(server, li):
    for origin in (None, "http://evil.example", "null", server.origin + ".evil.example",
                   server.origin.replace("http", "https")):
        headers = {"Origin": origin} if origin else {}
        answer = li("DELETE", "session", headers=headers, origin=False)
        expect(answer.status, 403, "a change from %r" % origin)
    expect(li("GET", "session").status, 200, "the session is still there")
    passed("a change from another page is refused, and nothing happened")


def documents(server, store, li, code):
    verbs = {
        "assessment": ["assess"], "explain?figure=verdict": ["explain"],
        "explain?figure=dispersion": ["explain", "dispersion"], "checks": ["check"],
        "conflicts": ["conflicts"], "settings": ["setting"], "frozen": ["freeze", "--list"],
        "beside": ["beside"],
    }
    for path, words in verbs.items():
        told = run(words[0], store, *words[1:], "--json", "--quiet", status=None)
        expect(li("GET", "counties/%s/%s" % (code, path)).body, told, path)
    passed("a route answers what its verb answers, byte for byte")
    one = li("GET", "counties/%s/assessment" % code)
    again = li("GET", "counties/%s/assessment" % code,
               headers={"If-None-Match": one.headers["ETag"]})
    expect((again.status, again.body), (304, b""), "the same question with its ETag")
    run("correct", store, "--unit", "9901010001", "--element", "pupils", "--stage", "primary",
        "--value", "1999", "--reason", "made up", "--approver", "made up", "--author", "x")
    time.sleep(0.2)
    again = li("GET", "counties/%s/assessment" % code,
               headers={"If-None-Match": one.headers["ETag"]})
    expect(again.status, 200, "after another program wrote")
    expect(again.body, run("assess", store, "--json", "--quiet", status=None), "the new assessment")
    passed("an ETag holds until the county changes, also through another program")


def lists(li, code):
    found, after = [], ""
    while after is not None:
        page = li.get("counties/%s/schools?limit=7&after=%s" % (code, after))
        found += [school["code"] for school in page["items"]]
        after = page["next"]
    expect(found, sorted(set(found)), "schools page after page")
    rows = li.get("counties/%s/assessment" % code)["rows"]
    expect(set(r["code"] for r in rows) <= set(found), True, "every school of the assessment")
    school = li.get("counties/%s/schools/%s" % (code, rows[0]["code"]))
    if "to_line" not in str(school):
        fail("a school does not say what it lacks")
    figures = li.get("counties/%s/figures?unit=%s&element=pupils" % (code, rows[1]["code"]))
    item = figures["items"][0]
    cells = li.get("counties/%s/originals/%s/cells?sheet=%s&row=%d&column=%d" % (
        code, item["hash"], urllib.parse.quote(item["sheet"]), item["row"], item["column"]))
    row = [r for r in cells["rows"] if r["row"] == item["row"]][0]
    shown = row["cells"][item["column"] - cells["first_column"]]
    history = li.get("counties/%s/figures/history?unit=%s&element=pupils&stage=%s" % (
        code, item["unit"], item["stage"]))["items"]
    values = [h["value"] for h in history]
    if shown.rstrip("0").rstrip(".") not in values and shown not in values:
        fail("the cell shows %r, the history says %r" % (shown, values))
    original = li("GET", "counties/%s/originals/%s" % (code, item["hash"]))
    expect(original.body[:2], b"PK", "an original")
    expect("attachment" in original.headers["Content-Disposition"], True, "an original is saved")
    for paper in ("table2-2.xlsx", "table3.xlsx", "page.html", "assessment.json", "schools.csv"):
        expect(li("GET", "counties/%s/papers/%s" % (code, paper)).status, 200, paper)
    expect(li.get("counties/%s/audit/verification" % code)["holds"], True, "the audit")
    passed("lists, figures, cells and papers")


def hostile(server, li, code):
    for path in ("/../../etc/passwd", "/assets/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                 "/api/v1/counties/" + code + "/originals/../../x", "/api/v1/standards/..%2f..%2fetc",
                 "/api/v1/standards/%2Fetc%2Fpasswd", "/api/v1/counties//verdict", "/api/v1/",
                 "/api/v1/counties/%00/verdict", "/api/v1/counties/" + "9" * 3000,
                 "/api/v1/counties/%s/papers/..%%2fx" % code):
        answer = li("GET", path)
        expect(400 <= answer.status < 500, True, "%s gives %d" % (path, answer.status))
        if b"root:" in answer.body:
            fail(path + " shows a file of the system")
    for query in ("standard=/etc/passwd", "standard=../x.std", "as_of=yesterday", "revision=-1",
                  "period=' OR 1=1 --", "limit=1e9"):
        path = "counties/%s/%s?%s" % (code, "schools" if "limit" in query else "verdict",
                                      query.replace(" ", "%20"))
        answer = li("GET", path)
        expect(answer.status in (400, 404), True, "%s gives %d" % (query, answer.status))
        expect(answer.headers["Content-Type"], "application/problem+json", query)
    expect(li("POST", "session", raw=b"{" * 1000).status, 400, "broken JSON")
    expect(li("POST", "session", raw=b"[]").status, 400, "an array")
    expect(li("POST", "session", {"login": 7, "password": []}).status, 400, "wrong types")
    expect(li("POST", "session", raw=b'{"login":"a","login":"b"}').status, 400, "a name twice")
    expect(li("PUT", "health").status, 405, "a wrong method")
    expect(li("GET", "nothing/here").status, 404, "no such route")
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as link:
        link.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2097152\r\n\r\n")
        expect(link.recv(100).split()[1], b"413", "two megabytes of JSON, before they are sent")
    for torn in (b"GET / HTTP/1.1\r\n", b"\0\1\2\3", b"GET /api/v1/health HTTP/9.9\r\n\r\n",
                 b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                 b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                 b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 100000 + b"\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as link:
            try:
                link.sendall(torn)
                link.shutdown(socket.SHUT_WR)
                link.recv(1000)
            except OSError:
                pass
    expect(li.get("health")["status"], "ok", "after torn requests")
    passed("path tricks, wrong words, torn and oversized requests get a clear refusal")


def headers(server, li):
    answer = li("GET", "session")
    for name, part in (("Content-Security-Policy", "default-src 'none'"),
                       ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
                       ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store")):
        if part not in (answer.headers[name] or ""):
            fail("%s is %r" % (name, answer.headers[name]))
    problem = server.browser()("GET", "session")
    expect(problem.status, 401, "nobody asks who they are")
    expect(sorted(problem.json), ["detail", "status", "title", "type", "where"], "a problem")
    chinese = server.browser()("GET", "session", headers={"Accept-Language": "zh-CN"})
    expect("登录" in chinese.json["title"], True, "the language of the problem")
    passed("security headers everywhere; problems say what and what next, in the reader's language")


def interface(server, li):
    document = li.get("openapi.json")
    expect(document["openapi"], "3.1.0", "the version of the document")
    nobody = server.browser()
    tried = 0
    for path, methods in document["paths"].items():
        url = "/api/v1" + re.sub(r"\{[a-z]+\}", "0", path)
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            operation = methods.get(method.lower())
            answer = nobody(method, url, {})
            if not operation:
                expect(answer.status, 405, "%s %s is not in the document" % (method, path))
            elif operation["x-permission"] == "anyone":
                asks = answer.status == 401 and answer.json["type"] == "app.who_are_you"
                expect(asks or answer.status == 405, False, "%s %s" % (method, path))
            else:
                expect(answer.status, 401, "%s %s without an account" % (method, path))
            tried += 1
    passed("openapi.json and the server agree on %d methods" % tried)


for engine, store in stores():
    code = county(store)
    server = Server(store)
    people = beginning(server)
    li = people["county_admin"]
    logging_in(server)
    origins(server, li)
    documents(server, store, li, code)
    lists(li, code)
    law(li, code)
    hostile(server, li, code)
    headers(server, li)
    interface(server, li)
    for role in ("system_admin", "security_admin", "audit_admin"):
        for path in ("assessment", "schools/9901010001", "originals", "papers/page.html"):
            expect(people[role]("GET", "counties/%s/%s" % (code, path)).status, 403,
                   "%s reads %s" % (role, path))
    passed("the three administrators see no school data")
    locking(server)
    server.stop()
    passed("SIGTERM ends it in order (%s)" % engine)
