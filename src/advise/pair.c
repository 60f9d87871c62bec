/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/pair.h"

#include <stdlib.h>

/* The numbers of cn-people. Points are counted in thousandths. */
typedef struct rate_list {
    jh_decimal coverage, distance, lead_share, km, gap, strong;
    int64_t members, new_years, lead_pupils;
} rate_list;

enum { THOUSANDTHS = 1000, GAPS_MOST = 64 };

static jh_code read_rates(rate_list *out, const jh_people *people, jh_error *err)
{
    jh_code rc = jh_people_number(&out->coverage, people, "pair_coverage", err);

    if (!rc) rc = jh_people_number(&out->distance, people, "pair_distance", err);
    if (!rc) rc = jh_people_number(&out->lead_share, people, "pair_lead_share", err);
    if (!rc) rc = jh_people_number(&out->km, people, "pair_weight_km", err);
    if (!rc) rc = jh_people_number(&out->gap, people, "pair_weight_gap", err);
    if (!rc) rc = jh_people_number(&out->strong, people, "pair_weight_strong", err);
    if (!rc) rc = jh_people_whole(&out->members, people, "pair_members", err);
    if (!rc) rc = jh_people_whole(&out->lead_pupils, people, "pair_lead_pupils", err);
    return rc ? rc : jh_people_whole(&out->new_years, people, "pair_new_years", err);
}

const jh_unit *jh_pair_unit(const jh_paired *p, const jh_pair_part *part)
{
    const jh_frame *frame = &p->people.judged.frame;

    return &frame->snapshot->units[frame->schools[frame->parts[part->part].school].unit];
}

/* ---- how strong ---- */

static jh_code line_of(double *out, const jh_paired *p, const jh_indicator *def, size_t part)
{
    const jh_frame *frame = &p->people.judged.frame;
    const jh_expr *line = def->line[frame->parts[part].stage];
    jh_expr_ask ask = { .source = &frame->source, .level = JH_PART, .rows = { part, 1 } };
    jh_number number = { { 0, 0 }, JH_PRESENT };
    jh_code rc = line ? jh_expr_numbers(&number, line, &ask, p->desk->scratch) : JH_OK;

    *out = rc || number.why ? 0 : jh_interval_middle(number.range);
    return rc;
}

static jh_code count_pupils(jh_pair_part *out, const jh_paired *p)
{
    const jh_source *source = &p->people.judged.frame.source;
    size_t element = p->people.judged.standard.split.by;
    jh_slice slice = {
        JH_COLUMN_ID(JH_COLUMN_ELEMENT, element), JH_WHOLE, JH_PART, { out->part, 1 }
    };
    jh_number number = { { 0, 0 }, JH_PRESENT };
    jh_code rc = source->numbers(source->self, &slice, &number);

    out->pupils = rc || number.why ? 0 : jh_interval_middle(number.range);
    return rc;
}

static jh_code measure_part(jh_pair_part *out, const jh_paired *p, size_t scope)
{
    const jh_judged *judged = &p->people.judged;
    double sum = 0, line, value;
    size_t k, known = 0;
    jh_code rc = count_pupils(out, p);

    out->strength = -1;
    for (k = 0; !rc && k < judged->standard.indicator_count && k < GAPS_MOST; k++) {
        const jh_indicator *def = &judged->standard.indicators[k];
        const jh_indicator_result *result = &judged->assessment.indicators[k][out->part];
        if (def->scope != scope) continue;
        rc = line_of(&line, p, def, out->part);
        if (rc || line <= 0 || result->value.why) continue;
        value = jh_interval_middle(result->value.range) / line;
        sum += value < 1 ? value : 1;
        known++;
        if (result->mark == JH_MARK_BELOW || result->mark == JH_MARK_FLOOR)
            out->gaps |= UINT64_C(1) << k;
    }
    if (known) out->strength = sum / (double)known;
    out->is_weak = out->gaps != 0;
    return rc;
}

static void look_at_unit(jh_pair_part *part, const jh_paired *p, int64_t new_years)
{
    const jh_unit *unit = jh_pair_unit(p, part);
    jh_date now = p->people.judged.settings.as_of;

    part->is_rural = jh_text_equal(unit->attribute[JH_LOCATION], JH_TEXT("rural"));
    part->is_new =
        jh_date_is_set(unit->opened) && jh_date_year(now) - jh_date_year(unit->opened) < new_years;
}

static jh_code make_parts(jh_paired *p, const rate_list *rates, jh_error *err)
{
    const jh_judged *judged = &p->people.judged;
    const jh_frame *frame = &judged->frame;
    size_t i, scope;
    jh_code rc = JH_OK;

    if (!judged->standard.rule_count
        || judged->standard.scopes[judged->standard.rules[0].scope].level != JH_PART)
        return jh_fail(err, JH_BAD_INPUT, SAY_PAIR_NO_RULE, NULL, judged->standard.key.at, NULL);
    scope = judged->standard.rules[0].scope;
    p->parts = JH_NEW_ARRAY(p->desk->keep, jh_pair_part, frame->part_count + 1);
    if (!p->parts) return jh_no_memory(err);
    for (i = 0; !rc && i < frame->part_count; i++) {
        jh_pair_part *part = &p->parts[p->part_count];
        if (judged->assessment.scopes[scope][i].in.truth == JH_NO) continue;
        *part = (jh_pair_part){ .part = (uint32_t)i, .stage = frame->parts[i].stage };
        rc = measure_part(part, p, scope);
        look_at_unit(part, p, rates->new_years);
        p->part_count++;
    }
    if (!rc && p->part_count < 2) return jh_fail(err, JH_BAD_INPUT, SAY_PAIR_TOO_FEW, NULL, NULL);
    return rc;
}

/* ---- leads and members ---- */

static int by_strength(const void *a, const void *b)
{
    const jh_pair_part *x = *(jh_pair_part *const *)a, *y = *(jh_pair_part *const *)b;

    if (x->stage != y->stage) return x->stage < y->stage ? -1 : 1;
    if (x->strength != y->strength) return x->strength > y->strength ? -1 : 1;
    if (x->pupils != y->pupils) return x->pupils > y->pupils ? -1 : 1;
    return x->part < y->part ? -1 : x->part > y->part;
}

static bool may_lead(const jh_pair_part *part, const rate_list *rates)
{
    return !part->is_new && part->strength >= 0 && part->pupils >= (double)rates->lead_pupils;
}

/* The strongest part of every stage leads; of equals, the larger ones. */
static jh_code choose_leads(jh_paired *p, const rate_list *rates, jh_error *err)
{
    jh_pair_part **order = JH_NEW_ARRAY(p->desk->keep, jh_pair_part *, p->part_count + 1);
    size_t i, first = 0, end;
    int64_t places;

    if (!order) return jh_no_memory(err);
    for (i = 0; i < p->part_count; i++) order[i] = &p->parts[i];
    qsort(order, p->part_count, sizeof(jh_pair_part *), by_strength);
    for (; first < p->part_count; first = end) {
        for (end = first; end < p->part_count && order[end]->stage == order[first]->stage;) end++;
        places = (int64_t)(((__int128)rates->lead_share.millionths * (int64_t)(end - first)
                            + JH_DECIMAL_ONE - 1)
                           / JH_DECIMAL_ONE);
        for (i = first; i < end && places > 0; i++) {
            if (!may_lead(order[i], rates)) continue;
            order[i]->is_lead = true;
            places--;
        }
    }
    return JH_OK;
}

static int64_t points(jh_decimal weight, int64_t times)
{
    return (int64_t)((__int128)weight.millionths * times * THOUSANDTHS / JH_DECIMAL_ONE);
}

static jh_code make_sides(jh_paired *p, const rate_list *rates, jh_error *err)
{
    jh_arena *keep = p->desk->keep;
    int64_t *left_out = JH_NEW_ARRAY(keep, int64_t, p->part_count + 1);
    uint32_t *most = JH_NEW_ARRAY(keep, uint32_t, p->part_count + 1);
    size_t i;

    p->member = JH_NEW_ARRAY(keep, uint32_t, p->part_count + 1);
    p->lead = JH_NEW_ARRAY(keep, uint32_t, p->part_count + 1);
    if (!left_out || !most || !p->member || !p->lead) return jh_no_memory(err);
    for (i = 0; i < p->part_count; i++) {
        jh_pair_part *part = &p->parts[i];
        if (part->is_lead) {
            part->at = p->pairing.lead_count++;
            p->lead[part->at] = (uint32_t)i;
            most[part->at] = (uint32_t)(rates->members < UINT16_MAX ? rates->members : UINT16_MAX);
        } else {
            part->at = p->pairing.member_count++;
            p->member[part->at] = (uint32_t)i;
            left_out[part->at] =
                points(rates->strong, part->is_weak + part->is_new + part->is_rural);
        }
    }
    p->pairing.left_out = left_out;
    p->pairing.most = most;
    p->pairing.at_least = (int64_t)(((__int128)rates->coverage.millionths * p->pairing.member_count
                                     + JH_DECIMAL_ONE - 1)
                                    / JH_DECIMAL_ONE);
    if (p->pairing.at_least > p->pairing.member_count)
        p->pairing.at_least = p->pairing.member_count;
    return JH_OK;
}

static int64_t bits_of(uint64_t set)
{
    int64_t count = 0;

    for (; set; set &= set - 1) count++;
    return count;
}

/* Metres times a weight a kilometre are thousandths of a point. */
static jh_code make_links(jh_paired *p, const rate_list *rates, jh_error *err)
{
    size_t room = 0, metres_room = 0, count = 0;
    jh_link *links = NULL;
    int64_t *lengths = NULL, metres;
    uint32_t m, l;

    for (m = 0; m < p->pairing.member_count; m++)
        for (l = 0; l < p->pairing.lead_count; l++) {
            jh_pair_part *member = &p->parts[p->member[m]], *lead = &p->parts[p->lead[l]];
            if (member->stage != lead->stage) continue;
            metres = jh_metres_between(jh_pair_unit(p, member), jh_pair_unit(p, lead));
            if (metres < 0 || metres * 1000 > rates->distance.millionths) continue;
            links = jh_grow(p->desk->keep, links, &room, count + 1, sizeof *links);
            lengths = jh_grow(p->desk->keep, lengths, &metres_room, count + 1, sizeof *lengths);
            if (!links || !lengths) return jh_no_memory(err);
            lengths[count] = metres;
            links[count++] =
                (jh_link){ m, l,
                           (int64_t)((__int128)rates->km.millionths * metres / JH_DECIMAL_ONE)
                               + points(rates->gap, bits_of(member->gaps & lead->gaps)) };
            member->near++;
        }
    p->pairing.links = links;
    p->pairing.link_count = (uint32_t)count;
    p->metres = lengths;
    return JH_OK;
}

const jh_link *jh_pair_link(const jh_paired *p, uint32_t member)
{
    uint32_t i;

    for (i = 0; i < p->pairing.link_count; i++)
        if (p->pairing.links[i].member == member
            && p->pairing.links[i].lead == p->answer.lead[member])
            return &p->pairing.links[i];
    return NULL;
}

jh_say_id jh_pair_why_alone(const jh_paired *p, const jh_pair_part *member)
{
    const jh_unit *unit = jh_pair_unit(p, member);

    if (!unit->longitude.millionths && !unit->latitude.millionths) return SAY_PAIR_NO_PLACE;
    return member->near ? SAY_PAIR_NO_ROOM : SAY_PAIR_TOO_FAR;
}

/* ---- words ---- */

static void add_word(jh_buffer *out, jh_text word)
{
    if (out->size) jh_buffer_add_zero(out, "、");
    jh_buffer_add(out, word);
}

static jh_text finished(jh_buffer *out)
{
    jh_text text = { 0 };

    if (jh_buffer_finish(&text, out, NULL)) return (jh_text){ 0 };
    return text;
}

jh_text jh_pair_needs(const jh_paired *p, const jh_pair_part *part)
{
    jh_buffer out = jh_buffer_in(p->desk->keep);
    jh_lang lang = p->desk->manner.lang;

    if (part->is_weak) add_word(&out, jh_text_of(jh_say(lang, SAY_PAIR_WEAK)));
    if (part->is_new) add_word(&out, jh_text_of(jh_say(lang, SAY_PAIR_NEW)));
    if (part->is_rural) add_word(&out, jh_text_of(jh_say(lang, SAY_PAIR_RURAL)));
    return finished(&out);
}

jh_text jh_pair_gaps(const jh_paired *p, uint64_t gaps)
{
    const jh_standard *standard = &p->people.judged.standard;
    jh_buffer out = jh_buffer_in(p->desk->keep);
    size_t k;

    for (k = 0; k < standard->indicator_count && k < GAPS_MOST; k++)
        if (gaps >> k & 1)
            add_word(&out, jh_standard_in(standard, p->desk->manner.lang,
                                          standard->indicators[k].short_title));
    return finished(&out);
}

/* ---- all of it ---- */

jh_code jh_pair_tell(jh_text *out, bool *done, const jh_desk *desk, const jh_pair_words *words,
                     jh_error *err)
{
    jh_paired *p = JH_NEW(desk->keep, jh_paired);
    rate_list rates;
    jh_code rc;

    *done = false;
    if (!p) return jh_no_memory(err);
    p->desk = desk;
    rc = jh_people_open(&p->people, desk, words->judging, true, err);
    if (!rc) rc = read_rates(&rates, &p->people, err);
    if (!rc) rc = make_parts(p, &rates, err);
    if (!rc) rc = choose_leads(p, &rates, err);
    if (!rc) rc = make_sides(p, &rates, err);
    if (!rc) rc = make_links(p, &rates, err);
    p->pairing.progress = desk->progress;
    if (!rc) rc = jh_pairing_make(&p->answer, desk->keep, desk->scratch, &p->pairing, err);
    if (!rc) rc = jh_pairing_prove(&p->pairing, &p->answer, desk->scratch, err);
    if (!rc && words->workbook) rc = jh_pair_workbook(words->workbook, p, err);
    if (rc) return rc;
    *done = !p->answer.most_is_reached;
    return desk->manner.json ? jh_pair_json(out, p, err) : jh_pair_text(out, p, err);
}
