/* The exchange list on paper: by school, by person, by subject, and what it rests on.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/rotate.h"
#include "report/forms.h"
#include "report/words.h"

#include <stdio.h>

typedef struct page {
    jh_xlsx_out *book;
    jh_sheet_out *sheet;
    const jh_rotated *r;
    uint32_t row, last;
    jh_error *err;
    bool failed;
} page;

static jh_text say(const page *p, jh_say_id id)
{
    return jh_text_of(jh_say(p->r->desk->manner.lang, id));
}

static jh_text made(page *p, jh_text text)
{
    if (!text.at) p->failed = true;
    return text;
}

/* A sheet with its title, the lines under it, and the headings; its rows follow. */
typedef struct opening {
    jh_say_id name;
    const jh_say_id *heads;
    const double *widths;
    uint32_t columns;
    bool landscape;
} opening;

static void open_sheet(page *p, const opening *o)
{
    const jh_snapshot *snapshot = &p->r->people.judged.snapshot;
    char county[200], period[40];
    uint32_t c;

    p->sheet = jh_sheet_out_add(p->book, say(p, o->name));
    p->last = o->columns;
    snprintf(county, sizeof county, "%.*s", JH_TEXT_ARGS(snapshot->county_name));
    snprintf(period, sizeof period, "%.*s", JH_TEXT_ARGS(snapshot->period));
    jh_sheet_put_merged(p->sheet, (jh_range){ 1, 1, 1, p->last },
                        made(p, jh_rotated_say(p->r->desk, SAY_ROTATE_TITLE, county, period,
                                               jh_say(p->r->desk->manner.lang, o->name), NULL)),
                        &jh_form_title);
    jh_sheet_set_height(p->sheet, 1, 34);
    for (c = 0; c < o->columns; c++) {
        jh_sheet_set_width(p->sheet, c + 1, c + 1, o->widths[c]);
        jh_sheet_put_text(p->sheet, 2, c + 1, say(p, o->heads[c]), &jh_form_head);
    }
    jh_sheet_set_height(p->sheet, 2, 30);
    jh_sheet_freeze(p->sheet, 2, 0);
    jh_sheet_print_setup(p->sheet, o->landscape, 2);
    p->row = 3;
}

static void put(page *p, uint32_t column, jh_text text)
{
    jh_sheet_put_text(p->sheet, p->row, column, text, &jh_form_text);
}

static void put_count(page *p, uint32_t column, int64_t count)
{
    jh_sheet_put_number(p->sheet, p->row, column, (double)count, &jh_form_center);
}

/* Share of `of` in percent, one decimal; blank where there is nobody. */
static void put_share(page *p, uint32_t column, int64_t part, int64_t of)
{
    jh_look look = jh_form_center;

    look.number_format = "0.0%";
    if (of)
        jh_sheet_put_number(p->sheet, p->row, column, (double)part / (double)of, &look);
    else
        jh_sheet_put_blank(p->sheet, p->row, column, &look);
}

static void put_note(page *p, jh_text note)
{
    jh_sheet_put_merged(p->sheet, (jh_range){ p->row, 1, p->row, p->last }, made(p, note),
                        &jh_form_note);
    jh_sheet_set_height(p->sheet, p->row, 15.0 * jh_form_lines(note, 100) + 3);
    p->row++;
}

/* ---- by school ---- */

static void put_schools(page *p)
{
    static const jh_say_id heads[] = { SAY_ROTATE_CODE,         SAY_ROTATE_SCHOOL,
                                       SAY_ROTATE_TEACHERS,     SAY_ROTATE_ELIGIBLE,
                                       SAY_ROTATE_GO,           SAY_ROTATE_SHARE,
                                       SAY_ROTATE_BACKBONE_OUT, SAY_ROTATE_BACKBONE_IN,
                                       SAY_ROTATE_RECENT };
    static const double widths[] = { 14, 34, 9, 11, 9, 11, 11, 11, 13 };
    const jh_rotated *r = p->r;
    jh_text lines[JH_ROTATED_LINES];
    size_t i, count;

    open_sheet(p, &(opening){ SAY_ROTATE_BY_SCHOOL, heads, widths, 9, true });
    for (i = 0; i < r->people.judged.frame.school_count; i++) {
        const jh_rotated_school *s = &r->schools[i];
        if (!s->teachers) continue;
        put(p, 1, jh_rotated_unit(r, i)->code);
        put(p, 2, jh_rotated_unit(r, i)->name);
        put_count(p, 3, s->teachers);
        put_count(p, 4, s->eligible);
        put_count(p, 5, s->moved);
        put_share(p, 6, s->moved, s->eligible);
        put_count(p, 7, s->backbone_out);
        put_count(p, 8, s->backbone_in);
        put_count(p, 9, s->recent);
        p->row++;
    }
    put(p, 1, say(p, SAY_ROTATE_ALL));
    put(p, 2, JH_TEXT(""));
    put_count(p, 3, (int64_t)r->roster.count);
    put_count(p, 4, r->standing_count[JH_ELIGIBLE]);
    put_count(p, 5, r->answer.moved);
    put_share(p, 6, r->answer.moved, r->standing_count[JH_ELIGIBLE]);
    put_count(p, 7, r->answer.backbone);
    put_count(p, 8, r->answer.backbone);
    put(p, 9, JH_TEXT(""));
    p->row++;
    count = jh_rotated_summary(lines, r);
    for (i = 0; i < count; i++) put_note(p, lines[i]);
}

/* ---- by person ---- */

static void put_person(page *p, uint32_t i, int64_t number)
{
    const jh_rotated *r = p->r;
    const jh_rotation_person *one = &r->rotation.persons[i];
    const jh_teacher *t = &r->roster.teachers[r->teacher[i]];
    jh_look km = jh_form_center;

    km.number_format = "0.0";
    put_count(p, 1, number);
    put(p, 2, t->id);
    put(p, 3, say(p, jh_stage_say(r->kinds[one->kind].stage)));
    put(p, 4, t->subject);
    put(p, 5, t->degree);
    put(p, 6, t->title);
    put(p, 7, one->is_backbone ? say(p, SAY_ROTATE_IS_BACKBONE) : JH_TEXT(""));
    put(p, 8, jh_rotated_unit(r, one->place)->name);
    put(p, 9, jh_rotated_unit(r, r->answer.to[i])->name);
    put(p, 10, jh_rotated_wished(r, i) ? say(p, SAY_ROTATE_WISHED) : JH_TEXT(""));
    jh_sheet_put_number(p->sheet, p->row, 11,
                        (double)jh_rotated_metres(r, one->place, r->answer.to[i]) / 1000, &km);
    put_count(p, 12, jh_rotated_cost(r, i));
    p->row++;
}

/* School by school, in order of numbers: persons are in that order already. */
static void put_persons(page *p)
{
    static const jh_say_id heads[] = {
        SAY_ROTATE_NUMBER,        SAY_ROTATE_TEACHER, SAY_ROTATE_STAGE,
        SAY_ROTATE_SUBJECT,       SAY_ROTATE_DEGREE,  SAY_ROTATE_JOB_TITLE,
        SAY_ROTATE_BACKBONE_HEAD, SAY_ROTATE_FROM,    SAY_ROTATE_TO,
        SAY_ROTATE_WISH_HEAD,     SAY_ROTATE_KM,      SAY_ROTATE_YUAN
    };
    static const double widths[] = { 6, 14, 8, 11, 11, 13, 8, 28, 28, 8, 9, 11 };
    const jh_rotated *r = p->r;
    uint32_t place, i;
    int64_t number = 0;

    open_sheet(p, &(opening){ SAY_ROTATE_BY_PERSON, heads, widths, 12, true });
    for (place = 0; place < r->rotation.place_count; place++) {
        if (!r->schools[place].moved) continue;
        for (i = 0; i < r->rotation.person_count; i++)
            if (r->rotation.persons[i].place == place && r->answer.to[i] != JH_ROTATION_STAYS)
                put_person(p, i, ++number);
    }
}

/* ---- by subject, and what it rests on ---- */

static void put_kinds(page *p)
{
    static const jh_say_id heads[] = { SAY_ROTATE_STAGE,    SAY_ROTATE_SUBJECT, SAY_ROTATE_TEACHERS,
                                       SAY_ROTATE_ELIGIBLE, SAY_ROTATE_GO,      SAY_ROTATE_ALONE,
                                       SAY_ROTATE_FAR };
    static const double widths[] = { 9, 16, 10, 12, 10, 20, 20 };
    size_t k;

    open_sheet(p, &(opening){ SAY_ROTATE_BY_SUBJECT, heads, widths, 7, false });
    for (k = 0; k < p->r->kind_count; k++) {
        const jh_rotated_kind *kind = &p->r->kinds[k];
        put(p, 1, say(p, jh_stage_say(kind->stage)));
        put(p, 2, kind->subject);
        put_count(p, 3, kind->teachers);
        put_count(p, 4, kind->eligible);
        put_count(p, 5, kind->moved);
        put_count(p, 6, kind->reach[JH_ALONE]);
        put_count(p, 7, kind->reach[JH_TOO_FAR]);
        p->row++;
    }
}

static jh_code put_basis(page *p)
{
    static const jh_say_id heads[] = { SAY_ROTATE_SETTING, SAY_ROTATE_VALUE, SAY_ROTATE_REASON };
    static const double widths[] = { 46, 24, 60 };
    jh_shown_setting shown;
    bool found = true;
    size_t n;
    jh_code rc = JH_OK;

    open_sheet(p, &(opening){ SAY_ROTATE_BASIS, heads, widths, 3, true });
    for (n = 0; !rc; n++) {
        rc = jh_people_setting(&shown, &found, p->r->desk, &p->r->people, "rotation_", n, p->err);
        if (rc || !found) break;
        put(p, 1, shown.title);
        put(p, 2, shown.value);
        put(p, 3, shown.reason);
        p->row++;
    }
    return rc;
}

jh_code jh_rotate_workbook(const char *path, const jh_rotated *r, jh_error *err)
{
    page p = { .r = r, .err = err };
    jh_code rc, end;

    if (!r->answer.found) return JH_OK;
    rc = jh_xlsx_out_begin(&p.book, r->desk->keep, path, NULL, err);
    if (rc) return rc;
    put_schools(&p);
    put_persons(&p);
    put_kinds(&p);
    rc = put_basis(&p);
    end = jh_xlsx_out_finish(p.book, err);
    if (!rc && p.failed) rc = jh_no_memory(err);
    return rc ? rc : end;
}
