"""SPDX-License-Identifier: Apache-2.0"""
import os, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

AT = "counties/990101"
CITY = """# MADE UP.
standard my-city "示例市细则(虚构)" en "Rules of an example city (made up)"
  source "示例文件"  effective 2020-01-01  stages primary junior
  extends example-province-overlay
line R1 primary 99
  clause "示例市第二条" K
"""
os.mkdir("own")
with open("own/my-city.std", "w") as file:
    file.write(CITY)
with open("own/broken.std", "w") as file:
    file.write(CITY.replace("my-city", "broken").replace("line R1", "line R99"))
with open("own/notes.txt", "w") as file:
    file.write("no standard")


def keys(listed):
    return [one["key"] for one in listed]


def listing(one):
    """What the program finds with the same option, no more and no less."""
    listed = one.get("standards")
    told = json.loads(run("standard", "list", "--standards", "own", "--json", "--lang", "en"))
    expect(listed, told, "the list of the server and of the verb")
    expect(sorted(set(keys(listed)) - set(keys(json.loads(run("standard", "list", "--json"))))),
           ["broken", "my-city"], "which are the bureau's own")
    city, = [one for one in listed if one["key"] == "my-city"]
    expect((city["title"], city["english"], city["judges"], city["is_own"], city["extends"], city["mistake"]),
           ("示例市细则(虚构)", "Rules of an example city (made up)", True, True,
            ["example-province-overlay", "cn-2017-quality"], None), "the city's")
    broken, = [one for one in listed if one["key"] == "broken"]
    expect((broken["judges"], broken["mistake"]["where"].split(":")[:2]), (False, ["broken.std", "5"]), "a mistake")
    passed("the bureau's own standards are listed, one with a mistake as well")


def reading(one):
    document = one.get("standards/my-city")
    expect((document["text"], document["extends"]), (CITY, ["example-province-overlay", "cn-2017-quality"]), "its text")
    sources = {entry["from"] for entry in document["indicators"] + document["rules"] + document["items"]}
    expect(sources, {"cn-2017-quality", "example-province-overlay", "my-city"}, "where its clauses stand")
    item, = [entry for entry in document["items"] if entry["key"] == "G16"]
    line = one.get("standards/" + item["from"])["text"].split("\n")[item["line"] - 1]
    expect(line.startswith("item G16"), True, "the line of a clause: %r" % line)
    for other in ("example-province-overlay", "cn-2017-quality"):
        path = "standards/my-city/against/" + other
        told = run("standard", "diff", other, "my-city", "--standards", "own", "--json", "--lang", "en")
        expect(one.get(path), json.loads(told), path)
    changes, = [entry["changes"] for entry in one.get("standards/my-city/against/example-province-overlay")["entries"]
                if entry["key"] == "R1"]
    expect([(c["aspect"], c["way"], c["stage"], c["before"], c["after"]) for c in changes],
           [("line", "stricter", "primary", "4.5", "99")], "what the city changes")
    expect(one("GET", "standards/my-city/against/..%2Fx.std").status, 404, "a path is no key")
    expect(one("GET", "standards/my-city/against/nothing").status, 404, "no such standard")
    expect(one("GET", "standards/broken").status in (400, 422), True, "one with a mistake")
    passed("a standard of the bureau's is read beside its clauses, with what it changes")


def using(one):
    usual = one.get(AT + "/assessment?as_of=2025-12-31")
    own = one.get(AT + "/assessment?as_of=2025-12-31&standard=my-city")
    told = json.loads(run("assess", "x.jh", "--standard", "my-city", "--standards", "own", "--as-of", "2025-12-31",
                          "--json", "--lang", "en", status=None))
    expect((own["standard"]["key"], own["hashes"]), ("my-city", told["hashes"]), "the verdict")
    expect(own["hashes"]["standard"] != usual["hashes"]["standard"], True, "another standard")
    beside = one.get(AT + "/beside?periods=2025&standards=cn-2017-quality&standards=my-city&as_of=2025-12-31")
    expect([column["standard"] for column in beside["columns"]], ["cn-2017-quality", "my-city"], "side by side")
    words = {"changes": [{"unit": "9901010001", "element": "pupils", "stage": "primary", "value": "1"}]}
    tried = [one.send("POST", AT + "/sandbox?as_of=2025-12-31&standard=" + key, words)
             for key in ("cn-2017-quality", "my-city")]
    expect(tried[0] != tried[1], True, "the sandbox judges by the standard that was chosen")
    frozen = one.send("POST", AT + "/frozen?standard=my-city&as_of=2025-12-31", {"approver": "made up"}, 201)
    expect(frozen["frozen"]["standard"], "my-city", "what is frozen")
    proof = one.get(AT + "/frozen/%d/verification" % frozen["frozen"]["number"])
    expect([item["holds"] for item in proof["frozen"]], [True], "frozen and made again")
    passed("a county is judged, compared, tried and frozen by it, as on the command line")


county("x.jh")
server = Server("x.jh", "--standards", "own")
li = server.begin()["county_admin"]
listing(li)
reading(li)
using(li)
server.stop()
