"""SPDX-License-Identifier: Apache-2.0"""
import os, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

COUNTY, ONE = "counties/990101", "9901010001"
STORE = os.environ["JH_TEST_URL"]
WAYS = ("immediate", "all", "postmaster")


class Load:
    """People who read and one who writes, until they are stopped."""

    def __init__(self, server, cookie, first):
        self.stop, self.odd, self.told, self.kept, self.asked = threading.Event(), [], 0, 0, first
        self.threads = [threading.Thread(target=self.run, args=(server, cookie, n)) for n in range(7)]
        for thread in self.threads:
            thread.start()

    def run(self, server, cookie, n):
        browser = server.browser()
        browser.cookie = cookie
        ways = (COUNTY + "/schools?limit=3", "counties", COUNTY + "/figures?limit=5", COUNTY + "/audit", "sessions")
        while not self.stop.is_set():
            try:
                if n == 0:
                    self.write(browser)
                else:
                    self.take(browser("GET", ways[n % len(ways)]))
            except (OSError, http.client.HTTPException) as error:
                self.odd.append(error)

    def write(self, browser):
        self.asked += 1
        answer = browser("PATCH", COUNTY + "/figures", {"reason": "made up", "approver": "made up", "changes": [
            {"unit": ONE, "element": "pupils", "stage": "primary", "value": str(self.asked)}]})
        self.take(answer)
        if answer.status == 200:
            self.kept = self.asked

    def take(self, answer):
        if answer.status == 200:
            return
        problem = answer.headers["Content-Type"] == "application/problem+json"
        if answer.status == 503 and problem and answer.headers["Retry-After"] and answer.json["detail"]:
            self.told += 1
        else:
            self.odd.append((answer.status, answer.body[:200]))

    def end(self):
        self.stop.set()
        for thread in self.threads:
            thread.join()


def cluster(*words):
    subprocess.run([os.environ["CLUSTER"], words[0], "pg", *words[1:]], check=True, capture_output=True)


def restart(server, li, way, first):
    load = Load(server, li.cookie, first)
    time.sleep(0.5)
    cluster("crash", way)
    time.sleep(1)
    cluster("again")
    began = time.time()
    while li("GET", COUNTY + "/audit").status != 200:
        expect(time.time() - began < 20, True, way + ": it comes back by itself")
        time.sleep(0.1)
    time.sleep(0.5)
    load.end()
    expect(load.odd, [], way + ": every error is a 503 that says what and when")
    expect(load.told > 0, True, way + ": errors while it was away")
    for path in ("counties", COUNTY + "/figures?limit=5", COUNTY + "/schools?limit=3", "sessions"):
        expect(li("GET", path).status, 200, "%s: %s afterwards" % (way, path))
    history = li.get(COUNTY + "/figures/history?unit=%s&element=pupils&stage=primary" % ONE)["items"]
    values = {int(float(h["value"])) for h in history if h["value"] is not None}
    expect(load.kept > first and load.kept in values, True, "%s: the last change that was acknowledged (%d)" % (way, load.kept))
    expect(li.get(COUNTY + "/audit/verification")["holds"], True, "the chain")
    passed("PostgreSQL goes away (%s) and comes back: %d clear errors, nothing lost, nobody restarts the server"
           % (way, load.told))


county(STORE)
server = Server(STORE)
li = server.begin()["county_admin"]
for n, way in enumerate(WAYS):
    restart(server, li, way, 1000 + n * 10000)
server.stop()
run("check", STORE, "--storage", "--quiet")
