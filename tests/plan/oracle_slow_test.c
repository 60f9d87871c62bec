/* The same with many counties: a thousand that have a plan.
 * SPDX-License-Identifier: Apache-2.0 */
#define TINY_COUNTIES 2740
#define TINY_PLANS 1000
#include "tests/plan/oracle_test.c"
