"""SPDX-License-Identifier: Apache-2.0"""
import os, socket, sys, threading

sys.path.insert(0, os.path.join(os.environ["SOURCE_DIR"], "tests/serve"))
sys.path.insert(0, os.path.join(os.environ["SOURCE_DIR"], "tests/support"))
from client import *
from books import book, sheet

SESSIONS = 64
ONE = {"unit": "9901010001", "element": "pupils", "stage": "primary", "value": "1500"}


def status(server, key):
    with open("/proc/%d/status" % server.process.pid) as file:
        return int(re.search(key + r":\s+(\d+)", file.read()).group(1)) / 1024


def cpu(server):
    with open("/proc/%d/stat" % server.process.pid) as file:
        parts = file.read().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def script(cookies):
    with open("wrk.lua", "w") as file:
        file.write("local cookies = {%s}\nlocal n = 0\n" % ",".join('"junheng=%s"' % c for c in cookies))
        file.write("request = function()\n  n = n % #cookies + 1\n  return wrk.format('GET', nil, "
                   "{ Cookie = cookies[n] })\nend\n")


def wrk(server, what, path, connections, seconds=5):
    before = cpu(server)
    out = subprocess.run(["wrk", "-t2", "-c%d" % connections, "-d%ds" % seconds, "--latency", "-s",
                          "wrk.lua", "http://127.0.0.1:%d/api/v1/%s" % (server.port, path)],
                         capture_output=True, text=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)
    p50, p99 = (re.search(p + r"%\s+(\S+)", out).group(1) for p in ("50", "99"))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    count = int(re.search(r"(\d+) requests in", out).group(1))
    used = cpu(server) - before
    print("%-46s %9s req/s  p50 %8s  p99 %8s  %6.3f ms CPU a request%s" % (
        what, rate, p50, p99, used * 1000 / max(count, 1), "  BAD " + bad.group(1) if bad else ""),
        flush=True)


def long_book(rows):
    head = ["学校标识码", "学校名称", "统计三级", "办学类型", "城乡类型", "举办者类型", "是否计校数", "在校生数", "班数"]
    body = [["9901%06d" % (100000 + i), "虚构第%d小学" % i, "示例县(虚构)", "小学", "乡村", "县级教育部门", "是",
             100 + i % 900, 3 + i % 40] for i in range(rows)]
    book("long.xlsx", sheet("小学", [["示例县(虚构)2025学年小学基本情况"], head] + body))
    with open("long.xlsx", "rb") as file:
        return [("long.xlsx", file.read())]


def meanwhile(what, files):
    """Logins and saves while somebody imports."""
    name = "m%d.jh" % len(files)
    county(name)
    server = Server(name)
    li = server.begin()["county_admin"]
    beside = Meanwhile(server, li)
    time.sleep(2)
    used, quiet = cpu(server), time.time()
    answer = upload(server.browser_of(li), "counties/990101/imports", files, {"reason": "made up", "period": "2025"})
    began = time.time()
    job = finished(server.browser_of(li), answer)
    ended = time.time()
    beside.end()
    expect(job["state"], "done", what)
    print("%-46s %.2f s, %.2f s CPU with what goes on beside it" % (what, ended - began, cpu(server) - used))
    for kind in ("login", "save"):
        before, during = beside.within(kind, 0, quiet), beside.within(kind, began, ended)
        print("  %-6s before: median %4.0f ms, longest %5.0f   meanwhile: %3d, median %4.0f ms, longest %5.0f" % (
            kind, statistics.median(before) * 1000, max(before) * 1000, len(during),
            statistics.median(during) * 1000, max(during) * 1000), flush=True)
    server.stop()


run("example", "--schools", "300", "--seed", "11", "--layout", "statistics", "--out", "many", "--quiet")
meanwhile("a folder of 300 workbooks is imported", workbooks("many/2025-statistics"))
meanwhile("a workbook of 100,000 rows is imported", long_book(100000))

for schools in (100, 200, 1000):
    run("example", "--schools", str(schools), "--out", "wb%d" % schools, "--quiet")
    store = "b%d.jh" % schools
    run("init", store)
    run("import", store, "wb%d/2025" % schools, "--quiet", status=None)
    began = time.time()
    server = Server(store)
    print("\n%d schools: starts in %.0f ms, %.1f MB resident at rest" % (
        schools, (time.time() - began) * 1000, status(server, "VmRSS")), flush=True)
    people = server.begin()
    li = people["county_admin"]
    # 64 sessions of distinct accounts: tokens of one would be one visitor.
    cookies = []
    for i in range(SESSIONS):
        made = people["system_admin"].send("POST", "accounts", {"login": "u%d" % i}, 201)
        one = server.browser()
        one.send("POST", "invitations/" + made["token"], {"password": PASSWORD})
        people["security_admin"].send("PATCH", "accounts/%d" % made["id"],
                                      {"role": "reviewer", "scope": "9901"})
        cookies.append(one.log_in("u%d" % i).cookie)
    script(cookies)
    at = "counties/990101/"
    wrk(server, "cockpit (assessment), 2 connections", at + "assessment", 2)
    wrk(server, "cockpit (verdict), 2 connections", at + "verdict", 2)
    wrk(server, "list: schools?limit=20, 64 connections", at + "schools?limit=20", 64)
    wrk(server, "who am I, 64 connections", "session", 64)
    times = []
    for _ in range(9):
        began = time.time()
        li.send("POST", at + "sandbox", {"changes": [ONE]})
        times.append((time.time() - began) * 1000)
    print("%-46s median %.0f ms of %d" % ("what-if", sorted(times)[4], len(times)))
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(2000)]
    for link in idle:
        link.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
    for link in idle:
        link.recv(4096)
    wrk(server, "2,000 idle, 64 busy: schools?limit=20", at + "schools?limit=20", 64)
    stop = threading.Event()
    logins = [0] * 8

    def log_in_for_ever(n):
        browser = server.browser()
        while not stop.is_set():
            browser.cookie = None
            browser.log_in("u%d" % n)
            logins[n] += 1

    threads = [threading.Thread(target=log_in_for_ever, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    began = time.time()
    wrk(server, "the same beside 8 who log in all the time", at + "schools?limit=20", 64)
    stop.set()
    for thread in threads:
        thread.join()
    print("%-46s %.0f a second" % ("logins meanwhile", sum(logins) / (time.time() - began)))
    print("resident under load: %.1f MB, at most %.1f MB" % (status(server, "VmRSS"),
                                                            status(server, "VmHWM")), flush=True)
    server.stop()
