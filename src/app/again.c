/* SPDX-License-Identifier: Apache-2.0 */
#include "app/again.h"

#include "app/choose.h"

int64_t jh_frozen_number(const char *word)
{
    int64_t number = 0;

    for (; *word >= '0' && *word <= '9' && number < INT32_MAX; word++)
        number = number * 10 + (*word - '0');
    return *word ? 0 : number;
}

jh_code jh_again_words(jh_again *out, const jh_desk *desk, const jh_judging *asked,
                       const jh_frozen *frozen, jh_error *err)
{
    char *day = jh_alloc(desk->keep, 16, 1), *revision = jh_alloc(desk->keep, 24, 1);

    *out = (jh_again){ .basis = { .standard = frozen->standard,
                                  .standard_text = frozen->standard_text,
                                  .settings_text = frozen->settings_text,
                                  .as_of = frozen->as_of,
                                  .engine = jh_text_zero(desk->keep, frozen->engine) },
                       .words = { .address = asked->address,
                                  .county = asked->county,
                                  .period = jh_text_zero(desk->keep, frozen->period),
                                  .standard = jh_text_zero(desk->keep, frozen->standard),
                                  .standards_folder = asked->standards_folder,
                                  .basis = &out->basis } };
    if (!day || !revision || !out->basis.engine || !out->words.period || !out->words.standard)
        return jh_no_memory(err);
    out->words.as_of = jh_date_write(day, frozen->as_of);
    out->words.revision = jh_digits(revision, (long long)frozen->at_revision);
    return JH_OK;
}

/* A frozen assessment has a period, a standard, a day and settings of its own. */
static jh_code refuse_more_words(const jh_judging *words, jh_error *err)
{
    const char *more = words->period             ? "--period"
                       : words->standard         ? "--standard"
                       : words->standards_folder ? "--standards"
                       : words->as_of            ? "--as-of"
                       : words->revision         ? "--revision"
                       : words->setting_count    ? "--set"
                       : words->relaxation_count ? "--relax"
                                                 : NULL;

    if (!more) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_FROZEN_ALONE, "--frozen", more, NULL);
}

static jh_code find(jh_frozen *out, jh_text *county, const jh_desk *desk, const jh_judging *words,
                    jh_error *err)
{
    int64_t number = jh_frozen_number(words->frozen);
    jh_store *store = NULL;
    jh_frozen_list all = { 0 };
    size_t i;
    jh_code code = jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err);

    if (!code) code = jh_choose_county(county, desk, store, words, err);
    if (!code) code = jh_store_frozen(&all, desk->keep, store, *county, err);
    jh_store_close(store);
    for (i = 0; i < all.count && !code; i++) {
        if (all.items[i].number != number) continue;
        *out = all.items[i];
        return JH_OK;
    }
    if (code) return code;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_FROZEN, words->address, words->frozen, NULL);
}

static jh_code refuse(const jh_judging *words, jh_error *err)
{
    return jh_fail(err, JH_CONFLICT, SAY_APP_FROZEN_DIFFERS, words->address, words->frozen, NULL);
}

jh_code jh_judge_again(jh_judged *out, const jh_desk *desk, const jh_judging *words, jh_error *err)
{
    jh_again *again = JH_NEW(desk->keep, jh_again);
    jh_frozen *frozen = JH_NEW(desk->keep, jh_frozen);
    jh_judging asked = *words;
    jh_text county = { 0 };
    jh_code code = refuse_more_words(words, err);

    if (code) return code;
    if (!again || !frozen) return jh_no_memory(err);
    code = find(frozen, &county, desk, words, err);
    if (!code && frozen->is_altered) return refuse(words, err);
    asked.county = jh_text_zero(desk->keep, county);
    if (!code && !asked.county) return jh_no_memory(err);
    if (!code) code = jh_again_words(again, desk, &asked, frozen, err);
    if (!code) code = jh_judge(out, desk, &again->words, err);
    if (code) return code;
    out->frozen = frozen;
    if (jh_hash_equal(&out->assessment.hash, &frozen->assessment)
        && jh_hash_equal(&out->snapshot.content, &frozen->content))
        return JH_OK;
    return refuse(words, err);
}
