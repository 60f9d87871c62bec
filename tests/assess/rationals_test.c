/* rationals_test.c — a thousand small made-up counties against a second, plain implementation.
 * Takes   a fixed seed: counties with campuses, 九年/十二年一贯制, 完全中学, 教学点, 特教, gaps.
 * Gives   red where a value, a mark, a rule or a CV verdict differs by anything at all.
 * Never   shares code with src/: everything below is GMP rationals, school by school.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/county.h"

#include <gmp.h>
#include <stdio.h>
#include <string.h>

enum {
    COUNTIES = 1000,
    UNITS = 14,
    STAGES = 3, /* primary, junior, senior */
    TEACHERS = 3,
    SHARED = 5, /* teaching, indoor, ground, equipment, multimedia */
    INDICATORS = 7,
    GAP = -1
};

static const char *const stage_names[STAGES] = { "primary", "junior", "senior" };
static const char *const teacher_names[TEACHERS] = { "above_degree_teachers", "backbone_teachers",
                                                     "pe_art_teachers" };
static const char *const shared_names[SHARED] = { "teaching_area", "indoor_sports_area",
                                                  "sports_ground_area", "equipment_value",
                                                  "multimedia_rooms" };
static const char *const lines[INDICATORS][2] = { { "42/10", "53/10" },  { "1", "1" },
                                                  { "9/10", "9/10" },    { "45/10", "58/10" },
                                                  { "75/10", "102/10" }, { "2000", "2500" },
                                                  { "23/10", "24/10" } };
static const char *const weights[STAGES] = { "1", "11/10", "132/100" };
static const char *const limits[2] = { "1/2", "45/100" };

static const struct {
    const char *key;
    bool has[STAGES];
    bool merges;
} kinds[] = { { "primary_school", { 1, 0, 0 }, 1 }, { "junior_school", { 0, 1, 0 }, 1 },
              { "nine_year", { 1, 1, 0 }, 1 },      { "complete_secondary", { 0, 1, 1 }, 1 },
              { "twelve_year", { 1, 1, 1 }, 1 },    { "teaching_point", { 1, 0, 0 }, 0 },
              { "special", { 1, 1, 0 }, 0 } };

/* Figures in hundredths; GAP = blank. */
typedef struct unit {
    int kind, parent; /* −1 = a school of its own */
    long pupils[STAGES], teachers[TEACHERS][STAGES], shared[SHARED];
} unit;

typedef struct county {
    unit units[UNITS];
    int count;
} county;

static uint64_t state_of_chance = 20170419;

static unsigned long chance(unsigned long below)
{
    state_of_chance = state_of_chance * 6364136223846793005U + 1442695040888963407U;
    return (unsigned long)(state_of_chance >> 33) % below;
}

/* ---- making ---------------------------------------------------------------------------------- */

static void make_unit(unit *u)
{
    unsigned long heads = 0;
    int s, t;

    for (s = 0; s < STAGES; s++) {
        bool has = kinds[u->kind].has[s];
        u->pupils[s] = has && chance(8) ? (long)(20 + 20 * chance(chance(4) ? 8 : 60)) * 100 : 0;
        heads += (unsigned long)u->pupils[s] / 100;
        for (t = 0; t < TEACHERS; t++) {
            /* Often exactly on a line or floor. */
            static const unsigned long a_mille[] = { 42, 53, 10, 9, 45, 36, 60, 85 };
            u->teachers[t][s] = u->pupils[s] / 1000 * (long)a_mille[chance(8)] + (long)chance(3);
            if (chance(60) == 0) u->teachers[t][s] = GAP;
            if (!has) u->teachers[t][s] = 0;
        }
    }
    u->shared[0] = (long)(heads * (450 + 145 * chance(5)));
    u->shared[1] = chance(2) ? 0 : (long)(heads * 45);
    u->shared[2] = (long)(heads * (500 + 150 * chance(5)));
    u->shared[3] = (long)(heads * (15 + 5 * chance(4)));
    u->shared[4] = (long)(heads * (2 + chance(4)));
    if (chance(25) == 0) u->shared[chance(SHARED)] = GAP;
    if (chance(25) == 0) u->shared[4] = 0;
}

static void make_county(county *c)
{
    int i;

    memset(c, 0, sizeof *c);
    c->count = 1 + (int)chance(UNITS);
    for (i = 0; i < c->count; i++) {
        unit *u = &c->units[i];
        u->parent = i && chance(4) == 0 ? (int)chance((unsigned long)i) : -1;
        u->kind = (int)chance(sizeof kinds / sizeof *kinds);
        if (u->parent >= 0 && chance(3)) u->kind = c->units[u->parent].kind;
        make_unit(u);
    }
}

static void put(char *to, size_t room, const char *element, long figure)
{
    size_t used = strlen(to);

    if (figure == GAP)
        snprintf(to + used, room - used, ", %s -", element);
    else
        snprintf(to + used, room - used, ", %s %ld.%02ld", element, figure / 100, figure % 100);
}

static void write_county(char *to, size_t room, const county *c)
{
    int i, s, t;
    size_t used;

    *to = '\0';
    for (i = 0; i < c->count; i++) {
        const unit *u = &c->units[i];
        used = strlen(to);
        snprintf(to + used, room - used, "unit U%02d %s", i, kinds[u->kind].key);
        used = strlen(to);
        if (u->parent >= 0) snprintf(to + used, room - used, " counted=no parent=U%02d", u->parent);
        for (s = 0; s < STAGES; s++) {
            used = strlen(to);
            snprintf(to + used, room - used, "\n%s pupils %ld", stage_names[s], u->pupils[s] / 100);
            for (t = 0; t < TEACHERS; t++) put(to, room, teacher_names[t], u->teachers[t][s]);
        }
        strcat(to, "\nwhole multimedia_rooms 0");
        for (t = 0; t < SHARED; t++) put(to, room, shared_names[t], u->shared[t]);
        strcat(to, "\n");
    }
}

/* ---- the plain implementation ---------------------------------------------------------------- */

static int school_of(const county *c, int i)
{
    while (c->units[i].parent >= 0 && kinds[c->units[i].kind].merges) i = c->units[i].parent;
    return i;
}

static void add_weighted(mpq_t to, const unit *u, int stage)
{
    mpq_t w, h;

    mpq_inits(w, h, NULL);
    mpq_set_str(w, weights[stage], 10);
    mpq_canonicalize(w);
    mpq_set_si(h, u->pupils[stage] / 100, 1);
    mpq_mul(h, h, w);
    mpq_add(to, to, h);
    mpq_clears(w, h, NULL);
}

/* Share of unit i for a stage: by its own pupils, or by the school's where it has none. */
static void share(mpq_t out, const county *c, int i, int stage)
{
    int school = school_of(c, i), k, s, from = i, until = i;
    mpq_t all;

    if (c->units[i].pupils[0] + c->units[i].pupils[1] + c->units[i].pupils[2] == 0) {
        from = 0;
        until = c->count - 1;
    }
    mpq_init(all);
    mpq_set_ui(out, 0, 1);
    for (k = from; k <= until; k++) {
        if (school_of(c, k) != school) continue;
        add_weighted(out, &c->units[k], stage);
        for (s = 0; s < STAGES; s++) add_weighted(all, &c->units[k], s);
    }
    if (mpq_sgn(all)) mpq_div(out, out, all);
    mpq_clear(all);
}

/* The total of a figure at a part; false = a gap in it. */
static bool teachers_of(mpq_t out, const county *c, int school, int stage, int kind)
{
    bool known = true;
    mpq_t one;
    int i;

    mpq_init(one);
    mpq_set_ui(out, 0, 1);
    for (i = 0; i < c->count; i++) {
        long figure = c->units[i].teachers[kind][stage];
        if (school_of(c, i) != school) continue;
        if (figure == GAP && c->units[i].pupils[stage]) known = false;
        if (figure == GAP) continue;
        mpq_set_si(one, figure, 100);
        mpq_canonicalize(one);
        mpq_add(out, out, one);
    }
    mpq_clear(one);
    return known;
}

static bool resource_of(mpq_t out, const county *c, int school, int stage, int kind)
{
    bool known = true;
    mpq_t part, one;
    int i;

    mpq_inits(part, one, NULL);
    mpq_set_ui(out, 0, 1);
    for (i = 0; i < c->count; i++) {
        if (school_of(c, i) != school) continue;
        share(part, c, i, stage);
        if (!mpq_sgn(part)) continue;
        if (c->units[i].shared[kind] == GAP) known = false;
        if (c->units[i].shared[kind] == GAP) continue;
        mpq_set_si(one, c->units[i].shared[kind], 100);
        mpq_canonicalize(one);
        mpq_mul(one, one, part);
        mpq_add(out, out, one);
    }
    mpq_clears(part, one, NULL);
    return known;
}

static long pupils_of(const county *c, int school, int stage)
{
    long sum = 0;
    int i;

    for (i = 0; i < c->count; i++)
        if (school_of(c, i) == school) sum += c->units[i].pupils[stage] / 100;
    return sum;
}

/* The amount of resource behind indicator k at a part, in its own unit × 100 where per hundred. */
static bool amount(mpq_t out, const county *c, int school, int stage, int k)
{
    static const long scales[INDICATORS] = { 100, 100, 100, 1, 1, 10000, 100 };
    bool known;
    mpq_t other;

    mpq_init(other);
    if (k < 3) {
        known = teachers_of(out, c, school, stage, k);
    } else if (k == 3) {
        known = resource_of(out, c, school, stage, 0);
        known = resource_of(other, c, school, stage, 1) && known;
        mpq_sub(out, out, other);
    } else if (k == 4) {
        known = resource_of(out, c, school, stage, 2);
        known = resource_of(other, c, school, stage, 1) && known;
        mpq_add(out, out, other);
    } else {
        known = resource_of(out, c, school, stage, k - 2);
    }
    mpq_set_si(other, scales[k], 1);
    mpq_mul(out, out, other);
    mpq_clear(other);
    return known;
}

static bool counts(const county *c, int school, int stage)
{
    const char *kind = kinds[c->units[school].kind].key;

    if (strcmp(kind, "special") == 0 || !pupils_of(c, school, stage)) return false;
    return strcmp(kind, "teaching_point") != 0
           || pupils_of(c, school, 0) + pupils_of(c, school, 1) >= 50;
}

static jh_mark mark_of(mpq_t value, int k, int stage)
{
    jh_mark mark = JH_MARK_BELOW;
    mpq_t line, floor;

    mpq_inits(line, floor, NULL);
    mpq_set_str(line, lines[k][stage], 10);
    mpq_canonicalize(line);
    mpq_set_ui(floor, 85, 100);
    mpq_canonicalize(floor);
    mpq_mul(floor, floor, line);
    if (mpq_cmp(value, floor) >= 0) mark = JH_MARK_FLOOR;
    if (mpq_cmp(value, line) >= 0) mark = JH_MARK_MET;
    mpq_clears(line, floor, NULL);
    return mark;
}

/* CV ≤ τ  ⇔  ΣP · Σ(x²/P) ≤ (1 + τ²)(Σx)²; *known = false with a gap, *rows of it. */
static bool cv_holds(const county *c, int stage, int k, bool *known, int *rows)
{
    mpq_t x, heads, sum, squares, all, t;
    bool holds;
    int i;

    mpq_inits(x, heads, sum, squares, all, t, NULL);
    *known = true;
    *rows = 0;
    for (i = 0; i < c->count; i++) {
        if (school_of(c, i) != i || !counts(c, i, stage)) continue;
        *known = amount(x, c, i, stage, k) && *known;
        mpq_set_si(heads, pupils_of(c, i, stage), 1);
        mpq_add(all, all, heads);
        mpq_add(sum, sum, x);
        mpq_mul(x, x, x);
        mpq_div(x, x, heads);
        mpq_add(squares, squares, x);
        ++*rows;
    }
    mpq_set_str(t, limits[stage], 10);
    mpq_canonicalize(t);
    mpq_mul(t, t, t);
    mpq_set_ui(x, 1, 1);
    mpq_add(t, t, x);
    mpq_mul(squares, squares, all);
    mpq_mul(t, t, sum);
    mpq_mul(t, t, sum);
    holds = mpq_sgn(sum) != 0 && mpq_cmp(squares, t) <= 0;
    mpq_clears(x, heads, sum, squares, all, t, NULL);
    return holds;
}

/* ---- comparing ------------------------------------------------------------------------------- */

static void compare_value(const test_county *made, size_t part, int k, mpq_t value)
{
    const jh_indicator_result *r = &made->assessment.indicators[k][part];
    jh_why why = JH_PRESENT;
    jh_exact exact;
    mpq_t end;

    mpq_init(end);
    jh_exact_init(&exact);
    assert_int_equal(jh_expr_exact(&exact, &why, made->standard->indicators[k].value,
                                   &(jh_expr_ask){ .source = &made->frame.source,
                                                   .level = JH_PART,
                                                   .rows = { part, 1 },
                                                   .bits = 64 },
                                   made->scratch),
                     JH_OK);
    assert_int_equal(why, JH_PRESENT);
    assert_true(exact.is_point && mpq_equal(exact.lo, value));
    mpq_set_d(end, r->value.range.lo);
    assert_true(mpq_cmp(end, value) <= 0);
    mpq_set_d(end, r->value.range.hi);
    assert_true(mpq_cmp(end, value) >= 0);
    jh_exact_clear(&exact);
    mpq_clear(end);
}

static void compare_part(const test_county *made, const county *c, int school, int stage)
{
    char code[16];
    size_t part, met = 0, gaps = 0, below = 0;
    jh_truth got;
    jh_mark mark;
    mpq_t value, heads;
    int k;

    mpq_inits(value, heads, NULL);
    snprintf(code, sizeof code, "U%02d", school);
    part = test_part(made, code, (jh_stage)(JH_PRIMARY + stage));
    assert_true((part == SIZE_MAX) == (pupils_of(c, school, stage) == 0));
    for (k = 0; part != SIZE_MAX && k < INDICATORS; k++) {
        bool known = amount(value, c, school, stage, k);
        assert_int_equal(made->assessment.indicators[k][part].value.why != JH_PRESENT, !known);
        mark = made->assessment.indicators[k][part].mark_exact;
        if (known) {
            mpq_set_si(heads, pupils_of(c, school, stage), 1);
            mpq_div(value, value, heads);
            compare_value(made, part, k, value);
            assert_int_equal(mark, mark_of(value, k, stage));
        }
        met += mark == JH_MARK_MET;
        gaps += mark == JH_MARK_UNKNOWN;
        below += mark == JH_MARK_BELOW;
    }
    if (part != SIZE_MAX && counts(c, school, stage)) {
        got = made->assessment.rules[0].rows_exact[part].truth;
        /* A gap leaves room either way: the line out of reach and only the floor in doubt, or the
         * floor sure and, with six met, the line of no matter. */
        if (below || met + gaps < 6)
            assert_int_equal(got, JH_NO);
        else if (gaps)
            assert_true(got != JH_YES || met >= 6);
        else
            assert_int_equal(got, JH_YES);
    }
    mpq_clears(value, heads, NULL);
}

static void compare_limits(const test_county *made, const county *c)
{
    size_t i;

    for (i = 0; i < made->standard->limit_count; i++) {
        const jh_limit *limit = &made->standard->limits[i];
        const jh_limit_result *r = &made->assessment.limits[i];
        bool known;
        int rows;
        bool holds =
            cv_holds(c, (int)limit->stage - JH_PRIMARY, (int)limit->indicator, &known, &rows);

        assert_int_equal(r->rows, rows);
        assert_int_equal(r->holds_exact.truth, !rows    ? JH_DOES_NOT_APPLY
                                               : !known ? JH_UNKNOWN
                                               : holds  ? JH_YES
                                                        : JH_NO);
    }
}

/* What assess tells the memo must be what the expressions give without one. */
static void compare_groups(const test_county *made)
{
    const jh_standard *standard = made->standard;
    jh_claim claim;
    size_t i;

    for (i = 0; i < standard->group_count; i++) {
        assert_int_equal(jh_expr_claims(&claim, standard->groups[i].holds,
                                        &(jh_expr_ask){ .source = &made->frame.source,
                                                        .level = JH_COUNTY,
                                                        .rows = { 0, 1 } },
                                        made->scratch),
                         JH_OK);
        assert_int_equal(claim.truth, made->assessment.groups[i].truth);
    }
}

static void a_thousand_counties_agree_with_plain_rationals(void **state)
{
    static char text[65536];
    test_county made;
    county c;
    int n, i, s;

    (void)state;
    for (n = 0; n < COUNTIES; n++) {
        make_county(&c);
        write_county(text, sizeof text, &c);
        test_county_make(&made, "cn-2017-quality", text);
        for (i = 0; i < c.count; i++)
            for (s = 0; s < 2; s++)
                if (school_of(&c, i) == i) compare_part(&made, &c, i, s);
        compare_limits(&made, &c);
        compare_groups(&made);
        test_county_free(&made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thousand_counties_agree_with_plain_rationals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
