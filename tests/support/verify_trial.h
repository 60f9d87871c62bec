/* verify_trial.h: junheng-verify's whole check of a document, called many times in one process.
 * Takes   a document's bytes.
 * Gives   whether it is accepted, by the same function that the program calls.
 * Never   shares a line with the program under test; leaves memory behind after a refusal.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_TESTS_VERIFY_TRIAL_H
#define JH_TESTS_VERIFY_TRIAL_H

#include "verify.h"

/* What is told of an accepted document goes nowhere from then on, nor does anything on stdout. */
void verify_trial_begin(void);
/* `text` ends in a zero byte, which is not of its size. */
bool verify_trial_accepts(const char *text, size_t size, bool sealed);
/* The document's members, if it is JSON; NULL otherwise. They live until the next trial, or
 * verify_trial_end. */
const node *verify_trial_parse(const char *text, size_t size);
void verify_trial_end(void);

#endif
