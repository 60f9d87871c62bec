/* SPDX-License-Identifier: Apache-2.0 */
#include "store/writing.h"

#include <string.h>

/* As in schema/tables.sql. */
static const int64_t LONGITUDE_MOST = 180, LATITUDE_MOST = 90;

jh_code jh_text_check(const jh_store *store, jh_text text, jh_error *err)
{
    char word[JH_WORD_SIZE];

    if (!text.size || (jh_text_is_utf8(text) && !memchr(text.at, 0, text.size))) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_STORE_BAD_TEXT, store->database.where,
                   jh_stored_word(word, text), NULL);
}

jh_code jh_name_check(const jh_store *store, jh_text text, size_t most, jh_error *err)
{
    char word[JH_WORD_SIZE], limit[24];

    if (text.size == 0 || text.size > most)
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_BAD_CODE, store->database.where,
                       jh_stored_word(word, text), jh_digits(limit, (long long)most), NULL);
    return jh_text_check(store, text, err);
}

jh_code jh_authorship_check(const jh_store *store, const jh_authorship *by, jh_error *err)
{
    jh_code code;

    if (!by->author.size || !by->stamp.size)
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NO_AUTHOR, store->database.where, NULL);
    code = jh_text_check(store, by->author, err);
    if (!code) code = jh_text_check(store, by->stamp, err);
    if (!code) code = jh_text_check(store, by->reason, err);
    if (!code) code = jh_text_check(store, by->approver, err);
    return code;
}

jh_code jh_decision_check(const jh_store *store, const jh_authorship *by, jh_text unit,
                          jh_error *err)
{
    char word[JH_WORD_SIZE];
    jh_code code = jh_authorship_check(store, by, err);

    if (code || (by->reason.size && by->approver.size)) return code;
    return jh_fail(err, JH_CONFLICT, SAY_STORE_NEEDS_APPROVER, store->database.where,
                   jh_stored_word(word, unit), NULL);
}

static bool is_within(jh_decimal value, int64_t most)
{
    return value.millionths >= -most * JH_DECIMAL_ONE && value.millionths <= most * JH_DECIMAL_ONE;
}

static jh_code check_unit(const jh_store *store, const jh_unit *unit, jh_error *err)
{
    char word[JH_WORD_SIZE];
    int i;
    jh_code code = jh_name_check(store, unit->code, JH_CODE_MOST, err);

    if (!code) code = jh_text_check(store, unit->name, err);
    if (!code) code = jh_text_check(store, unit->parent, err);
    for (i = 0; i < JH_ATTRIBUTE_COUNT && !code; i++)
        code = jh_text_check(store, unit->attribute[i], err);
    if (code) return code;
    if (!is_within(unit->longitude, LONGITUDE_MOST) || !is_within(unit->latitude, LATITUDE_MOST))
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_BAD_PLACE, store->database.where,
                       jh_stored_word(word, unit->code), NULL);
    return JH_OK;
}

static jh_code check_figure(const jh_store *store, const jh_batch *batch,
                            const jh_observation *figure, jh_error *err)
{
    const jh_origin *origin = &figure->origin;
    char word[JH_WORD_SIZE];
    jh_code code = jh_name_check(store, figure->unit, JH_CODE_MOST, err);

    if (!code) code = jh_name_check(store, figure->element, JH_KEY_MOST, err);
    if (!code) code = jh_text_check(store, figure->note, err);
    if (!code) code = jh_text_check(store, origin->sheet, err);
    if (code) return code;
    if ((origin->file != JH_NO_FILE && origin->file >= batch->file_count) || origin->row > INT32_MAX
        || origin->column > INT32_MAX || (unsigned)figure->stage >= JH_STAGE_COUNT
        || (unsigned)figure->why >= JH_WHY_COUNT
        || (unsigned)figure->provenance >= JH_PROVENANCE_COUNT)
        return jh_fail(err, JH_BUG, SAY_STORE_BAD_FIGURE, store->database.where,
                       jh_stored_word(word, figure->unit), NULL);
    return JH_OK;
}

static int compare_figures(const jh_observation *a, const jh_observation *b)
{
    int order = jh_text_compare(a->unit, b->unit);

    if (!order) order = jh_text_compare(a->element, b->element);
    if (!order) order = (a->stage > b->stage) - (a->stage < b->stage);
    return order ? order : (a->provenance > b->provenance) - (a->provenance < b->provenance);
}

static jh_code out_of_order(const jh_store *store, jh_text unit, jh_error *err)
{
    char word[JH_WORD_SIZE];

    return jh_fail(err, JH_BUG, SAY_STORE_BAD_ORDER, store->database.where,
                   jh_stored_word(word, unit), NULL);
}

jh_code jh_batch_check(const jh_store *store, const jh_batch *batch, jh_error *err)
{
    const jh_unit *units = batch->units;
    const jh_observation *figures = batch->observations;
    size_t i;
    jh_code code = jh_name_check(store, batch->county, JH_COUNTY_MOST, err);

    if (!code) code = jh_name_check(store, batch->period, JH_PERIOD_MOST, err);
    if (!code) code = jh_text_check(store, batch->county_name, err);
    for (i = 0; i < batch->file_count && !code; i++)
        code = jh_text_check(store, batch->files[i].name, err);
    for (i = 0; i < batch->unit_count && !code; i++) {
        code = check_unit(store, &units[i], err);
        if (code) break;
        /* "county" is no code of a school: it is where the county's own figures lie. */
        if (jh_text_equal(units[i].code, JH_COUNTY_CODE)
            || (i && jh_text_compare(units[i - 1].code, units[i].code) >= 0))
            code = out_of_order(store, units[i].code, err);
    }
    for (i = 0; i < batch->taken_out_count && !code; i++)
        code = jh_name_check(store, batch->taken_out[i], JH_CODE_MOST, err);
    for (i = 0; i < batch->observation_count && !code; i++) {
        code = check_figure(store, batch, &figures[i], err);
        if (!code && i && compare_figures(&figures[i - 1], &figures[i]) >= 0)
            code = out_of_order(store, figures[i].unit, err);
    }
    return code;
}
