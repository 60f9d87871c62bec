"""SPDX-License-Identifier: Apache-2.0"""
import os, sys

sys.path.insert(0, os.path.dirname(__file__))
from client import *

COUNTY, ONE, TWO = "counties/990101", "9901010001", "9901010002"


def clerk_of(server, admin, login, school):
    told = admin.send("POST", "accounts", {"login": login, "role": "school_clerk",
                                           "scope": "990101/" + school}, 201)
    browser = server.browser()
    browser.send("POST", "invitations/" + told["token"], {"password": PASSWORD})
    return browser.log_in(login)


def cell_of(form, element, stage):
    found = [c for c in form["cells"] if (c["element"], c["stage"]) == (element, stage)]
    expect(len(found), 1, "cells %s %s" % (element, stage))
    return found[0]


def opening(li, clerk):
    for body in ({}, {"period": "2026", "opens": "2026-13-01", "due": "2099-01-01"},
                 {"period": "2026", "opens": "2099-01-02", "due": "2099-01-01"},
                 {"period": "next", "opens": "2020-01-01", "due": "2099-01-01"},
                 {"period": "2026 spring", "opens": "2020-01-01", "due": "2099-01-01"}):
        expect(li("POST", COUNTY + "/cycles", body).status in (400, 422), True, str(body))
    words = {"period": "2026", "title": "2026 采集(虚构)", "opens": "2020-01-01", "due": "2099-01-01"}
    expect(clerk("POST", COUNTY + "/cycles", words).status, 403, "a clerk opens no collection")
    told = li.send("POST", COUNTY + "/cycles", words, 201)
    expect((told["cycle"], told["tally"]["empty"]), (1, told["tally"]["forms"]), "a new collection")
    expect(li.get(COUNTY + "/cycles")["items"][0]["title"], words["title"], "the list of collections")
    passed("a collection is opened for a year of which nothing is there yet; what is no date is refused")
    return COUNTY + "/cycles/1/submissions"


def filling(clerk, forms):
    mine = forms + "/" + ONE
    expect([f["unit"] for f in clerk.get(forms)["items"]], [ONE], "the forms a clerk sees")
    expect(clerk("GET", forms + "/" + TWO).status, 404, "another school's form")
    form = clerk.get(mine)
    expect({f["unit"] for f in form["check"]["findings"]} <= {ONE}, True,
           "a school is told nothing of another one")
    pupils = cell_of(form, "pupils", "primary")
    expect((pupils["value"], pupils["counts"], pupils["before"] is not None), (None, None, True),
           "an empty cell with last year's figure beside it")
    save = {"after": 0, "changes": [{"element": "pupils", "stage": "primary", "value": "1200"}]}
    expect(clerk.send("PUT", mine, save)["form"]["state"], "draft", "after saving")
    late = clerk("PUT", mine, save)
    expect(late.status, 409, "saving on what was seen before")
    for wrong in ({"element": "nothing", "stage": "whole", "value": "1"},
                  {"element": "pupils", "stage": "junior", "value": "1"},
                  {"element": "pupils", "stage": "primary", "value": "-1"},
                  {"element": "pupils", "stage": "primary", "value": "1.5"},
                  {"element": "pupils", "stage": "primary", "value": 5}, 7):
        answer = clerk("PUT", mine, {"after": 1, "changes": [wrong]})
        expect(answer.status in (400, 422), True, "%r gives %d" % (wrong, answer.status))
    expect(clerk("PUT", mine, {"after": 1, "changes": []}).status, 422, "nothing to save")
    expect(clerk.get(mine)["form"]["after"], 1, "nothing wrong was saved")
    tried = clerk.send("POST", mine + "/check", {"changes": [
        {"element": "pupils", "stage": "primary", "value": "1300"},
        {"element": "teachers", "stage": "primary", "value": "60"},
        {"element": "above_degree_teachers", "stage": "primary", "value": "70"}]})
    expect(cell_of(tried, "pupils", "primary")["value"], 1300, "a cell laid over the draft")
    expect(tried["check"]["hard"] > 0, True, "more of a degree than teachers, while typing")
    expect(clerk("POST", forms + "/" + TWO + "/check", {"changes": []}).status, 404,
           "checking another school's form")
    form = clerk.get(mine)
    expect((form["form"]["after"], cell_of(form, "pupils", "primary")["value"]), (1, 1200),
           "a check writes nothing")
    passed("a school fills in its own form only; what cannot be is refused cell by cell")
    return mine


def submitting(clerk, li, mine):
    wrong = [{"element": "teachers", "stage": "primary", "value": "60"},
             {"element": "above_degree_teachers", "stage": "primary", "value": "70"}]
    form = clerk.send("PUT", mine, {"after": 1, "changes": wrong})
    expect(form["check"]["hard"] > 0, True, "more of a degree than teachers")
    refused = clerk("POST", mine + "/submit", {"after": form["form"]["after"]})
    expect(refused.status, 409, "submitting what cannot be right")
    right = [{"element": "above_degree_teachers", "stage": "primary", "value": "58"}]
    form = clerk.send("PUT", mine, {"after": form["form"]["after"], "changes": right})
    expect(form["check"]["hard"], 0, "hard findings")
    expect(clerk("POST", mine + "/accept", {"after": form["form"]["after"]}).status, 403,
           "a clerk accepts nothing")
    form = clerk.send("POST", mine + "/submit", {"after": form["form"]["after"]})
    expect((form["form"]["state"], form["form"]["may"]), ("submitted", ["take_back"]), "submitted")
    checked = li.get(mine.rsplit("/", 1)[0] + "?checks=1")["items"]
    expect([(one["unit"], one["check"]) for one in checked if "check" in one],
           [(form["form"]["unit"], {"hard": 0, "soft": form["check"]["soft"]})],
           "what looks wrong in the forms that wait")
    back = {"after": form["form"]["after"], "cells": [
        {"element": "pupils", "stage": "primary", "reason": "与统计报表不符"}]}
    expect(li("POST", mine + "/return", back).status, 422, "a return without a reason")
    li.send("POST", mine + "/return", dict(back, reason="请核对"))
    form = clerk.get(mine)
    expect(cell_of(form, "pupils", "primary")["returned"], "与统计报表不符", "the cell that went back")
    changes = [{"element": "pupils", "stage": "primary", "value": "1210"}]
    form = clerk.send("PUT", mine, {"after": form["form"]["after"], "changes": changes})
    form = clerk.send("POST", mine + "/submit", {"after": form["form"]["after"]})
    passed("what cannot be right is not submitted; the county returns a cell with its reason")
    return form["form"]["after"]


def accepting(li, clerk, mine, after):
    before = li.get(COUNTY)["revision"]
    expect(li("GET", COUNTY + "/figures?period=2026").status, 404, "figures before they are accepted")
    form = li.send("POST", mine + "/accept", {"after": after})
    expect(form["form"]["state"], "accepted", "accepted")
    expect(cell_of(form, "pupils", "primary")["counts"] in ("1210", 1210), True, "what counts now")
    expect(li.get(COUNTY)["revision"], before + 1, "one write for the step and its figures")
    form = li.send("POST", mine + "/return", {"after": form["form"]["after"], "reason": "重报"})
    expect(cell_of(form, "pupils", "primary")["counts"], None, "figures sent back count no longer")
    form = clerk.send("POST", mine + "/submit", {"after": form["form"]["after"]})
    li.send("POST", mine + "/accept", {"after": form["form"]["after"]})
    passed("only what is accepted counts, and what goes back counts no longer")


def closing(li, head, forms):
    cycle = COUNTY + "/cycles/1"
    expect(li("POST", cycle + "/close", {}).status, 409, "closing with schools open")
    for form in li.get(forms)["items"]:
        if form["state"] == "accepted":
            continue
        place = forms + "/" + form["unit"]
        expect(li("POST", place + "/excuse", {"after": 0, "reason": "x"}).status, 409,
               "the county excuses nobody")
        expect(head("POST", place + "/excuse", {"after": 0}).status, 422, "an excuse without a reason")
        head.send("POST", place + "/excuse", {"after": 0, "reason": "虚构", "approver": "虚构"})
    told = li.send("POST", cycle + "/close", {})
    expect((told["closed"], told["tally"]["accepted"]), (True, 1), "the closed collection")
    expect(li("POST", forms + "/" + ONE + "/return", {"after": 0, "reason": "x"}).status, 409,
           "a step in a closed collection")
    audit = [e for e in li.get(COUNTY + "/audit?limit=1000")["items"] if e["act"] in ("form", "cycle")]
    counts = " ".join(e["counts"] for e in audit)
    for word in ("submit " + ONE, "return " + ONE, "accept " + ONE, "excuse " + TWO, "close"):
        expect(word in counts, True, "the audit shows " + word)
    expect(li.get(COUNTY + "/audit/verification")["holds"], True, "the chain")
    passed("closed when every school is accepted or excused; the audit shows each step")


def head_of(server, people):
    return another(server, "zhang", "county_head", "990101")


def collecting(store):
    server = Server(store)
    people = server.begin()
    li, head = people["county_admin"], head_of(server, people)
    clerk = clerk_of(server, li, "clerk1", ONE)
    forms = opening(li, clerk)
    mine = filling(clerk, forms)
    accepting(li, clerk, mine, submitting(clerk, li, mine))
    closing(li, head, forms)
    server.stop()
    run("check", store, "--storage", "--quiet")


run("example", "--schools", "20", "--seed", "7", "--out", "a", "--quiet")
for store in ("x.jh", os.environ["JH_TEST_PG"]):
    run("init", store)
    run("import", store, "a/2025", "--quiet")
    collecting(store)
