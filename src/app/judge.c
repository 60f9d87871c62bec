/* SPDX-License-Identifier: Apache-2.0 */
#include "app/judge.h"

#include "app/again.h"
#include "app/before.h"
#include "app/choose.h"
#include "app/decide.h"
#include "app/library.h"
#include "app/settings.h"
#include "app/suppose.h"
#include "app/units.h"
#include "base/time.h"
#include "store/store.h"

#include <string.h>

/* ---- the chain ---- */

static jh_code read_revision(int64_t *out, const jh_judging *words, jh_error *err)
{
    jh_decimal number;

    *out = 0;
    if (!words->revision) return JH_OK;
    if (jh_decimal_parse(&number, jh_text_of(words->revision)) != JH_READ_EXACT
        || number.millionths < JH_DECIMAL_ONE || number.millionths % JH_DECIMAL_ONE)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOT_A_REVISION, "--revision", words->revision,
                       NULL);
    *out = number.millionths / JH_DECIMAL_ONE;
    return JH_OK;
}

static jh_code load(jh_judged *out, const jh_desk *desk, jh_store *store, const jh_judging *words,
                    jh_error *err)
{
    jh_load what = { .with_origins = true, .precedence = &out->precedence };
    jh_before before = { .findings = &out->findings };
    jh_as_of when = { .date =
                          words->as_of ? jh_date_parse(jh_text_of(words->as_of)) : jh_now_date() };
    jh_code rc = read_revision(&what.at_revision, words, err);

    if (!rc) rc = jh_choose_load(&what, desk, store, words, err);

    when.county = what.county;
    if (!rc)
        rc = words->basis ? jh_basis_precedence(&out->precedence, desk, words->basis, err)
                          : jh_decide_precedence(&out->precedence, desk, store, &when, err);
    if (rc) return rc;
    rc = jh_store_load(&out->snapshot, desk->keep, store, &what, err);
    if (!rc && words->figures) rc = jh_suppose_put(out, desk, words->figures, err);
    what.with_origins = false;
    if (!rc) rc = jh_before_load(&before, desk, store, &what, err);
    out->before = before.snapshot;
    return rc ? rc
              : jh_units_carry(out, desk, store,
                               &(jh_unit_day){ words->supposed, { when.date, what.at_revision } },
                               err);
}

jh_code jh_judge_standard(jh_standard *out, const jh_desk *desk, const jh_judging *words,
                          jh_error *err)
{
    jh_findings mistakes = { 0 };

    if (words->basis) return jh_basis_standard(out, desk, words->basis, err);
    if (words->compiled) {
        *out = *words->compiled;
        return JH_OK;
    }
    return jh_library_compile(out, desk,
                              &(jh_standard_words){ words->standards_folder, words->standard },
                              &mistakes, err);
}

static jh_code settle(jh_judged *out, const jh_desk *desk, jh_store *store, const jh_judging *words,
                      jh_error *err)
{
    if (words->basis)
        return jh_basis_settings(&out->settings, desk, &out->standard, words->basis, err);
    return jh_settings_make(&out->settings, desk,
                            &(jh_settings_request){ .standard = &out->standard,
                                                    .words = words,
                                                    .store = store,
                                                    .county = out->snapshot.county },
                            err);
}

jh_code jh_judge_frame(jh_judged *out, const jh_desk *desk, const jh_judging *words, jh_error *err)
{
    jh_store *store = NULL;
    jh_code rc;

    memset(out, 0, sizeof *out);
    rc = jh_judge_standard(&out->standard, desk, words, err);
    if (rc) return rc;
    rc = jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err);
    if (rc) goto done;
    rc = load(out, desk, store, words, err);
    if (rc) goto done;
    rc = settle(out, desk, store, words, err);
    if (rc) goto done;
    rc = jh_frame_make(&out->frame, desk->keep, desk->scratch,
                       &(jh_frame_request){ .snapshot = &out->snapshot,
                                            .before = out->before,
                                            .standard = &out->standard,
                                            .settings = &out->settings,
                                            .findings = &out->findings },
                       err);
done:
    jh_store_close(store);
    return rc;
}

jh_code jh_judge(jh_judged *out, const jh_desk *desk, const jh_judging *words, jh_error *err)
{
    jh_code rc;

    if (words->frozen && !words->basis) return jh_judge_again(out, desk, words, err);
    rc = jh_judge_frame(out, desk, words, err);
    return rc ? rc : jh_assess(&out->assessment, desk->keep, desk->scratch, &out->frame, err);
}
