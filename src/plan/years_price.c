/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/years_work.h"

#include <string.h>

static void weigh_money(jh_years_weights *out, const jh_years *years, const jh_years_proof *prices)
{
    double unit = 1.0 / (double)(1 << JH_WEIGHT_BITS), sum = (double)prices->total, share = 0;
    size_t y = years->count;

    while (y-- > 0) {
        sum += (double)prices->budget[y];
        share += (double)prices->share[y];
        out->at[y] = sum * unit * (double)years->price[y] / JH_PRICE_UNIT;
        out->share[y] = share;
    }
    for (y = 0; y < years->count; y++) {
        bool lower = !y || out->at[y] <= out->until[y - 1];
        out->until[y] = lower ? out->at[y] : out->until[y - 1];
        out->when[y] = lower ? (uint32_t)y : out->when[y - 1];
    }
    out->pupil_year = (double)prices->pupil_year;
}

/* Staff that is there by the end of year y weighs G(y) − G(y + 1), by its cuts. */
static void weigh_staff(jh_years_weights *out, const jh_years_work *w, const jh_years_mix mix)
{
    size_t rows = w->p->row_count, y, j, i, e;

    for (y = 0; y + 1 < w->years->count; y++)
        for (j = 0; j < w->cut_count[y]; j++) {
            const jh_years_cut *cut = &w->cuts[y][j];
            double weight = mix[y][j] * (out->until[y] - out->until[y + 1]);
            if (!(weight > 0)) continue;
            out->constant += weight * cut->constant;
            for (i = 0; i < rows; i++)
                for (e = 0; e < JH_YEARS_NEEDS; e++) {
                    out->staff[y * rows + i][e][0] += weight * cut->worth[i][e][0];
                    out->staff[y * rows + i][e][1] += weight * cut->worth[i][e][1];
                }
        }
}

jh_code jh_years_weigh(jh_years_weights *out, const jh_years_work *w, const jh_years_proof *prices,
                       const jh_years_mix mix, jh_error *err)
{
    memset(out, 0, sizeof *out);
    out->staff = jh_alloc(w->room, w->years->count * w->p->row_count, sizeof *out->staff);
    if (!out->staff) return jh_no_memory(err);
    weigh_money(out, w->years, prices);
    weigh_staff(out, w, mix);
    return JH_OK;
}

/* ---- patterns ---- */

static double staff_of(const jh_years_work *w, const jh_years_weights *weights, size_t row,
                       int8_t waived, uint32_t year)
{
    int bit = jh_years_bit(w, waived);
    double sum = 0;
    size_t y;

    for (y = 0; y + 1 < w->years->count; y++)
        sum += weights->staff[y * w->p->row_count + row][bit + 1][y >= year];
    return sum;
}

static double value_of(const jh_years_work *w, const jh_years_weights *weights,
                       const jh_years_pattern *at)
{
    const jh_years_school *s = &w->schools[at->school];
    const jh_years_choice *c = &w->choices[at->choice];
    double last = weights->until[w->years->count - 1];
    double value = last * c->final_near + (weights->until[at->year] - last) * (double)c->low;
    size_t i;

    value -= weights->pupil_year * (double)s->pupils * (double)(w->years->count - at->year);
    value -= weights->share[at->year];
    for (i = 0; i < s->rows; i++)
        value += staff_of(w, weights, s->first + i, c->waived[i], at->year);
    return value;
}

void jh_years_price(jh_years_pattern *out, const jh_years_work *w, const jh_years_weights *weights)
{
    size_t years = w->years->count, c;
    uint32_t i, y;

    for (i = 0; i < w->school_count; i++)
        for (y = 0; y < years; y++) {
            const jh_years_school *s = &w->schools[i];
            jh_years_pattern *best = &out[i * years + y];
            for (c = 0; c < s->choices; c++) {
                jh_years_pattern now = { i, (uint32_t)(s->choice + c), y, weights->when[y], 0 };
                now.value = value_of(w, weights, &now);
                if (!c || now.value < best->value) *best = now;
            }
        }
}
