"""SPDX-License-Identifier: Apache-2.0"""
import os, re, select, socket, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

WINDOW = 30  # seconds: src/serve/pace.h
SLACK = 6    # the server looks once a second, and this machine may be busy
HEAD = b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: "
BODY = b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\nContent-Length: 100000\r\n\r\n{"
UPLOAD = ("POST /api/v1/counties/990101/imports HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: %s\r\nCookie: junheng=%s\r\n"
          "Content-Type: multipart/form-data; boundary=made-up\r\nContent-Length: %d\r\n\r\n"
          "--made-up\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n")
CRAWL = 2400  # bytes a second of one who moves on, just fast enough


class Slow:
    """One who sends `word` again and again, or takes a byte; `told` is what came back."""

    def __init__(self, link, words, word=b"a"):
        self.link, self.word, self.told, self.ended = link, word, b"", None
        self.began = time.time()
        link.settimeout(10)
        if words:
            link.sendall(words)
        link.setblocking(False)

    def dawdle(self):
        try:
            if self.word:
                self.link.send(self.word)
            if not self.word and not self.is_open():  # what had come before can still be read
                self.end()
            elif select.select([self.link], [], [], 0)[0]:
                got = self.link.recv(65536 if self.word else 1)
                self.told += got
                if not got:
                    self.end()
        except BlockingIOError:
            pass
        except OSError:
            self.end()

    def is_open(self):
        return self.link.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == 1  # TCP_ESTABLISHED

    def end(self):
        self.ended = time.time() - self.began
        self.link.close()


def connect(port, window=None):
    link = socket.socket()
    if window:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    link.connect(("127.0.0.1", port))
    return link


def large_file(server):
    page = server.browser().get("/").decode()
    names = re.findall(r'(?:src|href)="\.?/?(assets/[^"]+)"', page)
    expect(bool(names), True, "files of the page")
    one = server.browser()
    return max(("/" + name for name in names), key=lambda name: len(one("GET", name).body))


def crowd(server, tls, li):
    upload = (UPLOAD % (server.port, server.origin, li.cookie, 1 << 20)).encode()
    take = ("GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % large_file(server)).encode() * 40
    return {
        "heads": [Slow(connect(server.port), HEAD) for _ in range(250)],
        "bodies": [Slow(connect(server.port), BODY) for _ in range(250)],
        "uploads": [Slow(connect(server.port), upload) for _ in range(8)],
        "takers": [Slow(connect(server.port, 4096), take, b"") for _ in range(40)],
        "handshakes": [Slow(connect(tls.port), b"\x16\x03\x01\x02\x00\x01", b"\x00") for _ in range(50)],
    }


def steady(server, li):
    """Its body takes longer than the window, and it moves on all the time."""
    words = (UPLOAD % (server.port, server.origin, li.cookie, 0)).encode()
    front = words[words.index(b"--made-up"):]
    size = len(front) + CRAWL * (WINDOW + 4) + len(b"\r\n--made-up--\r\n")
    words = (UPLOAD % (server.port, server.origin, li.cookie, size)).encode()
    return Slow(connect(server.port), words, b"1,2,3,4\n" * (CRAWL // 8))


def finish(one):
    one.link.settimeout(30)
    one.link.sendall(b"\r\n--made-up--\r\n")
    return one.link.recv(65536)


def slow(store, tls_store):
    server, tls = Server(store), Server(tls_store, "--tls-cert", "cert.pem", "--tls-key", "key.pem", trust="cert.pem")
    li = server.begin()["county_admin"]
    idle = server.browser()
    idle.cookie = li.cookie
    idle.get("session")
    kept = idle.link
    slow = crowd(server, tls, li)
    one, sent = steady(server, li), 0
    everybody = [s for kind in slow.values() for s in kind]
    began = time.time()
    while time.time() - began < WINDOW + SLACK:
        second = time.time()
        for s in everybody:
            if s.ended is None:
                s.dawdle()
        if sent < WINDOW + 4:
            one.dawdle()
            sent += 1
        if sent in (5, 20):
            median = patient(li, 20)
            expect(median < 0.5, True, "an answer beside %d slow ones: %.3f s" % (len(everybody), median))
        time.sleep(max(0, second + 1 - time.time()))
    for kind, all_of_them in slow.items():
        open_still = [s for s in all_of_them if s.ended is None]
        expect(len(open_still), 0, "slow %s that are open after %d seconds" % (kind, WINDOW + SLACK))
        early = [s.ended for s in all_of_them if s.ended < WINDOW - 1]
        expect(early, [], "slow %s sent away too early" % kind)
        passed("%d slow %s are sent away" % (len(all_of_them), kind))
    for kind in ("heads", "bodies", "uploads"):
        told = [s.told for s in slow[kind] if s.told.split()[1:2] == [b"408"]]
        expect(len(told) > len(slow[kind]) * 9 // 10, True, "408 for slow %s: %d" % (kind, len(told)))
        problem = json.loads(told[0].split(b"\r\n\r\n", 1)[1])
        expect((problem["type"], problem["status"]), ("serve.too_slow", 408), "what they are told")
        expect(problem["title"].startswith("the request came"), kind == "bodies", "in the language that was asked for")
    expect(all(b"408" not in s.told[:20] for s in slow["takers"] + slow["handshakes"]), True, "no 408 inside an answer")
    expect(one.ended, None, "whoever is slow but moves on")
    answer = finish(one)
    expect(answer.split()[1:2], [b"202"], "an upload that took longer than the window (%r)" % answer[:200])
    idle.get("session")
    expect(idle.link is kept, True, "an idle connection is left alone")
    server.stop()
    tls.stop()
    passed("an idle connection, and whoever is slow but moves on, is let be")


os.environ["TMPDIR"] = os.getcwd()
certificate()
county("x.jh")
run("init", "y.jh")
slow("x.jh", "y.jh")
