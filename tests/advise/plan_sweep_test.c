/* Memory that runs out anywhere while a budget is told, while the counties of a province are
 * planned one after the other, or while a schedule becomes a page, is told as that. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "advise/plan_budget.h"
#include "advise/plan_years.h"
#include "store/store.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/county.h"
#include "tests/support/files.h"

#include <stdlib.h>
#include <string.h>

/* Two schools lack equipment, which may stay at its floor: 6 and 4 times 10,000 yuan. */
static const char text[] = "county ample\n"
                           "unit A primary_school\nprimary pupils 300\nample\n"
                           "whole equipment_value 45\n"
                           "unit B primary_school\nprimary pupils 200\nample\n"
                           "whole equipment_value 30\n"
                           "unit C primary_school\nprimary pupils 100\nample\n";

enum { LIMIT = 400000, STEP = 7, PAGE_STEP = 5 };

/* Fresh arenas for one piece of work. */
typedef struct room {
    jh_arena keep, scratch;
    jh_desk desk;
} room;

static jh_code open_room(room *r, jh_error *err)
{
    *r = (room){ .desk = { .manner = { .lang = JH_EN } } };
    if (jh_arena_reserve(&r->keep, (size_t)1 << 28)
        || jh_arena_reserve(&r->scratch, (size_t)1 << 28))
        return jh_no_memory(err);
    r->desk.keep = &r->keep;
    r->desk.scratch = r->scratch;
    return JH_OK;
}

static void close_room(room *r)
{
    jh_arena_release(&r->keep);
    jh_arena_release(&r->scratch);
}

static void fail_on(jh_code code, const jh_error *err)
{
    if (code) fail_msg("%s %s", jh_say_keys[err->message.say], err->message.arg[1]);
}

/* ---- a budget ---- */

typedef struct budgeting {
    test_county county;
    jh_judged judged;
    jh_costs costs;
    jh_planning planning;
    jh_plan plan;
    const char *money;
    size_t schools; /* told by the last one that came to its end */
} budgeting;

static void plan_county(budgeting *b, room *r)
{
    jh_error err = { JH_OK };
    jh_plan_request ask = { .problem = &b->planning.problem, .gap_ppm = 500, .node_most = 100 };

    test_county_make(&b->county, "cn-2017-quality", text);
    b->judged = (jh_judged){ .snapshot = b->county.snapshot,
                             .standard = *b->county.standard,
                             .settings = b->county.settings,
                             .frame = b->county.frame,
                             .assessment = b->county.assessment };
    fail_on(open_room(r, &err), &err);
    fail_on(jh_costs_take(&b->costs, &r->desk, NULL, &err), &err);
    fail_on(jh_planning_make(&b->planning, &r->desk, &b->judged, &b->costs, &err), &err);
    fail_on(jh_plan_make(&b->plan, &r->keep, &ask, &err), &err);
    assert_true(b->plan.found);
    assert_int_equal(b->plan.cost / JH_DECIMAL_ONE, 100000);
}

static jh_code tell_budget(void *context, jh_error *err)
{
    budgeting *b = context;
    jh_budget_request request = { &b->planning, &b->plan, b->money, NULL };
    jh_budget_answer answer = { .steps = NULL };
    room r;
    jh_code rc = open_room(&r, err);

    if (!rc) rc = jh_plan_budget_make(&answer, &r.desk, &request, err);
    if (!rc) b->schools = answer.told.school_count;
    close_room(&r);
    return rc;
}

static void whatever_allocation_fails_a_budget_is_not_told_by_half(void **state)
{
    budgeting *b = calloc(1, sizeof *b);
    room r;

    (void)state;
    assert_non_null(b);
    plan_county(b, &r);
    b->money = "70000"; /* the larger of the two can pass for it */
    print_message("%ld allocations\n", test_alloc_sweep(tell_budget, b, LIMIT));
    assert_int_equal(b->schools, 1);
    close_room(&r);
    test_county_free(&b->county);
    free(b);
}

/* ---- a province ---- */

typedef struct province {
    const char *address;
    size_t counties; /* planned by the last one that came to its end */
} province;

/* What the snapshot was made of. */
static jh_batch batch_of(const jh_snapshot *in, jh_text county, jh_arena *keep)
{
    size_t most = in->unit_count * in->column_count, c, u, i;
    jh_batch out = { .county = county,
                     .county_name = county,
                     .period = JH_TEXT("2025"),
                     .units = JH_NEW_ARRAY(keep, jh_unit, in->unit_count),
                     .observations = JH_NEW_ARRAY(keep, jh_observation, most) };

    assert_true(out.units && out.observations);
    for (u = 1; u < in->unit_count; u++) out.units[out.unit_count++] = in->units[u];
    for (i = 1; i <= in->unit_count; i++) /* "county" comes last */
        for (c = 0; c < in->column_count; c++) {
            const jh_column *column = &in->columns[c];
            u = i % in->unit_count;
            if (column->why[u] == JH_NOT_REPORTED) continue;
            out.observations[out.observation_count++] =
                (jh_observation){ .unit = in->units[u].code,
                                  .element = column->element,
                                  .stage = column->stage,
                                  .why = (jh_why)column->why[u],
                                  .origin = { .file = JH_NO_FILE },
                                  .value = { column->millionths[u] } };
        }
    return out;
}

static void write_province(const char *address)
{
    static const char *const codes[] = { "990101", "990102" };
    const jh_authorship by = { .author = JH_TEXT("made up"),
                               .stamp = JH_TEXT("2025-12-31T00:00:00Z") };
    test_county county;
    jh_store *store = NULL;
    jh_write_counts counts;
    jh_error err = { JH_OK };
    room r;
    size_t i;

    test_county_read(&county, "cn-2017-quality", text);
    fail_on(open_room(&r, &err), &err);
    fail_on(jh_store_create(&store, &r.keep, address, &err), &err);
    for (i = 0; i < sizeof codes / sizeof *codes; i++) {
        jh_batch batch = batch_of(&county.snapshot, jh_text_of(codes[i]), &r.keep);
        fail_on(jh_store_write(&counts, store, &batch, &by, &err), &err);
    }
    jh_store_close(store);
    close_room(&r);
    test_county_free(&county);
}

static jh_code plan_province(void *context, jh_error *err)
{
    province *p = context;
    const jh_judging judging = { .address = p->address,
                                 .as_of = "2025-12-31",
                                 .compiled = test_standard("cn-2017-quality") };
    const jh_plan_words words = { .judging = &judging };
    const jh_passer *rows;
    jh_problem problem;
    room r;
    jh_code rc = open_room(&r, err);

    if (!rc) rc = jh_province_read(&problem, &rows, &r.desk, &words, err);
    if (!rc) p->counties = problem.row_count;
    close_room(&r);
    return rc;
}

static void whatever_allocation_fails_no_county_is_left_out(void **state)
{
    char *folder = test_folder_make(), *path = test_path(folder, "province.jh");
    province p = { .address = path };

    (void)state;
    write_province(path);
    print_message("%ld allocations\n", test_alloc_sweep_every(plan_province, &p, LIMIT, STEP));
    assert_int_equal(p.counties, 2);
    test_folder_remove(folder);
    free(path);
    free(folder);
}

/* ---- a page ---- */

typedef struct paging {
    const char *address, *page;
} paging;

static jh_code write_schedule(void *context, jh_error *err)
{
    const paging *p = context;
    const jh_judging judging = { .address = p->address,
                                 .county = "990101",
                                 .as_of = "2025-12-31",
                                 .compiled = test_standard("cn-2017-quality") };
    const jh_plan_words words = { .judging = &judging, .page = p->page };
    const jh_years_words years = {
        .years = "2026,2027", .budget = "70000,30000", .place = p->address, .plan = &words
    };
    bool found = false;
    jh_text told;
    room r;
    jh_code rc = open_room(&r, err);

    if (!rc) rc = jh_plan_or_years(&told, &found, &r.desk, &years, err);
    close_room(&r);
    return rc;
}

static void whatever_allocation_fails_a_page_is_whole_or_not_written(void **state)
{
    char *folder = test_folder_make(), *path = test_path(folder, "county.jh");
    char *page = test_path(folder, "page.html"), *bytes;
    paging p = { path, page };
    size_t size;

    (void)state;
    write_province(path);
    print_message("%ld allocations\n",
                  test_alloc_sweep_every(write_schedule, &p, LIMIT, PAGE_STEP));
    bytes = test_file_read(page, &size);
    assert_non_null(strstr(bytes, "</html>"));
    free(bytes);
    test_folder_remove(folder);
    free(page);
    free(path);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_allocation_fails_a_budget_is_not_told_by_half),
        cmocka_unit_test(whatever_allocation_fails_no_county_is_left_out),
        cmocka_unit_test(whatever_allocation_fails_a_page_is_whole_or_not_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
