/* county.h — a made-up county written in a few lines, assessed in one call.
 * Takes   text:
 *             unit CODE KIND [location=… ownership=… town=… counted=no parent=CODE name=…
 *                  opened=DATE closed=DATE]
 *             STAGE ELEMENT FIGURE[, ELEMENT FIGURE …]   (or whole, preprimary …)
 *             ample            resources that meet every line, for the stages the unit has so far
 *             county ELEMENT FIGURE[, …]
 *             note ELEMENT words…                          evidence beside the figures given so far
 *             county ample                                 every item met, every veto absent
 *             before           what follows is of the year before, until `now`
 *             set SETTING=VALUE      as_of DATE            relax NAME approver FROM UNTIL
 *         FIGURE: a decimal, or - (blank), * (not applicable), ! (not approved). A figure given
 *         again replaces the earlier one.
 * Gives   the snapshot, the frame and the assessment.
 * Never   a real school. Fails the test on text it does not understand.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_COUNTY_H
#define TESTS_SUPPORT_COUNTY_H

#include "assess/assess.h"

typedef struct test_county {
    jh_arena keep, scratch;
    const jh_standard *standard;
    jh_settings settings;
    jh_snapshot snapshot, before;
    bool has_before; /* some figure of the year before is given */
    jh_findings findings;
    jh_frame frame;
    jh_assessment assessment;
} test_county;

/* Compiles standards/KEY.std; once a process and key. */
const jh_standard *test_standard(const char *key);

/* Up to the snapshot and settings; then the frame and the assessment, if asked. */
void test_county_read(test_county *out, const char *key, const char *text);
void test_county_assess(test_county *county);
void test_county_make(test_county *out, const char *key, const char *text); /* both */
void test_county_free(test_county *county);

size_t test_school(const test_county *county, const char *code);
size_t test_part(const test_county *county, const char *code, jh_stage stage); /* SIZE_MAX = none */
jh_stage test_stage(const char *key);

#endif
