/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/rotate.h"

#include "app/findings.h"

#include <stdlib.h>

/* The numbers of cn-people, in what they are used in. */
typedef struct rate_list {
    jh_decimal share, backbone_share, subject_share, school_share, distance;
    jh_decimal cost, km, unwished, rest, burden;
    int64_t years_of_rest;
    jh_text of, backbone_of;
} rate_list;

static jh_code read_rates(rate_list *out, const jh_people *people, jh_error *err)
{
    const struct {
        jh_decimal *number;
        const char *key;
    } numbers[] = {
        { &out->share, "rotation_share" },
        { &out->backbone_share, "rotation_backbone_share" },
        { &out->subject_share, "rotation_subject_share" },
        { &out->school_share, "rotation_school_share" },
        { &out->distance, "rotation_distance" },
        { &out->cost, "rotation_cost" },
        { &out->km, "rotation_cost_km" },
        { &out->unwished, "rotation_cost_unwished" },
        { &out->rest, "rotation_cost_rest" },
        { &out->burden, "rotation_cost_burden" },
    };
    size_t i;
    jh_code rc = jh_people_whole(&out->years_of_rest, people, "rotation_rest", err);

    for (i = 0; !rc && i < sizeof numbers / sizeof *numbers; i++)
        rc = jh_people_number(numbers[i].number, people, numbers[i].key, err);
    if (!rc) rc = jh_people_choice(&out->of, people, "rotation_of", err);
    if (!rc) rc = jh_people_choice(&out->backbone_of, people, "rotation_backbone_of", err);
    return rc;
}

static bool is(jh_text word, const char *what)
{
    return jh_text_equal(word, jh_text_of(what));
}

/* share × of, rounded up. */
static int64_t part_of(jh_decimal share, int64_t of)
{
    return (int64_t)(((__int128)share.millionths * of + JH_DECIMAL_ONE - 1) / JH_DECIMAL_ONE);
}

/* Money in whole yuan, half up; a cost that is out of all proportion is named later. */
static int64_t yuan(__int128 millionths)
{
    return (int64_t)((millionths + JH_DECIMAL_ONE / 2) / JH_DECIMAL_ONE);
}

/* ---- persons ---- */

/* What it counts as that this one goes again so soon, or from a school that has sent so many. */
static int64_t own_cost(const jh_rotated *r, const rate_list *rates, size_t i)
{
    const jh_teacher *t = &r->roster.teachers[i];
    const jh_rotated_school *school = &r->schools[r->school[i]];
    int64_t since = jh_date_year(r->people.settings.as_of) - t->rotated, short_of = 0;
    int64_t all = 0, recent = 0, points = 0;
    size_t s;

    if (t->rotated && since < rates->years_of_rest) short_of = rates->years_of_rest - since;
    for (s = 0; s < r->people.judged.frame.school_count; s++) {
        all += r->schools[s].teachers;
        recent += r->schools[s].recent;
    }
    /* Percentage points above the county's share, in millionths. */
    if (all > 0)
        points = 100 * JH_DECIMAL_ONE * school->recent / school->teachers
                 - 100 * JH_DECIMAL_ONE * recent / all;
    if (points < 0) points = 0;
    return yuan((__int128)rates->rest.millionths * short_of)
           + yuan((__int128)rates->burden.millionths * points / JH_DECIMAL_ONE);
}

static int by_place(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Wishes as places: sorted, one's own school and the second mention of one left out. */
static uint32_t take_wishes(uint32_t *out, const jh_rotated *r, size_t teacher)
{
    const jh_teacher *t = &r->roster.teachers[teacher];
    uint32_t count = 0, kept = 0, w;

    for (w = 0; w < t->wish_count; w++)
        if (t->wishes[w].unit != r->school[teacher]) out[count++] = t->wishes[w].unit;
    if (count > 1) qsort(out, count, sizeof *out, by_place);
    for (w = 0; w < count; w++)
        if (w == 0 || out[w] != out[w - 1]) out[kept++] = out[w];
    return kept;
}

static jh_code make_persons(jh_rotated *r, const rate_list *rates, jh_error *err)
{
    jh_arena *keep = r->desk->keep;
    size_t count = r->roster.count, eligible = (size_t)r->standing_count[JH_ELIGIBLE], i;
    jh_rotation_person *persons = JH_NEW_ARRAY(keep, jh_rotation_person, eligible + 1);
    uint32_t *wishes = JH_NEW_ARRAY(keep, uint32_t, eligible * JH_ROSTER_WISHES + 1), next = 0;
    uint32_t at = 0;

    r->person = JH_NEW_ARRAY(keep, uint32_t, count + 1);
    r->teacher = JH_NEW_ARRAY(keep, uint32_t, eligible + 1);
    if (!persons || !wishes || !r->person || !r->teacher) return jh_no_memory(err);
    for (i = 0; i < count; i++) {
        r->person[i] = UINT32_MAX;
        if (r->standing[i] != JH_ELIGIBLE) continue;
        persons[at] = (jh_rotation_person){
            r->school[i],          r->kind[i], r->roster.teachers[i].is_backbone,
            own_cost(r, rates, i), next,       take_wishes(wishes + next, r, i)
        };
        next += persons[at].wish_count;
        r->teacher[at] = (uint32_t)i;
        r->person[i] = at++;
    }
    r->rotation.persons = persons;
    r->rotation.person_count = at;
    r->rotation.wishes = wishes;
    return JH_OK;
}

/* At most a part of those who teach a subject leave a school, and at least one may. */
static jh_code make_most(jh_rotated *r, const rate_list *rates, jh_error *err)
{
    size_t places = r->people.judged.frame.school_count, i;
    uint32_t *most = JH_NEW_ARRAY(r->desk->keep, uint32_t, r->kind_count * places + 1);

    if (!most) return jh_no_memory(err);
    for (i = 0; i < r->roster.count; i++) most[r->kind[i] * places + r->school[i]]++;
    for (i = 0; i < r->kind_count * places; i++) {
        int64_t part =
            (int64_t)((__int128)most[i] * rates->subject_share.millionths / JH_DECIMAL_ONE);
        if (most[i] > 0) most[i] = part > 1 ? (uint32_t)part : 1;
    }
    r->rotation.most = most;
    return JH_OK;
}

/* The same of all who teach at a school; a share of 1 or more is no limit. */
static jh_code make_place_most(jh_rotated *r, const rate_list *rates, jh_error *err)
{
    size_t places = r->people.judged.frame.school_count, i;
    uint32_t *most = JH_NEW_ARRAY(r->desk->keep, uint32_t, places + 1);

    if (!most) return jh_no_memory(err);
    if (rates->school_share.millionths >= JH_DECIMAL_ONE) return JH_OK;
    for (i = 0; i < places; i++) {
        int64_t part = (int64_t)((__int128)r->schools[i].teachers * rates->school_share.millionths
                                 / JH_DECIMAL_ONE);
        most[i] = part > 1 ? (uint32_t)part : 1;
    }
    r->rotation.place_most = most;
    return JH_OK;
}

/* ---- ways ---- */

const jh_unit *jh_rotated_unit(const jh_rotated *r, size_t school)
{
    const jh_frame *frame = &r->people.judged.frame;

    return &frame->snapshot->units[frame->schools[school].unit];
}

static jh_code make_ways(jh_rotated *r, const rate_list *rates, jh_error *err)
{
    size_t places = r->people.judged.frame.school_count, room = 0, metres_room = 0, count = 0;
    jh_rotation_way *ways = NULL;
    int64_t *lengths = NULL, metres;
    uint32_t a, b;

    for (a = 0; a < places; a++)
        for (b = a + 1; b < places; b++) {
            if (!r->schools[a].eligible || !r->schools[b].eligible) continue;
            metres = jh_metres_between(jh_rotated_unit(r, a), jh_rotated_unit(r, b));
            if (metres < 0 || metres * 1000 > rates->distance.millionths) continue;
            ways = jh_grow(r->desk->keep, ways, &room, count + 1, sizeof *ways);
            lengths = jh_grow(r->desk->keep, lengths, &metres_room, count + 1, sizeof *lengths);
            if (!ways || !lengths) return jh_no_memory(err);
            lengths[count] = metres;
            ways[count++] = (jh_rotation_way){
                a, b, yuan(rates->cost.millionths + (__int128)rates->km.millionths * metres / 1000)
            };
        }
    r->rotation.ways = ways;
    r->rotation.way_count = (uint32_t)count;
    r->metres = lengths;
    return JH_OK;
}

static const jh_rotation_way *way_between(const jh_rotated *r, uint32_t from, uint32_t to)
{
    uint32_t a = from < to ? from : to, b = from < to ? to : from;
    size_t low = 0, high = r->rotation.way_count, middle;

    while (low < high) {
        const jh_rotation_way *way;
        middle = low + (high - low) / 2;
        way = &r->rotation.ways[middle];
        if (way->a < a || (way->a == a && way->b < b))
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->rotation.way_count && r->rotation.ways[low].a == a
                   && r->rotation.ways[low].b == b
               ? &r->rotation.ways[low]
               : NULL;
}

int64_t jh_rotated_metres(const jh_rotated *r, uint32_t from, uint32_t to)
{
    const jh_rotation_way *way = way_between(r, from, to);

    return way ? r->metres[way - r->rotation.ways] : -1;
}

bool jh_rotated_wished(const jh_rotated *r, uint32_t person)
{
    const jh_rotation_person *p = &r->rotation.persons[person];
    uint32_t i;

    for (i = 0; i < p->wish_count; i++)
        if (r->rotation.wishes[p->first_wish + i] == r->answer.to[person]) return true;
    return false;
}

/* What is paid for it: the way. The rest of the cost only counts as if. */
int64_t jh_rotated_cost(const jh_rotated *r, uint32_t person)
{
    const jh_rotation_way *way =
        way_between(r, r->rotation.persons[person].place, r->answer.to[person]);

    return way ? way->cost : 0;
}

/* ---- who can be reached at all ---- */

/* Is there an eligible one of the kind at another school within reach, or anywhere else? */
static jh_code find_reach(jh_rotated *r, jh_error *err)
{
    size_t places = r->people.judged.frame.school_count, spots = r->kind_count * places + 1, i, k;
    uint32_t *there = JH_NEW_ARRAY(r->desk->keep, uint32_t, spots);
    bool *is_near = JH_NEW_ARRAY(r->desk->keep, bool, spots);

    if (!there || !is_near) return jh_no_memory(err);
    for (i = 0; i < r->rotation.person_count; i++)
        there[r->rotation.persons[i].kind * places + r->rotation.persons[i].place]++;
    for (i = 0; i < r->rotation.way_count; i++)
        for (k = 0; k < r->kind_count; k++) {
            size_t a = k * places + r->rotation.ways[i].a, b = k * places + r->rotation.ways[i].b;
            if (there[a] && there[b]) is_near[a] = is_near[b] = true;
        }
    for (i = 0; i < r->rotation.person_count; i++) {
        const jh_rotation_person *p = &r->rotation.persons[i];
        size_t at = p->kind * places + p->place;
        jh_reach reach = JH_REACHED;
        if (!is_near[at]) reach = r->kinds[p->kind].eligible == there[at] ? JH_ALONE : JH_TOO_FAR;
        r->reach[r->teacher[i]] = (uint8_t)reach;
        r->kinds[p->kind].reach[reach]++;
    }
    return JH_OK;
}

/* ---- the rows ---- */

static void make_rows(jh_rotated *r, const rate_list *rates)
{
    int64_t eligible = r->standing_count[JH_ELIGIBLE], up = rates->backbone_share.millionths;

    r->wanted = part_of(rates->share, is(rates->of, "all") ? (int64_t)r->roster.count : eligible);
    r->rotation.at_least = r->wanted;
    r->rotation.backbone_gain = 1;
    if (is(rates->backbone_of, "eligible")) {
        r->rotation.backbone_needed = part_of(rates->backbone_share, eligible);
    } else if (is(rates->backbone_of, "eligible_backbone")) {
        r->rotation.backbone_needed = part_of(rates->backbone_share, r->eligible_backbone);
    } else if (up > 0) {
        /* marked ≥ share × moved: (1 − share) × marked − share × others ≥ 0 */
        if (up > JH_DECIMAL_ONE) up = JH_DECIMAL_ONE;
        r->rotation.backbone_gain = up < JH_DECIMAL_ONE ? JH_DECIMAL_ONE - up : 1;
        r->rotation.other_loss = up;
    }
    r->wanted_backbone = r->rotation.backbone_needed;
    if (r->rotation.other_loss)
        r->wanted_backbone = part_of((jh_decimal){ up }, r->rotation.at_least);
    r->rotation.unwished = yuan(rates->unwished.millionths);
    r->rotation.place_count = (uint32_t)r->people.judged.frame.school_count;
    r->rotation.kind_count = (uint32_t)r->kind_count;
    r->rotation.progress = r->desk->progress;
}

static void count_moves(jh_rotated *r)
{
    uint32_t i;

    for (i = 0; r->answer.found && i < r->rotation.person_count; i++) {
        const jh_rotation_person *p = &r->rotation.persons[i];
        if (r->answer.to[i] == JH_ROTATION_STAYS) continue;
        r->schools[p->place].moved++;
        r->kinds[p->kind].moved++;
        r->schools[p->place].backbone_out += p->is_backbone;
        r->schools[r->answer.to[i]].backbone_in += p->is_backbone;
        r->paid += jh_rotated_cost(r, i);
    }
    r->counted = r->answer.cost - r->paid;
}

static jh_code rotate(jh_rotated *r, jh_error *err)
{
    rate_list rates;
    jh_code rc = read_rates(&rates, &r->people, err);

    if (!rc) rc = make_persons(r, &rates, err);
    if (!rc) rc = make_most(r, &rates, err);
    if (!rc) rc = make_place_most(r, &rates, err);
    if (!rc) rc = make_ways(r, &rates, err);
    if (!rc) rc = find_reach(r, err);
    if (rc) return rc;
    make_rows(r, &rates);
    rc = jh_rotation_make(&r->answer, r->desk->keep, r->desk->scratch, &r->rotation, err);
    if (!rc) rc = jh_rotation_prove(&r->rotation, &r->answer, r->desk->scratch, err);
    if (!rc) count_moves(r);
    return rc;
}

/* ---- all of it ---- */

static jh_code tell_refused(jh_text *out, const jh_rotated *r, jh_error *err)
{
    jh_buffer text = jh_buffer_in(r->desk->keep);
    jh_json json = jh_json_in(r->desk->keep);

    if (r->desk->manner.json) {
        jh_json_object(&json);
        jh_json_key(&json, "format");
        jh_json_zero(&json, "junheng-rotation/1");
        jh_json_key(&json, "refused");
        jh_json_bool(&json, true);
        jh_json_key(&json, "findings");
        jh_findings_json(&json, &r->findings, r->desk->manner.lang);
        jh_json_end(&json);
        return jh_json_finish(out, &json, err);
    }
    jh_findings_tell(&text, &r->findings, r->desk->manner.lang);
    jh_buffer_add_format(&text, "%s\n", jh_say(r->desk->manner.lang, SAY_ROTATE_REFUSED));
    return jh_buffer_finish(out, &text, err);
}

static jh_code nobody(const jh_rotated *r, jh_error *err)
{
    char all[24], few[24], excused[24], unknown[24];

    return jh_fail(err, JH_BAD_INPUT, SAY_ROTATE_NOBODY, NULL,
                   jh_digits(all, (long long)r->roster.count),
                   jh_digits(few, r->standing_count[JH_TOO_SHORT]),
                   jh_digits(excused, r->standing_count[JH_EXCUSED]),
                   jh_digits(unknown, r->standing_count[JH_YEARS_MISSING]), NULL);
}

jh_code jh_rotate_tell(jh_text *out, bool *done, const jh_desk *desk, const jh_rotate_words *words,
                       jh_error *err)
{
    jh_rotated *r = JH_NEW(desk->keep, jh_rotated);
    jh_code rc;

    *done = false;
    if (!r) return jh_no_memory(err);
    r->desk = desk;
    rc = jh_people_open(&r->people, desk, words->judging, false, err);
    if (!rc) rc = jh_rotate_ask(r, err);
    if (!rc) rc = jh_rotate_read(r, words, err);
    if (rc) return rc;
    if (jh_finding_count(&r->findings, JH_REFUSAL)) return tell_refused(out, r, err);
    if (!r->standing_count[JH_ELIGIBLE]) return nobody(r, err);
    rc = rotate(r, err);
    r->lacks_paper = words->workbook && !r->answer.found;
    if (!rc && words->workbook) rc = jh_rotate_workbook(words->workbook, r, err);
    if (rc) return rc;
    *done = r->answer.found && !r->answer.most_moved.is_reached
            && !r->answer.most_backbone.is_reached && !r->answer.backbone_unproved
            && !r->answer.moved_unproved;
    return desk->manner.json ? jh_rotate_json(out, r, err) : jh_rotate_text(out, r, err);
}
