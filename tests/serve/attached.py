"""SPDX-License-Identifier: Apache-2.0"""
import hashlib, io, os, re, sys, zipfile

sys.path.insert(0, os.path.dirname(__file__))
from client import *

COUNTY, ONE, TWO = "counties/990101", "9901010001", "9901010002"
PDF = b"%PDF-1.4\n% made up\n"
PNG = b"\x89PNG\r\n\x1a\n made up"
ZIP = b"PK\x03\x04 made up"


def item_of(li):
    return li.get(COUNTY + "/verdict")["items"][0]["key"]


def evidence(server, li, item):
    at = COUNTY + "/evidence"
    expect(li.get(at), {"items": []}, "a county without evidence")
    for name, data in (("批文.pdf", PDF), ("现场.PNG", PNG)):
        told = upload(li, "%s/%s" % (at, item), [(name, data)])
        expect(told.status, 201, "attaching %s (%s)" % (name, told.body))
    digest = hashlib.sha256(PDF).hexdigest()
    found = {(e["item"], e["name"], e["hash"], e["size"], e["author"]) for e in li.get(at)["items"]}
    expect((item, "批文.pdf", digest, len(PDF), "li") in found, True, "the list: %r" % found)
    revision = li.get(COUNTY)["revision"]
    expect(upload(li, "%s/%s" % (at, item), [("批文.pdf", PDF)]).status, 201, "the same again")
    expect(li.get(COUNTY)["revision"], revision, "the same again writes nothing")
    refused = [("页面.html", b"<script>alert(1)</script>"), ("图.svg", b"<svg onload='x'/>"),
               ("批文.pdf", b"<html>"), ("批文.pdf.html", PDF), ("程序.exe", b"MZ made up"),
               ("图.png", PDF), ("空.pdf", b""), ("包.zip", ZIP)]
    for name, data in refused:
        told = upload(li, "%s/%s" % (at, item), [(name, data)])
        expect(told.status, 422, "%s (%s)" % (name, told.body))
        expect(told.json["type"], "app.evidence_kind", name)
    expect(upload(li, at + "/nothing", [("a.pdf", PDF)]).status, 404, "an item there is not")
    expect(upload(li, "%s/%s" % (at, item), []).status, 400, "no file")
    expect(upload(li, "%s/%s" % (at, item), [("a.pdf", PDF), ("b.pdf", PDF)]).status, 413,
           "two files at once")
    expect(len(li.get(at)["items"]), 2, "nothing of that was kept")
    passed("papers and pictures attest an item; what is none, or is not what its name says, is refused")
    return at, digest


def giving_out(server, li, head, at, item, digest):
    answer = head("GET", "%s/%s/%s" % (at, item, digest))
    expect((answer.status, answer.body), (200, PDF), "the file")
    expect(answer.headers["Content-Type"], "application/octet-stream", "never shown by the browser")
    expect(answer.headers["X-Content-Type-Options"], "nosniff", "nor guessed at")
    expect("attachment; filename*=UTF-8''%E6%89%B9" in answer.headers["Content-Disposition"], True,
           "saved under its name: %r" % answer.headers["Content-Disposition"])
    for path in ("%s/%s/%s" % (at, item, "0" * 64), "%s/nothing/%s" % (at, digest),
                 "%s/%s/%s?period=1999" % (at, item, digest), "%s/%s/..%%2f" % (at, item)):
        expect(head("GET", path).status, 404, path)
    audit = [e for e in li.get(COUNTY + "/audit?limit=1000")["items"] if e["act"] == "evidence"]
    expect([digest in e["counts"] for e in audit].count(True), 1, "the hash in the audit: %r" % audit)
    expect(head("DELETE", "%s/%s/%s" % (at, item, digest)).status, 403, "a head takes nothing away")
    left = li.send("DELETE", "%s/%s/%s" % (at, item, digest))
    expect([e["name"] for e in left["items"]], ["现场.PNG"], "what is left")
    expect(li("DELETE", "%s/%s/%s" % (at, item, digest)).status, 404, "taking it away twice")
    expect(li("GET", "%s/%s/%s" % (at, item, digest)).status, 404, "what was taken away")
    expect(upload(li, "%s/%s" % (at, item), [("批文.pdf", PDF)]).status, 201, "attached again")
    expect(li.get(COUNTY + "/audit/verification")["holds"], True, "the chain")
    passed("evidence is saved, never shown; taken away it attests no more, and the audit names its hash")


def square(x, y):
    return {"type": "Polygon", "coordinates": [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y]]]}


def map_of(li, schools):
    at = COUNTY + "/map"
    before = li.get(at)
    expect((before["revision"], before["map"], len(before["schools"])), (0, None, schools),
           "a county without a map")
    bring = lambda document, name="县界.geojson", fields=(): li_put(li, at, name, document, fields)
    area = {"type": "Feature", "geometry": square(110, 30),
            "properties": {"adcode": 990101, "name": "示例县", "teacher": "虚构某人"}}
    point = {"type": "Feature", "properties": {"code": ONE, "phone": "x"},
             "geometry": {"type": "Point", "coordinates": [110.1234567, 30.5, 12.0]}}
    nothing = {"type": "Feature", "geometry": None, "properties": {}}
    told = bring({"type": "FeatureCollection", "features": [area, point, nothing]})
    expect(told.status, 200, "a map (%s)" % told.body)
    kept = told.json["map"]
    expect((kept["areas"], kept["points"], kept["left_out"]), (1, 1, 1), "what is on it")
    expect(kept["geojson"]["features"][0]["properties"], {"code": "990101", "name": "示例县"},
           "only what the program knows is kept")
    expect(kept["places"], [{"code": ONE, "name": "", "longitude": 110.123457, "latitude": 30.5}], "places")
    place = [s for s in told.json["schools"] if s["code"] == ONE][0]
    expect(place["from"] in ("figures", "map"), True, "where a school is: %r" % place)
    wrong = {
        "intake.map_not_geojson": {"type": "Topology"},
        "intake.map_geometry": {"type": "Feature", "geometry": {"type": "GeometryCollection"}},
        "intake.map_degrees": {"type": "Point", "coordinates": [30.5, 110.1]},
        "intake.map_position": {"type": "Polygon", "coordinates": [[[1, 2], "x"]]},
        "intake.map_open_ring": {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 2]]]},
        "intake.map_crs": {"type": "FeatureCollection", "features": [],
                           "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}},
        "intake.map_too_large": {"type": "MultiPoint", "coordinates": [[1, 2]] * 100001},
    }
    for say, document in wrong.items():
        answer = bring(document)
        expect((answer.status, answer.json["type"]), (422, say), say)
    expect(bring({"type": "FeatureCollection", "features": [area, {"type": "Feature", "geometry": {
        "type": "Polygon", "coordinates": [[[1, 1], [2, 1], [999, 2], [1, 1]]]}}]}).json["where"],
        "县界.geojson features[1].geometry.coordinates[0][2]", "where it is wrong")
    for broken in (b"{", b"[" * 100000, b"\xff\xfe", b"null", b""):
        expect(li_put(li, at, "x.json", broken).status in (400, 422), True, "broken: %r" % broken[:9])
    expect(bring(area, fields={"at_revision": "7"}).status, 409, "on what was never seen")
    expect(li.get(at)["revision"], 1, "nothing wrong was kept")
    expect(bring(area, fields={"at_revision": "1"}).json["revision"], 2, "a newer one")
    passed("a map is checked position by position, and what it says of people is not kept")


def datums(li):
    """A map and workbooks whose degrees are a web map's: whoever brings them says so."""
    at = COUNTY + "/map"
    point = {"type": "Feature", "properties": {"code": ONE},
             "geometry": {"type": "Point", "coordinates": [116.384047, 39.913345]}}
    told = li_put(li, at, "x.json", point, {"datum": "gcj02"}).json["map"]
    expect((told["datum"], told["places"][0]["longitude"], told["places"][0]["latitude"]),
           ("gcj02", 116.377817, 39.911954), "a map of GCJ-02")
    told = li_put(li, at, "x.json", point).json["map"]
    expect((told["datum"], told["places"][0]["longitude"]), ("wgs84", 116.384047), "a map of which nobody says")
    refused = li_put(li, at, "x.json", point, {"datum": "bd09"})
    expect((refused.status, refused.json["type"]), (422, "app.datum"), "an unknown datum")
    run("import", "x.jh", "county/2025", "--datum", "bd09", "--quiet", status=1)
    before = {s["code"]: s for s in li.get(at)["schools"] if s["from"] == "figures"}
    expect(len(before) > 3, True, "schools whose place is reported")
    files = workbooks("county/2025")
    job = finished(li, upload(li, COUNTY + "/imports", files, {"datum": "gcj02", "reason": "made up"}))
    expect(job["state"], "done", "an import of GCJ-02 (%r)" % job.get("problem"))
    for code, after in {s["code"]: s for s in li.get(at)["schools"] if s["code"] in before}.items():
        east = before[code]["longitude"] - after["longitude"]
        expect(0.001 < abs(east) < 0.01, True, "%s moved by %f degree" % (code, east))
    job = finished(li, upload(li, COUNTY + "/imports", files, {"reason": "made up"}))
    expect({s["code"]: s for s in li.get(at)["schools"] if s["code"] in before}, before, "brought again as they are")
    passed("degrees of a web map are converted where whoever brings them says so, and only there")


def li_put(li, at, name, document, fields=()):
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return upload(li, at, [(name, data)], fields, method="PUT")


def sheet_of(book, name="xl/sharedStrings.xml"):
    return zipfile.ZipFile(io.BytesIO(book)).read(name).decode()


def clerk_of(server, li, login, school):
    told = li.send("POST", "accounts", {"login": login, "role": "school_clerk",
                                        "scope": "990101/" + school}, 201)
    browser = server.browser()
    browser.send("POST", "invitations/" + told["token"], {"password": PASSWORD})
    return browser.log_in(login)


def filled(book, old, new):
    """The same workbook with one number typed over another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as to:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/"):
                data = data.replace(old, new)
            to.writestr(name, data)
    return out.getvalue()


def forms(server, li):
    words = {"period": "2026", "opens": "2020-01-01", "due": "2099-01-01"}
    cycle = li.send("POST", COUNTY + "/cycles", words, 201)["cycle"]
    mine = "%s/cycles/%d/submissions/%s" % (COUNTY, cycle, ONE)
    clerk = clerk_of(server, li, "clerk1", ONE)
    blank = clerk("GET", mine + "/workbook")
    expect(blank.body[:2], b"PK", "a workbook (%s)" % blank.body[:200])
    expect("attachment" in blank.headers["Content-Disposition"], True, "to be saved")
    expect(clerk("GET", mine.replace(ONE, TWO) + "/workbook").status, 404, "another school's form")
    told = upload(clerk, mine + "/workbook", [("空白.xlsx", blank.body)])
    expect((told.status, told.json["form"]["state"]), (200, "empty"), "a blank one changes nothing: %s" % told.body[:300])
    full = clerk("GET", mine + "/workbook?before=1").body
    told = upload(clerk, mine + "/workbook", [("填报.xlsx", full)])
    expect((told.status, told.json["form"]["state"]), (200, "draft"), "a filled one (%s)" % told.body[:300])
    before = {(c["element"], c["stage"]): c["before"] for c in told.json["cells"] if c["before"] is not None}
    saved = {(c["element"], c["stage"]): c["value"] for c in told.json["cells"] if c["value"] is not None}
    expect(saved, before, "every figure of the workbook is in the draft")
    after = told.json["form"]["after"]
    expect(upload(clerk, mine + "/workbook", [("填报.xlsx", full)]).json["form"]["after"], after,
           "the same again takes no step")
    pupils = str(saved["pupils", "primary"])
    more = filled(full, b"<v>%s</v>" % pupils.encode(), b"<v>%d</v>" % (int(pupils) + 5))
    expect(upload(clerk, mine + "/workbook", [("填报.xlsx", more)]).status, 409, "not having seen the draft")
    told = upload(clerk, mine + "/workbook", [("填报.xlsx", more)], {"after": str(after)})
    expect(told.status, 200, "a correction (%s)" % told.body[:300])
    cell = [c for c in told.json["cells"] if (c["element"], c["stage"]) == ("pupils", "primary")][0]
    expect(cell["value"], int(pupils) + 5, "the figure typed over")
    passed("a form goes out as a workbook and comes back filled; only what differs is saved")
    return clerk, mine, told.json["form"]["after"], full, pupils


def bad_forms(li, clerk, mine, after, full, pupils):
    half = filled(full, b"<v>%s</v>" % pupils.encode(), b"<v>12.5</v>")
    told = upload(clerk, mine + "/workbook", [("半个人.xlsx", half)], {"after": str(after)})
    expect((told.status, told.json["type"]), (422, "supervise.book_refused"), "half a pupil")
    found = told.json["findings"][0]
    expect((found["file"], bool(found["column"]), found["row"] > 1), ("半个人.xlsx", True, True),
           "the cell: %r" % found)
    other = li("GET", mine.replace(ONE, TWO) + "/workbook?before=1").body
    told = upload(clerk, mine + "/workbook", [("他校.xlsx", other)], {"after": str(after)})
    expect((told.status, told.json["findings"][0]["say"]), (422, "supervise.other_school"), "another school's")
    for name, data in (("坏.xlsx", b"PK\x03\x04torn"), ("图.png", PNG), ("空.xlsx", b""),
                       ("大.csv", b"a,b\n" * 10)):
        told = upload(clerk, mine + "/workbook", [(name, data)], {"after": str(after)})
        expect(told.status in (200, 422), True, "%s (%d %s)" % (name, told.status, told.body[:200]))
    expect(clerk.get(mine)["form"]["after"], after, "nothing wrong was saved")
    expect(upload(clerk, mine.replace(ONE, TWO) + "/workbook", [("他校.xlsx", other)]).status, 404,
           "into another school's form")
    passed("a workbook with a mistake is refused as a whole, each cell named")


def plans(li, head):
    at = COUNTY + "/plans"
    costs = li.get(at + "/costs")
    expect((costs["format"], costs["revision"]), ("junheng-plan-costs/1", 0), "the built-in costs")
    dear = [{"key": "cost.teaching_area", "value": "9000", "source": "虚构"}]
    first = head.send("PUT", at + "/costs", {"costs": dear, "at_revision": 0})
    own = [c for c in first["costs"] if c["key"] == "cost.teaching_area"][0]
    expect((own["value"], own["is_built_in"], own["source"], first["revision"]), (9000, False, "虚构", 1),
           "a cost of the county")
    for wrong in ([{"key": "cost.nothing", "value": "1"}], [{"key": "hire", "value": "-1"}],
                  [{"key": "hire", "value": "much"}],
                  [{"key": "limit.teaching_area", "school": "no such", "value": "1"}]):
        expect(head("PUT", at + "/costs", {"costs": wrong}).status in (400, 422), True, str(wrong))
    expect(head("PUT", at + "/costs", {"costs": dear, "at_revision": 9}).status, 409, "an old revision")
    expect(head.get(at + "/costs")["revision"], 1, "nothing wrong was kept")
    one = planned(li, COUNTY, {"name": "贵", "time_limit": 20})
    head.send("PUT", at + "/costs", {"costs": [], "at_revision": 1})
    ids = one, planned(li, COUNTY, {"name": "省", "time_limit": 20})
    priced = [[c["value"] for c in li.get("%s/%d" % (at, i))["costs"] if c["key"] == "cost.teaching_area"
               and not c.get("school") and not c.get("stage")][0] for i in ids]
    expect(priced[0] == 9000 and priced[1] != 9000, True, "which costs a plan was made with: %r" % priced)
    told = li.get("%s/%d/against/%d" % ((at,) + ids))
    expect(told["format"], "junheng-plan-comparison/1", "two plans side by side")
    expect("cost" in {d["about"] for d in told["differences"]}, True, "the cost that differs")
    expect(li.get("%s/%d/against/%d" % (at, ids[0], ids[0]))["differences"], [], "one beside itself")
    expect(li("GET", "%s/%d/against/999" % (at, ids[0])).status, 404, "no such plan")
    book = li("GET", COUNTY + "/papers/plan.xlsx?plan=%d" % ids[0])
    expect((book.status, book.body[:2]), (200, b"PK"), "the plan as a workbook")
    expect("9000" in "".join(sheet_of(book.body, n) for n in zipfile.ZipFile(io.BytesIO(book.body)).namelist()
                             if n.startswith("xl/worksheets/")), True, "with the costs it was made with")
    expect(li("GET", COUNTY + "/papers/plan.xlsx?plan=99").status, 404, "of a plan there is not")
    schools = li("GET", COUNTY + "/papers/schools.xlsx")
    expect(ONE in sheet_of(schools.body), True, "the schools as a workbook")
    passed("a county's own costs, plans with them, two side by side, workbooks")


def progress(li):
    job = li("POST", COUNTY + "/plans", {"name": "进度", "time_limit": 20}).json["job"]
    events = li("GET", "jobs/%s/events" % job).body.decode()
    told = [json.loads(e) for e in re.findall(r"^data: (.*)$", events, re.M)]
    expect(told[-1]["state"], "done", "the last event")
    closing = [e for e in told if "bound" in e]
    expect(len(closing) > 0, True, "an event with bound and gap: %r" % told[:3])
    expect(all(float(e["gap"]) >= 0 and int(e["bound"]) <= e["total"] for e in closing), True, "bounds")
    passed("a plan's events tell its bound and gap")


def head_of(server, people):
    return another(server, "zhang", "county_head", "990101")


for engine, store in stores():
    county(store)
    server = Server(store)
    people = server.begin()
    li, head = people["county_admin"], head_of(server, people)
    item = item_of(li)
    at, digest = evidence(server, li, item)
    giving_out(server, li, head, at, item, digest)
    map_of(li, len(li.get(COUNTY + "/schools?limit=1000")["items"]))
    datums(li)
    bad_forms(li, *forms(server, li))
    plans(li, head)
    progress(li)
    server.stop()
    run("check", store, "--storage", "--quiet")
    passed("all of it on " + engine)
