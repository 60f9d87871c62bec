"""SPDX-License-Identifier: Apache-2.0"""
import os, socket, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

PLACES = 16  # of one account: src/serve/upload.h
BODY = b"--made-up\r\nContent-Disposition: form-data; name=\"file\"; filename=\"half.csv\"\r\n\r\n" + b"1,2,3\n" * 20000
os.environ["TMPDIR"] = os.getcwd() + "/tmp"


def half(server, cookie, path="counties/990101/imports"):
    """An upload that stops in the middle."""
    link = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    link.sendall(("POST /api/v1/%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: %s\r\nCookie: junheng=%s\r\n"
                  "Content-Type: multipart/form-data; boundary=made-up\r\nContent-Length: 1000000\r\n\r\n"
                  % (path, server.port, server.origin, cookie)).encode() + BODY)
    return link


def files():
    return sorted(os.path.join(place, name) for place, _, names in os.walk("tmp") for name in names)


def rooms():
    return sorted(name for name in os.listdir("tmp") if name.startswith("junheng-upload-"))


def wait_for(what, sentence):
    for _ in range(200):
        if what():
            return
        time.sleep(0.05)
    fail(sentence)


def killed():
    server, other = Server("x.jh"), Server("y.jh")
    li = server.begin()["county_admin"]
    wang = other.begin()["county_admin"]
    links = [half(server, li.cookie), half(other, wang.cookie)]
    wait_for(lambda: len(files()) == 2 and all(os.path.getsize(f) for f in files()), "two halves: %r" % files())
    expect(len(rooms()), 2, "a room a server")
    strange = ["tmp/junheng-upload-file", "tmp/junheng-uploads/kept", "tmp/else"]
    os.mkdir("tmp/junheng-uploads")
    for name in strange:
        open(name, "w").close()
    os.symlink(os.path.abspath("tmp/junheng-uploads"), "tmp/junheng-upload-link")
    before = files()
    server.kill()
    expect(files(), before, "what a killed server leaves")
    server = Server("x.jh")
    left = [f for f in files() if f.endswith("half.csv")]
    expect(len(left), 1, "halves when the next server has started: %r" % left)
    expect([f for f in strange if not os.path.exists(f)], [], "other people's files")
    expect(os.path.islink("tmp/junheng-upload-link"), True, "a link is not followed")
    answer = upload(server.browser().log_in("li"), "counties/990101/imports", workbooks("county/2025")[:1],
                    {"reason": "made up"})
    expect(answer.status, 202, "an upload to the next server (%s)" % answer.body[:300])
    for link in links:
        link.close()
    wait_for(lambda: not [f for f in files() if f.endswith("half.csv")], "a half whose sender has gone")
    server.stop()
    other.stop()
    expect([r for r in rooms() if os.path.isdir("tmp/" + r) and not os.path.islink("tmp/" + r)], [], "rooms when nobody is there")
    passed("kill -9 in the middle of an upload: the next server clears it away, and nothing else")


def places():
    server = Server("x.jh")
    li = server.browser().log_in("li")
    zhao = another(server, "zhao", "county_admin", "990101")
    links = [half(server, li.cookie) for _ in range(PLACES)]
    wait_for(lambda: len([f for f in files() if f.endswith("half.csv")]) == PLACES, "so many halves")
    answer = upload(li, "counties/990101/imports", workbooks("county/2025")[:1], {"reason": "made up"})
    expect((answer.status, answer.json["type"]), (503, "serve.too_many_uploads"), "one more of the same account")
    expect(answer.headers["Retry-After"] is not None, True, "when to come back")
    answer = upload(zhao, "counties/990101/imports", workbooks("county/2025")[:1], {"reason": "made up"})
    expect(answer.status, 202, "another's (%s)" % answer.body[:300])
    for link in links:
        link.close()
    wait_for(lambda: not [f for f in files() if f.endswith("half.csv")], "their places")
    answer = upload(li, "counties/990101/imports", workbooks("county/2025")[:1], {"reason": "made up"})
    expect(answer.status, 202, "afterwards (%s)" % answer.body[:300])
    server.stop()
    passed("nobody alone takes all places for uploads")


def slowly():
    """The network parts a form where it likes: one to four bytes after the head of a file, too."""
    server = Server("x.jh")
    li = server.browser().log_in("li")
    parts = [b"--made-up\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%d.csv\"\r\n\r\n" % n
             for n in range(3)]
    pieces = [parts[0] + b"1,", b"2\r\n", parts[1] + b"3", b",4\r\n", parts[2] + b"5,6\n", b"\r\n", b"--made-up--\r\n"]
    link = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    link.sendall(("POST /api/v1/counties/990101/imports?period=2025&dry_run=1 HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: %s\r\n"
                  "Cookie: junheng=%s\r\nContent-Type: multipart/form-data; boundary=made-up\r\n"
                  "Content-Length: %d\r\n\r\n" % (server.port, server.origin, li.cookie, sum(map(len, pieces)))).encode())
    for piece in pieces:
        time.sleep(0.1)
        link.sendall(piece)
    answer = link.recv(65536).split(b"\r\n\r\n")
    link.close()
    job = li.get("jobs/" + json.loads(answer[1])["job"])
    while job["state"] not in ("done", "failed"):
        time.sleep(0.05)
        job = li.get("jobs/" + job["job"])
    expect([f["name"] for f in job["result"]["taken"]["files"]], ["0.csv", "1.csv", "2.csv"], "three files (%r)" % job)
    server.stop()
    passed("a file whose head came with hardly more is one file")


os.mkdir("tmp")
county("x.jh")
run("init", "y.jh")
killed()
places()
slowly()
