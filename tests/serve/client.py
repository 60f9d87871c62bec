"""A server of our own on a free port of this machine, and browsers to talk to it. Loopback only.
SPDX-License-Identifier: Apache-2.0"""
import atexit, base64, hashlib, hmac, http.client, json, os, re, signal, ssl, statistics, struct, subprocess, sys, threading, time

JUNHENG = os.environ["JUNHENG"]
PASSWORD = "虚构 correct horse"


def passed(sentence):
    print("ok: " + sentence, flush=True)


def fail(sentence):
    print("FAILED: " + sentence, file=sys.stderr, flush=True)
    raise SystemExit(1)


def expect(found, wanted, what):
    if found != wanted:
        fail("%s: %r, expected %r" % (what, found, wanted))


def run(*words, status=0):
    done = subprocess.run([JUNHENG, *words], capture_output=True)
    if done.returncode != status and status is not None:
        fail("%s ended with %d: %s" % (words, done.returncode, done.stderr.decode()))
    return done.stdout


class Answer:
    def __init__(self, response, body):
        self.status, self.headers, self.body = response.status, response.headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Browser:
    """One person's: keeps the cookie, sends the Origin of the server."""

    def __init__(self, server):
        self.server, self.cookie, self.bearer = server, None, None
        self.link = None

    def __call__(self, method, path, body=None, headers=None, origin=True, raw=None):
        sent = {"Accept-Language": "en"}
        if method not in ("GET", "HEAD") and origin:
            sent["Origin"] = self.server.origin
        if self.cookie:
            sent["Cookie"] = "junheng=" + self.cookie
        if self.bearer:
            sent["Authorization"] = "Bearer " + self.bearer
        sent.update(headers or {})
        if raw is None and body is not None:
            raw = json.dumps(body).encode()
        if path.startswith("/"):
            url = path
        else:
            url = "/api/v1/" + path
        for attempt in (0, 1):  # an idle connection may have been closed
            try:
                if not self.link:
                    self.link = self.server.connect()
                self.link.request(method, url, raw, sent)
                response = self.link.getresponse()
                answer = Answer(response, response.read())
                break
            except (http.client.RemoteDisconnected, ConnectionError):
                self.link = None
                if attempt:
                    raise
        set_cookie = answer.headers.get("Set-Cookie")
        if set_cookie:
            self.cookie = re.match("junheng=([^;]*)", set_cookie).group(1) or None
        return answer

    def get(self, path, status=200):
        answer = self("GET", path)
        expect(answer.status, status, "GET %s (%s)" % (path, answer.body[:300].decode("utf8", "replace")))
        return answer.json if "json" in answer.headers["Content-Type"] else answer.body

    def send(self, method, path, body=None, status=200):
        answer = self(method, path, body)
        expect(answer.status, status,
               "%s %s (%s)" % (method, path, answer.body[:300].decode("utf8", "replace")))
        return answer.json if answer.body else None

    def log_in(self, login, password=PASSWORD):
        self.send("POST", "session", {"login": login, "password": password})
        return self


class Server:
    """before: called in the new process, before the program. trust: the certificate it shows."""

    def __init__(self, store, *options, before=None, trust=None):
        self.log = open("serve.log", "ab+")
        self.process = subprocess.Popen([JUNHENG, "serve", store, "--port", "0", "--lang", "en", *options],
                                        stdout=subprocess.PIPE, stderr=self.log, preexec_fn=before)
        atexit.register(self.kill)  # a test that fails leaves no server behind
        line = self.process.stdout.readline().decode()
        match = re.search(r"(https?)://127\.0\.0\.1:(\d+)/", line)
        if not match:
            self.log.seek(0)
            fail("the server did not start: %r %r" % (line, self.log.read()))
        self.port = int(match.group(2))
        self.origin = "%s://127.0.0.1:%d" % (match.group(1), self.port)
        self.setup = None
        self.trust = ssl.create_default_context(cafile=trust) if trust else None

    def connect(self):
        if self.trust:
            return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=self.trust)
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def setup_token(self):
        while not self.setup:
            line = self.process.stdout.readline().decode()
            match = re.search(r"#/setup/([0-9a-f]{64})", line)
            if match:
                self.setup = match.group(1)
        return self.setup

    def browser(self):
        return Browser(self)

    def browser_of(self, one):
        """Another window of the same person."""
        browser = Browser(self)
        browser.cookie = one.cookie
        return browser

    def begin(self):
        """The first account (li, county_admin) and the three administrators; a dict of browsers."""
        first = self.browser()
        told = first.send("POST", "setup", {"token": self.setup_token(), "login": "li",
                                            "name": "虚构李", "password": PASSWORD}, 201)
        people = {"county_admin": first.log_in("li")}
        for one in told["invitations"]:
            browser = self.browser()
            browser.send("POST", "invitations/" + one["token"], {"password": PASSWORD})
            people[one["role"]] = browser.log_in(one["login"])
        return people

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30)
        expect(code, 0, "the server's exit code after SIGTERM")

    def kill(self):
        self.process.kill()
        self.process.wait(30)

    def kill_after(self, seconds):
        timer = threading.Timer(seconds, self.process.kill)
        timer.start()
        return timer


def another(server, login, role, scope):
    """One more account: made by one administrator, taken up, then given its role by another."""
    told = server.browser().log_in("system").send("POST", "accounts", {"login": login, "name": "虚构"}, 201)
    one = server.browser()
    one.send("POST", "invitations/" + told["token"], {"password": PASSWORD})
    server.browser().log_in("security").send("PATCH", "accounts/%d" % told["id"], {"role": role, "scope": scope})
    return one.log_in(login)


def stores():
    """Fresh addresses, one of each engine, with the schema name for PostgreSQL."""
    yield "sqlite", "x.jh"
    server = os.environ["JH_TEST_PG"]
    subprocess.run(["psql", "-qX", server, "-c", "DROP SCHEMA IF EXISTS served CASCADE; CREATE SCHEMA served"],
                   check=True)
    yield "postgres", server + "?options=-csearch_path%3Dserved"


def county(store, schools="24"):
    if not os.path.isdir("county"):
        run("example", "--schools", schools, "--seed", "7", "--out", "county", "--quiet")
    run("init", store)
    run("import", store, "county/2025", "--quiet", status=None)
    return "990101"


def certificate():
    """cert.pem and key.pem, for this machine."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out",
                    "cert.pem", "-days", "2", "-subj", "/CN=made up", "-addext", "subjectAltName=IP:127.0.0.1"],
                   check=True, capture_output=True)


def patient(one, count=40):
    """How long an answer takes while something else goes on."""
    times = []
    for _ in range(count):
        began = time.time()
        one.get("counties/990101/schools?limit=5")
        times.append(time.time() - began)
    return statistics.median(times)


class Meanwhile:
    """Logs in, and saves a scenario, over and over while something else goes on: (begun, ended) of each."""

    def __init__(self, server, li, login="li"):
        self.server, self.li, self.login = server, li, login
        self.times, self.stop = {"login": [], "save": []}, threading.Event()
        words = {"name": "虚构", "changes": [{"unit": "9901010001", "element": "pupils", "stage": "primary",
                                              "value": "1500"}]}
        kept = li.send("POST", "counties/990101/scenarios", words, 201)
        self.save = ("PUT", "counties/990101/scenarios/%d" % kept["id"], words)
        self.threads = [threading.Thread(target=self.go_on, args=(name,)) for name in self.times]
        for thread in self.threads:
            thread.start()

    def go_on(self, name):
        one = self.server.browser() if name == "login" else self.server.browser_of(self.li)
        while not self.stop.is_set():
            began = time.time()
            if name == "login":
                one.cookie = None
                one.log_in(self.login)
            else:
                one.send(*self.save)
            self.times[name].append((began, time.time()))
            time.sleep(0.02)

    def end(self):
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def within(self, name, began, ended):
        """How long those took that fell into it, at least in part."""
        return [b - a for a, b in self.times[name] if b > began and a < ended]

    def inside(self, name, began, ended):
        """How many began and ended in it."""
        return len([1 for a, b in self.times[name] if a > began and b < ended])


def upload(browser, path, files, fields=(), method="POST"):
    """files: (name, bytes) pairs as a form would send them."""
    bound = "made-up-boundary-0123456789"
    body = b""
    for name, value in dict(fields).items():
        body += ('--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
                 % (bound, name, value)).encode()
    for name, data in files:
        body += ('--%s\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n'
                 'Content-Type: application/octet-stream\r\n\r\n' % (bound, name)).encode()
        body += data + b"\r\n"
    body += ("--%s--\r\n" % bound).encode()
    return browser(method, path, raw=body,
                   headers={"Content-Type": "multipart/form-data; boundary=" + bound})


def finished(browser, answer):
    """Waits for the job that an answer names."""
    expect(answer.status, 202, "a job (%s)" % answer.body[:300])
    for _ in range(1200):
        job = browser.get("jobs/" + answer.json["job"])
        if job["state"] in ("done", "failed", "stopped"):
            return job
        time.sleep(0.05)
    fail("the job does not end: %r" % job)


def planned(browser, county, words):
    """The number of a plan; what is missing for one is filled in first."""
    for _ in range(20):
        job = finished(browser, browser("POST", county + "/plans", words))
        if job["state"] == "done":
            return job["result"]["plan"]
        expect(job["problem"]["type"], "plan.figure_missing", "why there is no plan")
        unit = re.search(r"\d{10}", job["problem"]["where"]).group(0)
        browser.send("PATCH", county + "/figures", {"reason": "made up", "approver": "made up", "changes": [
            {"unit": unit, "element": "multimedia_rooms", "stage": "whole", "value": "30"}]})
    fail("no plan: %r" % job)


def code_of(key, step):
    """The one-time code of a key in the half minute of that number."""
    digest = hmac.new(base64.b32decode(key), struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[at:at + 4])[0] & 0x7FFFFFFF) % 1000000)


def workbooks(folder):
    found = []
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            with open(os.path.join(place, name), "rb") as file:
                found.append((name, file.read()))
    return found
