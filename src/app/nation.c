/* SPDX-License-Identifier: Apache-2.0 */
#include "app/nation.h"

#include "app/crew.h"
#include "app/library.h"
#include "app/settings.h"
#include "formats/json.h"
#include "store/store.h"

typedef struct walk {
    jh_crew_task task;
    jh_crew *crew;
    const jh_county_line *lines;
    size_t count;
} walk;

static jh_code visit(void *context, const jh_snapshot *county, jh_error *err)
{
    return jh_crew_give(((walk *)context)->crew, county, err);
}

/* ---- telling ---- */

static const char *sign_of(const jh_county_line *line)
{
    if (line->grade_known.truth != JH_YES) return "?";
    return line->grade->is_pass ? "●" : "○";
}

static void tell_lines(jh_buffer *out, const walk *on, jh_lang lang)
{
    size_t i;

    for (i = 0; i < on->count; i++) {
        const jh_county_line *line = &on->lines[i];
        jh_text title = line->grade_known.truth == JH_YES
                            ? line->grade->title
                            : jh_text_of(jh_say(lang, SAY_APP_CANNOT_SAY_YET));
        jh_buffer_add_format(out, "%s %-8.*s %5zu %5zu %5zu %5zu %3zu %3zu  %.*s  %.*s\n",
                             sign_of(line), JH_TEXT_ARGS(line->code), line->schools, line->parts,
                             line->parts_no, line->parts_unknown, line->limits_no, line->items_no,
                             JH_TEXT_ARGS(title), JH_TEXT_ARGS(line->name));
    }
}

static void lines_json(jh_json *json, const walk *on)
{
    size_t i;

    jh_json_array(json);
    for (i = 0; i < on->count; i++) {
        const jh_county_line *line = &on->lines[i];
        jh_json_object(json);
        jh_json_key(json, "county");
        jh_json_text(json, line->code);
        jh_json_key(json, "name");
        jh_json_text(json, line->name);
        jh_json_member_count(json, "schools", line->schools);
        jh_json_member_count(json, "parts", line->parts);
        jh_json_member_count(json, "parts_failing", line->parts_no);
        jh_json_member_count(json, "parts_unknown", line->parts_unknown);
        jh_json_member_count(json, "limits_failing", line->limits_no);
        jh_json_member_count(json, "items_failing", line->items_no);
        jh_json_key(json, "decided");
        jh_json_bool(json, line->grade_known.truth == JH_YES);
        jh_json_key(json, "grade");
        if (line->grade_known.truth == JH_YES)
            jh_json_text(json, line->grade->key);
        else
            jh_json_null(json);
        jh_json_end(json);
    }
    jh_json_end(json);
}

/* Each county's own order of papers: other kept settings are left aside here, but without this one
 * its figures would not be those that the county itself is judged by. */
static jh_code read_precedences(jh_nation *to, const walk *on, const jh_desk *desk, jh_store *store,
                                jh_error *err)
{
    jh_named_day which = { JH_PRECEDENCE_SETTING, on->task.settings->as_of };
    jh_county_settings list;
    jh_county_precedence *own;
    jh_code rc = jh_store_settings_named(&list, desk->keep, store, &which, err);
    size_t i;

    if (rc) return rc;
    own = JH_NEW_ARRAY(desk->keep, jh_county_precedence, list.count + 1);
    if (!own) return jh_no_memory(err);
    for (i = 0; i < list.count && !rc; i++) {
        own[i].county = list.items[i].county;
        rc = jh_precedence_parse(&own[i].precedence, list.items[i].value, err);
        if (rc) jh_error_within(err, jh_text_zero(desk->keep, own[i].county));
    }
    to->precedences = own;
    to->precedence_count = list.count;
    return rc;
}

static jh_code read_all(walk *on, const jh_desk *desk, const jh_judging *words, jh_error *err)
{
    jh_nation nation = { .period = jh_text_of(words->period), .visit = visit, .context = on };
    jh_store *store = NULL;
    jh_code rc = jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err);

    if (!rc) jh_store_watch(store, desk->progress);
    if (!rc) rc = read_precedences(&nation, on, desk, store, err);
    if (!rc) rc = jh_crew_start(&on->crew, desk->keep, &on->task, err);
    if (!rc) rc = jh_store_nation(store, &nation, err);
    jh_store_close(store);
    return rc;
}

static jh_code walk_all(walk *on, const jh_desk *desk, const jh_judging *words, jh_error *err)
{
    jh_code read = read_all(on, desk, words, err), judged = JH_OK;

    if (on->crew) judged = jh_crew_wait(&on->lines, &on->count, on->crew, err);
    jh_crew_end(on->crew);
    return read ? read : judged;
}

static jh_code prepare(walk *on, const jh_desk *desk, const jh_judging *words, jh_error *err)
{
    jh_standard *standard = JH_NEW(desk->keep, jh_standard);
    jh_settings *settings = JH_NEW(desk->keep, jh_settings);
    jh_settings_request request = { .standard = standard, .words = words };
    jh_standard_words named = { words->standards_folder, words->standard };
    jh_findings mistakes = { 0 };
    jh_code rc;

    if (!standard || !settings) return jh_no_memory(err);
    on->task = (jh_crew_task){ .standard = standard, .settings = settings };
    if (!words->period)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_WHICH_PERIOD, words->address, NULL);
    rc = jh_library_compile(standard, desk, &named, &mistakes, err);
    return rc ? rc : jh_settings_make(settings, desk, &request, err);
}

jh_code jh_judge_nation(jh_text *out, const jh_desk *desk, const jh_judging *words, jh_error *err)
{
    walk on = { .crew = NULL };
    jh_buffer lines = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    jh_lang lang = desk->manner.lang;
    jh_code rc = prepare(&on, desk, words, err);

    if (!rc) rc = walk_all(&on, desk, words, err);
    if (rc) return rc;
    if (desk->manner.json) {
        lines_json(&json, &on);
        rc = jh_json_finish(out, &json, err);
    } else {
        jh_buffer_add_format(&lines, "%s\n", jh_say(lang, SAY_APP_NATION_HEAD));
        tell_lines(&lines, &on, lang);
        rc = jh_buffer_finish(out, &lines, err);
    }
    return rc;
}
