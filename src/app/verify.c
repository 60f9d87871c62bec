/* Frozen assessments, made again from what was kept.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/again.h"
#include "app/choose.h"
#include "app/freeze.h"
#include "app/verified.h"

/* ---- one of them ---- */

static void add_broken(jh_verified *out, jh_say_id say)
{
    if (out->broken_count < JH_BROKEN_MOST) out->broken[out->broken_count++] = say;
}

/* What does not agree, and which of it explains the rest: with other figures, another text or
 * other settings, another result says nothing new. */
static jh_code compare(jh_verified *out, const jh_desk *desk, const jh_judged *again, jh_text json,
                       jh_error *err)
{
    const jh_frozen *was = &out->frozen;
    const jh_snapshot *const both[] = { &again->snapshot, again->before };
    jh_hash output = jh_hash_of(json.at, json.size);
    bool same_result = jh_hash_equal(&again->assessment.hash, &was->assessment)
                       && jh_hash_equal(&output, &was->output);
    jh_code code =
        jh_marks_compare(&out->marked, desk->keep, was->marks, &(jh_marking){ both, 2 }, err);

    if (code) return code;
    if (!jh_hash_equal(&again->snapshot.content, &was->content) || out->marked.count)
        add_broken(out, SAY_APP_VERIFY_CONTENT);
    if (!jh_hash_equal(&again->standard.hash, &was->standard_hash))
        add_broken(out, SAY_APP_VERIFY_STANDARD);
    if (!jh_hash_equal(&again->settings.hash, &was->settings_hash))
        add_broken(out, SAY_APP_VERIFY_SETTINGS);
    if (!same_result && out->broken_count == (was->is_altered ? 1U : 0U))
        add_broken(out, out->engine_changed ? SAY_APP_VERIFY_ENGINE : SAY_APP_VERIFY_RESULT);
    out->holds = same_result && out->broken_count == 0;
    return JH_OK;
}

/* The same question asked of today. What cannot be answered any more is not a failure of then. */
static jh_code look_since(jh_verified *out, const jh_desk *desk, const jh_judging *words,
                          const jh_judged *was, jh_error *err)
{
    jh_judged *now = JH_NEW(desk->keep, jh_judged);
    jh_error ignored = { JH_OK };

    if (!now) return jh_no_memory(err);
    if (jh_judge(now, desk, words, &ignored) != JH_OK) return JH_OK;
    out->has_since = true;
    return jh_since_find(&out->since, desk, was, now, err);
}

static jh_code verify_one(jh_verified *out, const jh_desk *desk, const jh_judging *asked,
                          jh_error *err)
{
    jh_again *again = JH_NEW(desk->keep, jh_again);
    jh_judged *judged = JH_NEW(desk->keep, jh_judged);
    jh_text json;
    jh_code code;

    if (!again || !judged) return jh_no_memory(err);
    out->engine_changed = !jh_text_equal(out->frozen.engine, JH_TEXT(JH_VERSION));
    if (out->frozen.is_altered) add_broken(out, SAY_APP_VERIFY_RECORD);
    code = jh_again_words(again, desk, asked, &out->frozen, err);
    if (code) return code;
    if (jh_judge_json(&json, judged, desk, &again->words, &out->failure) != JH_OK) {
        add_broken(out, SAY_APP_VERIFY_FAILED);
        return out->failure.code == JH_NO_MEMORY ? jh_no_memory(err) : JH_OK;
    }
    code = compare(out, desk, judged, json, err);
    if (!code) code = jh_basis_given(&again->words, desk, &again->basis, err);
    again->words.basis = NULL;
    again->words.revision = NULL;
    return code ? code : look_since(out, desk, &again->words, judged, err);
}

/* ---- those that were asked for ---- */

static jh_code pick(jh_verified_list *out, const jh_desk *desk, const jh_frozen_list *all,
                    const jh_verifying *what, jh_error *err)
{
    int64_t number = what->number ? jh_frozen_number(what->number) : 0;
    size_t i;

    out->items = JH_NEW_ARRAY(desk->keep, jh_verified, all->count + 1);
    if (!out->items) return jh_no_memory(err);
    for (i = 0; i < all->count; i++)
        if (!what->number || all->items[i].number == number)
            out->items[out->count++].frozen = all->items[i];
    if (what->number && out->count == 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_FROZEN, what->words->address,
                       what->number, NULL);
    return JH_OK;
}

/* The audit first: it names who changed what behind the program's back. */
static jh_code read_list(jh_verified_list *out, const jh_desk *desk, const jh_verifying *what,
                         jh_error *err)
{
    jh_store *store = NULL;
    jh_frozen_list all;
    jh_code code = jh_store_open(&store, desk->keep, what->words->address, JH_STORE_READ, err);

    if (!code) code = jh_choose_county(&out->county, desk, store, what->words, err);
    if (!code) code = jh_store_frozen(&all, desk->keep, store, out->county, err);
    if (!code) code = pick(out, desk, &all, what, err);
    if (!code) code = jh_store_audit(&out->entries, desk->keep, store, out->county, err);
    if (!code) {
        code = jh_store_audit_verify(store, out->county, &out->audit);
        out->audit_broken = out->audit.message.say == SAY_STORE_AUDIT_BROKEN;
        if (out->audit_broken) code = JH_OK;
        if (code && err) *err = out->audit;
    }
    jh_store_close(store);
    return code;
}

jh_code jh_freeze_verify(jh_text *out, bool *holds, const jh_desk *desk, const jh_verifying *what,
                         jh_error *err)
{
    jh_verified_list *list = JH_NEW(desk->keep, jh_verified_list);
    jh_judging words = *what->words;
    jh_code code = list ? read_list(list, desk, what, err) : jh_no_memory(err);
    size_t i;

    if (!code) code = jh_judge_standard(&list->standard, desk, &words, err);
    if (code) return code;
    words.county = jh_text_zero(desk->keep, list->county);
    if (!words.county) return jh_no_memory(err);
    *holds = !list->audit_broken;
    for (i = 0; i < list->count && !code; i++) {
        jh_progress_report(desk->progress, SAY_APP_VERIFYING, i, list->count);
        code = verify_one(&list->items[i], desk, &words, err);
        *holds = *holds && list->items[i].holds;
    }
    return code ? code : jh_verified_tell(out, desk, list, err);
}
