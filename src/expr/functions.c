/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/functions.h"

const jh_function_about jh_functions[JH_FUNCTION_COUNT_ALL] = {
#define ROW(id, called, second, least, greatest)                                                   \
    { .name = (called),                                                                            \
      .other = (second),                                                                           \
      .about = SAY_EXPR_ABOUT_##id,                                                                \
      .fewest = (least),                                                                           \
      .most = (greatest) },
#define SET(id, called, weight, gives)                                                             \
    { .name = (called),                                                                            \
      .other = "",                                                                                 \
      .about = SAY_EXPR_ABOUT_##id,                                                                \
      .is_set = true,                                                                              \
      .fewest = 1,                                                                                 \
      .most = JH_FUNCTION_##id == JH_FUNCTION_QUANTILE || JH_FUNCTION_##id == JH_FUNCTION_ATKINSON \
                  ? 2                                                                              \
                  : 1,                                                                             \
      .weighting = JH_WEIGHT_##weight,                                                             \
      .result = JH_RESULT_##gives },
#include "expr/functions.def"
#undef ROW
#undef SET
};

jh_function jh_function_find(jh_text name)
{
    int i;

    for (i = 0; i < JH_FUNCTION_COUNT_ALL; i++)
        if (jh_text_equal(name, jh_text_of(jh_functions[i].name))
            || (*jh_functions[i].other && jh_text_equal(name, jh_text_of(jh_functions[i].other))))
            return (jh_function)i;
    return JH_FUNCTION_COUNT_ALL;
}
