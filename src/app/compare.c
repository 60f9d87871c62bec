/* SPDX-License-Identifier: Apache-2.0 */
#include "app/compare.h"

#include "app/again.h"
#include "app/choose.h"
#include "app/files.h"
#include "app/settings.h"
#include "app/telling.h"
#include "assess/compare.h"
#include "report/comparison.h"

#include <string.h>

/* One step between the two ends: its own frame and assessment over borrowed parts. */
typedef struct step {
    const jh_snapshot *snapshot, *before;
    const jh_standard *standard;
    const jh_settings *settings;
    jh_frame frame;
    jh_assessment assessment;
} step;

typedef struct chain {
    const jh_desk *desk;
    const jh_judging_pair *words;
    const jh_judged *ends[2];
    jh_snapshot mixed;
    jh_settings carried; /* those of the first end under the later standard */
    step steps[JH_CAUSE_COUNT];
    jh_stand stands[JH_CAUSE_COUNT + 1];
    size_t count;
} chain;

/* ---- what differs ---- */

static bool same_hash(const jh_hash *a, const jh_hash *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

static bool same_before(const chain *c)
{
    const jh_snapshot *a = c->ends[0]->before, *b = c->ends[1]->before;

    return a && b ? same_hash(&a->content, &b->content) : a == b;
}

/* The units' own lists differ: then the mixed snapshot is not the earlier one. */
static bool same_units(const chain *c)
{
    const jh_snapshot *a = &c->ends[0]->snapshot, *b = &c->ends[1]->snapshot;
    size_t i;
    int k;

    if (a->unit_count != b->unit_count) return false;
    for (i = 1; i < a->unit_count; i++) {
        const jh_unit *x = &a->units[i], *y = &b->units[i];
        if (!jh_text_equal(x->code, y->code) || !jh_text_equal(x->parent, y->parent)) return false;
        for (k = 0; k < JH_ATTRIBUTE_COUNT; k++)
            if (!jh_text_equal(x->attribute[k], y->attribute[k])) return false;
    }
    return true;
}

/* What a frozen assessment was judged by, under the later standard. */
static jh_code carry_frozen(chain *c, jh_error *err)
{
    const jh_judged *before = c->ends[0], *after = c->ends[1];
    jh_again *again = JH_NEW(c->desk->keep, jh_again);
    jh_error unknown = { JH_OK };
    jh_code rc;

    if (!again) return jh_no_memory(err);
    c->carried = before->settings;
    if (same_hash(&before->standard.hash, &after->standard.hash)) return JH_OK;
    rc = jh_again_words(again, c->desk, &c->words->before, before->frozen, err);
    if (rc) return rc;
    rc = jh_basis_settings(&c->carried, c->desk, &after->standard, &again->basis, &unknown);
    if (rc == JH_NO_MEMORY) return jh_no_memory(err);
    if (rc) c->carried = after->settings;
    return JH_OK;
}

/* A setting of the earlier standard may have no place in the later one: the settings then go with
 * the standard, and there is no step of their own. */
static jh_code carry_settings(chain *c, jh_error *err)
{
    const jh_judged *after = c->ends[1];
    jh_settings_request request = { .standard = &after->standard,
                                    .words = &c->words->before,
                                    .county = after->snapshot.county };
    jh_error unknown = { JH_OK };
    jh_code rc;

    if (c->ends[0]->frozen) return carry_frozen(c, err);
    rc = jh_store_open(&request.store, c->desk->keep, c->words->before.address, JH_STORE_READ, err);

    if (!rc) rc = jh_settings_make(&c->carried, c->desk, &request, &unknown);
    jh_store_close(request.store);
    if (rc == JH_NOT_FOUND && unknown.code == JH_NOT_FOUND) {
        c->carried = after->settings;
        return JH_OK;
    }
    if (rc && err && unknown.code) *err = unknown;
    return rc;
}

/* ---- the chain ---- */

static jh_code add_step(chain *c, jh_cause cause, const step *parts, jh_error *err)
{
    step *one = &c->steps[c->count - 1];
    jh_code rc;

    *one = *parts;
    rc = jh_frame_make(&one->frame, c->desk->keep, c->desk->scratch,
                       &(jh_frame_request){ .snapshot = one->snapshot,
                                            .before = one->before,
                                            .standard = one->standard,
                                            .settings = one->settings },
                       err);
    if (!rc) rc = jh_assess(&one->assessment, c->desk->keep, c->desk->scratch, &one->frame, err);
    c->stands[c->count++] = (jh_stand){ &one->assessment, cause };
    return rc;
}

/* The last step ends where the later assessment stands: that one is taken, cells and all. */
static void end_chain(chain *c)
{
    if (c->count > 1) c->stands[c->count - 1].assessment = &c->ends[1]->assessment;
}

static jh_code make_chain(chain *c, jh_error *err)
{
    const jh_judged *a = c->ends[0], *b = c->ends[1];
    step at = { .snapshot = &a->snapshot,
                .before = a->before,
                .standard = &a->standard,
                .settings = &a->settings };
    jh_code rc = carry_settings(c, err);

    c->stands[c->count++] = (jh_stand){ .assessment = &a->assessment };
    if (!rc && !same_units(c)) {
        rc = jh_compare_mixed(&c->mixed, c->desk->keep, &a->snapshot, &b->snapshot, err);
        at.snapshot = &c->mixed;
        if (!rc) rc = add_step(c, JH_CAUSE_UNITS, &at, err);
    }
    if (!rc && (!same_hash(&a->snapshot.content, &b->snapshot.content) || !same_before(c))) {
        at.snapshot = &b->snapshot;
        at.before = b->before;
        rc = add_step(c, JH_CAUSE_FIGURES, &at, err);
    }
    if (!rc && !same_hash(&a->standard.hash, &b->standard.hash)) {
        at.standard = &b->standard;
        at.settings = &c->carried;
        rc = add_step(c, JH_CAUSE_STANDARD, &at, err);
    }
    if (!rc && !same_hash(&c->carried.hash, &b->settings.hash)) {
        at.settings = &b->settings;
        rc = add_step(c, JH_CAUSE_SETTINGS, &at, err);
    }
    end_chain(c);
    return rc;
}

/* ---- which two ---- */

static jh_code year_before(jh_text *out, const jh_desk *desk, const jh_judging *words,
                           jh_error *err)
{
    jh_store *store = NULL;
    jh_load load = { 0 };
    jh_text_list periods = { 0 };
    size_t i;
    jh_code rc = jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err);

    if (!rc) rc = jh_choose_load(&load, desk, store, words, err);
    if (!rc) rc = jh_store_periods(&periods, desk->keep, store, load.county, err);
    jh_store_close(store);
    if (rc) return rc;
    for (i = 1; i < periods.count; i++)
        if (jh_text_equal(periods.items[i], load.period)) {
            *out = periods.items[i - 1];
            return JH_OK;
        }
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_ONE_YEAR_ONLY, words->address, NULL);
}

static jh_code choose_first(jh_judging *out, const jh_desk *desk, const jh_judging_pair *words,
                            jh_error *err)
{
    jh_text period = { "", 0 };
    jh_code rc;

    *out = words->before;
    if (!words->is_last_year) return JH_OK;
    rc = year_before(&period, desk, &words->after, err);
    if (rc) return rc;
    out->period = jh_text_zero(desk->keep, period);
    return out->period ? JH_OK : jh_no_memory(err);
}

/* Against a frozen assessment stands the same question asked of today's figures, but for what the
 * words say otherwise. */
static jh_code ask_today(jh_judging *after, const jh_desk *desk, const jh_judged *first,
                         jh_error *err)
{
    jh_again *again = JH_NEW(desk->keep, jh_again);
    jh_judging asked = *after;
    jh_code rc;

    if (!first->frozen || after->frozen) return JH_OK;
    if (!again) return jh_no_memory(err);
    rc = jh_again_words(again, desk, &asked, first->frozen, err);
    if (rc) return rc;
    if (!after->period) after->period = again->words.period;
    if (!after->standard) after->standard = again->words.standard;
    return jh_basis_given(after, desk, &again->basis, err);
}

/* ---- telling ---- */

static bool no_verdict_changed(const jh_comparison *comparison)
{
    size_t i;

    for (i = 0; i < comparison->change_count; i++)
        if (comparison->changes[i].is_verdict) return false;
    return true;
}

static jh_code tell(jh_text *out, const jh_desk *desk, const jh_comparison_view *view,
                    const char *page, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_terminal_options terminal = { .lang = desk->manner.lang,
                                     .has_colour = desk->manner.in_colour,
                                     .columns = (unsigned)desk->manner.columns };
    jh_code rc = JH_OK;
    jh_text html;

    if (page) {
        rc = jh_report_comparison_page(&html, desk->keep, desk->scratch, view, err);
        if (!rc) rc = jh_file_write(page, html, err);
    }
    if (rc) return rc;
    if (desk->manner.json) return jh_report_comparison_json(out, desk->keep, view, err);
    rc = jh_report_comparison(&buffer, view, &terminal, err);
    return rc ? rc : jh_buffer_finish(out, &buffer, err);
}

jh_code jh_judge_compare(jh_text *out, bool *same, const jh_desk *desk,
                         const jh_judging_pair *words, jh_error *err)
{
    chain *c = JH_NEW(desk->keep, chain);
    jh_judged *ends = JH_NEW_ARRAY(desk->keep, jh_judged, 2);
    jh_view *views = JH_NEW_ARRAY(desk->keep, jh_view, 2);
    jh_comparison comparison;
    jh_judging_pair pair = *words;
    jh_code rc = choose_first(&pair.before, desk, words, err);

    if (rc) return rc;
    if (!c || !ends || !views) return jh_no_memory(err);
    *c = (chain){ .desk = desk, .words = &pair, .ends = { &ends[0], &ends[1] } };
    rc = jh_judge(&ends[0], desk, &pair.before, err);
    if (!rc) rc = ask_today(&pair.after, desk, &ends[0], err);
    if (!rc) rc = jh_judge(&ends[1], desk, &pair.after, err);
    if (!rc) rc = make_chain(c, err);
    if (!rc) rc = jh_compare(&comparison, desk->keep, &(jh_comparing){ c->stands, c->count }, err);
    if (!rc) rc = jh_telling_view(&views[0], &ends[0], desk, false, err);
    if (!rc) rc = jh_telling_view(&views[1], &ends[1], desk, false, err);
    if (rc) return rc;
    *same = no_verdict_changed(&comparison);
    return tell(out, desk, &(jh_comparison_view){ &views[0], &views[1], &comparison }, words->page,
                err);
}

jh_code jh_compare_judged(jh_text *out, const jh_desk *desk, const jh_judged *before,
                          const jh_judged *after, jh_error *err)
{
    chain *c = JH_NEW(desk->keep, chain);
    jh_view *views = JH_NEW_ARRAY(desk->keep, jh_view, 2);
    jh_comparison comparison;
    jh_code rc;

    if (!c || !views) return jh_no_memory(err);
    /* One step, and where it ends is judged already: nothing is computed again. */
    *c = (chain){ .desk = desk, .ends = { before, after }, .count = 2 };
    c->stands[0] = (jh_stand){ .assessment = &before->assessment };
    c->stands[1] = (jh_stand){ &after->assessment, JH_CAUSE_FIGURES };
    rc = jh_compare(&comparison, desk->keep, &(jh_comparing){ c->stands, c->count }, err);
    if (!rc) rc = jh_telling_view(&views[0], before, desk, false, err);
    if (!rc) rc = jh_telling_view(&views[1], after, desk, false, err);
    return rc ? rc
              : tell(out, desk, &(jh_comparison_view){ &views[0], &views[1], &comparison }, NULL,
                     err);
}
