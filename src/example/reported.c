/* SPDX-License-Identifier: Apache-2.0 */
#include "example/reported.h"

/* The first observation whose unit does not come before `code`; they are sorted by unit. */
static size_t first_of(const jh_batch *batch, jh_text code)
{
    size_t low = 0, high = batch->observation_count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (jh_text_compare(batch->observations[middle].unit, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void jh_reported_move(jh_reported *r, const jh_batch *batch, const jh_unit *unit)
{
    jh_text code = unit ? unit->code : JH_COUNTY_CODE;
    size_t at = first_of(batch, code);

    r->unit = unit;
    r->observations = &batch->observations[at];
    for (r->count = 0; at + r->count < batch->observation_count
                       && jh_text_equal(batch->observations[at + r->count].unit, code);)
        r->count++;
}

const jh_observation *jh_reported_find(const jh_reported *r, const char *element)
{
    const jh_observation *o;
    size_t i;

    for (i = 0; i < r->count; i++) {
        o = &r->observations[i];
        if ((o->stage == r->stage || o->stage == JH_WHOLE)
            && jh_text_equal(o->element, jh_text_of(element)))
            return o;
    }
    return NULL;
}

int64_t jh_reported_whole(const jh_reported *r, const char *element)
{
    const jh_observation *o = jh_reported_find(r, element);

    return o ? o->value.millionths / JH_DECIMAL_ONE : 0;
}

/* So that those above what is required add up to what was reported. */
int64_t jh_reported_degree(const jh_reported *r, int which)
{
    int64_t above = jh_reported_whole(r, "above_degree_teachers");
    int64_t rest = jh_reported_whole(r, "teachers") - above;
    int64_t graduate = above / 15, bachelor = above - graduate;

    if (r->stage != JH_PRIMARY) {
        const int64_t junior[] = { graduate, bachelor, rest, 0 };

        return junior[which];
    }
    const int64_t primary[] = { graduate, bachelor * 7 / 10, bachelor - bachelor * 7 / 10, rest };

    return primary[which];
}

int64_t jh_reported_course(const jh_reported *r, int which)
{
    int64_t all = jh_reported_whole(r, "pe_art_teachers"), sports = all / 2, arts = all - sports;
    const int64_t parts[] = { sports, arts, arts / 2, arts - arts / 2 };

    return parts[which];
}

jh_text jh_reported_label(const jh_reported *r, jh_attribute attribute)
{
    const jh_codes *codes = r->standard->attribute_codes[attribute];
    jh_text key = r->unit->attribute[attribute];
    int32_t code = codes && key.size ? jh_codes_find(codes, key) : -1;

    return code < 0 ? key : codes->labels[code];
}
