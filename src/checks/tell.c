/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/work.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void jh_check_digits(char out[32], double value)
{
    double size = fabs(value);

    if (size >= 100 || size == 0)
        snprintf(out, 32, "%.0f", value);
    else
        snprintf(out, 32, "%.3g", value);
}

static void put_text(char out[JH_MESSAGE_ARG_SIZE], jh_text text)
{
    snprintf(out, JH_MESSAGE_ARG_SIZE, "%.*s", JH_TEXT_ARGS(text));
}

/* "示例县青山小学 小学 (9901010021)" */
static void put_who(char out[JH_MESSAGE_ARG_SIZE], const jh_check_work *w, const jh_telling *t)
{
    jh_text stage = { "", 0 };

    if (t->figures.count && t->figures.items[0].stage)
        stage = jh_standard_stage_title(w->frame->standard, w->lang, t->figures.items[0].stage);
    snprintf(out, JH_MESSAGE_ARG_SIZE, "%.*s%s%.*s (%.*s)", JH_TEXT_ARGS(t->name),
             stage.size ? " " : "", JH_TEXT_ARGS(stage), JH_TEXT_ARGS(t->code));
}

/* The note of the check explains what may be right all the same; else the figures are named. */
static void put_next(char out[JH_MESSAGE_ARG_SIZE], const jh_check_work *w, const jh_telling *t)
{
    const jh_standard *standard = w->frame->standard;
    size_t i, at = 0;
    jh_text title;

    *out = '\0';
    if (t->check->remarks.note.size) {
        put_text(out, jh_standard_in(standard, w->lang, t->check->remarks.note));
        return;
    }
    for (i = 0; i < t->check->element_count && i < 2; i++) {
        title = jh_standard_in(standard, w->lang, standard->elements[t->check->elements[i]].title);
        if (at + title.size + 4 >= JH_MESSAGE_ARG_SIZE) break;
        at += (size_t)snprintf(out + at, JH_MESSAGE_ARG_SIZE - at, "%s%.*s",
                               !i                 ? ""
                               : w->lang == JH_ZH ? "、"
                                                  : ", ",
                               JH_TEXT_ARGS(title));
    }
}

static void put_place(jh_finding *finding, const jh_check_work *w, const jh_checked_figure *first)
{
    const jh_snapshot *snapshot = w->frame->snapshot;

    finding->element = w->frame->standard->elements[first->element].key;
    finding->stage = first->stage;
    if (!snapshot->origins || !first->origin) return;
    finding->origin = snapshot->origins[first->origin];
    if (finding->origin.file < snapshot->file_count)
        finding->file = snapshot->files[finding->origin.file].name;
}

void jh_check_name_row(jh_telling *out, const jh_check_work *w, jh_check_row at)
{
    const jh_frame *frame = w->frame;
    size_t school = at.check->level == JH_PART ? frame->parts[at.row].school : at.row;
    uint32_t unit = at.check->level == JH_COUNTY ? 0 : frame->schools[school].unit;

    out->code = frame->snapshot->units[unit].code;
    out->name = unit ? frame->snapshot->units[unit].name : frame->snapshot->county_name;
}

/* A place for one more, with its figures; NULL = no memory. */
static jh_checked *add(jh_check_work *w, const jh_telling *t)
{
    jh_check_list *list = w->out;
    jh_checked_figure *figures = NULL;
    jh_checked *grown;

    if (t->figures.count) {
        figures = JH_NEW_ARRAY(w->keep, jh_checked_figure, t->figures.count);
        if (!figures) return NULL;
        memcpy(figures, t->figures.items, t->figures.count * sizeof *figures);
    }
    grown = jh_grow(w->keep, list->items, &list->capacity, list->count + 1, sizeof *grown);
    if (!grown) return NULL;
    list->items = grown;
    grown[list->count] =
        (jh_checked){ .check = t->check, .figures = figures, .figure_count = t->figures.count };
    return &grown[list->count++];
}

jh_code jh_check_tell(jh_check_work *w, const jh_telling *telling)
{
    const jh_snapshot *snapshot = w->frame->snapshot;
    jh_telling t = *telling;
    char who[JH_MESSAGE_ARG_SIZE], what[JH_MESSAGE_ARG_SIZE], next[JH_MESSAGE_ARG_SIZE];
    jh_checked *item = add(w, &t);
    uint32_t unit;

    if (!item) return jh_no_memory(w->err);
    if (t.figures.count) {
        unit = t.figures.items[0].unit;
        t.code = snapshot->units[unit].code;
        t.name = unit ? snapshot->units[unit].name : snapshot->county_name;
    }
    put_who(who, w, &t);
    put_text(what, jh_standard_in(w->frame->standard, w->lang, t.check->title));
    put_next(next, w, &t);
    item->finding =
        (jh_finding){ .severity = t.check->is_hard ? JH_REFUSAL : JH_WARNING,
                      .message = jh_message_make(t.say, who, what, t.detail, next, NULL),
                      .origin = { .file = JH_NO_FILE },
                      .unit = t.code };
    if (t.figures.count) put_place(&item->finding, w, &t.figures.items[0]);
    w->out->hard += t.check->is_hard;
    return JH_OK;
}
