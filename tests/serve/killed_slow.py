"""SPDX-License-Identifier: Apache-2.0"""
import os, random, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

COUNTY = "counties/990101"
MOMENTS = int(os.environ.get("JH_KILL_MOMENTS", "24"))
SEED = int(os.environ.get("JH_KILL_SEED", random.randrange(1 << 30)))
PEOPLE = ("pupils", "primary")


class World:
    """One store, and whoever serves it at the moment."""

    def __init__(self, store):
        self.store, self.server, self.li, self.clerk = store, None, None, None
        self.books = [zipped("a/2024"), zipped("b/2024")]
        self.serve()
        people = self.server.begin()
        self.li = people["county_admin"]
        self.cycle = self.li.send("POST", COUNTY + "/cycles", {
            "period": "2026", "opens": "2020-01-01", "due": "2099-01-01"}, 201)["cycle"]
        forms = self.li.get("%s/cycles/%d/submissions" % (COUNTY, self.cycle))["items"]
        self.units = [f["unit"] for f in forms if cells(self.form(f["unit"]))]
        told = self.li.send("POST", "accounts", {"login": "clerk", "role": "school_clerk", "scope": " ".join(
            "990101/" + unit for unit in self.units)}, 201)
        self.clerk = self.server.browser()
        self.clerk.send("POST", "invitations/" + told["token"], {"password": PASSWORD})
        self.clerk.log_in("clerk")
        self.took = {"submit": 0.05, "accept": 0.05, "import": 0.5, "undo": 0.1}

    def serve(self):
        self.server = Server(self.store)
        for one in (self.li, self.clerk):  # sessions outlive the server
            if one:
                one.server, one.link = self.server, None

    def form(self, unit):
        return self.li.get("%s/cycles/%d/submissions/%s" % (COUNTY, self.cycle, unit))

    def step(self, unit, act, after, **words):
        place = "%s/cycles/%d/submissions/%s" % (COUNTY, self.cycle, unit)
        method = "PUT" if act == "save" else "POST"
        who = self.clerk if act in ("save", "submit") else self.li
        return who(method, place if act == "save" else "%s/%s" % (place, act),
                       dict(words, after=after))

    def take(self, unit, act, after, **words):
        answer = self.step(unit, act, after, **words)
        expect(answer.status, 200, "%s of %s (%s)" % (act, unit, answer.body[:300]))
        return answer.json["form"]

    def bring(self, unit, number, wanted):
        """A form in the state that is wanted, with a new number in it."""
        form = self.form(unit)["form"]
        if form["state"] in ("submitted", "accepted"):
            form = self.take(unit, "return", form["after"], reason="made up")
        change = {"element": PEOPLE[0], "stage": PEOPLE[1], "value": str(number)}
        form = self.take(unit, "save", form["after"], changes=[change])
        if wanted == "submitted":
            form = self.take(unit, "submit", form["after"])
        return form

    def imports(self):
        return self.li.get(COUNTY + "/imports")["items"]

    def content(self):
        told = run("assess", self.store, "--period", "2024", "--as-of", "2025-01-01", "--json", "--quiet",
                   status=None)
        return re.search(rb'"content":"([0-9a-f]{64})"', told).group(1)


def zipped(folder):
    import io, zipfile
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as to:
        for n, (name, data) in enumerate(workbooks(folder)):
            to.writestr("%03d/%s" % (n, name), data)
    return out.getvalue()


def killed(world, act, work):
    """Does it while the server is shot; the answer, or None. Every second time right after the answer
    has come, however slow the machine is: what was acknowledged a moment ago is what must not be lost."""
    after_answer, began = random.random() < 0.5, time.time()
    timer = None if after_answer else world.server.kill_after(random.random() * world.took[act] * 1.15)
    try:
        answer = work()
        world.took[act] = 0.8 * world.took[act] + 0.2 * (time.time() - began)
    except (OSError, http.client.HTTPException):
        answer = None
    if after_answer:
        expect(bool(answer), True, "%s: an answer, as nobody has shot yet" % act)
        time.sleep(random.random() * 0.003)
    else:
        timer.join()
    world.server.kill()
    return answer


def cells(form):
    return [c for c in form["cells"] if (c["element"], c["stage"]) == PEOPLE]


def cell(form):
    return cells(form)[0]


def steps_of(form):
    numbers = [s["step"] for s in form["steps"]]
    expect(numbers, sorted(set(numbers)), "the steps of a form, each once")
    return [s["act"] for s in form["steps"]]


def submit(world, unit, number, what):
    before = world.bring(unit, number, "draft")
    answer = killed(world, "submit", lambda: world.step(unit, "submit", before["after"]))
    world.serve()
    form = world.form(unit)
    acts = steps_of(form)
    done = form["form"]["state"] == "submitted"
    expect(done, acts[-1] == "submit", what + ": state and steps")
    if answer and answer.status == 200:
        expect(done, True, what + ": acknowledged")
    expect(cell(form)["value"], number, what + ": what was saved before")
    return done, bool(answer)


def accept(world, unit, number, what):
    before = world.bring(unit, number, "submitted")
    revision = world.li.get(COUNTY)["revision"]
    answer = killed(world, "accept", lambda: world.step(unit, "accept", before["after"]))
    world.serve()
    form = world.form(unit)
    steps_of(form)
    done = form["form"]["state"] == "accepted"
    expect(cell(form)["counts"] == number, done, what + ": the figure counts with the step, or neither")
    expect(world.li.get(COUNTY)["revision"], revision + done, what + ": one write")
    if answer and answer.status == 200:
        expect(done, True, what + ": acknowledged")
    return done, bool(answer)


def bring_in(world, unit, number, what):
    book = world.books[number]

    def work():
        job = upload(world.li, COUNTY + "/imports", [("a.zip", book)], {"reason": "made up", "period": "2024"})
        return finished(world.li, job)

    revision, records = world.li.get(COUNTY)["revision"], len(world.imports())
    job = killed(world, "import", work)
    world.serve()
    after = world.li.get(COUNTY)["revision"]
    expect(len(world.imports()) - records, after - revision, what + ": its record with the figures, or neither")
    content = world.content()
    expect(content in world.known, True, what + ": one of the two, whole")
    done = content == world.known[number]
    expect(after, revision + done, what + ": figures and revision")
    if job and job["state"] == "done":
        expect(done, True, what + ": acknowledged")
    if done:
        world.now = number
    return done, bool(job)


def take_back(world, unit, number, what):
    """An import is undone: figures, schools and the record's mark, or nothing of it."""
    before = world.content()
    job = finished(world.li, upload(world.li, COUNTY + "/imports", [("a.zip", world.books[1 - world.now])],
                                    {"reason": "made up", "period": "2024"}))
    expect(job["state"], "done", what)
    brought, record = world.content(), job["result"]["import"]
    answer = killed(world, "undo", lambda: world.li("POST", "%s/imports/%d/undo" % (COUNTY, record), {}))
    world.serve()
    done = [one["is_undone"] for one in world.imports() if one["import"] == record][0]
    expect(world.content(), before if done else brought, what + ": the whole import goes back, or nothing")
    if answer and answer.status == 200:
        expect(done, True, what + ": acknowledged")
    world.now = world.now if done else 1 - world.now
    return done, bool(answer)


def prepare(world):
    """What both imports come to; how long each act takes."""
    world.known = []
    for number in (0, 1):
        began = time.time()
        job = finished(world.li, upload(world.li, COUNTY + "/imports", [("a.zip", world.books[number])],
                                        {"reason": "made up", "period": "2024"}))
        world.took["import"] = time.time() - began
        expect(job["state"], "done", "an import: %r" % job)
        world.known.append(world.content())
    world.now = 1
    expect(world.known[0] != world.known[1], True, "the two differ")
    for act, state in (("submit", "draft"), ("accept", "submitted")):
        form = world.bring(world.units[0], 7, state)
        began = time.time()
        world.step(world.units[0], act, form["after"])
        world.took[act] = time.time() - began


def sweep(engine, store, moments):
    county(store)
    world = World(store)
    prepare(world)
    acts = {"submit": submit, "accept": accept, "import": bring_in, "undo": take_back}
    tally = {act: [0, 0, 0] for act in acts}
    for moment in range(moments):
        act = random.choice(list(acts))
        number = 1000 + moment if act != "import" else 1 - world.now
        what = "seed %d, %s, moment %d: %s" % (SEED, engine, moment, act)
        done, told = acts[act](world, random.choice(world.units), number, what)
        tally[act][0] += 1
        tally[act][1] += done
        tally[act][2] += told
        run("check", store, "--storage", "--quiet")
    expect(world.li.get(COUNTY + "/audit/verification")["holds"], True, "the chain")
    world.server.stop()
    for act, (times, done, told) in tally.items():
        print("%s, %s: %d killed, %d done, %d answered" % (engine, act, times, done, told))
    passed("%s: %d moments (seed %d): nothing acknowledged lost, nothing half" % (engine, moments, SEED))


random.seed(SEED)
run("example", "--schools", "20", "--seed", "7", "--out", "a", "--quiet")
run("example", "--schools", "20", "--seed", "8", "--out", "b", "--quiet")
os.symlink("a", "county")
for engine, store in stores():
    sweep(engine, store, (MOMENTS + 1) // 2)
