/* The prices of rules of many more tiny counties.
 * SPDX-License-Identifier: Apache-2.0 */
#define PRICED_COUNTIES 200
#include "tests/plan/rule_price_test.c"
