/* test.h — what every C test includes first: cmocka with the headers that it asks for.
 * Takes   nothing.
 * Gives   cmocka, and the support of this folder.
 * Never   included from src/.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_TEST_H
#define TESTS_SUPPORT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/files.h"

#endif
