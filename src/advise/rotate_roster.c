/* The roster against the county: which school, which kind, eligible or why not.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/rotate.h"
#include "app/files.h"
#include "app/library.h"
#include "intake/roster.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- files ---- */

static jh_code read_files(jh_rotated *r, const jh_rotate_words *words, jh_error *err)
{
    jh_standard *columns = JH_NEW(r->desk->keep, jh_standard);
    jh_roster_request request = { .columns = columns,
                                  .as_of = r->people.settings.as_of,
                                  .findings = &r->findings };
    jh_findings mistakes = { 0 };
    jh_paths paths = { 0 };
    jh_file *files;
    jh_code rc = JH_OK;
    size_t i;

    if (!columns) return jh_no_memory(err);
    for (i = 0; !rc && i < words->roster_count; i++)
        rc = jh_paths_below(&paths, r->desk->keep, words->rosters[i], err);
    if (rc) return rc;
    if (!paths.count)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOTHING_TO_IMPORT, words->rosters[0], NULL);
    files = JH_NEW_ARRAY(r->desk->keep, jh_file, paths.count);
    if (!files) return jh_no_memory(err);
    for (i = 0; i < paths.count; i++) files[i] = jh_file_of_path(paths.items[i]);
    request.files = files;
    request.file_count = paths.count;
    rc = jh_library_compile(columns, r->desk,
                            &(jh_standard_words){ words->judging->standards_folder, "cn-roster" },
                            &mistakes, err);
    if (rc) return rc;
    return jh_roster_read(&r->roster, r->desk->keep, r->desk->scratch, &request, err);
}

/* ---- schools ---- */

typedef struct named {
    jh_text name; /* folded */
    uint32_t unit;
} named;

typedef struct directory {
    jh_rotated *r;
    named *names; /* sorted */
    size_t count;
    uint32_t *school_of; /* [unit]; UINT32_MAX = none */
    jh_error *err;
} directory;

static int by_name(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int order = jh_text_compare(x->name, y->name);

    return order ? order : (x->unit > y->unit) - (x->unit < y->unit);
}

static jh_code directory_make(directory *d)
{
    const jh_frame *frame = &d->r->people.judged.frame;
    const jh_snapshot *snapshot = frame->snapshot;
    jh_arena *keep = d->r->desk->keep;
    size_t i, c;

    d->names = JH_NEW_ARRAY(keep, named, snapshot->unit_count + 1);
    d->school_of = JH_NEW_ARRAY(keep, uint32_t, snapshot->unit_count + 1);
    if (!d->names || !d->school_of) return jh_no_memory(d->err);
    for (i = 0; i < snapshot->unit_count; i++) d->school_of[i] = UINT32_MAX;
    for (i = 0; i < frame->school_count; i++)
        for (c = 0; c < frame->schools[i].campus_count; c++)
            d->school_of[frame->campuses[frame->schools[i].first_campus + c]] = (uint32_t)i;
    for (i = 1; i < snapshot->unit_count; i++) {
        if (d->school_of[i] == UINT32_MAX) continue;
        d->names[d->count] = (named){ jh_text_fold(keep, snapshot->units[i].name), (uint32_t)i };
        if (!d->names[d->count++].name.at) return jh_no_memory(d->err);
    }
    if (d->count > 1) qsort(d->names, d->count, sizeof *d->names, by_name);
    return JH_OK;
}

/* First of the names that are not before this one. */
static size_t name_at(const directory *d, jh_text folded)
{
    size_t low = 0, high = d->count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (jh_text_compare(d->names[middle].name, folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static jh_text nearest_name(const directory *d, jh_text folded)
{
    enum { FAR = 7 };
    size_t best = FAR, i, distance;
    jh_text name = { 0 };

    for (i = 0; i < d->count; i++) {
        distance = jh_text_distance(folded, d->names[i].name, best);
        if (distance >= best) continue;
        best = distance;
        name = d->r->people.judged.snapshot.units[d->names[i].unit].name;
    }
    return name;
}

static jh_code refuse_school(const directory *d, const jh_teacher *t, jh_text written,
                             uint32_t column, jh_say_id say)
{
    char what[JH_MESSAGE_ARG_SIZE], near[JH_MESSAGE_ARG_SIZE];
    jh_finding finding = { .severity = JH_REFUSAL,
                           .file = d->r->roster.files[t->origin.file],
                           .origin = t->origin };
    jh_text folded = jh_text_fold(d->r->desk->keep, written), nearest = { 0 };

    if (!folded.at) return jh_no_memory(d->err);
    if (say == SAY_INTAKE_ROSTER_SCHOOL_UNKNOWN) nearest = nearest_name(d, folded);
    snprintf(what, sizeof what, "%.*s", JH_TEXT_ARGS(written));
    snprintf(near, sizeof near, "%.*s", (int)nearest.size, nearest.at ? nearest.at : "");
    finding.origin.column = column;
    finding.message =
        jh_message_make(nearest.size ? SAY_INTAKE_ROSTER_SCHOOL_NEAR : say, what, near, NULL);
    return jh_finding_add(&d->r->findings, d->r->desk->keep, &finding, d->err);
}

/* By code, else by name. */
static jh_code find_school(jh_roster_school *s, const directory *d, const jh_teacher *t,
                           uint32_t column)
{
    const jh_snapshot *snapshot = &d->r->people.judged.snapshot;
    size_t unit = jh_snapshot_unit(snapshot, s->written), at;
    jh_text folded;

    s->unit = UINT32_MAX;
    if (unit != SIZE_MAX && d->school_of[unit] != UINT32_MAX) {
        s->unit = (uint32_t)unit;
        return JH_OK;
    }
    folded = jh_text_fold(d->r->desk->keep, s->written);
    if (!folded.at) return jh_no_memory(d->err);
    at = name_at(d, folded);
    if (at == d->count || !jh_text_equal(d->names[at].name, folded))
        return refuse_school(d, t, s->written, column, SAY_INTAKE_ROSTER_SCHOOL_UNKNOWN);
    if (at + 1 < d->count && jh_text_equal(d->names[at + 1].name, folded)
        && d->school_of[d->names[at + 1].unit] != d->school_of[d->names[at].unit])
        return refuse_school(d, t, s->written, column, SAY_INTAKE_ROSTER_SCHOOL_SEVERAL);
    s->unit = d->names[at].unit;
    return JH_OK;
}

static jh_code find_schools(jh_rotated *r, jh_error *err)
{
    enum { FINDINGS_MOST = 200 };
    directory d = { .r = r, .err = err };
    jh_code rc = directory_make(&d);
    size_t i, w;

    r->school = JH_NEW_ARRAY(r->desk->keep, uint32_t, r->roster.count + 1);
    if (!rc && !r->school) return jh_no_memory(err);
    for (i = 0; !rc && i < r->roster.count && r->findings.count < FINDINGS_MOST; i++) {
        jh_teacher *t = &r->roster.teachers[i];
        rc = find_school(&t->school, &d, t, t->school_column);
        if (!rc && t->school.unit != UINT32_MAX) r->school[i] = d.school_of[t->school.unit];
        for (w = 0; !rc && w < t->wish_count; w++) {
            rc = find_school(&t->wishes[w], &d, t, t->wishes_column);
            if (!rc && t->wishes[w].unit != UINT32_MAX)
                t->wishes[w].unit = d.school_of[t->wishes[w].unit];
        }
    }
    return rc;
}

/* ---- kinds ---- */

typedef struct taught {
    jh_stage stage;
    jh_text folded;
    uint32_t teacher;
} taught;

static int by_kind(const void *a, const void *b)
{
    const taught *x = a, *y = b;
    int order = (x->stage > y->stage) - (x->stage < y->stage);

    if (!order) order = jh_text_compare(x->folded, y->folded);
    return order ? order : (x->teacher > y->teacher) - (x->teacher < y->teacher);
}

/* What the roster says, else what the school leaves no choice about. */
static jh_stage stage_of(const jh_rotated *r, size_t teacher)
{
    const jh_frame *frame = &r->people.judged.frame;
    const jh_school *school = &frame->schools[r->school[teacher]];

    if (r->roster.teachers[teacher].stage != JH_WHOLE) return r->roster.teachers[teacher].stage;
    return school->part_count == 1 ? frame->parts[school->first_part].stage : JH_WHOLE;
}

static jh_code make_kinds(jh_rotated *r, jh_error *err)
{
    jh_arena *keep = r->desk->keep;
    size_t count = r->roster.count, i;
    taught *list = JH_NEW_ARRAY(keep, taught, count + 1);

    r->kind = JH_NEW_ARRAY(keep, uint32_t, count + 1);
    r->kinds = JH_NEW_ARRAY(keep, jh_rotated_kind, count + 1);
    if (!list || !r->kind || !r->kinds) return jh_no_memory(err);
    for (i = 0; i < count; i++) {
        list[i] = (taught){ stage_of(r, i), jh_text_fold(keep, r->roster.teachers[i].subject),
                            (uint32_t)i };
        if (!list[i].folded.at) return jh_no_memory(err);
    }
    if (count > 1) qsort(list, count, sizeof *list, by_kind);
    for (i = 0; i < count; i++) {
        if (i == 0 || list[i].stage != list[i - 1].stage
            || !jh_text_equal(list[i].folded, list[i - 1].folded))
            r->kinds[r->kind_count++] =
                (jh_rotated_kind){ .stage = list[i].stage,
                                   .subject = r->roster.teachers[list[i].teacher].subject };
        r->kind[list[i].teacher] = (uint32_t)r->kind_count - 1;
        r->kinds[r->kind_count - 1].teachers++;
    }
    return JH_OK;
}

/* ---- who is eligible ---- */

static jh_standing standing_of(const jh_rotated *r, size_t i, int64_t years)
{
    const jh_teacher *t = &r->roster.teachers[i];
    jh_stage stage = r->kinds[r->kind[i]].stage;

    if (stage != JH_WHOLE && stage != JH_PRIMARY && stage != JH_JUNIOR) return JH_OTHER_STAGE;
    if (t->excluded.size) return JH_EXCUSED;
    if (t->years == JH_ROSTER_YEARS_UNKNOWN) return JH_YEARS_MISSING;
    return t->years < years ? JH_TOO_SHORT : JH_ELIGIBLE;
}

static jh_code make_standings(jh_rotated *r, jh_error *err)
{
    jh_arena *keep = r->desk->keep;
    size_t count = r->roster.count, i;
    int64_t years, rest;
    int now = jh_date_year(r->people.settings.as_of);
    jh_code rc = jh_people_whole(&years, &r->people, "rotation_years", err);

    if (!rc) rc = jh_people_whole(&rest, &r->people, "rotation_rest", err);
    if (rc) return rc;
    r->standing = JH_NEW_ARRAY(keep, uint8_t, count + 1);
    r->reach = JH_NEW_ARRAY(keep, uint8_t, count + 1);
    r->schools = JH_NEW_ARRAY(keep, jh_rotated_school, r->people.judged.frame.school_count + 1);
    if (!r->standing || !r->reach || !r->schools) return jh_no_memory(err);
    for (i = 0; i < count; i++) {
        const jh_teacher *t = &r->roster.teachers[i];
        jh_rotated_school *school = &r->schools[r->school[i]];
        jh_standing standing = standing_of(r, i, years);
        r->standing[i] = (uint8_t)standing;
        r->standing_count[standing]++;
        school->teachers++;
        if (t->rotated && now - t->rotated < rest) school->recent++;
        if (standing != JH_ELIGIBLE) continue;
        school->eligible++;
        r->kinds[r->kind[i]].eligible++;
        r->eligible_backbone += t->is_backbone;
    }
    return JH_OK;
}

jh_code jh_rotate_read(jh_rotated *r, const jh_rotate_words *words, jh_error *err)
{
    jh_code rc = read_files(r, words, err);

    if (!rc) rc = find_schools(r, err);
    if (rc || jh_finding_count(&r->findings, JH_REFUSAL)) return rc;
    rc = make_kinds(r, err);
    return rc ? rc : make_standings(r, err);
}
