/* pair.h: the use case: which strong schools lead which weak, new and rural ones.
 * Takes   an assessed county, the rules of cn-people.
 * Gives   communities with the reason of every pair, their cost, which is the least, and who could
 *         not be led and why; as text, JSON or workbook.
 * Never   writes to the store; hands out pairs that were not proved again.
 * Method  docs/methods/pairing.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PAIR_H
#define JH_ADVISE_PAIR_H

#include "advise/people.h"
#include "plan/pairing.h"

typedef struct jh_pair_words {
    const jh_judging *judging;
    const char *workbook; /* path of an xlsx to write; NULL = none */
} jh_pair_words;

/* A school's stage. Gaps: indicators below their line, as bits in the order of the standard. */
typedef struct jh_pair_part {
    uint32_t part; /* of the frame */
    jh_stage stage;
    bool is_lead, is_weak, is_new, is_rural;
    double strength; /* mean of value ÷ line, each at most 1; below 0 = nothing is known */
    double pupils;   /* 0 = not known */
    uint64_t gaps;
    uint32_t at;   /* among leads, or among members */
    uint32_t near; /* of a member: leads within reach */
} jh_pair_part;

typedef struct jh_paired {
    const jh_desk *desk;
    jh_people people;
    jh_pair_part *parts;
    size_t part_count;
    uint32_t *member, *lead; /* [member], [lead] index in parts */
    int64_t *metres;         /* [link] */
    jh_pairing pairing;
    jh_pairing_answer answer;
} jh_paired;

JH_MUST_CHECK jh_code jh_pair_tell(jh_text *out, bool *done, const jh_desk *desk,
                                   const jh_pair_words *words, jh_error *err);

/* ---- between the files of it ---- */

jh_code jh_pair_text(jh_text *out, const jh_paired *p, jh_error *err);
jh_code jh_pair_json(jh_text *out, const jh_paired *p, jh_error *err);
jh_code jh_pair_workbook(const char *path, const jh_paired *p, jh_error *err);
const jh_unit *jh_pair_unit(const jh_paired *p, const jh_pair_part *part);
/* The link of a member to its lead; NULL = it has none. */
const jh_link *jh_pair_link(const jh_paired *p, uint32_t member);
/* "薄弱、农村"; "生均教学用房、…": words for bits of gaps. at == NULL: no memory. */
jh_text jh_pair_needs(const jh_paired *p, const jh_pair_part *part);
jh_text jh_pair_gaps(const jh_paired *p, uint64_t gaps);
/* Why a member has no lead. */
jh_say_id jh_pair_why_alone(const jh_paired *p, const jh_pair_part *member);
enum { JH_PAIR_LINES = 4 };
size_t jh_pair_summary(jh_text lines[JH_PAIR_LINES], const jh_paired *p);

#endif
