/* Against the year before: digits or units that slipped, and changes that want an explanation.
 * SPDX-License-Identifier: Apache-2.0 */
#include "checks/work.h"

#include <math.h>
#include <stdio.h>

typedef struct slip_work {
    jh_number *now, *then; /* then NULL = no year before */
    jh_claim *members;
    jh_like like;
    bool has_like;
} slip_work;

static bool is_positive(const jh_number *number)
{
    return !number->why && jh_check_value(number) > 0;
}

/* The factor, or one part in it, by which a is b; 0 = none. Within a share of it, either way. */
static double factor_between(const jh_check *check, double a, double b, double share)
{
    double ratio = a / b, factor;
    size_t i;

    for (i = 0; i < check->factor_count; i++) {
        factor = (double)check->factors[i];
        if (fabs(log(ratio / factor)) <= log1p(share)) return factor;
        if (fabs(log(ratio * factor)) <= log1p(share)) return 1 / factor;
    }
    return 0;
}

/* What is told of a row: against what, and the two figures. */
typedef struct finding {
    jh_say_id say;
    double now, other;
} finding;

static jh_code tell(jh_check_work *w, jh_check_row at, const jh_figure_list *figures,
                    const finding *found)
{
    jh_telling telling = { .check = at.check, .say = found->say, .figures = *figures };
    char is[32], other[32], times[32];

    jh_check_digits(is, found->now);
    jh_check_digits(other, found->other);
    jh_check_digits(times, found->now / found->other);
    snprintf(telling.detail, sizeof telling.detail, "%s ⇄ %s, ×%s", is, other, times);
    jh_mark_like_first(w, found->say == SAY_CHECKS_CHANGED ? JH_DOUBTED : JH_SLIPPED, figures);
    return jh_check_tell(w, &telling);
}

/* ---- digits and units ------------------------------------------------------------------------ */

/* What last year's figure tells settles it: only where there is none are the like asked. */
static bool find_slip(finding *out, const jh_check_work *w, jh_check_row at, const slip_work *s)
{
    double now = jh_check_value(&s->now[at.row]), share;
    size_t g;

    if (s->then && is_positive(&s->then[at.row])) {
        *out = (finding){ SAY_CHECKS_SLIPPED_YEAR, now, jh_check_value(&s->then[at.row]) };
        share = jh_check_threshold(w, at.check->beyond);
        return factor_between(at.check, now, out->other, share) > 0;
    }
    if (!s->has_like) return false;
    g = s->like.group[at.row];
    if ((double)s->like.count[g] < jh_check_threshold(w, at.check->among)) return false;
    *out = (finding){ SAY_CHECKS_SLIPPED_LIKE, now, exp(s->like.median[g]) };
    share = jh_check_threshold(w, at.check->least) - 1;
    return factor_between(at.check, now, out->other, share) > 0;
}

static jh_code look_for_slip(jh_check_work *w, jh_check_row at, const slip_work *s)
{
    jh_arena rest = w->scratch;
    jh_figure_list figures;
    finding found;
    jh_code rc = jh_check_read_row(&figures, w, at);

    if (!rc && figures.count && !jh_are_marked(w, JH_SLIPPED, &figures)
        && find_slip(&found, w, at, s))
        rc = tell(w, at, &figures, &found);
    w->scratch = rest;
    return rc;
}

jh_code jh_check_slip(jh_check_work *w, const jh_check *check)
{
    size_t rows = jh_check_rows(w, check), i;
    slip_work s = { .has_like = check->among != SIZE_MAX };
    jh_code rc = jh_check_numbers(&s.now, w, check, false);

    if (!rc) rc = jh_check_numbers(&s.then, w, check, true);
    if (!rc) rc = jh_check_members(&s.members, w, check);
    if (!rc && s.has_like) rc = jh_like_make(&s.like, w, check, s.now, s.members);
    for (i = 0; i < rows && !rc; i++)
        if (is_positive(&s.now[i]) && (!s.members || s.members[i].truth == JH_YES))
            rc = look_for_slip(w, (jh_check_row){ check, i }, &s);
    return rc;
}

/* ---- changes --------------------------------------------------------------------------------- */

static bool is_far(const jh_check_work *w, const jh_check *check, double now, double then)
{
    double change = fabs(now - then);

    return change > jh_check_threshold(w, check->beyond) * then
           && change >= jh_check_threshold(w, check->least);
}

static jh_code look_for_change(jh_check_work *w, jh_check_row at, double now, double then)
{
    const finding found = { SAY_CHECKS_CHANGED, now, then };
    jh_arena rest = w->scratch;
    jh_figure_list figures;
    jh_code rc;

    if (!is_far(w, at.check, now, then)) return JH_OK;
    rc = jh_check_read_row(&figures, w, at);
    if (!rc && figures.count && !jh_are_marked(w, JH_DOUBTED, &figures)
        && !jh_are_marked(w, JH_SLIPPED, &figures))
        rc = tell(w, at, &figures, &found);
    w->scratch = rest;
    return rc;
}

jh_code jh_check_change(jh_check_work *w, const jh_check *check)
{
    size_t rows = jh_check_rows(w, check), i;
    jh_number *now = NULL, *then = NULL;
    jh_claim *members = NULL;
    jh_code rc = jh_check_numbers(&now, w, check, false);

    if (!rc) rc = jh_check_numbers(&then, w, check, true);
    if (!rc) rc = jh_check_members(&members, w, check);
    for (i = 0; i < rows && !rc && then; i++)
        if (!now[i].why && !then[i].why && (!members || members[i].truth == JH_YES))
            rc = look_for_change(w, (jh_check_row){ check, i }, jh_check_value(&now[i]),
                                 jh_check_value(&then[i]));
    return rc;
}
