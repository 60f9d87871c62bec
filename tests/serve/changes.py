"""SPDX-License-Identifier: Apache-2.0"""
import io, os, sys, zipfile

sys.path.insert(0, os.path.dirname(__file__))
from client import *

ONE = {"unit": "9901010001", "element": "pupils", "stage": "primary"}


def correcting(li, at, store):
    revision = li.get(at)["revision"]
    supposed = li.send("POST", at + "/sandbox", {"changes": [dict(ONE, value="1500")]})
    expect(li.get(at)["revision"], revision, "the revision after a what-if")
    refused = li("PATCH", at + "/figures", {"changes": [dict(ONE, value="1500")]})
    expect(refused.status, 422, "a correction without a reason")
    done = li.send("PATCH", at + "/figures", {"changes": [dict(ONE, value="1500")], "reason": "made up",
                                              "approver": "made up", "at_revision": revision})
    expect(done["revision"], revision + 1, "the new revision")
    expect(li.get(at + "/assessment"), supposed["assessment"], "what was supposed, and what came")
    expect(li("GET", at + "/assessment").body,
           run("assess", store, "--json", "--quiet", status=None), "the verb's document")
    passed("a what-if is what assess says once the figures are corrected")
    late = li("PATCH", at + "/figures", {"changes": [dict(ONE, value="1600")], "reason": "made up",
                                         "approver": "made up", "at_revision": revision})
    expect(late.status, 409, "somebody was quicker")
    expect((late.json["current"][0]["value"], late.json["current"][0]["yours"]), ("1500", "1600"),
           "what stands now, and what was meant")
    other = dict(ONE, unit="9901010002", value="1001")
    li.send("PATCH", at + "/figures", {"changes": [other], "reason": "made up", "approver": "made up",
                                       "at_revision": revision})
    passed("the second of two is shown the difference; another cell is no conflict")
    for changes in ([], [{}], [dict(ONE, value=7)], [dict(ONE, value="x")], "all",
                    [dict(ONE, value="1"), dict(ONE, value="2")], [dict(ONE, unit="nobody", value="1")],
                    [dict(ONE, stage="x", value="1")], [7], [dict(ONE, value="-1")],
                    [dict(ONE, value="1.5")], [dict(ONE, element="attest_G1", value="1")], [dict(ONE, value="1")] * 6000):
        answer = li("PATCH", at + "/figures", {"changes": changes, "reason": "r", "approver": "a"})
        expect(answer.status in (400, 404, 413, 422), True, "%.60r gives %d" % (changes, answer.status))
    expect(li.get(at)["revision"], revision + 2, "nothing of what was wrong was written")
    told = li.send("PUT", at + "/settings", {"name": "judge", "value": "as_printed", "source": "x"})
    expect(told[0]["value"], "as_printed", "the setting")
    frozen = li.send("POST", at + "/frozen", {"approver": "made up"}, 201)
    number = frozen["frozen"]["number"]
    proof = li.get(at + "/frozen/%d/verification" % number)
    expect(proof["frozen"][0]["holds"], True, "the frozen assessment")
    passed("settings, and an assessment declared final")


def undoing(li, at, store):
    """Where schools lie, and when they opened, goes back with the rest; also to nothing."""
    head = "示例县(虚构)2023学年小学基本情况\n学校标识码,学校名称,办学类型,城乡类型,举办者类型,是否计校数,在校生数%s\n"
    row = "9901010001,虚构一小,小学,%s,县级教育部门,是,300%s\n"

    def content():
        told = run("assess", store, "--period", "2023", "--as-of", "2024-01-01", "--json", "--quiet", status=None)
        return re.search(rb'"content":"([0-9a-f]{64})"', told).group(1)

    def bring(text):
        job = finished(li, upload(li, at + "/imports", [("a.csv", text.encode())], {"reason": "made up", "period": "2023"}))
        expect((job["state"], job["result"]["written"]), ("done", True), "a table")
        return job["result"]["import"], content()

    _, first = bring(head % "" + row % ("城区", ""))
    second, here = bring(head % ",经度,纬度" + row % ("城区", ",112.3,33.4"))
    third, there = bring(head % ",经度,纬度" + row % ("镇区", ",112.5,33.5"))
    expect(len({first, here, there}), 3, "three states")
    li.send("POST", at + "/imports/%d/undo" % third, {})
    expect(content(), here, "a place that was another one")
    li.send("POST", at + "/imports/%d/undo" % second, {})
    expect(content(), first, "a place that nobody had told")
    passed("an import undone takes back where schools lie, too")


def importing(server, li, at, store):
    before = li.get(at + "/assessment")
    same = finished(li, upload(li, at + "/imports", workbooks("county/2025"), {"dry_run": "true"}))
    expect((same["state"], same["result"]["written"]), ("done", False), "a dry run")
    expect(upload(server.browser(), at + "/imports", workbooks("county/2025")).status, 401,
           "files from nobody")
    with io.BytesIO() as packed:
        with zipfile.ZipFile(packed, "w") as archive:
            for name, data in workbooks("other/2025"):
                archive.writestr(name, data)
        data = packed.getvalue()
    job = finished(li, upload(li, at + "/imports", [("../../全部.zip", data)], {"reason": "made up"}))
    expect((job["state"], job["result"]["written"]), ("done", True), "an import")
    expect(li.get(at + "/assessment")["rows"] == before["rows"], False, "the rows changed")
    item = li.get(at + "/imports")["items"][0]
    expect((item["import"], item["is_undone"]), (job["result"]["import"], False), "the list")
    li.send("POST", at + "/imports/%d/undo" % item["import"], {})
    expect(li.get(at + "/assessment")["rows"], before["rows"], "the rows after the undoing")
    expect(li.get(at + "/imports")["items"][0]["is_undone"], True, "the list says so")
    expect(li("POST", at + "/imports/%d/undo" % item["import"], {}).status, 404, "undone twice")
    expect(li.get(at + "/audit/verification")["holds"], True, "the audit")
    passed("a zip comes in and is taken back by new revisions")
    undoing(li, at, store)
    odd = finished(li, upload(li, at + "/imports", [("odd.xlsx", b"no workbook"),
                                                    ("", b""), ("..", b"x"), ("a\0b.csv", b"1,2\n")]))
    expect(odd["state"] in ("done", "failed"), True, "odd files end")
    expect(li("POST", at + "/imports", {"no": "form"}).status, 415, "JSON instead of files")
    expect(li.get("health")["status"], "ok", "the server after odd files")
    passed("what is no workbook is refused; nothing breaks")


def planning(server, li, other, at):
    number = planned(li, at, {"name": "p"})
    with open("plan.json", "wb") as file:
        file.write(li("GET", at + "/plans/%d" % number).body + b"\n")
    verify = os.path.join(os.path.dirname(JUNHENG), "junheng-verify")
    expect(subprocess.run([verify, "plan.json"], capture_output=True).returncode, 0,
           "the second opinion on the kept plan")
    item = li.get(at + "/plans")["items"][0]
    expect((item["plan"], item["found"]), (number, True), "the list of plans")
    answer = li("POST", at + "/plans", {"name": "q", "time_limit": 600})
    job = answer.json["job"]
    expect(other("GET", "jobs/" + job).status, 404, "somebody else's job")
    expect(other("DELETE", "jobs/" + job).status, 404, "stopping it")
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    link.request("GET", "/api/v1/jobs/%s/events" % job, headers={"Cookie": "junheng=" + li.cookie})
    stream = link.getresponse().read().decode()
    expect(stream.rstrip().split("\n\n")[-1].startswith("event: done\n"), True, "the last event")
    passed("a plan is made by a child, told of as it goes, kept, and verified")


def crowding(server, li, at):
    """More plans of one account than it may have under way: another's still find a place."""
    other = another(server, "zhao", "county_head", "990101")
    answers = [li("POST", at + "/plans", {"name": "n%d" % n, "time_limit": 600}) for n in range(24)]
    refused = [a for a in answers if a.status == 503]
    expect(len(refused) > 0 and {a.json["type"] for a in refused} == {"serve.too_many_jobs"}, True,
           "one account's: %r" % [a.status for a in answers])
    expect(refused[0].headers["Retry-After"] is not None, True, "when to come back")
    answer = other("POST", at + "/plans", {"name": "other"})
    expect(answer.status, 202, "another's (%s)" % answer.body)
    for a in answers:
        if a.status == 202:
            li("DELETE", "jobs/" + a.json["job"])
    finished(other, answer)
    passed("nobody alone takes all places for long work")


for engine, store in stores():
    code = county(store)
    if not os.path.isdir("other"):
        run("example", "--schools", "24", "--seed", "8", "--out", "other", "--quiet")
    server = Server(store)
    people = server.begin()
    li = people["county_admin"]
    at = "counties/" + code
    correcting(li, at, store)
    importing(server, li, at, store)
    planning(server, li, people["system_admin"], at)
    crowding(server, li, at)
    server.stop()
    passed("all of it on " + engine)
