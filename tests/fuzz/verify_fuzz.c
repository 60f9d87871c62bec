/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a document for junheng-verify: accepted or refused, never anything else. The seal is
 * not asked for, as with --without-seal. */
#include "tests/support/verify_trial.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_begun;
    char *text = malloc(size + 1);

    if (!text) return 0;
    if (!is_begun) verify_trial_begin();
    is_begun = true;
    memcpy(text, data, size);
    text[size] = '\0';
    (void)verify_trial_accepts(text, size, false);
    free(text);
    return 0;
}
