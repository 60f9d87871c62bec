"""SPDX-License-Identifier: Apache-2.0"""
import os, resource, select, signal, socket, sqlite3, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

COUNTY, ONE = "counties/990101", "9901010001"


def correction(value):
    return {"reason": "made up", "approver": "made up", "changes": [
        {"unit": ONE, "element": "pupils", "stage": "primary", "value": str(value)}]}


def encrypted(store):
    certificate()
    server = Server(store, "--tls-cert", "cert.pem", "--tls-key", "key.pem", trust="cert.pem")
    one = server.browser()
    expect(one.get("health")["status"], "ok", "over TLS")
    answer = one("POST", "session", {"login": "li", "password": PASSWORD})
    expect("Secure" in answer.headers["Set-Cookie"], True, "a cookie for TLS only")
    plain = one("DELETE", "session", headers={"Origin": server.origin.replace("https", "http")}, origin=False)
    expect(plain.status, 403, "a change from the same host without TLS")
    expect(one("DELETE", "session").status, 204, "a change from the page itself")
    try:
        http.client.HTTPSConnection("127.0.0.1", server.port, timeout=10).request("GET", "/")
        fail("a certificate that nobody vouches for was believed")
    except ssl.SSLCertVerificationError:
        pass
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as link:
        try:
            link.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            expect(b"200" in link.recv(100)[:15], False, "plain words to a TLS port")
        except ConnectionError:
            pass
    server.stop()
    for words in (["--tls-cert", "cert.pem"], ["--tls-cert", "cert.pem", "--tls-key", "cert.pem"],
                  ["--tls-cert", "no.pem", "--tls-key", "key.pem"]):
        done = subprocess.run([JUNHENG, "serve", store, "--port", "0", *words], capture_output=True, timeout=20)
        expect(done.returncode in (2, 3) and len(done.stderr) > 0, True, "half a certificate: %r" % (words,))
    passed("TLS: a real certificate, a cookie and an origin that hold for it only")


def few_files():
    """As many open files as a system that nobody has tuned allows, or fewer; more may be asked for."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))


def crowded(store):
    def hardly_any():
        resource.setrlimit(resource.RLIMIT_NOFILE, (300, 300))

    server = Server(store, before=hardly_any)
    li = server.browser().log_in("li")
    links = []
    for _ in range(400):
        links.append(socket.create_connection(("127.0.0.1", server.port), timeout=10))
    for _ in range(5):
        expect(li.get("health")["status"], "ok", "whoever is in beside a crowd that fills the room")
    other = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60, source_address=("127.0.0.2", 0))
    other.request("GET", "/api/v1/health")
    expect(other.getresponse().status, 200, "another machine beside one that takes all it can")
    for link in links:
        link.close()
    expect(server.browser().get("health")["status"], "ok", "afterwards")
    server.stop()
    passed("one machine that opens all connections it can leaves room for others")


def logins(server, li):
    stop, counts = threading.Event(), [0] * 6

    def log_in(n):
        browser = server.browser()
        while not stop.is_set():
            browser.cookie = None
            browser.log_in("li")
            counts[n] += 1

    threads = [threading.Thread(target=log_in, args=(n,)) for n in range(len(counts))]
    for thread in threads:
        thread.start()
    median = patient(li, 100)
    stop.set()
    for thread in threads:
        thread.join()
    expect(median < 0.25, True, "an answer while six log in all the time: %.3f s" % median)
    expect(sum(counts) > 0, True, "and they do get in")
    passed("logins and the rest do not starve each other")


def bringing(server, li, store):
    """Evidence, more of it than there are readers, waits for the writer, who waits for another program."""
    item = li.get(COUNTY + "/assessment")["items"][0]["key"]
    told = []

    def attach():
        answer = upload(server.browser_of(li), COUNTY + "/evidence/" + item, [("made-up.pdf", b"%PDF-1.4 made up")])
        told.append(answer.status)

    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    threads = [threading.Thread(target=attach) for _ in range(12)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    began = time.time()
    li.get(COUNTY + "/figures?limit=5")
    took = time.time() - began
    expect(took < 2, True, "an answer beside uploads that wait for the writer: %.3f s" % took)
    expect(all(t.is_alive() for t in threads), True, "they do wait")
    other.execute("ROLLBACK")
    other.close()
    for thread in threads:
        thread.join()
    expect(set(told) <= {201, 503}, True, "what is told of the evidence: %r" % told)
    passed("nobody who reads waits behind files that are brought")


def held(server, li, store):
    """Another program has the write lock."""
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.time()
    answer = li("PATCH", COUNTY + "/figures", correction(801))
    expect(answer.status, 503, "a change while another program writes (%s)" % answer.body)
    expect(answer.headers["Retry-After"] is not None and answer.json["type"] == "store.busy", True, "what to do")
    expect(time.time() - began < 15, True, "it does not wait for ever")
    expect(patient(li) < 0.25, True, "reading goes on")
    crowd(server, li)
    other.execute("ROLLBACK")
    other.close()
    for _ in range(100):  # what waited in the lane goes first
        answer = li("PATCH", COUNTY + "/figures", correction(802))
        if answer.status != 503:
            break
        time.sleep(0.1)
    expect(answer.status, 200, "the change afterwards")
    expect(li.get(COUNTY + "/audit/verification")["holds"], True, "the chain")
    passed("a store that is held: 503 and when to come back, reading goes on, writing afterwards")


def crowd(server, li):
    """More changes than the writer has room for, while it waits."""
    body = json.dumps({"name": "made up", "changes": [
        {"unit": ONE, "element": "pupils", "stage": "primary", "value": "1"}]}).encode()
    words = ("POST /api/v1/%s/scenarios HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: %s\r\nCookie: junheng=%s\r\n"
             "Content-Length: %d\r\n\r\n" % (COUNTY, server.port, server.origin, li.cookie, len(body))).encode()
    links = [socket.create_connection(("127.0.0.1", server.port), timeout=30) for _ in range(330)]
    for link in links:
        link.sendall(words + body)
    waiting, told, began = list(links), 0, time.time()
    while told < 50 and time.time() - began < 20:  # the writer itself gives up on one in five seconds
        for link in select.select(waiting, [], [], 0.2)[0]:
            head = link.recv(4096)
            expect(head.split()[1], b"503", "more than there is room for")
            expect(b"\r\nRetry-After: " in head, True, "when to come back")
            waiting.remove(link)
            told += 1
    expect(told >= 50, True, "%d of 330 were told at once" % told)
    for link in links:
        link.close()
    passed("more changes than there is room for: told at once, with when to come back")


def full_disk(store):
    def short():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = os.path.getsize(store) + (64 << 10)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    server = Server(store, before=short)
    li = server.browser().log_in("li")
    kept = refused = 0
    for value in range(900, 1100):
        answer = li("PATCH", COUNTY + "/figures", correction(value))
        if answer.status == 200:
            kept = value
            continue
        expect((answer.status, answer.json["type"]), (503, "store.full"), "a full disk (%s)" % answer.body)
        refused += 1
        if refused == 3:
            break
    expect(refused, 3, "the disk is full at some time")
    expect(li("GET", COUNTY + "/verdict").status, 200, "reading goes on")
    answer = upload(li, COUNTY + "/imports", [("made-up.csv", b"1,2,3\n" * 500000)], {"reason": "made up"})
    expect((answer.status, answer.json["type"]), (503, "app.file_write"), "an upload that finds no room (%s)" % answer.body)
    expect("File too large" in answer.json["title"] + answer.json["detail"], True, "why (%s)" % answer.body)
    server.stop()
    run("check", store, "--storage", "--quiet")
    server = Server(store)
    li = server.browser().log_in("li")
    item = li.get(COUNTY + "/figures?unit=%s&element=pupils&stage=primary" % ONE)["items"][0]
    expect(float(item["value"]), float(kept), "the last one that was acknowledged")
    expect(li("PATCH", COUNTY + "/figures", correction(1200)).status, 200, "with room again")
    server.stop()
    passed("a full disk is named, reading goes on, what was acknowledged is there, and with room it goes on")


county("x.jh")
server = Server("x.jh", before=few_files)
li = server.begin()["county_admin"]
logins(server, li)
bringing(server, li, "x.jh")
held(server, li, "x.jh")
server.stop()
expect(os.path.exists("x.jh-wal"), False, "a log beside the store when nobody is there")
crowded("x.jh")
encrypted("x.jh")
full_disk("x.jh")
