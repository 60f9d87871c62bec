/* The exchange list on a terminal.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/people_sheets.h"
#include "advise/rotate.h"
#include "app/findings.h"
#include "app/grid.h"
#include "report/words.h"

#include <stdio.h>

enum { SHOWN_PERSONS = 40 };

static jh_text grouped(jh_arena *keep, int64_t amount)
{
    char digits[24];
    const char *number = jh_digits(digits, amount);
    jh_buffer out = jh_buffer_in(keep);
    jh_text whole = jh_text_of(number), text = { 0 };
    size_t i;

    for (i = 0; i < whole.size; i++) {
        if (i && (whole.size - i) % 3 == 0 && whole.at[i - 1] != '-') jh_buffer_add_zero(&out, ",");
        jh_buffer_add(&out, (jh_text){ whole.at + i, 1 });
    }
    if (jh_buffer_finish(&text, &out, NULL)) return (jh_text){ 0 };
    return text;
}

static double percent(int64_t part, int64_t of)
{
    return of ? 100.0 * (double)part / (double)of : 0;
}

static const char *percent_zero(char room[32], int64_t part, int64_t of)
{
    snprintf(room, 32, "%.1f", percent(part, of));
    return room;
}

static const char *zero(jh_text text)
{
    return text.at ? text.at : "";
}

/* What keeps it below what is wanted, if anything does. */
static size_t say_lowered(jh_text *lines, const jh_rotated *r)
{
    const jh_rotation_answer *a = &r->answer;
    char wanted[24], can[24];
    size_t n = 0;

    if (a->most_moved.is_reached)
        lines[n++] = jh_people_say(r->desk, SAY_ROTATE_MOST, jh_digits(can, a->most_moved.count),
                                   jh_digits(wanted, r->wanted), NULL);
    if (a->moved_unproved)
        lines[n++] = jh_people_say(r->desk, SAY_ROTATE_MOST_UNPROVED, jh_digits(can, a->moved),
                                   jh_digits(wanted, r->wanted), NULL);
    if (a->most_backbone.is_reached)
        lines[n++] =
            jh_people_say(r->desk, SAY_ROTATE_MOST_BACKBONE, jh_digits(can, a->most_backbone.count),
                          jh_digits(wanted, r->wanted_backbone), NULL);
    else if (a->backbone_unproved)
        lines[n++] =
            jh_people_say(r->desk, SAY_ROTATE_BACKBONE_UNPROVED, jh_digits(can, a->backbone),
                          jh_digits(wanted, r->wanted_backbone), NULL);
    return n;
}

static size_t say_unreached(jh_text *lines, const jh_rotated *r)
{
    int64_t alone = 0, far = 0;
    char one[24], two[24];
    size_t k;

    for (k = 0; k < r->kind_count; k++) {
        alone += r->kinds[k].reach[JH_ALONE];
        far += r->kinds[k].reach[JH_TOO_FAR];
    }
    if (!alone && !far) return 0;
    lines[0] = jh_people_say(r->desk, SAY_ROTATE_UNREACHED, jh_digits(one, alone),
                             jh_digits(two, far), NULL);
    return 1;
}

/* Schools that send as many as they may, where that limit matters. */
static size_t say_full(jh_text *lines, const jh_rotated *r)
{
    char count[24];
    int64_t full = 0;
    size_t i;

    if (!r->answer.per_place) return 0;
    for (i = 0; i < r->rotation.place_count; i++)
        full += r->schools[i].moved > 0 && r->schools[i].moved >= r->rotation.place_most[i];
    lines[0] = jh_people_say(r->desk, SAY_ROTATE_CAPPED, jh_digits(count, full), NULL);
    return 1;
}

static jh_text title_of(const jh_rotated *r)
{
    const jh_standard *standard = &r->people.judged.standard;

    return jh_standard_in(standard, r->desk->manner.lang, standard->title);
}

static const char *zero_of(const jh_rotated *r, jh_text text)
{
    const char *words = jh_text_zero(r->desk->keep, text);

    return words ? words : "";
}

size_t jh_rotated_summary(jh_text lines[JH_ROTATED_LINES], const jh_rotated *r)
{
    const jh_rotation_answer *a = &r->answer;
    int64_t eligible = r->standing_count[JH_ELIGIBLE];
    char n1[32], n2[32], n3[32], n4[32];
    jh_arena *keep = r->desk->keep;
    size_t n = 0;

    lines[n++] =
        jh_people_say(r->desk, SAY_ROTATE_ROSTER, jh_digits(n1, (long long)r->roster.count),
                      jh_digits(n2, eligible), jh_digits(n3, r->eligible_backbone), NULL);
    lines[n++] =
        jh_people_say(r->desk, SAY_ROTATE_LEFT_OUT, jh_digits(n1, r->standing_count[JH_TOO_SHORT]),
                      jh_digits(n2, r->standing_count[JH_EXCUSED]),
                      jh_digits(n3, r->standing_count[JH_YEARS_MISSING]),
                      jh_digits(n4, r->standing_count[JH_OTHER_STAGE]), NULL);
    lines[n++] =
        jh_people_say(r->desk, SAY_ROTATE_MOVED, jh_digits(n1, a->moved),
                      percent_zero(n2, a->moved, eligible), jh_digits(n3, r->wanted), NULL);
    lines[n++] = jh_people_say(r->desk, SAY_ROTATE_BACKBONE, jh_digits(n1, a->backbone),
                               percent_zero(n2, a->backbone, a->moved),
                               jh_digits(n3, r->wanted_backbone), NULL);
    if (r->asked_by.size)
        lines[n++] = jh_people_say(r->desk, SAY_ROTATE_ASKED_BY, zero_of(r, title_of(r)),
                                   zero_of(r, r->asked_by), NULL);
    n += say_lowered(lines + n, r);
    n += say_unreached(lines + n, r);
    n += say_full(lines + n, r);
    if (r->lacks_paper) lines[n++] = jh_people_say(r->desk, SAY_ROTATE_NO_WORKBOOK, NULL);
    if (!a->found) return n;
    lines[n++] = jh_people_say(r->desk, SAY_ROTATE_COST, zero(grouped(keep, a->cost)),
                               zero(grouped(keep, r->paid)), zero(grouped(keep, r->counted)), NULL);
    snprintf(n1, sizeof n1, "%.3f", percent(a->cost - a->bound, a->cost));
    lines[n++] = jh_people_say(r->desk, SAY_ROTATE_BOUND, zero(grouped(keep, a->bound)), n1, NULL);
    return n;
}

static const char *say(const jh_rotated *r, jh_say_id id)
{
    return jh_say(r->desk->manner.lang, id);
}

static void add_say(jh_grid *grid, const jh_rotated *r, const jh_say_id *ids, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) jh_grid_add(grid, jh_text_of(say(r, ids[i])));
}

static jh_code add_grid(jh_buffer *out, const jh_grid *grid, jh_error *err)
{
    jh_text table;
    jh_code rc = jh_grid_write(&table, grid, err);

    if (!rc) jh_buffer_add(out, table);
    return rc;
}

/* Subjects: what can be done in each. */
static jh_code tell_kinds(jh_buffer *out, const jh_rotated *r, jh_error *err)
{
    static const jh_say_id heads[] = { SAY_ROTATE_STAGE,    SAY_ROTATE_SUBJECT, SAY_ROTATE_TEACHERS,
                                       SAY_ROTATE_ELIGIBLE, SAY_ROTATE_GO,      SAY_ROTATE_ALONE,
                                       SAY_ROTATE_FAR };
    jh_grid grid = { .keep = r->desk->keep, .columns = 7, .rows = r->kind_count + 1, .left = 2 };
    size_t k;
    jh_code rc = jh_grid_make(&grid, err);

    if (rc) return rc;
    jh_buffer_add_format(out, "\n%s\n", say(r, SAY_ROTATE_BY_SUBJECT));
    add_say(&grid, r, heads, 7);
    for (k = 0; k < r->kind_count; k++) {
        const jh_rotated_kind *kind = &r->kinds[k];
        jh_grid_add(&grid, jh_text_of(say(r, jh_stage_say(kind->stage))));
        jh_grid_add(&grid, kind->subject);
        jh_grid_add_count(&grid, (size_t)kind->teachers);
        jh_grid_add_count(&grid, (size_t)kind->eligible);
        jh_grid_add_count(&grid, (size_t)kind->moved);
        jh_grid_add_count(&grid, (size_t)kind->reach[JH_ALONE]);
        jh_grid_add_count(&grid, (size_t)kind->reach[JH_TOO_FAR]);
    }
    return add_grid(out, &grid, err);
}

static jh_code tell_schools(jh_buffer *out, const jh_rotated *r, jh_error *err)
{
    static const jh_say_id heads[] = { SAY_ROTATE_CODE,       SAY_ROTATE_SCHOOL,
                                       SAY_ROTATE_TEACHERS,   SAY_ROTATE_ELIGIBLE,
                                       SAY_ROTATE_GO,         SAY_ROTATE_BACKBONE_OUT,
                                       SAY_ROTATE_BACKBONE_IN };
    size_t places = r->people.judged.frame.school_count, i;
    jh_grid grid = { .keep = r->desk->keep, .columns = 7, .rows = places + 1, .left = 2 };
    jh_code rc = jh_grid_make(&grid, err);

    if (rc) return rc;
    jh_buffer_add_format(out, "\n%s\n", say(r, SAY_ROTATE_BY_SCHOOL));
    add_say(&grid, r, heads, 7);
    for (i = 0; i < places; i++) {
        const jh_rotated_school *school = &r->schools[i];
        if (!school->moved) continue;
        jh_grid_add(&grid, jh_rotated_unit(r, i)->code);
        jh_grid_add(&grid, jh_rotated_unit(r, i)->name);
        jh_grid_add_count(&grid, (size_t)school->teachers);
        jh_grid_add_count(&grid, (size_t)school->eligible);
        jh_grid_add_count(&grid, (size_t)school->moved);
        jh_grid_add_count(&grid, (size_t)school->backbone_out);
        jh_grid_add_count(&grid, (size_t)school->backbone_in);
    }
    return add_grid(out, &grid, err);
}

static void add_person(jh_grid *grid, const jh_rotated *r, uint32_t i)
{
    const jh_teacher *t = &r->roster.teachers[r->teacher[i]];
    const jh_rotation_person *p = &r->rotation.persons[i];

    jh_grid_add(grid, t->id);
    jh_grid_add(grid, t->subject);
    jh_grid_add(grid, jh_text_of(p->is_backbone ? say(r, SAY_ROTATE_IS_BACKBONE) : ""));
    jh_grid_add(grid, jh_rotated_unit(r, p->place)->name);
    jh_grid_add(grid, jh_rotated_unit(r, r->answer.to[i])->name);
    jh_grid_add(grid, jh_text_of(jh_rotated_wished(r, i) ? say(r, SAY_ROTATE_WISHED) : ""));
    jh_grid_add(grid,
                jh_text_format(grid->keep, "%.1f",
                               (double)jh_rotated_metres(r, p->place, r->answer.to[i]) / 1000));
}

static jh_code tell_persons(jh_buffer *out, const jh_rotated *r, jh_error *err)
{
    static const jh_say_id heads[] = {
        SAY_ROTATE_TEACHER, SAY_ROTATE_SUBJECT, SAY_ROTATE_BACKBONE_HEAD,
        SAY_ROTATE_FROM,    SAY_ROTATE_TO,      SAY_ROTATE_WISH_HEAD,
        SAY_ROTATE_KM
    };
    jh_grid grid = { .keep = r->desk->keep, .columns = 7, .rows = SHOWN_PERSONS + 1, .left = 6 };
    size_t shown = 0;
    char left[24];
    uint32_t i;
    jh_code rc = jh_grid_make(&grid, err);

    if (rc) return rc;
    jh_buffer_add_format(out, "\n%s\n", say(r, SAY_ROTATE_BY_PERSON));
    add_say(&grid, r, heads, 7);
    for (i = 0; i < r->rotation.person_count && shown < SHOWN_PERSONS; i++) {
        if (r->answer.to[i] == JH_ROTATION_STAYS) continue;
        add_person(&grid, r, i);
        shown++;
    }
    rc = add_grid(out, &grid, err);
    if (!rc && r->answer.moved > SHOWN_PERSONS)
        jh_buffer_add_format(
            out, "%s\n",
            zero(jh_people_say(r->desk, SAY_ROTATE_MORE,
                               jh_digits(left, r->answer.moved - SHOWN_PERSONS), NULL)));
    return rc;
}

jh_code jh_rotate_text(jh_text *out, const jh_rotated *r, jh_error *err)
{
    jh_buffer text = jh_buffer_in(r->desk->keep);
    jh_text lines[JH_ROTATED_LINES];
    size_t count = jh_rotated_summary(lines, r), i;
    jh_code rc = JH_OK;

    jh_findings_tell(&text, &r->findings, r->desk->manner.lang);
    jh_buffer_add_format(&text, "%s\n", say(r, SAY_ROTATE_HEAD));
    for (i = 0; i < count; i++) {
        if (!lines[i].at) return jh_no_memory(err);
        jh_buffer_add_format(&text, "  %.*s\n", JH_TEXT_ARGS(lines[i]));
    }
    rc = tell_kinds(&text, r, err);
    if (!rc && r->answer.found) rc = tell_schools(&text, r, err);
    if (!rc && r->answer.found) rc = tell_persons(&text, r, err);
    return rc ? rc : jh_buffer_finish(out, &text, err);
}
