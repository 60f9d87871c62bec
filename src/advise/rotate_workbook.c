/* The exchange list on paper: by school, by person, by subject, and what it rests on.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/people_sheets.h"
#include "advise/rotate.h"
#include "report/words.h"

typedef struct page {
    jh_people_page base;
    const jh_rotated *r;
} page;

static jh_text say(const page *p, jh_say_id id)
{
    return jh_people_sheet_say(&p->base, id);
}

static void put(page *p, uint32_t column, jh_text text)
{
    jh_people_sheet_put(&p->base, column, text);
}

static void put_count(page *p, uint32_t column, int64_t count)
{
    jh_people_sheet_count(&p->base, column, count);
}

/* Share of `of`; blank where there is nobody. */
static void put_share(page *p, uint32_t column, int64_t part, int64_t of)
{
    if (of)
        jh_people_sheet_number(&p->base, column, (double)part / (double)of, "0.0%");
    else
        put(p, column, JH_TEXT(""));
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

    jh_people_sheet_open(&p->base,
                         &(jh_people_opening){ SAY_ROTATE_BY_SCHOOL, heads, widths, 9, true });
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
        p->base.row++;
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
    p->base.row++;
    count = jh_rotated_summary(lines, r);
    for (i = 0; i < count; i++) jh_people_sheet_note(&p->base, lines[i]);
}

/* ---- by person ---- */

static void put_person(page *p, uint32_t i, int64_t number)
{
    const jh_rotated *r = p->r;
    const jh_rotation_person *one = &r->rotation.persons[i];
    const jh_teacher *t = &r->roster.teachers[r->teacher[i]];

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
    jh_people_sheet_number(&p->base, 11,
                           (double)jh_rotated_metres(r, one->place, r->answer.to[i]) / 1000, "0.0");
    put_count(p, 12, jh_rotated_cost(r, i));
    p->base.row++;
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

    jh_people_sheet_open(&p->base,
                         &(jh_people_opening){ SAY_ROTATE_BY_PERSON, heads, widths, 12, true });
    for (place = 0; place < r->rotation.place_count; place++) {
        if (!r->schools[place].moved) continue;
        for (i = 0; i < r->rotation.person_count; i++)
            if (r->rotation.persons[i].place == place && r->answer.to[i] != JH_ROTATION_STAYS)
                put_person(p, i, ++number);
    }
}

/* ---- by subject ---- */

static void put_kinds(page *p)
{
    static const jh_say_id heads[] = { SAY_ROTATE_STAGE,    SAY_ROTATE_SUBJECT, SAY_ROTATE_TEACHERS,
                                       SAY_ROTATE_ELIGIBLE, SAY_ROTATE_GO,      SAY_ROTATE_ALONE,
                                       SAY_ROTATE_FAR };
    static const double widths[] = { 9, 16, 10, 12, 10, 20, 20 };
    size_t k;

    jh_people_sheet_open(&p->base,
                         &(jh_people_opening){ SAY_ROTATE_BY_SUBJECT, heads, widths, 7, false });
    for (k = 0; k < p->r->kind_count; k++) {
        const jh_rotated_kind *kind = &p->r->kinds[k];
        put(p, 1, say(p, jh_stage_say(kind->stage)));
        put(p, 2, kind->subject);
        put_count(p, 3, kind->teachers);
        put_count(p, 4, kind->eligible);
        put_count(p, 5, kind->moved);
        put_count(p, 6, kind->reach[JH_ALONE]);
        put_count(p, 7, kind->reach[JH_TOO_FAR]);
        p->base.row++;
    }
}

jh_code jh_rotate_workbook(const char *path, const jh_rotated *r, jh_error *err)
{
    page p = { { .desk = r->desk, .people = &r->people, .title = SAY_ROTATE_TITLE }, r };
    jh_code rc, end;

    if (!r->answer.found) return JH_OK;
    rc = jh_xlsx_out_begin(&p.base.book, r->desk->keep, path, NULL, err);
    if (rc) return rc;
    put_schools(&p);
    put_persons(&p);
    put_kinds(&p);
    rc = jh_people_sheet_basis(&p.base, "rotation_", err);
    end = jh_xlsx_out_finish(p.base.book, err);
    if (!rc && p.base.failed) rc = jh_no_memory(err);
    return rc ? rc : end;
}
