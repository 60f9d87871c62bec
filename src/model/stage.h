/* stage.h: stages of schooling, and the levels at which the method speaks.
 * Takes   nothing. Gives the words every room shares. Never holds a number of the regulation.
 * Method  教督〔2017〕6号: a row per school and stage, a verdict per school and county.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_STAGE_H
#define JH_MODEL_STAGE_H

typedef enum jh_stage {
    JH_WHOLE = 0, /* of the whole unit: shared resources, attributes, county figures */
    JH_PREPRIMARY,
    JH_PRIMARY,
    JH_JUNIOR,
    JH_SENIOR,
    JH_STAGE_COUNT
} jh_stage;

/* Rows of one level lie together under their row of the level before: county > school > part. */
typedef enum jh_level {
    JH_COUNTY = 0,
    JH_SCHOOL, /* a school with its merged campuses */
    JH_PART,   /* one stage of a school: the row of 表Ⅱ-2 */
    JH_LEVEL_COUNT
} jh_level;

/* "whole" "preprimary" "primary" "junior" "senior": as in .std, SQL, JSON and URLs. */
const char *jh_stage_key(jh_stage stage);
const char *jh_level_key(jh_level level); /* "county" "school" "part" */

#endif
