/* comparison_test.c — two assessments compared: each change at the step that makes it, with the
 * figures it rests on; and told without losing memory.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "report/comparison.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/county.h"

#include <string.h>

#define TWO_SCHOOLS                                                                                \
    "county ample\nunit A primary_school\nprimary pupils 400\nample\n"                             \
    "unit B primary_school\nprimary pupils 500\nample\n"

typedef struct chain {
    test_county before, after;
    jh_snapshot mixed;
    test_county at_units, at_figures; /* the steps between; only frame and assessment are used */
    jh_stand stands[JH_CAUSE_COUNT + 1];
    size_t count;
    jh_comparison comparison;
    jh_view views[2];
} chain;

static void judge(test_county *out, const test_county *like, const jh_snapshot *snapshot)
{
    jh_error err = { JH_OK };

    *out = *like;
    out->findings = (jh_findings){ 0 };
    assert_int_equal(jh_frame_make(&out->frame, &out->keep, out->scratch,
                                   &(jh_frame_request){ .snapshot = snapshot,
                                                        .standard = out->standard,
                                                        .settings = &out->settings },
                                   &err),
                     JH_OK);
    assert_int_equal(jh_assess(&out->assessment, &out->keep, out->scratch, &out->frame, &err),
                     JH_OK);
}

/* units, then figures, then settings: the steps of one standard. */
static void make(chain *c, const char *before, const char *after)
{
    jh_error err = { JH_OK };

    memset(c, 0, sizeof *c);
    test_county_make(&c->before, "cn-2017-quality", before);
    test_county_make(&c->after, "cn-2017-quality", after);
    assert_int_equal(
        jh_compare_mixed(&c->mixed, &c->before.keep, &c->before.snapshot, &c->after.snapshot, &err),
        JH_OK);
    judge(&c->at_units, &c->before, &c->mixed);
    c->before.keep = c->at_units.keep;
    judge(&c->at_figures, &c->before, &c->after.snapshot);
    c->before.keep = c->at_figures.keep;
    c->stands[0].assessment = &c->before.assessment;
    c->stands[1] = (jh_stand){ &c->at_units.assessment, JH_CAUSE_UNITS };
    c->stands[2] = (jh_stand){ &c->at_figures.assessment, JH_CAUSE_FIGURES };
    c->stands[3] = (jh_stand){ &c->after.assessment, JH_CAUSE_SETTINGS };
    c->count = 4;
    assert_int_equal(
        jh_compare(&c->comparison, &c->before.keep, &(jh_comparing){ c->stands, c->count }, &err),
        JH_OK);
}

static void free_chain(chain *c)
{
    test_county_free(&c->before);
    test_county_free(&c->after);
}

static const jh_change *find(const chain *c, jh_subject_kind kind, const char *key,
                             const char *unit)
{
    for (size_t i = 0; i < c->comparison.change_count; i++) {
        const jh_change *change = &c->comparison.changes[i];
        if (change->subject.kind == kind
            && (!key || jh_text_equal(change->subject.key, jh_text_of(key)))
            && jh_text_equal(change->subject.unit, jh_text_of(unit)))
            return change;
    }
    return NULL;
}

enum {
    UNITS = 1U << JH_CAUSE_UNITS,
    FIGURES = 1U << JH_CAUSE_FIGURES,
    SETTINGS = 1U << JH_CAUSE_SETTINGS
};

typedef struct expected {
    const char *label, *before, *after;
    jh_subject_kind kind;
    const char *key, *unit;
    bool is_verdict;
    unsigned causes; /* 0 = no such change */
    size_t figures;  /* what it rests on */
} expected;

static const expected cases[] = {
    { "nothing changed, nothing told", TWO_SCHOOLS, TWO_SCHOOLS, JH_SUBJECT_INDICATOR, NULL, "A",
      false, 0, 0 },
    { "a figure that falls below the line is put down to the figures", TWO_SCHOOLS,
      TWO_SCHOOLS "primary backbone_teachers 1\n", JH_SUBJECT_INDICATOR, "R2", "B", true, FIGURES,
      1 },
    { "the school's rule changes with it", TWO_SCHOOLS, TWO_SCHOOLS "primary backbone_teachers 1\n",
      JH_SUBJECT_RULE, NULL, "B", true, FIGURES, 1 },
    { "and the county's grade", TWO_SCHOOLS, TWO_SCHOOLS "primary backbone_teachers 1\n",
      JH_SUBJECT_GRADE, NULL, "", true, FIGURES, 0 },
    { "the other school has no change", TWO_SCHOOLS, TWO_SCHOOLS "primary backbone_teachers 1\n",
      JH_SUBJECT_INDICATOR, "R2", "A", false, 0, 0 },
    { "a value that stays on its side of the line is no verdict", TWO_SCHOOLS,
      TWO_SCHOOLS "primary backbone_teachers 77\n", JH_SUBJECT_INDICATOR, "R2", "B", false, FIGURES,
      1 },
    { "a new school's figures are put down to the schools", TWO_SCHOOLS,
      TWO_SCHOOLS "unit C primary_school\nprimary pupils 300\nample\n", JH_SUBJECT_INDICATOR, "R2",
      "C", true, UNITS, 0 },
    { "so are those of a school that went", TWO_SCHOOLS,
      "county ample\nunit A primary_school\nprimary pupils 400\nample\n", JH_SUBJECT_INDICATOR,
      "R2", "B", true, UNITS, 0 },
    { "a blank where a figure was is a verdict lost to the figures", TWO_SCHOOLS,
      TWO_SCHOOLS "primary backbone_teachers -\n", JH_SUBJECT_INDICATOR, "R2", "B", true, FIGURES,
      1 },
    { "a setting that leaves a school out is put down to the settings",
      TWO_SCHOOLS "unit C primary_school ownership=private\nprimary pupils 300\nample\n",
      TWO_SCHOOLS "unit C primary_school ownership=private\nprimary pupils 300\nample\n"
                  "set private_schools=excluded\n",
      JH_SUBJECT_INDICATOR, "R2", "C", true, SETTINGS, 0 },
};

static void every_change_stands_at_its_step(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const expected *e = &cases[i];
        const jh_change *change;
        chain c;
        make(&c, e->before, e->after);
        change = find(&c, e->kind, e->key, e->unit);
        if ((change != NULL) != (e->causes != 0)) fail_msg("%s: found %d", e->label, !!change);
        if (change
            && (change->is_verdict != e->is_verdict || change->causes != e->causes
                || change->figure_count != e->figures))
            fail_msg("%s: verdict %d, causes %u, figures %zu", e->label, change->is_verdict,
                     change->causes, change->figure_count);
        free_chain(&c);
    }
}

static void both_values_of_a_figure_are_kept(void **state)
{
    chain c;
    const jh_figure_change *figure;

    (void)state;
    make(&c, TWO_SCHOOLS "primary backbone_teachers 9\n",
         TWO_SCHOOLS "primary backbone_teachers 7\n");
    assert_int_equal(c.comparison.figure_count, 1);
    figure = &c.comparison.figures[0];
    assert_true(jh_text_equal(figure->element, JH_TEXT("backbone_teachers")));
    assert_true(jh_text_equal(figure->unit->code, JH_TEXT("B")));
    assert_int_equal(figure->before.value.millionths, 9 * JH_DECIMAL_ONE);
    assert_int_equal(figure->after.value.millionths, 7 * JH_DECIMAL_ONE);
    free_chain(&c);
}

/* ---- told ---- */

typedef enum paper { TEXT = 0, JSON, PAGE, COMPARING, PAPER_COUNT } paper;

typedef struct work {
    const chain *chain;
    jh_comparison_view view;
    paper paper;
    jh_lang lang;
    jh_hash hash; /* of what was written last */
} work;

static jh_code write_paper(work *w, jh_arena *keep, jh_arena scratch, jh_error *err)
{
    jh_terminal_options options = { .lang = w->lang };
    jh_buffer buffer = jh_buffer_in(keep);
    jh_comparison again;
    jh_text text = { "", 0 };
    jh_code rc;

    if (w->paper == TEXT) {
        rc = jh_report_comparison(&buffer, &w->view, &options, err);
        if (!rc) rc = jh_buffer_finish(&text, &buffer, err);
    } else if (w->paper == JSON) {
        rc = jh_report_comparison_json(&text, keep, &w->view, err);
    } else if (w->paper == PAGE) {
        rc = jh_report_comparison_page(&text, keep, scratch, &w->view, err);
    } else {
        rc = jh_compare(&again, keep, &(jh_comparing){ w->chain->stands, w->chain->count }, err);
    }
    if (!rc) w->hash = jh_hash_of(text.at, text.size);
    return rc;
}

static jh_code from_fresh_arenas(void *context, jh_error *err)
{
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_code rc = JH_OK;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT) || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT))
        rc = jh_no_memory(err);
    if (!rc) rc = write_paper(context, &keep, scratch, err);
    jh_arena_release(&scratch);
    jh_arena_release(&keep);
    return rc;
}

static void make_views(chain *c)
{
    jh_view_options options = { .version = "test", .assessment = &c->before.assessment };
    jh_error err = { JH_OK };

    assert_int_equal(jh_view_make(&c->views[0], &c->after.keep, c->after.scratch, &options, &err),
                     JH_OK);
    options.assessment = &c->after.assessment;
    assert_int_equal(jh_view_make(&c->views[1], &c->after.keep, c->after.scratch, &options, &err),
                     JH_OK);
}

static void every_paper_tells_when_memory_runs_out_and_is_the_same_each_time(void **state)
{
    chain c;
    work w = { .chain = &c };
    jh_hash first;

    (void)state;
    make(&c, TWO_SCHOOLS,
         TWO_SCHOOLS "primary backbone_teachers 1\n"
                     "unit C nine_year\nprimary pupils 90\njunior pupils 80\nample\n"
                     "set judge=as_printed\n");
    make_views(&c);
    w.view = (jh_comparison_view){ &c.views[0], &c.views[1], &c.comparison };
    for (int p = 0; p < PAPER_COUNT; p++)
        for (int lang = 0; lang < (p == TEXT ? JH_LANG_COUNT : 1); lang++) {
            w.paper = (paper)p;
            w.lang = (jh_lang)lang;
            assert_true(test_alloc_sweep(from_fresh_arenas, &w, 100000) > 2);
            first = w.hash;
            assert_int_equal(from_fresh_arenas(&w, NULL), JH_OK);
            assert_memory_equal(&first, &w.hash, sizeof first);
        }
    free_chain(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_change_stands_at_its_step),
        cmocka_unit_test(both_values_of_a_figure_are_kept),
        cmocka_unit_test(every_paper_tells_when_memory_runs_out_and_is_the_same_each_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
