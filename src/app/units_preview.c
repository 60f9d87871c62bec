/* SPDX-License-Identifier: Apache-2.0 */
#include "app/units_preview.h"

#include "formats/json.h"
#include "history/history.h"
#include "report/words.h"

#include <stdio.h>

enum { PLACES = 6 };

/* A rule of the dictionary, for people and for programs. */
typedef struct rule {
    jh_say_id say;
    const char *key;
} rule;

typedef struct telling {
    const jh_desk *desk;
    const jh_unit_preview *preview;
    jh_buffer text;
    jh_json json;
    jh_exact exact;
} telling;

/* One figure of the dictionary, by stage where it has stages. */
typedef struct figure {
    size_t element;
    jh_stage stage; /* JH_WHOLE: of the school */
} figure;

static jh_text code_of(const telling *t, size_t at)
{
    const jh_unit_event *event = t->preview->event;

    return at ? event->parts[at - 1].code : event->unit;
}

/* The unit may be one of its own parts: it is told once. */
static bool is_again(const telling *t, size_t at)
{
    return at && jh_text_equal(code_of(t, at), t->preview->event->unit);
}

static size_t school_of(const jh_judged *judged, jh_text code)
{
    size_t i;

    for (i = 0; i < judged->frame.school_count; i++)
        if (jh_text_equal(judged->snapshot.units[judged->frame.schools[i].unit].code, code))
            return i;
    return SIZE_MAX;
}

/* ---- one value ------------------------------------------------------------------------------- */

/* Empty = the school has no such figure: not reported, or no such school. */
static jh_text number_text(telling *t, const jh_judged *judged, const jh_slice *slice)
{
    const jh_source *source = &judged->frame.source;
    char digits[JH_DECIMAL_SIZE];
    jh_decimal value;
    jh_number number;

    if (source->numbers(source->self, slice, &number) || number.why) return JH_TEXT("");
    if (source->exact(source->self, slice, &t->exact)
        || !jh_exact_decimal(&value, &t->exact, PLACES))
        return JH_TEXT("");
    return jh_text_copy(t->desk->keep, jh_text_of(jh_decimal_write_short(digits, value)));
}

static jh_text value_text(telling *t, const jh_judged *judged, const figure *f, jh_text code)
{
    const jh_source *source = &judged->frame.source;
    size_t school = school_of(judged, code);
    jh_slice slice = { .column = JH_COLUMN_ID(JH_COLUMN_ELEMENT, (uint32_t)f->element),
                       .stage = f->stage,
                       .level = JH_SCHOOL,
                       .rows = { school, 1 } };
    jh_claim claim;

    if (school == SIZE_MAX) return JH_TEXT("");
    if (!judged->standard.elements[f->element].is_yes_no) return number_text(t, judged, &slice);
    if (source->claims(source->self, &slice, &claim) || claim.truth > JH_YES) return JH_TEXT("");
    return jh_text_of(
        jh_say(t->desk->manner.lang, claim.truth == JH_YES ? SAY_APP_YES : SAY_APP_NO));
}

static rule rule_of(const telling *t, const jh_element *e)
{
    static const rule merges[] = { { SAY_APP_MERGE_SUM, "sum" },
                                   { SAY_APP_MERGE_MAX, "max" },
                                   { SAY_APP_MERGE_MAIN, "main" },
                                   { SAY_APP_MERGE_ALL, "all" } };
    static const rule divides[] = { { SAY_APP_DIVIDE_SHARE, "share" },
                                    { SAY_APP_DIVIDE_KEEP, "keep" },
                                    { SAY_APP_DIVIDE_STATE, "state" } };

    switch (t->preview->event->kind) {
    case JH_EVENT_MERGE: return merges[e->merge];
    case JH_EVENT_SPLIT: return divides[e->divide];
    default: return (rule){ SAY_APP_NO_LONGER, "closed" };
    }
}

/* ---- one figure ------------------------------------------------------------------------------ */

static void put_side(telling *t, const jh_judged *judged, const figure *f, const char *key)
{
    size_t i, count = t->preview->event->part_count + 1;
    jh_text value;

    jh_json_key(&t->json, key);
    jh_json_array(&t->json);
    for (i = 0; i < count; i++) {
        if (is_again(t, i) || school_of(judged, code_of(t, i)) == SIZE_MAX) continue;
        value = value_text(t, judged, f, code_of(t, i));
        jh_json_object(&t->json);
        jh_json_key(&t->json, "unit");
        jh_json_text(&t->json, code_of(t, i));
        jh_json_key(&t->json, "value");
        if (value.size)
            jh_json_text(&t->json, value);
        else
            jh_json_null(&t->json);
        jh_json_end(&t->json);
    }
    jh_json_end(&t->json);
}

/* "2112 + 46": the schools there are on that side, in the order of the heading. */
static void add_side(telling *t, const jh_judged *judged, const figure *f, const char *between)
{
    size_t i, count = t->preview->event->part_count + 1, told = 0;
    const char *missing = jh_say(t->desk->manner.lang, SAY_APP_NOT_REPORTED);
    jh_text value;

    for (i = 0; i < count; i++) {
        if (is_again(t, i) || school_of(judged, code_of(t, i)) == SIZE_MAX) continue;
        value = value_text(t, judged, f, code_of(t, i));
        jh_buffer_add_format(&t->text, "%s%.*s", told++ ? between : "",
                             JH_TEXT_ARGS(value.size ? value : jh_text_of(missing)));
    }
    if (!told) jh_buffer_add_zero(&t->text, "–");
}

static void tell_figure(telling *t, const figure *f)
{
    const jh_judged *without = t->preview->without;
    const jh_element *e = &without->standard.elements[f->element];
    jh_lang lang = t->desk->manner.lang;
    bool adds = t->preview->event->kind == JH_EVENT_MERGE && e->merge == JH_MERGE_SUM;
    rule by = rule_of(t, e);
    jh_text title = jh_standard_in(&without->standard, lang, e->title);
    jh_text measure = jh_standard_in(&without->standard, lang, e->measure_title);

    jh_buffer_add_format(&t->text, "    %.*s%s%.*s%s", JH_TEXT_ARGS(title), measure.size ? "(" : "",
                         JH_TEXT_ARGS(measure), measure.size ? ")" : "");
    if (f->stage) jh_buffer_add_format(&t->text, " %s", jh_say(lang, jh_stage_say(f->stage)));
    jh_buffer_add_zero(&t->text, "  ");
    add_side(t, without, f, adds ? " + " : ", ");
    jh_buffer_add_zero(&t->text, " → ");
    add_side(t, t->preview->with, f, e->divide == JH_DIVIDE_SHARE ? " + " : ", ");
    jh_buffer_add_format(&t->text, "  %s\n", jh_say(lang, by.say));
    jh_json_object(&t->json);
    jh_json_key(&t->json, "element");
    jh_json_text(&t->json, e->key);
    jh_json_key(&t->json, "stage");
    jh_json_zero(&t->json, jh_stage_key(f->stage));
    put_side(t, without, f, "before");
    put_side(t, t->preview->with, f, "after");
    jh_json_key(&t->json, "rule");
    jh_json_zero(&t->json, by.key);
    jh_json_end(&t->json);
}

/* Nobody reported more than nothing: there is nothing to show. */
static bool is_reported(telling *t, const figure *f)
{
    jh_text value;
    size_t i;

    for (i = 0; i <= t->preview->event->part_count; i++) {
        value = value_text(t, t->preview->without, f, code_of(t, i));
        if (value.size && !jh_text_equal(value, JH_TEXT("0"))) return true;
    }
    return false;
}

static void tell_element(telling *t, size_t element)
{
    const jh_element *e = &t->preview->without->standard.elements[element];
    bool by_stage = e->extent == JH_BY_STAGE;
    figure f = { element, JH_WHOLE };
    int stage;

    if (e->extent == JH_OF_COUNTY || e->is_attestation) return;
    for (stage = by_stage ? 1 : 0; stage < (by_stage ? JH_STAGE_COUNT : 1); stage++) {
        f.stage = (jh_stage)stage;
        if (is_reported(t, &f)) tell_figure(t, &f);
    }
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void tell_heading(telling *t)
{
    const jh_judged *without = t->preview->without;
    const jh_unit_event *event = t->preview->event;
    char day[16], line[512], period[16];
    jh_message message;
    size_t i;

    snprintf(period, sizeof period, "%.*s", JH_TEXT_ARGS(without->snapshot.period));
    if (event->date.days <= jh_history_day(without->snapshot.period).days)
        message =
            jh_message_make(SAY_APP_UNIT_IN_FIGURES, period,
                            jh_date_write(day, jh_history_day(without->snapshot.period)), NULL);
    else
        message = jh_message_make(SAY_APP_UNIT_FIGURES, period, NULL);
    jh_message_write(line, sizeof line, t->desk->manner.lang, &message, 0);
    jh_buffer_add_format(&t->text, "%s\n", line);
    for (i = 0; i <= event->part_count; i++) {
        size_t unit = jh_snapshot_unit(&without->snapshot, code_of(t, i));
        jh_text name = unit == SIZE_MAX ? JH_TEXT("") : without->snapshot.units[unit].name;

        if (is_again(t, i)) continue;
        jh_buffer_add_format(&t->text, "  %s%.*s %.*s\n",
                             !i                              ? "  "
                             : event->kind == JH_EVENT_SPLIT ? "→ "
                                                             : "← ",
                             JH_TEXT_ARGS(code_of(t, i)), JH_TEXT_ARGS(name));
    }
}

jh_code jh_unit_preview_tell(jh_text *out, const jh_desk *desk, const jh_unit_preview *preview,
                             jh_error *err)
{
    telling t = { .desk = desk,
                  .preview = preview,
                  .text = jh_buffer_in(desk->keep),
                  .json = jh_json_in(desk->keep) };
    jh_event_kind kind = preview->event->kind;
    bool changes = kind == JH_EVENT_MERGE || kind == JH_EVENT_SPLIT || kind == JH_EVENT_CLOSE;
    size_t i;

    jh_exact_init(&t.exact);
    jh_json_array(&t.json);
    if (changes) tell_heading(&t);
    for (i = 0; changes && i < preview->without->standard.element_count; i++) tell_element(&t, i);
    jh_json_end(&t.json);
    jh_exact_clear(&t.exact);
    return desk->manner.json ? jh_json_finish(out, &t.json, err)
                             : jh_buffer_finish(out, &t.text, err);
}
