/* SPDX-License-Identifier: Apache-2.0 */
#include "app/match.h"

#include "app/authorship.h"
#include "app/files.h"
#include "app/known.h"
#include "formats/json.h"

#include <stdlib.h>

typedef struct match {
    const jh_desk *desk;
    const jh_matching *what;
    jh_borne_names units; /* which names they have and had */
    jh_store *store;
    jh_text county;
    jh_confirmed_names names;
} match;

/* ---- what is given ------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return jh_text_compare(((const jh_confirmed_name *)a)->name,
                           ((const jh_confirmed_name *)b)->name);
}

static jh_code read_pairs(jh_name_pairs *out, const match *m, jh_error *err)
{
    const jh_matching *what = m->what;
    jh_source_file file = { .name = JH_TEXT("") };
    jh_code rc;

    if (what->name) {
        out->items = JH_NEW(m->desk->keep, jh_name_pair);
        if (!out->items) return jh_no_memory(err);
        out->items[out->count++] =
            (jh_name_pair){ .name = jh_text_of(what->name), .code = jh_text_of(what->code) };
    }
    if (!what->file) return JH_OK;
    file.name = jh_text_of(jh_path_name(what->file));
    rc = jh_file_read(&file.bytes, m->desk->keep, what->file, err);
    return rc ? rc : jh_names_read(out, m->desk->keep, m->desk->scratch, &file, err);
}

/* One pair as the store keeps it; a code that nobody has is most likely mistyped. */
static jh_code take_pair(jh_confirmed_name *to, const match *m, const jh_name_pair *pair,
                         jh_error *err)
{
    bool none = jh_text_equal(pair->code, JH_TEXT("none"));
    const char *code = jh_text_zero(m->desk->keep, pair->code);
    const char *name = jh_text_zero(m->desk->keep, pair->name);

    to->name = jh_text_fold(m->desk->keep, pair->name);
    to->code = none ? JH_TEXT("") : pair->code;
    if (!code || !name || !to->name.at) return jh_no_memory(err);
    if (none || jh_text_equal(pair->code, JH_TEXT("new")) || jh_borne_by(&m->units, pair->code))
        return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_MATCH_NO_UNIT,
                   pair->where.size ? jh_text_zero(m->desk->keep, pair->where) : NULL, name, code,
                   NULL);
}

static jh_code read_given(match *m, jh_error *err)
{
    jh_name_pairs pairs = { 0 };
    jh_confirmed_name *items;
    size_t i, kept = 0;
    jh_code rc = read_pairs(&pairs, m, err);

    if (rc) return rc;
    m->names.items = items = JH_NEW_ARRAY(m->desk->keep, jh_confirmed_name, pairs.count + 1);
    if (!items) return jh_no_memory(err);
    for (i = 0; i < pairs.count && !rc; i++) rc = take_pair(&items[i], m, &pairs.items[i], err);
    if (rc) return rc;
    qsort(items, pairs.count, sizeof *items, by_name);
    for (i = 0; i < pairs.count; i++) {
        if (kept && jh_text_equal(items[kept - 1].name, items[i].name)) {
            if (jh_text_equal(items[kept - 1].code, items[i].code)) continue;
            return jh_fail(err, JH_BAD_INPUT, SAY_APP_MATCH_TWICE, NULL,
                           jh_text_zero(m->desk->keep, items[i].name), NULL);
        }
        items[kept++] = items[i];
    }
    m->names.count = kept;
    return JH_OK;
}

/* ---- what is kept -------------------------------------------------------------------------- */

static jh_code tell_json(jh_text *out, const match *m, const jh_confirmed_names *names,
                         jh_error *err)
{
    jh_json json = jh_json_in(m->desk->keep);
    const jh_borne_name *unit;
    size_t i;

    jh_json_array(&json);
    for (i = 0; i < names->count; i++) {
        unit = jh_borne_by(&m->units, names->items[i].code);
        jh_json_object(&json);
        jh_json_key(&json, "name");
        jh_json_text(&json, names->items[i].name);
        jh_json_key(&json, "code");
        jh_json_text(&json, names->items[i].code);
        jh_json_key(&json, "school");
        if (unit)
            jh_json_text(&json, unit->name);
        else
            jh_json_null(&json);
        jh_json_key(&json, "revision");
        jh_json_integer(&json, names->items[i].revision);
        jh_json_end(&json);
    }
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

static jh_code tell(jh_text *out, const match *m, jh_error *err)
{
    jh_confirmed_names names;
    jh_buffer buffer = jh_buffer_in(m->desk->keep);
    const jh_borne_name *unit;
    size_t i;
    jh_code rc = jh_store_names(&names, m->desk->keep, m->store, m->county, err);

    if (rc) return rc;
    if (m->desk->manner.json) return tell_json(out, m, &names, err);
    for (i = 0; i < names.count; i++) {
        unit = jh_borne_by(&m->units, names.items[i].code);
        jh_buffer_add_format(&buffer, "%.*s = %.*s%s%.*s\n", JH_TEXT_ARGS(names.items[i].name),
                             JH_TEXT_ARGS(names.items[i].code), unit ? "  # " : "",
                             unit ? (int)unit->name.size : 0, unit ? unit->name.at : "");
    }
    if (!names.count)
        jh_buffer_add_format(&buffer, "%s\n", jh_say(m->desk->manner.lang, SAY_APP_MATCH_NONE));
    return jh_buffer_finish(out, &buffer, err);
}

static jh_code work(jh_text *out, match *m, jh_error *err)
{
    char stamp[32];
    jh_authorship by = jh_authorship_of(m->what->author, m->what->reason, stamp);
    jh_code rc = jh_known_county(&m->county, m->desk, m->store, m->what->county, err);

    if (!rc && !m->county.size)
        rc = jh_fail(err, JH_NOT_FOUND, SAY_APP_MATCH_NO_COUNTY, m->what->address, NULL);
    if (!rc) rc = jh_known_names(&m->units, m->desk, m->store, m->county, err);
    if (!rc) rc = read_given(m, err);
    if (!rc && m->names.count) rc = jh_store_names_put(m->store, m->county, &m->names, &by, err);
    return rc ? rc : tell(out, m, err);
}

jh_code jh_match_names(jh_text *out, const jh_desk *desk, const jh_matching *what, jh_error *err)
{
    match m = { .desk = desk, .what = what };
    jh_store_mode mode = what->file || what->name ? JH_STORE_WRITE : JH_STORE_READ;
    jh_code rc = jh_store_open(&m.store, desk->keep, what->address, mode, err);

    if (!rc) rc = work(out, &m, err);
    jh_store_close(m.store);
    return rc;
}
