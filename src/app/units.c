/* SPDX-License-Identifier: Apache-2.0 */
#include "app/units.h"

#include "app/authorship.h"
#include "app/called.h"
#include "app/choose.h"
#include "app/compare.h"
#include "app/library.h"
#include "app/units_preview.h"
#include "base/time.h"
#include "formats/json.h"

#include <string.h>

/* ---- Judging on the units of a day ---- */

typedef struct county {
    const jh_desk *desk;
    jh_store *store;
    jh_text code;
} county;

static jh_code read_events(jh_unit_events *out, const county *c, const jh_unit_events *supposed,
                           jh_error *err)
{
    jh_unit_events kept;
    jh_code rc = jh_store_events(&kept, c->desk->keep, c->store, c->code, err);
    size_t i;

    *out = kept;
    if (rc || !supposed) return rc;
    out->items = JH_NEW_ARRAY(c->desk->keep, jh_unit_event, kept.count + supposed->count + 1);
    if (!out->items) return jh_no_memory(err);
    if (kept.count) memcpy(out->items, kept.items, kept.count * sizeof *kept.items);
    for (i = 0; i < supposed->count; i++) {
        out->items[out->count] = supposed->items[i];
        out->items[out->count].number = (int32_t)out->count + 1; /* what it will be */
        out->count++;
    }
    return JH_OK;
}

jh_code jh_units_carry(jh_judged *out, const jh_desk *desk, jh_store *store, const jh_unit_day *day,
                       jh_error *err)
{
    const jh_snapshot *now = &out->snapshot;
    jh_unit_events events;
    jh_carrying how = { .events = &events, .standard = &out->standard, .until = day->moment };
    county c = { desk, store, now->county };
    jh_code rc = read_events(&events, &c, day->supposed, err);

    if (rc || !events.count) return rc;
    how.after = jh_history_day(now->period);
    if (!jh_date_is_set(how.after)) return JH_OK;
    how.findings = &out->findings;
    rc = jh_history_carry(&now, desk->keep, now, &how, err);
    if (rc) return rc;
    if (now != &out->snapshot) out->snapshot = *now;
    if (!out->before) return JH_OK;
    how.after = jh_history_day(out->before->period);
    how.findings = NULL;
    return jh_history_carry(&out->before, desk->keep, out->before, &how, err);
}

/* ---- Reading a person's words ---- */

static jh_code refuse(jh_error *err, jh_say_id say, const char *option, const char *word)
{
    return jh_fail(err, JH_NOT_FOUND, say, option, word ? word : "", NULL);
}

static jh_code read_part(jh_event_part *out, const char *word, jh_error *err)
{
    const char *sign = strchr(word, '=');

    *out = (jh_event_part){ .code = jh_text_of(word), .has_share = sign != NULL };
    if (!sign) return JH_OK;
    out->code.size = (size_t)(sign - word);
    return jh_decimal_parse(&out->share, jh_text_of(sign + 1)) == JH_READ_EXACT
               ? JH_OK
               : refuse(err, SAY_APP_NOT_A_NUMBER, "--part", word);
}

static jh_text text_or_nothing(const char *word)
{
    return word ? jh_text_of(word) : JH_TEXT("");
}

static jh_code read_kind(jh_event_kind *out, const char *word, jh_error *err)
{
    int i;

    for (i = 0; i < JH_EVENT_KIND_COUNT; i++)
        if (strcmp(word, jh_event_key((jh_event_kind)i)) == 0) break;
    *out = (jh_event_kind)i;
    return i < JH_EVENT_KIND_COUNT ? JH_OK : refuse(err, SAY_APP_NO_UNIT_ACT, NULL, word);
}

static jh_code read_event(jh_unit_event *out, const jh_desk *desk, const jh_unit_words *what,
                          jh_error *err)
{
    jh_event_part *parts = JH_NEW_ARRAY(desk->keep, jh_event_part, what->part_count + 1), one;
    size_t i, j;
    jh_code rc = parts ? JH_OK : jh_no_memory(err);

    *out = (jh_unit_event){ .unit = jh_text_of(what->unit),
                            .main = text_or_nothing(what->main),
                            .name = text_or_nothing(what->name),
                            .town = text_or_nothing(what->town),
                            .parent = text_or_nothing(what->parent),
                            .parts = parts };
    if (!rc) rc = read_kind(&out->kind, what->kind, err);
    if (rc) return rc;
    out->date = what->date ? jh_date_parse(jh_text_of(what->date)) : JH_NO_DATE;
    if (!jh_date_is_set(out->date)) return refuse(err, SAY_APP_NOT_A_DATE, "--date", what->date);
    for (i = 0; i < what->part_count && !rc; i++) {
        rc = read_part(&one, what->parts[i], err);
        for (j = out->part_count++; j > 0 && jh_text_compare(parts[j - 1].code, one.code) > 0; j--)
            parts[j] = parts[j - 1];
        parts[j] = one;
    }
    return rc;
}

/* ---- Shares of one element alone ---- */

/* By key or by title; NULL = none that is divided by shares. */
static const jh_element *element_of(const jh_standard *standard, jh_text word)
{
    size_t i;

    for (i = 0; i < standard->element_count; i++) {
        const jh_element *one = &standard->elements[i];
        if (jh_text_equal(one->key, word) || jh_text_same_folded(one->title, word))
            return one->divide == JH_DIVIDE_SHARE && one->extent != JH_OF_COUNTY ? one : NULL;
    }
    return NULL;
}

/* "pupils:9990000007=0.3" */
static jh_code read_share(jh_event_share *out, const jh_standard *standard, const char *word,
                          jh_error *err)
{
    const char *colon = strchr(word, ':');
    const jh_element *element;
    jh_event_part part;
    jh_text name = { word, colon ? (size_t)(colon - word) : 0 };
    jh_code rc = colon ? read_part(&part, colon + 1, err) : JH_OK;

    if (rc) return rc;
    if (!colon || !part.has_share) return refuse(err, SAY_APP_NOT_A_NUMBER, "--share", word);
    element = element_of(standard, name);
    if (!element) return refuse(err, SAY_APP_NOT_SHARED, "--share", word);
    *out = (jh_event_share){ element->key, part.code, part.share };
    return JH_OK;
}

static bool comes_after(const jh_event_share *a, const jh_event_share *b)
{
    int order = jh_text_compare(a->element, b->element);

    return order ? order > 0 : jh_text_compare(a->code, b->code) > 0;
}

/* What is divided, the standard's dictionary says. */
static jh_code read_shares(jh_unit_event *out, const jh_desk *desk, const jh_judging *words,
                           const jh_unit_words *what, jh_error *err)
{
    jh_standard *standard = JH_NEW(desk->keep, jh_standard);
    jh_event_share *shares = JH_NEW_ARRAY(desk->keep, jh_event_share, what->share_count + 1), one;
    jh_findings mistakes = { 0 };
    size_t i, j;
    jh_code rc;

    if (!what->share_count) return JH_OK;
    if (!standard || !shares) return jh_no_memory(err);
    rc = jh_library_compile(standard, desk,
                            &(jh_standard_words){ words->standards_folder, words->standard },
                            &mistakes, err);
    out->shares = shares;
    for (i = 0; i < what->share_count && !rc; i++) {
        rc = read_share(&one, standard, what->shares[i], err);
        if (rc) return rc;
        for (j = out->share_count++; j > 0 && comes_after(&shares[j - 1], &one); j--)
            shares[j] = shares[j - 1];
        shares[j] = one;
    }
    return rc;
}

/* ---- Checking ---- */

/* The first event in the way, this one among them. */
static jh_code check(const county *c, const jh_unit_events *events, jh_error *err)
{
    jh_moment all = { .day = { INT32_MAX } };
    jh_living_units living;
    jh_record record = { .events = *events };
    jh_code rc = jh_units_known(&record.known, c->desk, c->store, c->code, err);

    return rc ? rc : jh_history_follow(&living, c->desk->keep, &record, &all, err);
}

static jh_code open_county(county *c, const jh_judging *words, jh_store_mode mode, jh_error *err)
{
    jh_code rc = jh_store_open(&c->store, c->desk->keep, words->address, mode, err);

    return rc ? rc : jh_choose_county(&c->code, c->desk, c->store, words, err);
}

/* ---- Supposing ---- */

enum { SUPPOSED_PARTS = 16 };

/* "merge:A:B:C": its words, in memory of their own. */
static jh_code split_words(jh_unit_words *out, const char **parts, const jh_desk *desk,
                           const char *text, jh_error *err)
{
    char *at = (char *)(uintptr_t)jh_text_zero(desk->keep, jh_text_of(text));
    char *colon;

    if (!at) return jh_no_memory(err);
    *out = (jh_unit_words){ .kind = at, .parts = parts };
    for (colon = strchr(at, ':'); colon; colon = strchr(colon + 1, ':')) {
        *colon = '\0';
        if (!out->unit)
            out->unit = colon + 1;
        else if (out->part_count < SUPPOSED_PARTS)
            parts[out->part_count++] = colon + 1;
        else
            return refuse(err, SAY_PLAN_SUPPOSE, "--suppose", text);
    }
    return out->unit ? JH_OK : refuse(err, SAY_PLAN_SUPPOSE, "--suppose", text);
}

/* A new school takes its share of one that stays: the rest is the old one's. */
static jh_code add_rest(jh_unit_words *words, const char **parts, const jh_desk *desk,
                        jh_error *err)
{
    char digits[JH_DECIMAL_SIZE];
    jh_event_part new;
    jh_text rest;
    jh_code rc = read_part(&new, parts[0], err);

    if (rc || !new.has_share) return rc;
    new.share.millionths = JH_DECIMAL_ONE - new.share.millionths;
    rest =
        jh_text_format(desk->keep, "%s=%s", words->unit, jh_decimal_write_short(digits, new.share));
    if (!rest.at) return jh_no_memory(err);
    parts[words->part_count++] = rest.at;
    return JH_OK;
}

typedef struct supposing {
    const jh_desk *desk;
    const jh_snapshot *in; /* the units as that day's papers have them */
    const char *day;
    jh_error *err;
} supposing;

static jh_code read_code(const char **word, const supposing *s)
{
    jh_text code;
    jh_code rc = jh_called_code(&code, s->in, jh_text_of(*word), s->err);

    if (!rc) *word = jh_text_zero(s->desk->keep, code);
    return rc || *word ? rc : jh_no_memory(s->err);
}

/* Codes in place of names; the parts of a split are schools that are yet to come. */
static jh_code read_codes(jh_unit_words *words, const char **parts, const supposing *s)
{
    jh_code rc = read_code(&words->unit, s);
    size_t i;

    for (i = 0; !rc && i < words->part_count && !strchr(parts[i], '='); i++)
        rc = read_code(&parts[i], s);
    return rc;
}

static jh_code read_supposed(jh_unit_event *out, const supposing *s, const char *text)
{
    const jh_desk *desk = s->desk;
    jh_error *err = s->err;
    const char **parts = JH_NEW_ARRAY(desk->keep, const char *, SUPPOSED_PARTS);
    jh_unit_words words;
    jh_code rc = parts ? split_words(&words, parts, desk, text, err) : jh_no_memory(err);

    if (!rc) rc = read_codes(&words, parts, s);
    if (rc) return rc;
    words.date = s->day;
    if (strcmp(words.kind, jh_event_key(JH_EVENT_SPLIT)) == 0 && words.part_count == 1)
        rc = add_rest(&words, parts, desk, err);
    if (rc) return rc;
    if (strcmp(words.kind, jh_event_key(JH_EVENT_MERGE)) != 0
        && strcmp(words.kind, jh_event_key(JH_EVENT_CLOSE)) != 0
        && strcmp(words.kind, jh_event_key(JH_EVENT_SPLIT)) != 0)
        return refuse(err, SAY_PLAN_SUPPOSE, "--suppose", text);
    return read_event(out, desk, &words, err);
}

/* The units of the papers that are judged. Figures of a school year are of its first day: what
 * happens by then is in them already. */
static jh_code load_units(jh_snapshot *out, const county *c, const jh_judging *judging, jh_date day,
                          jh_error *err)
{
    jh_load what = { 0 };
    jh_code rc = jh_choose_load(&what, c->desk, c->store, judging, err);
    char first[16];

    if (!rc) rc = jh_store_load(out, c->desk->keep, c->store, &what, err);
    if (rc || day.days > jh_history_day(what.period).days) return rc;
    return refuse(err, SAY_PLAN_SUPPOSE_EARLY, "--as-of",
                  jh_date_write(first, jh_history_day(what.period)));
}

jh_code jh_unit_suppose(jh_unit_events *out, const jh_desk *desk, const jh_judging *judging,
                        const jh_supposing *what, jh_error *err)
{
    char today[16];
    jh_snapshot units = { 0 };
    supposing s = { desk, &units, judging->as_of, err };
    jh_unit_events all;
    county c = { .desk = desk };
    jh_code rc = open_county(&c, judging, JH_STORE_READ, err);
    size_t i;

    if (!s.day) s.day = jh_date_write(today, jh_now_date());
    *out = (jh_unit_events){ JH_NEW_ARRAY(desk->keep, jh_unit_event, what->count + 1), 0 };
    if (!rc && !out->items) rc = jh_no_memory(err);
    if (!rc) rc = load_units(&units, &c, judging, jh_date_parse(jh_text_of(s.day)), err);
    for (i = 0; !rc && i < what->count; i++)
        rc = read_supposed(&out->items[out->count++], &s, what->words[i]);
    if (!rc) rc = read_events(&all, &c, out, err);
    if (!rc) rc = check(&c, &all, err);
    jh_store_close(c.store);
    return rc;
}

/* ---- Entering ---- */

static jh_code tell_kept(jh_text *out, const jh_desk *desk, int32_t number, jh_say_id say,
                         jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    char digits[24], said[512];
    jh_message message = jh_message_make(say, jh_digits(digits, number), NULL);

    if (desk->manner.json) {
        jh_json_object(&json);
        jh_json_key(&json, "event");
        jh_json_integer(&json, number);
        jh_json_end(&json);
        return jh_json_finish(out, &json, err);
    }
    jh_message_write(said, sizeof said, desk->manner.lang, &message, 0);
    jh_buffer_add_zero(&buffer, said);
    jh_buffer_add_zero(&buffer, "\n");
    return jh_buffer_finish(out, &buffer, err);
}

static jh_code preview_figures(jh_text *out, const jh_desk *desk, const jh_judging_pair *pair,
                               jh_error *err)
{
    jh_judged *judged = JH_NEW_ARRAY(desk->keep, jh_judged, 2);
    jh_unit_preview figures = { &pair->after.supposed->items[0], &judged[0], &judged[1] };
    jh_code rc = judged ? jh_judge_frame(&judged[0], desk, &pair->before, err) : jh_no_memory(err);

    if (!rc) rc = jh_judge_frame(&judged[1], desk, &pair->after, err);
    return rc ? rc : jh_unit_preview_tell(out, desk, &figures, err);
}

/* What figures and verdict would become, from the day of the event on. */
static jh_code preview(jh_text *out, const jh_desk *desk, const jh_judging *words,
                       const jh_unit_event *event, jh_error *err)
{
    jh_judging_pair pair = { .before = *words, .after = *words };
    char day[16];
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_text figures, verdicts;
    bool same;
    jh_code rc;

    if (!words->as_of) {
        jh_date today = jh_now_date(), later = today.days > event->date.days ? today : event->date;
        pair.before.as_of = pair.after.as_of = jh_date_write(day, later);
    }
    pair.after.supposed = &(jh_unit_events){ (jh_unit_event *)(uintptr_t)event, 1 };
    rc = preview_figures(&figures, desk, &pair, err);
    if (!rc) rc = jh_judge_compare(&verdicts, &same, desk, &pair, err);
    if (rc) return rc;
    jh_buffer_add_format(
        &buffer, desk->manner.json ? "{\"figures\":%.*s,\"comparison\":%.*s}\n" : "%.*s\n%.*s",
        JH_TEXT_ARGS(desk->manner.json ? jh_text_trim(figures) : figures),
        JH_TEXT_ARGS(desk->manner.json ? jh_text_trim(verdicts) : verdicts));
    return jh_buffer_finish(out, &buffer, err);
}

jh_code jh_unit_enter(jh_text *out, const jh_desk *desk, const jh_judging *words,
                      const jh_unit_words *what, jh_error *err)
{
    char stamp[32];
    jh_authorship by = jh_authorship_of(what->author, what->reason, stamp);
    jh_unit_events events;
    jh_unit_event event;
    county c = { .desk = desk };
    jh_code rc = read_event(&event, desk, what, err);

    if (!rc) rc = read_shares(&event, desk, words, what, err);
    if (!rc) rc = open_county(&c, words, what->dry_run ? JH_STORE_READ : JH_STORE_WRITE, err);
    if (!rc) rc = read_events(&events, &c, &(jh_unit_events){ &event, 1 }, err);
    if (!rc) rc = check(&c, &events, err);
    by.approver = text_or_nothing(what->approver);
    if (!rc && !what->dry_run) rc = jh_store_event_put(c.store, c.code, &event, &by, err);
    jh_store_close(c.store);
    if (rc) return rc;
    return what->dry_run ? preview(out, desk, words, &event, err)
                         : tell_kept(out, desk, event.number, SAY_APP_UNIT_KEPT, err);
}

jh_code jh_unit_withdraw(jh_text *out, const jh_desk *desk, const jh_judging *words,
                         const jh_unit_words *what, jh_error *err)
{
    char stamp[32];
    jh_authorship by = jh_authorship_of(what->author, what->reason, stamp);
    jh_unit_events events;
    jh_decimal number;
    county c = { .desk = desk };
    size_t i;
    jh_code rc = JH_OK;

    if (jh_decimal_parse(&number, jh_text_of(what->unit)) != JH_READ_EXACT
        || number.millionths < JH_DECIMAL_ONE || number.millionths > INT32_MAX * JH_DECIMAL_ONE
        || number.millionths % JH_DECIMAL_ONE)
        return refuse(err, SAY_APP_NOT_A_NUMBER, "withdraw", what->unit);
    rc = open_county(&c, words, JH_STORE_WRITE, err);
    if (!rc) rc = read_events(&events, &c, NULL, err);
    /* What stands on it must still stand without it. */
    for (i = 0; !rc && i < events.count; i++)
        if (events.items[i].number == number.millionths / JH_DECIMAL_ONE)
            events.items[i].is_withdrawn = true;
    if (!rc) rc = check(&c, &events, err);
    by.approver = text_or_nothing(what->approver);
    if (!rc)
        rc = jh_store_event_withdraw(c.store, c.code, (int32_t)(number.millionths / JH_DECIMAL_ONE),
                                     &by, err);
    jh_store_close(c.store);
    return rc ? rc
              : tell_kept(out, desk, (int32_t)(number.millionths / JH_DECIMAL_ONE),
                          SAY_APP_UNIT_WITHDRAWN, err);
}
