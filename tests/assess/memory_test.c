/* memory_test.c — memory that runs out anywhere between a snapshot and an explanation is told; the
 * same snapshot always gives the same hash.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "assess/explain.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/county.h"

static const char county[] = "county ample\n"
                             "unit A nine_year\nprimary pupils 166\njunior pupils 210\nample\n"
                             "unit B nine_year counted=no parent=A\njunior pupils 50\nample\n"
                             "unit C primary_school counted=no parent=Z\nprimary pupils 30\n"
                             "unit D primary_school\nprimary pupils 25000\nample\n"
                             "primary above_degree_teachers 1049\n";

static const char *const addresses[] = { "A", "R4 A primary", "wcv R4 primary", "G11" };

typedef struct work {
    test_county *county;
    const char *address; /* NULL = frame and assessment; else the explanation of a ready one */
} work;

static jh_code assess(const test_county *c, jh_arena *keep, jh_arena scratch, jh_error *err)
{
    jh_findings findings = { 0 };
    jh_frame_request request = { .snapshot = &c->snapshot,
                                 .before = c->has_before ? &c->before : NULL,
                                 .standard = c->standard,
                                 .settings = &c->settings,
                                 .findings = &findings };
    jh_assessment assessment;
    jh_frame frame;
    jh_code rc = jh_frame_make(&frame, keep, scratch, &request, err);

    return rc ? rc : jh_assess(&assessment, keep, scratch, &frame, err);
}

static jh_code explain(const work *w, jh_arena *keep, jh_arena scratch, jh_error *err)
{
    jh_explanation explanation;

    return jh_explain(&explanation, keep, scratch,
                      &(jh_explain_request){ &w->county->assessment, jh_text_of(w->address) }, err);
}

static jh_code from_fresh_arenas(void *context, jh_error *err)
{
    const work *w = context;
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_code rc = JH_OK;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT) || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT))
        rc = jh_no_memory(err);
    if (!rc)
        rc = w->address ? explain(w, &keep, scratch, err) : assess(w->county, &keep, scratch, err);
    jh_arena_release(&scratch);
    jh_arena_release(&keep);
    return rc;
}

static void memory_that_runs_out_is_told(void **state)
{
    test_county c;
    work w = { .county = &c };
    size_t i;

    (void)state;
    test_county_make(&c, "cn-2017-quality", county);
    assert_true(test_alloc_sweep(from_fresh_arenas, &w, 100000) > 100);
    for (i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        w.address = addresses[i];
        assert_true(test_alloc_sweep(from_fresh_arenas, &w, 100000) > 10);
    }
    test_county_free(&c);
}

static void the_same_snapshot_gives_the_same_hash(void **state)
{
    test_county a, b;

    (void)state;
    test_county_make(&a, "cn-2017-quality", county);
    test_county_make(&b, "cn-2017-quality", county);
    assert_true(jh_hash_equal(&a.assessment.hash, &b.assessment.hash));
    test_county_free(&b);
    test_county_make(&b, "cn-2017-quality",
                     "set judge=as_printed\n"
                     "unit A primary_school\nprimary pupils 30\n");
    assert_false(jh_hash_equal(&a.assessment.hash, &b.assessment.hash));
    test_county_free(&b);
    test_county_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_that_runs_out_is_told),
        cmocka_unit_test(the_same_snapshot_gives_the_same_hash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
