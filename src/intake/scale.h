/* scale.h: units of measure as headers write them, and exact conversion between them.
 * Takes   "万元", "㎡", "平方米", "%".
 * Gives   a family and a ratio to the family's base; figures converted in integers.
 * Never   converts between families; never rounds without saying so.
 * Method  GB 3100 for area; 亩 = 2000/3 ㎡ (国发〔1984〕28号); docs/intake.md, "Units"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_SCALE_H
#define JH_INTAKE_SCALE_H

#include "base/decimal.h"

typedef enum jh_scale_family {
    JH_SCALE_NONE = 0, /* no unit */
    JH_SCALE_OTHER,    /* a word of the dictionary only, kept in `per`: equal or not */
    JH_SCALE_COUNT,    /* 个: counts anything that is counted */
    JH_SCALE_PERSON,
    JH_SCALE_ROOM,
    JH_SCALE_CLASS,
    JH_SCALE_PIECE,
    JH_SCALE_MONEY,
    JH_SCALE_AREA,
    JH_SCALE_SHARE,
    JH_SCALE_YEAR, /* of the calendar: a date says it, too */
    JH_SCALE_FAMILY_COUNT
} jh_scale_family;

typedef struct jh_scale {
    jh_scale_family family;
    int64_t up, down; /* one of it is up/down of the family's base */
    jh_text per;      /* "生" of "元/生"; empty = not per anything */
} jh_scale;

/* false: not a unit. Folded, without brackets; `per` points into it. */
bool jh_scale_of(jh_scale *out, jh_text folded);
/* A header may leave "per" unsaid ("人均收入(元)"), but may not say another one. */
bool jh_scale_fits(const jh_scale *from, const jh_scale *to);
/* May one family be written in several units, so that a header without one is worth a remark? */
bool jh_scale_is_ambiguous(const jh_scale *scale);
/* JH_READ_EXACT, _ROUNDED or _TOO_LARGE. */
jh_decimal_read jh_scale_apply(jh_decimal *value, const jh_scale *from, const jh_scale *to);

#endif
