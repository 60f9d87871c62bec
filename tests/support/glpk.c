/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/glpk.h"

#include "tests/support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void test_glpk_needed(void)
{
    if (system("command -v glpsol >/dev/null") != 0) skip(); /* NOLINT(cert-env33-c) */
}

/* "Objective:  cost = 123 (MINimum)" of a programme, "Objective: 123" of a network. */
static double objective_in(const char *text)
{
    const char *at = strstr(text, "Objective:"), *sign, *end;

    assert_non_null(at);
    at += strlen("Objective:");
    end = strchr(at, '\n');
    sign = strchr(at, '=');
    return strtod(sign && (!end || sign < end) ? sign + 1 : at, NULL);
}

bool test_glpk_least(double *cost, const char *folder, const char *how)
{
    char *answer = test_path(folder, "answer"), *text, command[900];
    bool is_optimal;

    snprintf(command, sizeof command, "glpsol %s -o %s >%s.log", how, answer, answer);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): a test's own words */
    text = test_file_read(answer, NULL);
    is_optimal = strstr(text, " OPTIMAL") != NULL;
    if (is_optimal) *cost = objective_in(text);
    free(text);
    free(answer);
    return is_optimal;
}
