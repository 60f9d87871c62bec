/* sequences_test.c: thousands of random sequences of events, against a model that is written
 * another way: schools are letters that hold atoms of figures; an event moves or cuts atoms.
 * Made-up schools.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "history/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAPERS = 6, LETTERS = 12, EVENTS = 8, PARTS = 3, ATOMS = 4096, SEQUENCES = 6000 };
enum { FIRST_DAY = 19967, DAYS = 12 }; /* 1 September 2024, counted from 1970 */
enum { NOBODY = -1, UNKNOWN = -1 };

static jh_arena keep;
static uint64_t state;

static unsigned chance(unsigned below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)((state >> 20) % below);
}

/* ---- a plain event, from which both sides are fed ------------------------------------------- */

typedef struct plain {
    int kind, day, unit, main, name, parent; /* letters; NOBODY = not given; names 0 … */
    int part[PARTS], tenths[PARTS], parts;
    bool withdrawn;
} plain;

static int maybe_letter(void)
{
    return chance(3) ? NOBODY : (int)chance(LETTERS);
}

static void cut_tenths(plain *e)
{
    int i, left = 10;

    for (i = 0; i < e->parts; i++) {
        e->tenths[i] = i + 1 == e->parts ? left : 1 + (int)chance(4);
        left -= e->tenths[i];
    }
    if (!chance(20)) e->tenths[0]++; /* does not add up */
}

static void sort_parts(plain *e)
{
    int i, j, hold;

    for (i = 1; i < e->parts; i++)
        for (j = i; j > 0 && e->part[j - 1] > e->part[j]; j--) {
            hold = e->part[j];
            e->part[j] = e->part[j - 1];
            e->part[j - 1] = hold;
        }
}

static plain any_event(void)
{
    plain e = { .kind = (int)chance(JH_EVENT_KIND_COUNT),
                .day = FIRST_DAY + 1 + (int)chance(DAYS),
                .unit = (int)chance(LETTERS),
                .main = NOBODY,
                .name = NOBODY,
                .parent = NOBODY };
    int i;

    if (e.kind == JH_EVENT_OPEN) e.unit = PAPERS + (int)chance(LETTERS - PAPERS);
    if (e.kind == JH_EVENT_RENAME || e.kind == JH_EVENT_OPEN) e.name = (int)chance(LETTERS);
    if (e.kind == JH_EVENT_MOVE || !chance(6)) e.parent = maybe_letter();
    if (e.kind == JH_EVENT_MERGE || e.kind == JH_EVENT_SPLIT) {
        e.parts = e.kind == JH_EVENT_SPLIT ? 2 + (int)chance(2) : (int)chance(PARTS + 1);
        for (i = 0; i < e.parts; i++) e.part[i] = (int)chance(LETTERS);
        if (e.kind == JH_EVENT_SPLIT && chance(2)) e.part[0] = e.unit;
        if (e.kind == JH_EVENT_MERGE && e.parts && chance(2)) e.main = e.part[0];
        sort_parts(&e);
        if (e.kind == JH_EVENT_SPLIT) cut_tenths(&e);
    }
    e.withdrawn = !chance(12);
    return e;
}

/* ---- the model ------------------------------------------------------------------------------- */

typedef struct atom {
    int64_t heads;
    int largest; /* UNKNOWN = a part must state it */
    int school;
} atom;

typedef struct model {
    bool used[LETTERS], there[LETTERS]; /* used: was there once */
    int name[LETTERS], parent[LETTERS]; /* names: 0 … LETTERS − 1; LETTERS + x = "code x" */
    atom atoms[ATOMS];
    int atom_count;
} model;

static bool holds(const plain *e, int letter)
{
    int i;

    for (i = 0; i < e->parts; i++)
        if (e->part[i] == letter) return true;
    return false;
}

static bool twice(const plain *e)
{
    int i, j;

    for (i = 0; i < e->parts; i++)
        for (j = 0; j < i; j++)
            if (e->part[i] == e->part[j]) return true;
    return false;
}

static bool name_is_free(const model *m, const plain *e)
{
    int x;

    for (x = 0; e->name != NOBODY && x < LETTERS; x++)
        if (m->there[x] && m->name[x] == e->name && x != e->unit && !holds(e, x)) return false;
    return true;
}

/* After the event, does somebody stand above himself? Tried out on a copy of the parents. */
static bool makes_ring(const model *m, const plain *e)
{
    int parent[LETTERS], x, y, steps;

    for (x = 0; x < LETTERS; x++) parent[x] = m->there[x] ? m->parent[x] : NOBODY;
    if (e->kind == JH_EVENT_MERGE) {
        if (!m->there[e->unit]) parent[e->unit] = m->parent[e->main];
        if (e->parent != NOBODY)
            parent[e->unit] = e->parent;
        else if (holds(e, parent[e->unit]))
            parent[e->unit] = NOBODY;
        for (x = 0; x < LETTERS; x++)
            if (parent[x] != NOBODY && holds(e, parent[x])) parent[x] = e->unit;
        for (x = 0; x < LETTERS; x++)
            if (holds(e, x)) parent[x] = NOBODY;
    } else if (e->parent != NOBODY) {
        parent[e->unit] = e->parent;
    }
    for (x = 0; x < LETTERS; x++)
        for (y = parent[x], steps = 0; y != NOBODY && steps <= LETTERS; y = parent[y], steps++)
            if (y == x) return true;
    return false;
}

static bool has_campus(const model *m, int letter)
{
    int x;

    for (x = 0; x < LETTERS; x++)
        if (m->there[x] && m->parent[x] == letter) return true;
    return false;
}

static bool parent_is_there(const model *m, const plain *e)
{
    return e->parent == NOBODY || m->there[e->parent];
}

static bool can_merge(const model *m, const plain *e)
{
    int i;

    if (!e->parts || twice(e) || holds(e, e->unit)) return false;
    for (i = 0; i < e->parts; i++)
        if (!m->there[e->part[i]]) return false;
    if (m->there[e->unit] ? e->main != NOBODY : m->used[e->unit] || e->main == NOBODY) return false;
    return name_is_free(m, e) && parent_is_there(m, e) && !makes_ring(m, e);
}

static bool can_split(const model *m, const plain *e)
{
    int i, sum = 0;

    if (!m->there[e->unit] || twice(e)) return false;
    for (i = 0; i < e->parts; i++) {
        sum += e->tenths[i];
        if (e->part[i] != e->unit && m->used[e->part[i]]) return false;
        if (e->tenths[i] <= 0 || e->tenths[i] >= 10) return false;
    }
    return sum == 10 && (holds(e, e->unit) || !has_campus(m, e->unit));
}

static bool can_be(const model *m, const plain *e)
{
    switch (e->kind) {
    case JH_EVENT_OPEN:
        return !m->used[e->unit] && name_is_free(m, e) && parent_is_there(m, e)
               && e->parent != e->unit;
    case JH_EVENT_CLOSE: return m->there[e->unit] && !has_campus(m, e->unit);
    case JH_EVENT_MERGE: return can_merge(m, e);
    case JH_EVENT_SPLIT: return can_split(m, e);
    default:
        return m->there[e->unit] && (e->name != NOBODY || e->parent != NOBODY) && name_is_free(m, e)
               && parent_is_there(m, e) && !makes_ring(m, e);
    }
}

static void begin_school(model *m, int letter, int name, int parent)
{
    m->used[letter] = m->there[letter] = true;
    m->name[letter] = name;
    m->parent[letter] = parent;
}

static void cut(model *m, const plain *e)
{
    int a, i, end = m->atom_count, below;

    for (a = 0; a < end; a++) {
        atom whole = m->atoms[a];
        if (whole.school != e->unit) continue;
        for (i = 0, below = 0; i < e->parts; i++) {
            /* Half up to whole heads, cumulated. */
            int64_t from = (whole.heads * below * 2 + 10) / 20;
            atom *piece = i ? &m->atoms[m->atom_count++] : &m->atoms[a];
            assert_true(m->atom_count < ATOMS);
            below += e->tenths[i];
            *piece = (atom){ (whole.heads * below * 2 + 10) / 20 - from, UNKNOWN, e->part[i] };
        }
    }
    for (i = 0; i < e->parts; i++)
        if (e->part[i] != e->unit)
            begin_school(m, e->part[i], LETTERS + e->part[i], m->parent[e->unit]);
    if (!holds(e, e->unit)) m->there[e->unit] = false;
}

static void join(model *m, const plain *e)
{
    int x, a;

    if (!m->there[e->unit]) begin_school(m, e->unit, m->name[e->main], m->parent[e->main]);
    if (m->parent[e->unit] != NOBODY && holds(e, m->parent[e->unit])) m->parent[e->unit] = NOBODY;
    for (x = 0; x < LETTERS; x++) {
        if (holds(e, x)) m->there[x] = false;
        if (x != e->unit && m->parent[x] != NOBODY && holds(e, m->parent[x]))
            m->parent[x] = e->unit;
    }
    for (a = 0; a < m->atom_count; a++)
        if (m->atoms[a].school != NOBODY && holds(e, m->atoms[a].school))
            m->atoms[a].school = e->unit;
}

static void happen(model *m, const plain *e)
{
    int a;

    if (e->kind == JH_EVENT_OPEN) begin_school(m, e->unit, e->name, e->parent);
    if (e->kind == JH_EVENT_SPLIT) cut(m, e);
    if (e->kind == JH_EVENT_MERGE) join(m, e);
    if (e->kind == JH_EVENT_CLOSE) {
        m->there[e->unit] = false;
        for (a = 0; a < m->atom_count; a++)
            if (m->atoms[a].school == e->unit) m->atoms[a].school = NOBODY;
    }
    if (e->kind == JH_EVENT_SPLIT || e->kind == JH_EVENT_CLOSE) return;
    if (e->name != NOBODY) m->name[e->unit] = e->name;
    if (e->parent != NOBODY) m->parent[e->unit] = e->parent;
}

static void begin_model(model *m, const int64_t heads[PAPERS], const int largest[PAPERS])
{
    int x;

    memset(m, 0, sizeof *m);
    for (x = 0; x < LETTERS; x++) m->parent[x] = NOBODY;
    for (x = 0; x < PAPERS; x++) {
        begin_school(m, x, LETTERS + x, NOBODY);
        m->atoms[m->atom_count++] = (atom){ heads[x], largest[x], x };
    }
}

/* Which event is the first that cannot be; EVENTS = each can. By day, then as entered. */
static int run_model(model *m, const plain *events, int count)
{
    bool done[EVENTS] = { false };
    int step, i, next;

    for (step = 0; step < count; step++) {
        next = NOBODY;
        for (i = 0; i < count; i++)
            if (!done[i] && (next == NOBODY || events[i].day < events[next].day)) next = i;
        done[next] = true;
        if (events[next].withdrawn) continue;
        if (!can_be(m, &events[next])) return next;
        happen(m, &events[next]);
    }
    return EVENTS;
}

/* ---- the same for the program ---------------------------------------------------------------- */

static jh_text code_of(int letter)
{
    static const char *const codes[] = {
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"
    };

    return letter == NOBODY ? JH_TEXT("") : jh_text_of(codes[letter]);
}

static jh_text name_of(int name)
{
    static const char *const names[] = { "n0", "n1", "n2", "n3", "n4",  "n5",
                                         "n6", "n7", "n8", "n9", "n10", "n11" };

    if (name == NOBODY) return JH_TEXT("");
    return name >= LETTERS ? code_of(name - LETTERS) : jh_text_of(names[name]);
}

/* The list as the store gives it, or in another order, which must not matter. */
static jh_unit_events events_of(const plain *list, int count, bool backwards)
{
    jh_unit_events out = { JH_NEW_ARRAY(&keep, jh_unit_event, EVENTS), (size_t)count };
    int i, j;

    for (i = 0; i < count; i++) {
        const plain *e = &list[backwards ? count - 1 - i : i];
        jh_event_part *parts = JH_NEW_ARRAY(&keep, jh_event_part, PARTS);

        for (j = 0; j < e->parts; j++)
            parts[j] = (jh_event_part){ code_of(e->part[j]),
                                        e->kind == JH_EVENT_SPLIT,
                                        { e->tenths[j] * (JH_DECIMAL_ONE / 10) } };
        out.items[i] = (jh_unit_event){ .number = (int32_t)(e - list) + 1,
                                        .kind = (jh_event_kind)e->kind,
                                        .date = { e->day },
                                        .unit = code_of(e->unit),
                                        .main = code_of(e->main),
                                        .name = name_of(e->name),
                                        .parent = code_of(e->parent),
                                        .parts = parts,
                                        .part_count = (size_t)e->parts,
                                        .is_withdrawn = e->withdrawn };
    }
    return out;
}

static const jh_element elements[] = {
    { .key = JH_TEXT("heads"), .title = JH_TEXT("heads"), .is_whole = true },
    { .key = JH_TEXT("largest"),
      .title = JH_TEXT("largest"),
      .merge = JH_MERGE_MAX,
      .divide = JH_DIVIDE_STATE },
};
static const jh_standard standard = { .elements = elements, .element_count = 2 };

static jh_snapshot papers_of(const int64_t heads[PAPERS], const int largest[PAPERS])
{
    static jh_unit units[PAPERS];
    static jh_observation all[2 * PAPERS];
    jh_batch batch = { .county = JH_TEXT("990101"),
                       .period = JH_TEXT("2024"),
                       .units = units,
                       .unit_count = PAPERS,
                       .observations = all,
                       .observation_count = 2 * PAPERS };
    jh_snapshot out;
    int x;

    for (x = 0; x < PAPERS; x++) {
        units[x] = (jh_unit){
            .code = code_of(x), .name = code_of(x), .opened = JH_NO_DATE, .closed = JH_NO_DATE
        };
        all[2 * x] = (jh_observation){ .unit = code_of(x),
                                       .element = elements[0].key,
                                       .value = { heads[x] * JH_DECIMAL_ONE },
                                       .origin = { .file = JH_NO_FILE } };
        all[2 * x + 1] = (jh_observation){ .unit = code_of(x),
                                           .element = elements[1].key,
                                           .value = { largest[x] * JH_DECIMAL_ONE },
                                           .origin = { .file = JH_NO_FILE } };
    }
    assert_int_equal(jh_snapshot_make(&out, &keep, &batch, NULL), JH_OK);
    return out;
}

static jh_code follow(jh_living_units *living, const jh_unit_events *events, jh_error *err)
{
    jh_known_unit known[PAPERS];
    jh_record record = { { known, PAPERS }, *events };
    const jh_moment all = { .day = { INT32_MAX } };
    int x;

    for (x = 0; x < PAPERS; x++)
        known[x] = (jh_known_unit){ .code = code_of(x),
                                    .name = code_of(x),
                                    .seen = { FIRST_DAY },
                                    .opened = JH_NO_DATE,
                                    .closed = JH_NO_DATE };
    return jh_history_follow(living, &keep, &record, &all, err);
}

static const jh_snapshot *carry(const jh_snapshot *in, const jh_unit_events *events)
{
    jh_carrying how = { .events = events,
                        .standard = &standard,
                        .after = { FIRST_DAY },
                        .until = { .day = { INT32_MAX } } };
    const jh_snapshot *out;

    assert_int_equal(jh_history_carry(&out, &keep, in, &how, NULL), JH_OK);
    return out;
}

/* ---- side by side ---------------------------------------------------------------------------- */

static int64_t total_of(const model *m, int school, bool is_largest)
{
    int64_t sum = 0;
    int a, greatest = 0;
    bool unknown = false;

    for (a = 0; a < m->atom_count; a++) {
        if (m->atoms[a].school != school) continue;
        sum += m->atoms[a].heads;
        unknown = unknown || m->atoms[a].largest == UNKNOWN;
        if (m->atoms[a].largest > greatest) greatest = m->atoms[a].largest;
    }
    return !is_largest ? sum : unknown ? UNKNOWN : greatest;
}

/* The school that a row counts for: up through rows that do not count as schools. */
static jh_text school_of(const jh_snapshot *in, size_t row)
{
    size_t steps;

    for (steps = 0; steps <= in->unit_count
                    && jh_text_equal(in->units[row].attribute[JH_COUNTED], JH_TEXT("no"));
         steps++) {
        row = jh_snapshot_unit(in, in->units[row].parent);
        assert_true(row != SIZE_MAX);
    }
    assert_true(steps <= in->unit_count);
    return in->units[row].code;
}

static void check_figures(const model *m, const jh_snapshot *in, const char *what)
{
    const jh_column *heads = &in->columns[0], *largest = &in->columns[1];
    int64_t sum, greatest;
    bool unknown, any;
    size_t row, rows_counted = 0;
    int x;

    assert_true(jh_text_equal(heads->element, elements[0].key));
    for (x = 0; x < LETTERS; x++) {
        sum = greatest = 0;
        unknown = any = false;
        for (row = 1; row < in->unit_count; row++) {
            if (!jh_text_equal(school_of(in, row), code_of(x))) continue;
            any = true;
            rows_counted++;
            sum += heads->millionths[row] / JH_DECIMAL_ONE;
            unknown = unknown || largest->why[row];
            if (largest->millionths[row] / JH_DECIMAL_ONE > greatest)
                greatest = largest->millionths[row] / JH_DECIMAL_ONE;
        }
        if (any && !m->there[x]) fail_msg("%s: %c is gone but has figures", what, 'A' + x);
        if (m->there[x]
            && (sum != total_of(m, x, false)
                || (any && (unknown ? UNKNOWN : greatest) != total_of(m, x, true))))
            fail_msg("%s: %c has %lld heads, not %lld", what, 'A' + x, (long long)sum,
                     (long long)total_of(m, x, false));
    }
    assert_int_equal(rows_counted, in->unit_count - 1); /* nobody's figures are lost */
}

static void check_schools(const model *m, const jh_living_units *living, const char *what)
{
    int x;

    for (x = 0; x < LETTERS; x++) {
        const jh_living_unit *unit = jh_living_unit_of(living, code_of(x));

        if ((unit && unit->is_there) != m->there[x])
            fail_msg("%s: %c is%s there", what, 'A' + x, m->there[x] ? " not" : "");
        if (!m->there[x]) continue;
        if (!jh_text_equal(unit->name, name_of(m->name[x]))
            || !jh_text_equal(unit->parent, code_of(m->parent[x])))
            fail_msg("%s: %c is %.*s under %.*s", what, 'A' + x, JH_TEXT_ARGS(unit->name),
                     JH_TEXT_ARGS(unit->parent));
    }
}

/* The events that stand, without those withdrawn. */
static int without_withdrawn(plain *out, const plain *from, int count)
{
    int i, kept = 0;

    for (i = 0; i < count; i++)
        if (!from[i].withdrawn) out[kept++] = from[i];
    return kept;
}

static void random_sequences_come_out_as_the_model_says(void **unused)
{
    static model m, tried;
    size_t possible = 0, impossible = 0, events_followed = 0;
    uint64_t seed;

    (void)unused;
    for (seed = 1; seed <= SEQUENCES; seed++) {
        plain events[EVENTS], standing[EVENTS];
        int64_t heads[PAPERS];
        int largest[PAPERS], count, tries, bad, i;
        jh_arena begun = keep;
        jh_unit_events told;
        jh_living_units living;
        jh_snapshot papers;
        const jh_snapshot *carried;
        jh_error err = { 0 };
        char what[64];
        jh_code code;

        state = seed * 0x9E3779B97F4A7C15u;
        snprintf(what, sizeof what, "seed %llu", (unsigned long long)seed);
        for (i = 0; i < PAPERS; i++) {
            heads[i] = (int64_t)chance(500);
            largest[i] = 10 + (int)chance(50);
        }
        /* Mostly events that can be: an impossible one is kept one time in eight. */
        for (count = 0, tries = 0; count < EVENTS && tries < 400; tries++) {
            events[count] = any_event();
            begin_model(&tried, heads, largest);
            if (run_model(&tried, events, count + 1) != EVENTS && chance(200)) continue;
            count++;
        }
        begin_model(&m, heads, largest);
        bad = run_model(&m, events, count);
        told = events_of(events, count, false);
        code = follow(&living, &told, &err);
        if ((code == JH_OK) != (bad == EVENTS))
            fail_msg("%s: the model says %d, the program %d %s", what, bad, code,
                     err.message.arg[2]);
        if (bad != EVENTS) {
            impossible++;
            if (atoi(err.message.arg[2]) != bad + 1)
                fail_msg("%s: event %d cannot be, not %s", what, bad + 1, err.message.arg[2]);
            keep = begun;
            continue;
        }
        possible++;
        events_followed += (size_t)count;
        papers = papers_of(heads, largest);
        carried = carry(&papers, &told);
        check_schools(&m, &living, what);
        check_figures(&m, carried, what);
        told = events_of(events, count, true);
        assert_memory_equal(&carry(&papers, &told)->content, &carried->content,
                            sizeof carried->content);
        count = without_withdrawn(standing, events, count);
        told = events_of(standing, count, false);
        assert_memory_equal(&carry(&papers, &told)->content, &carried->content,
                            sizeof carried->content);
        keep = begun;
    }
    print_message("%zu sequences that can be (%zu events), %zu that cannot\n", possible,
                  events_followed, impossible);
    assert_true(possible > SEQUENCES / 3 && impossible > SEQUENCES / 20);
}

static int reserve(void **unused)
{
    (void)unused;
    return jh_arena_reserve(&keep, JH_ARENA_DEFAULT);
}

static int release(void **unused)
{
    (void)unused;
    jh_arena_release(&keep);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(random_sequences_come_out_as_the_model_says, reserve,
                                        release),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
