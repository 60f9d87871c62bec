/* What must hold of every row.
 * SPDX-License-Identifier: Apache-2.0 */
#include "checks/work.h"

#include <stdio.h>

enum { SHOWN = 4 };

/* "专任教师数 12,教职工数 9": the first of each element, campuses are not added up. */
static void put_figures(char out[JH_MESSAGE_ARG_SIZE], const jh_check_work *w,
                        const jh_figure_list *figures)
{
    const jh_standard *standard = w->frame->standard;
    char digits[JH_DECIMAL_SIZE];
    size_t i, used = 0;
    jh_text title;

    *out = '\0';
    for (i = 0; i < figures->count && i < SHOWN; i++) {
        title =
            jh_standard_in(standard, w->lang, standard->elements[figures->items[i].element].title);
        if (used + title.size + JH_DECIMAL_SIZE + 4 >= JH_MESSAGE_ARG_SIZE) break;
        used += (size_t)snprintf(out + used, JH_MESSAGE_ARG_SIZE - used, "%s%.*s %s",
                                 !used              ? ""
                                 : w->lang == JH_ZH ? "，"
                                                    : ", ",
                                 JH_TEXT_ARGS(title),
                                 jh_decimal_write_short(digits, figures->items[i].value));
    }
}

static jh_code tell(jh_check_work *w, jh_check_row at)
{
    jh_telling telling = { .check = at.check,
                           .say = at.check->is_hard ? SAY_CHECKS_BROKEN : SAY_CHECKS_DOUBTFUL };
    jh_arena rest = w->scratch;
    jh_code rc = jh_check_read_row(&telling.figures, w, at);
    size_t i;

    for (i = 0; i < telling.figures.count && !rc; i++)
        jh_mark(w, JH_DOUBTED, &telling.figures.items[i]);
    put_figures(telling.detail, w, &telling.figures);
    /* Gaps with bounds may break a rule, too: then the row alone says who. */
    jh_check_name_row(&telling, w, at);
    if (!rc) rc = jh_check_tell(w, &telling);
    w->scratch = rest;
    return rc;
}

jh_code jh_check_rule(jh_check_work *w, const jh_check *check)
{
    size_t rows = jh_check_rows(w, check), i;
    jh_claim *holds = JH_NEW_ARRAY(&w->scratch, jh_claim, rows), *members = NULL;
    jh_code rc;

    if (!holds) return jh_no_memory(w->err);
    rc = jh_check_members(&members, w, check);
    if (!rc)
        rc = jh_expr_claims(holds, check->value,
                            &(jh_expr_ask){ .source = &w->frame->source,
                                            .level = check->level,
                                            .rows = { 0, rows },
                                            .err = w->err },
                            w->scratch);
    for (i = 0; i < rows && !rc; i++)
        if (holds[i].truth == JH_NO && (!members || members[i].truth == JH_YES))
            rc = tell(w, (jh_check_row){ check, i });
    return rc;
}
