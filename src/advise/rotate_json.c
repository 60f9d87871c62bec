/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/rotate.h"
#include "app/findings.h"

static void head(jh_json *json, const jh_rotated *r)
{
    const jh_snapshot *snapshot = &r->people.judged.snapshot;
    char day[16], hex[JH_HASH_HEX];

    jh_json_member_text(json, "format", JH_TEXT("junheng-rotation/1"));
    jh_json_member_text(json, "county", snapshot->county);
    jh_json_member_text(json, "county_name", snapshot->county_name);
    jh_json_member_text(json, "period", snapshot->period);
    jh_json_member_text(json, "as_of", jh_text_of(jh_date_write(day, r->people.settings.as_of)));
    jh_json_member_text(json, "rules", r->people.rules.key);
    jh_json_member_text(json, "settings_hash",
                        jh_text_of(jh_hash_hex(hex, &r->people.settings.hash)));
    jh_json_key(json, "found");
    jh_json_bool(json, r->answer.found);
    jh_json_member_integer(json, "teachers", (int64_t)r->roster.count);
    jh_json_member_integer(json, "eligible", r->standing_count[JH_ELIGIBLE]);
    jh_json_member_integer(json, "eligible_backbone", r->eligible_backbone);
    jh_json_member_integer(json, "excused", r->standing_count[JH_EXCUSED]);
    jh_json_member_integer(json, "too_short", r->standing_count[JH_TOO_SHORT]);
    jh_json_member_integer(json, "years_missing", r->standing_count[JH_YEARS_MISSING]);
    jh_json_member_integer(json, "other_stage", r->standing_count[JH_OTHER_STAGE]);
    jh_json_member_text(json, "standard", r->people.judged.standard.key);
    jh_json_member_text(json, "asked_by", r->asked_by);
    jh_json_member_integer(json, "wanted", r->wanted);
    jh_json_member_integer(json, "wanted_backbone", r->wanted_backbone);
    jh_json_member_integer(json, "moved", r->answer.moved);
    jh_json_member_integer(json, "backbone", r->answer.backbone);
    if (r->answer.most_moved.is_reached)
        jh_json_member_integer(json, "most_moved", r->answer.most_moved.count);
    if (r->answer.most_backbone.is_reached)
        jh_json_member_integer(json, "most_backbone", r->answer.most_backbone.count);
    jh_json_key(json, "backbone_unproved");
    jh_json_bool(json, r->answer.backbone_unproved);
    jh_json_member_bool(json, "moved_unproved", r->answer.moved_unproved);
}

static void school(jh_json *json, const char *key, const jh_rotated *r, size_t at)
{
    jh_json_key(json, key);
    jh_json_object(json);
    jh_json_member_text(json, "code", jh_rotated_unit(r, at)->code);
    jh_json_member_text(json, "name", jh_rotated_unit(r, at)->name);
    jh_json_end(json);
}

static void moves(jh_json *json, const jh_rotated *r)
{
    uint32_t i;

    jh_json_key(json, "moves");
    jh_json_array(json);
    for (i = 0; r->answer.found && i < r->rotation.person_count; i++) {
        const jh_rotation_person *p = &r->rotation.persons[i];
        const jh_teacher *t = &r->roster.teachers[r->teacher[i]];
        if (r->answer.to[i] == JH_ROTATION_STAYS) continue;
        jh_json_object(json);
        jh_json_member_text(json, "teacher", t->id);
        jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(r->kinds[p->kind].stage)));
        jh_json_member_text(json, "subject", t->subject);
        jh_json_member_text(json, "degree", t->degree);
        jh_json_member_text(json, "title", t->title);
        jh_json_key(json, "backbone");
        jh_json_bool(json, p->is_backbone);
        school(json, "from", r, p->place);
        school(json, "to", r, r->answer.to[i]);
        jh_json_member_integer(json, "metres", jh_rotated_metres(r, p->place, r->answer.to[i]));
        jh_json_key(json, "wished");
        jh_json_bool(json, jh_rotated_wished(r, i));
        jh_json_member_integer(json, "cost_yuan", jh_rotated_cost(r, i));
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void kinds(jh_json *json, const jh_rotated *r)
{
    size_t k;

    jh_json_key(json, "subjects");
    jh_json_array(json);
    for (k = 0; k < r->kind_count; k++) {
        const jh_rotated_kind *kind = &r->kinds[k];
        jh_json_object(json);
        jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(kind->stage)));
        jh_json_member_text(json, "subject", kind->subject);
        jh_json_member_integer(json, "teachers", kind->teachers);
        jh_json_member_integer(json, "eligible", kind->eligible);
        jh_json_member_integer(json, "moved", kind->moved);
        jh_json_member_integer(json, "alone", kind->reach[JH_ALONE]);
        jh_json_member_integer(json, "too_far", kind->reach[JH_TOO_FAR]);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void schools(jh_json *json, const jh_rotated *r)
{
    size_t i;

    jh_json_key(json, "schools");
    jh_json_array(json);
    for (i = 0; i < r->people.judged.frame.school_count; i++) {
        const jh_rotated_school *s = &r->schools[i];
        if (!s->teachers) continue;
        jh_json_object(json);
        school(json, "school", r, i);
        jh_json_member_integer(json, "teachers", s->teachers);
        jh_json_member_integer(json, "eligible", s->eligible);
        jh_json_member_integer(json, "moved", s->moved);
        jh_json_member_integer(json, "backbone_out", s->backbone_out);
        jh_json_member_integer(json, "backbone_in", s->backbone_in);
        jh_json_member_integer(json, "recent", s->recent);
        jh_json_end(json);
    }
    jh_json_end(json);
}

/* ---- the proof: whole numbers only ---- */

static void list_begin(jh_json *json, const char *key)
{
    jh_json_key(json, key);
    jh_json_array(json);
}

static void prices(jh_json *json, const jh_rotated *r, const int64_t *arrive, const int64_t *leave)
{
    size_t spots = r->kind_count * r->people.judged.frame.school_count, i;

    /* [spot, arrive, leave] where the two are not both 0 */
    list_begin(json, "prices");
    for (i = 0; arrive && i < spots; i++) {
        if (!arrive[i] && !leave[i]) continue;
        jh_json_array(json);
        jh_json_integer(json, (int64_t)i);
        jh_json_integer(json, arrive[i]);
        jh_json_integer(json, leave[i]);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void problem(jh_json *json, const jh_rotated *r)
{
    const jh_rotation *p = &r->rotation;
    size_t spots = (size_t)p->kind_count * p->place_count, i;
    uint32_t w;

    jh_json_member_integer(json, "places", p->place_count);
    jh_json_member_integer(json, "kinds", p->kind_count);
    jh_json_member_integer(json, "unwished", p->unwished);
    list_begin(json, "codes"); /* of places */
    for (i = 0; i < p->place_count; i++) jh_json_text(json, jh_rotated_unit(r, i)->code);
    jh_json_end(json);
    list_begin(json, "teachers"); /* of persons */
    for (i = 0; i < p->person_count; i++) jh_json_text(json, r->roster.teachers[r->teacher[i]].id);
    jh_json_end(json);
    list_begin(json, "persons"); /* [place, kind, backbone, own, wish…] */
    for (i = 0; i < p->person_count; i++) {
        const jh_rotation_person *one = &p->persons[i];
        jh_json_array(json);
        jh_json_integer(json, one->place);
        jh_json_integer(json, one->kind);
        jh_json_integer(json, one->is_backbone);
        jh_json_integer(json, one->own);
        for (w = 0; w < one->wish_count; w++) jh_json_integer(json, p->wishes[one->first_wish + w]);
        jh_json_end(json);
    }
    jh_json_end(json);
    list_begin(json, "ways"); /* [a, b, cost] */
    for (i = 0; i < p->way_count; i++) {
        jh_json_array(json);
        jh_json_integer(json, p->ways[i].a);
        jh_json_integer(json, p->ways[i].b);
        jh_json_integer(json, p->ways[i].cost);
        jh_json_end(json);
    }
    jh_json_end(json);
    list_begin(json, "most"); /* [spot, persons] where somebody teaches */
    for (i = 0; i < spots; i++) {
        if (!p->most[i]) continue;
        jh_json_array(json);
        jh_json_integer(json, (int64_t)i);
        jh_json_integer(json, p->most[i]);
        jh_json_end(json);
    }
    jh_json_end(json);
    list_begin(json, "place_most"); /* of places; empty = no limit */
    for (i = 0; p->place_most && i < p->place_count; i++) jh_json_integer(json, p->place_most[i]);
    jh_json_end(json);
}

static void most(jh_json *json, const char *key, const jh_rotated *r, const jh_rotation_most *m)
{
    if (!m->is_reached) return;
    jh_json_key(json, key);
    jh_json_object(json);
    jh_json_member_integer(json, "count", m->count);
    prices(json, r, m->arrive, m->leave);
    jh_json_end(json);
}

static void proof(jh_json *json, const jh_rotated *r)
{
    const jh_rotation_answer *a = &r->answer;
    size_t i;

    jh_json_key(json, "proof");
    jh_json_object(json);
    problem(json, r);
    list_begin(json, "rows"); /* at least, gain, loss, needed */
    jh_json_integer(json, a->at_least);
    jh_json_integer(json, a->found ? a->backbone_gain : 1);
    jh_json_integer(json, a->other_loss);
    jh_json_integer(json, a->backbone_needed);
    jh_json_end(json);
    list_begin(json, "go"); /* [person, place] */
    for (i = 0; a->found && i < r->rotation.person_count; i++) {
        if (a->to[i] == JH_ROTATION_STAYS) continue;
        jh_json_array(json);
        jh_json_integer(json, (int64_t)i);
        jh_json_integer(json, a->to[i]);
        jh_json_end(json);
    }
    jh_json_end(json);
    jh_json_member_integer(json, "per_person", a->per_person);
    jh_json_member_integer(json, "per_backbone", a->per_backbone);
    list_begin(json, "per_place"); /* of places, in cost units; empty = all 0 */
    for (i = 0; a->per_place && i < r->rotation.place_count; i++)
        jh_json_integer(json, a->per_place[i]);
    jh_json_end(json);
    prices(json, r, a->arrive, a->leave);
    most(json, "most_moved", r, &a->most_moved);
    most(json, "most_backbone", r, &a->most_backbone);
    jh_json_end(json);
}

jh_code jh_rotate_json(jh_text *out, const jh_rotated *r, jh_error *err)
{
    jh_json json = jh_json_in(r->desk->keep);
    jh_text document;
    jh_code rc;

    jh_json_object(&json);
    head(&json, r);
    jh_json_member_integer(&json, "cost_yuan", r->answer.cost);
    jh_json_member_integer(&json, "paid_yuan", r->paid);
    jh_json_member_integer(&json, "bound_yuan", r->answer.bound);
    moves(&json, r);
    schools(&json, r);
    kinds(&json, r);
    jh_people_settings_json(&json, &r->people, "rotation_");
    jh_json_key(&json, "findings");
    jh_findings_json(&json, &r->findings, r->desk->manner.lang);
    proof(&json, r);
    jh_json_end(&json);
    rc = jh_json_finish(&document, &json, err);
    return rc ? rc : jh_document_seal(out, r->desk, document, err);
}
