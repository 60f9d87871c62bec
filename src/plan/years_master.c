/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_work.h"
#include "solve/cone.h"

#include <math.h>
#include <string.h>

enum { ROUNDS_MOST = 100 };
/* Lacking money, of the programme's unit; more than anything else in it can be worth. */
static const double PENALTY = 1e4;
/* A pattern is worth its column, the programme done, a cut its row, below these shares. */
static const double WORTH = 1e-9, CLOSE = 1e-5, DEEP = 1e-4;

/* Rows: money by year, money in all, shares by year, what is left for the end, cuts, schools.
 * Columns: nothing (there must be one to begin with), by year money of the staff, of the end, and
 * lacking; lacking in all; then patterns. */
typedef struct master {
    jh_years_work *w;
    const jh_years_ask *ask;
    jh_arena *room;
    jh_cone_solver *solver;
    jh_optimum optimum;
    jh_years_pattern *patterns, *priced;
    uint8_t *known; /* [choice × year × when] there is a column of it */
    size_t count, capacity, years, fixed;
    size_t solved;                       /* so many patterns the last optimum knows */
    size_t first_cut[JH_YEARS_MOST + 1]; /* row of each year's cuts */
    double money, heads;                 /* units of the programme */
    double scale;                        /* of the Lagrangian's money in the programme's unit */
    jh_years_proof now;
    jh_years_mix mix;
    double best;
    jh_years_answer *out;
    jh_years_mix best_mix;
    jh_error *err;
} master;

static size_t total_row(const master *m)
{
    return m->years;
}

static size_t share_row(const master *m, size_t y)
{
    return m->years + 1 + y;
}

static size_t rest_row(const master *m)
{
    return 2 * m->years + 1;
}

static size_t school_row(const master *m, size_t school)
{
    return m->first_cut[m->years] + school;
}

static size_t staff_column(size_t y)
{
    return 1 + y;
}

static double price_of(const master *m, size_t year)
{
    return (double)m->w->years->price[year] / JH_PRICE_UNIT;
}

/* ---- columns as lines ---- */

typedef struct lines {
    int32_t *start, *index;
    double *value, *cost;
    jh_span_of *span;
    size_t count, entries;
} lines;

static jh_code make_lines(lines *out, const master *m, size_t count)
{
    size_t entries = count * (2 * m->years + 4 + m->first_cut[m->years] - m->first_cut[0]);

    *out = (lines){ 0 };
    out->start = JH_NEW_ARRAY(m->room, int32_t, count + 1);
    out->index = JH_NEW_ARRAY(m->room, int32_t, entries + 1);
    out->value = JH_NEW_ARRAY(m->room, double, entries + 1);
    out->cost = JH_NEW_ARRAY(m->room, double, count + 1);
    out->span = JH_NEW_ARRAY(m->room, jh_span_of, count + 1);
    return out->start && out->index && out->value && out->cost && out->span ? JH_OK
                                                                            : jh_no_memory(m->err);
}

static void put(lines *to, size_t row, double value)
{
    to->index[to->entries] = (int32_t)row;
    to->value[to->entries++] = value;
}

static void end(lines *to, double cost)
{
    to->cost[to->count] = cost;
    to->span[to->count++] = (jh_span_of){ 0, JH_INFINITE };
    to->start[to->count] = (int32_t)to->entries;
}

static jh_code send(master *m, const lines *from)
{
    jh_lines matrix = { from->start, from->index, from->value, from->count };

    return from->count ? jh_cone_add_columns(m->solver, &matrix, from->span, from->cost, m->err)
                       : JH_OK;
}

/* Money spent in `year` counts in its row and in all later ones. */
static void put_money(lines *to, const master *m, size_t year, double money)
{
    size_t y;

    for (y = year; y < m->years; y++) put(to, y, money);
    if (money > 0) put(to, total_row(m), money);
}

static jh_code add_fixed(master *m)
{
    bool is_cost = m->ask->kind == JH_YEARS_COST;
    lines all;
    jh_code rc = make_lines(&all, m, 3 * m->years + 1);
    size_t y, row;

    if (rc) return rc;
    for (y = 0; y < m->years; y++) { /* the staff's */
        put_money(&all, m, y, price_of(m, y));
        put(&all, rest_row(m), 1);
        for (row = m->first_cut[y]; row < m->first_cut[m->years]; row++) put(&all, row, 1);
        end(&all, is_cost ? price_of(m, y) : 0);
    }
    for (y = 0; y < m->years; y++) { /* the end's */
        put_money(&all, m, y, price_of(m, y));
        put(&all, rest_row(m), 1);
        end(&all, is_cost ? price_of(m, y) : 0);
    }
    for (y = 0; y < m->years; y++) {
        put_money(&all, m, y, -1);
        end(&all, m->ask->kind == JH_YEARS_EXTRA ? 1 : PENALTY);
    }
    put(&all, total_row(m), -1);
    end(&all, PENALTY);
    m->fixed = 1 + all.count;
    return send(m, &all);
}

/* What the pattern's staff adds to a cut of the year. */
static double cut_worth(const master *m, const jh_years_cut *cut, const jh_years_pattern *p,
                        size_t year)
{
    const jh_years_school *s = &m->w->schools[p->school];
    const jh_years_choice *c = &m->w->choices[p->choice];
    double sum = 0;
    size_t i;

    for (i = 0; i < s->rows; i++)
        sum += cut->worth[s->first + i][jh_years_bit(m->w, c->waived[i]) + 1][year >= p->year];
    return sum;
}

static void put_pattern(lines *to, const master *m, const jh_years_pattern *p)
{
    const jh_years_school *s = &m->w->schools[p->school];
    const jh_years_choice *c = &m->w->choices[p->choice];
    double money = (double)c->low / m->money * price_of(m, p->when), cost = 0;
    size_t y, j;

    put_money(to, m, p->when, money);
    for (y = p->year; y < m->years; y++) put(to, share_row(m, y), 1);
    put(to, rest_row(m), ((double)c->low - c->final_near) / m->money);
    for (y = 0; y + 1 < m->years; y++)
        for (j = 0; j < m->w->cut_count[y]; j++)
            put(to, m->first_cut[y] + j, -cut_worth(m, &m->w->cuts[y][j], p, y) / m->money);
    put(to, school_row(m, p->school), 1);
    if (m->ask->kind == JH_YEARS_COST) cost = money;
    if (m->ask->kind == JH_YEARS_PUPILS)
        cost = -(double)s->pupils * (double)(m->years - p->year) / m->heads;
    end(to, cost);
}

static uint8_t *known_at(const master *m, const jh_years_pattern *p)
{
    return &m->known[(p->choice * m->years + p->year) * m->years + p->when];
}

/* Prices of a pattern that has its column say no more than how the library rounds: added again it
 * would be asked for again, for ever. */
static bool is_news(const master *m, const jh_years_pattern *p, bool all)
{
    if (*known_at(m, p)) return false;
    return all || p->value * m->scale - m->optimum.price[school_row(m, p->school)] <= -WORTH;
}

/* Those of the priced patterns that the prices of their schools do not pay yet; all: the first. */
static jh_code add_patterns(size_t *added, master *m, bool all)
{
    size_t count = m->w->school_count * m->years, news = 0, i;
    lines more;
    jh_code rc;

    for (i = 0; i < count; i++) news += is_news(m, &m->priced[i], all);
    *added = news;
    if (!news) return JH_OK;
    rc = make_lines(&more, m, news);
    if (rc) return rc;
    m->patterns = jh_grow(m->room, m->patterns, &m->capacity, m->count + news, sizeof *m->patterns);
    if (!m->patterns) return jh_no_memory(m->err);
    for (i = 0; i < count; i++) {
        const jh_years_pattern *p = &m->priced[i];
        if (!is_news(m, p, all)) continue;
        put_pattern(&more, m, p);
        *known_at(m, p) = 1;
        m->patterns[m->count++] = *p;
    }
    return send(m, &more);
}

static jh_code add_known(master *m)
{
    lines known;
    jh_code rc = make_lines(&known, m, m->count + 1);
    size_t i;

    for (i = 0; !rc && i < m->count; i++) put_pattern(&known, m, &m->patterns[i]);
    return rc ? rc : send(m, &known);
}

/* ---- the programme ---- */

static void set_rows(master *m, jh_span_of *span)
{
    const jh_years *years = m->w->years;
    double budget = 0;
    size_t y, j, i;

    for (y = 0; y < m->years; y++) {
        budget += (double)years->budget[y];
        span[y] = (jh_span_of){ -JH_INFINITE, budget / m->money };
        span[share_row(m, y)] = (jh_span_of){ (double)years->wanted[y], JH_INFINITE };
        for (j = 0; j < m->w->cut_count[y]; j++)
            span[m->first_cut[y] + j] =
                (jh_span_of){ m->w->cuts[y][j].constant / m->money, JH_INFINITE };
    }
    span[total_row(m)] = (jh_span_of){ -JH_INFINITE, m->ask->kind == JH_YEARS_PUPILS
                                                         ? (double)m->ask->ceiling / m->money
                                                         : JH_INFINITE };
    span[rest_row(m)] = (jh_span_of){ m->w->common_near / m->money, JH_INFINITE };
    for (i = 0; i < m->w->school_count; i++) span[school_row(m, i)] = (jh_span_of){ 1, 1 };
}

static jh_code open_programme(master *m)
{
    const jh_span_of nothing = { 0, 0 };
    double free = 0;
    jh_programme programme = {
        .column_count = 1, .columns = &nothing, .cost = &free, .progress = m->ask->progress
    };
    jh_span_of *span;
    int32_t *start;
    size_t y, rows;

    jh_cone_close(m->solver);
    m->first_cut[0] = 2 * m->years + 2;
    for (y = 0; y < m->years; y++) m->first_cut[y + 1] = m->first_cut[y] + m->w->cut_count[y];
    rows = school_row(m, m->w->school_count);
    span = JH_NEW_ARRAY(m->room, jh_span_of, rows);
    start = JH_NEW_ARRAY(m->room, int32_t, rows + 1);
    if (!span || !start) return jh_no_memory(m->err);
    set_rows(m, span);
    programme.rows = span;
    programme.matrix = (jh_lines){ start, NULL, NULL, rows };
    return jh_cone_open(&m->solver, m->room, &programme, m->err);
}

static int64_t fraction(double value)
{
    return value > 0 ? llround(value * (double)(1 << JH_WEIGHT_BITS)) : 0;
}

/* Lacking money weighs no more than money: rounding may have gone beyond. */
static void keep_below_one(master *m)
{
    int64_t over = -(INT64_C(1) << JH_WEIGHT_BITS);
    size_t y;

    for (y = 0; y < m->years; y++) over += m->now.budget[y];
    for (y = 0; over > 0 && y < m->years; y++) {
        int64_t off = m->now.budget[y] < over ? m->now.budget[y] : over;
        m->now.budget[y] -= off;
        over -= off;
    }
}

static void read_mix(master *m)
{
    size_t y, j;

    memset(m->mix, 0, sizeof m->mix);
    for (y = 0; y + 1 < m->years; y++) {
        double sum = 0;
        for (j = 0; j < m->w->cut_count[y]; j++) {
            double price = m->optimum.price[m->first_cut[y] + j];
            m->mix[y][j] = price > 0 ? price : 0;
            sum += m->mix[y][j];
        }
        for (j = 0; sum > 0 && j < m->w->cut_count[y]; j++) m->mix[y][j] /= sum;
    }
}

/* The programme's prices as weights. */
static void read_weights(master *m)
{
    const double *price = m->optimum.price;
    double sum = 0, unit = 1;
    size_t y;

    m->now = (jh_years_proof){ .total = 0 };
    if (m->ask->kind == JH_YEARS_PUPILS) sum = -price[total_row(m)];
    for (y = 0; y < m->years; y++) sum -= price[y];
    m->scale = 1 / m->money;
    if (m->ask->kind == JH_YEARS_PUPILS) {
        if (sum > 1e-9) unit = sum;
        m->now.total = fraction(-price[total_row(m)] / unit);
        m->now.pupil_year = (int64_t)ceil(m->money / (unit * m->heads));
        m->scale = 1 / ((double)m->now.pupil_year * m->heads);
    } else if (m->ask->kind == JH_YEARS_COST) {
        m->now.total = INT64_C(1) << JH_WEIGHT_BITS;
    } else if (sum > 1) {
        unit = sum;
    }
    for (y = 0; y < m->years; y++) {
        double share = price[share_row(m, y)] / m->scale;
        m->now.budget[y] = fraction(-price[y] / unit);
        m->now.share[y] = share > 0 ? (int64_t)floor(share) : 0;
    }
    if (m->ask->kind == JH_YEARS_EXTRA) keep_below_one(m);
    read_mix(m);
}

/* The Lagrangian's value at the weights, in the programme's unit. */
static double value_of(const master *m, const jh_years_weights *weights)
{
    const jh_years *years = m->w->years;
    double unit = 1.0 / (double)(1 << JH_WEIGHT_BITS), budget = 0, least;
    double value = weights->until[m->years - 1] * m->w->common_near + weights->constant;
    size_t y, i;

    for (y = 0; y < m->years; y++) {
        budget += (double)years->budget[y];
        value -= (double)m->now.budget[y] * unit * budget;
        value += (double)m->now.share[y] * (double)years->wanted[y];
    }
    if (m->ask->kind == JH_YEARS_PUPILS)
        value -= (double)m->now.total * unit * (double)m->ask->ceiling;
    for (i = 0; i < m->w->school_count; i++) {
        for (least = INFINITY, y = 0; y < m->years; y++)
            least = fmin(least, m->priced[i * m->years + y].value);
        value += least;
    }
    return value * m->scale;
}

/* ---- rounds ---- */

static jh_code price_patterns(master *m, double *value)
{
    jh_years_weights weights;
    jh_code rc = jh_years_weigh(&weights, m->w, &m->now, m->mix, m->err);

    if (rc) return rc;
    jh_years_price(m->priced, m->w, &weights);
    *value = value_of(m, &weights);
    if (*value > m->best) memcpy(m->out->weight, weights.until, sizeof weights.until);
    return JH_OK;
}

static jh_code one_round(master *m, bool *done)
{
    size_t added = 0;
    double value;
    jh_code rc = jh_cone_solve(&m->optimum, m->solver, m->err);

    *done = true;
    if (rc) return rc;
    m->solved = m->count;
    if (m->optimum.outcome != JH_OPTIMAL) {
        m->out->stopped = true;
        return JH_OK;
    }
    read_weights(m);
    rc = price_patterns(m, &value);
    if (rc) return rc;
    if (value > m->best) {
        m->best = value;
        m->out->proof = m->now;
        memcpy(m->best_mix, m->mix, sizeof m->mix);
    }
    if (m->optimum.cost - value <= CLOSE * (1 + fabs(m->optimum.cost))) return JH_OK;
    rc = add_patterns(&added, m, false);
    *done = added == 0;
    return rc;
}

static jh_code generate(master *m)
{
    bool done = false;
    size_t i, added;
    double value;
    jh_code rc = open_programme(m);

    if (!rc) rc = add_fixed(m);
    if (!rc && m->count) rc = add_known(m);
    if (!rc && !m->count) {
        m->now = (jh_years_proof){ .total = INT64_C(1) << JH_WEIGHT_BITS };
        rc = price_patterns(m, &value);
        if (!rc) rc = add_patterns(&added, m, true);
    }
    for (i = 0; !rc && !done && i < ROUNDS_MOST; i++) rc = one_round(m, &done);
    return rc;
}

/* ---- cuts ---- */

/* For each school the pattern that has most of it. */
static void read_choices(const master *m, double *most)
{
    size_t i, r;

    memset(most, 0, m->w->school_count * sizeof *most);
    for (i = 0; i < m->solved; i++) {
        const jh_years_pattern *p = &m->patterns[i];
        const jh_years_school *s = &m->w->schools[p->school];
        double share = m->optimum.column[m->fixed + i];
        if (share <= most[p->school]) continue;
        most[p->school] = share;
        m->out->year[p->school] = p->year;
        for (r = 0; r < s->rows; r++)
            m->out->waived[s->first + r] = m->w->choices[p->choice].waived[r];
    }
}

/* What the relaxation asks of a year's staff, to whole persons. */
static void read_asked(const master *m, double (*sums)[JH_YEARS_NEEDS],
                       int64_t (*asked)[JH_YEARS_NEEDS], size_t year)
{
    int64_t one[JH_YEARS_NEEDS];
    size_t i, r, e, rows = m->w->p->row_count;

    memset(sums, 0, rows * sizeof *sums);
    for (i = 0; i < m->solved; i++) {
        const jh_years_pattern *p = &m->patterns[i];
        const jh_years_school *s = &m->w->schools[p->school];
        double share = m->optimum.column[m->fixed + i];
        if (share < 1e-9) continue;
        for (r = 0; r < s->rows; r++) {
            int bit = jh_years_bit(m->w, m->w->choices[p->choice].waived[r]);
            jh_years_asked(one, m->w, s->first + r, bit, year >= p->year);
            for (e = 0; e < JH_YEARS_NEEDS; e++) sums[s->first + r][e] += share * (double)one[e];
        }
    }
    for (i = 0; i < rows; i++)
        for (e = 0; e < JH_YEARS_NEEDS; e++) asked[i][e] = llround(sums[i][e]);
}

/* By how much the cut says that the staff of the year must have cost more. */
static double depth(const master *m, const jh_years_cut *cut, size_t year)
{
    double sum = cut->constant;
    size_t i, y;

    for (i = 0; i < m->solved; i++) {
        double share = m->optimum.column[m->fixed + i];
        if (share > 1e-9) sum += share * cut_worth(m, cut, &m->patterns[i], year);
    }
    for (y = 0; y <= year; y++) sum -= m->optimum.column[staff_column(y)] * m->money;
    return sum / m->money;
}

static jh_code add_cuts(master *m, bool *any)
{
    size_t rows = m->w->p->row_count, y;
    double(*sums)[JH_YEARS_NEEDS] = jh_alloc(m->room, rows, sizeof *sums);
    int64_t(*asked)[JH_YEARS_NEEDS] = jh_alloc(m->room, rows, sizeof *asked);
    jh_code rc = JH_OK;

    *any = false;
    if (!sums || !asked) return jh_no_memory(m->err);
    for (y = 0; !rc && y + 1 < m->years; y++) {
        jh_years_cut cut;
        if (m->w->cut_count[y] == JH_YEARS_CUTS) continue;
        read_asked(m, sums, asked, y);
        rc = jh_years_cut_at(&cut, m->w, asked, m->ask->progress, m->err);
        if (rc || !cut.person || depth(m, &cut, y) < DEEP) continue;
        m->w->cuts[y][m->w->cut_count[y]++] = cut;
        *any = true;
    }
    return rc;
}

jh_code jh_years_relax(jh_years_answer *out, jh_years_work *w, const jh_years_ask *ask,
                       jh_error *err)
{
    master m = { .w = w,
                 .ask = ask,
                 .room = w->room,
                 .years = w->years->count,
                 .money = w->unit,
                 .best = -INFINITY,
                 .out = out,
                 .err = err };
    double *most = JH_NEW_ARRAY(w->room, double, w->school_count);
    bool any = true;
    jh_code rc = JH_OK;
    size_t i;

    *out = (jh_years_answer){ .waived = JH_NEW_ARRAY(w->room, int8_t, w->p->row_count),
                              .year = JH_NEW_ARRAY(w->room, uint32_t, w->school_count) };
    m.priced = JH_NEW_ARRAY(w->room, jh_years_pattern, w->school_count * m.years);
    m.known = JH_NEW_ARRAY(w->room, uint8_t, w->choice_count * m.years * m.years);
    if (!out->waived || !out->year || !m.priced || !m.known || !most) return jh_no_memory(err);
    for (i = 0; i < w->school_count; i++) m.heads += (double)w->schools[i].pupils;
    m.heads = m.heads * (double)m.years / 100;
    for (i = 0; !rc && any && !out->stopped && i < ask->rounds; i++) {
        rc = generate(&m);
        if (rc || out->stopped) break;
        read_choices(&m, most);
        rc = add_cuts(&m, &any);
    }
    jh_cone_close(m.solver);
    if (!(m.best > -INFINITY)) { /* nothing was found out in time */
        out->proof.total = ask->kind == JH_YEARS_COST ? INT64_C(1) << JH_WEIGHT_BITS : 0;
        out->proof.pupil_year = ask->kind == JH_YEARS_PUPILS;
    }
    memcpy(out->mix, m.best_mix, sizeof out->mix);
    return rc;
}
