/* unit.h: what figures belong to: a county, its schools and their campuses.
 * Takes   facts as reported for one period.
 * Gives   a plain struct; texts are borrowed from whoever loaded it.
 * Never   holds figures (those are observations) or children's names.
 * Method  docs/GLOSSARY.md; attribute values are code keys of the dictionary (standards/).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_UNIT_H
#define JH_MODEL_UNIT_H

#include "base/decimal.h"
#include "base/hash.h"
#include "base/time.h"
#include "model/stage.h"

/* Facts of a unit that are words, not numbers. Their values are code keys ("nine_year"). */
typedef enum jh_attribute {
    JH_KIND = 0,  /* 办学类型 */
    JH_LOCATION,  /* 城乡类型: urban town rural */
    JH_OWNERSHIP, /* 举办者类型 */
    JH_TOWN,      /* 乡镇(街道): free text, not a code */
    JH_COUNTED,   /* 是否计校数: yes no; no = a campus of its parent */
    JH_ATTRIBUTE_COUNT
} jh_attribute;

typedef struct jh_unit {
    jh_text code; /* 学校(机构)标识码; "county" for the county itself */
    jh_text name;
    jh_text parent; /* code of the school this campus belongs to; empty = none */
    jh_text attribute[JH_ATTRIBUTE_COUNT]; /* empty = not reported */
    jh_decimal longitude, latitude;        /* degrees, WGS-84; both 0 = not given */
    jh_date opened, closed;                /* JH_NO_DATE = not given */
} jh_unit;

/* The code under which figures of the county itself are kept. */
#define JH_COUNTY_CODE JH_TEXT("county")

/* All that is said of it. */
void jh_unit_hash(jh_hasher *hasher, const jh_unit *unit);
const char *jh_attribute_key(jh_attribute attribute); /* "kind" "location" … */

#endif
