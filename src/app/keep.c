/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keep.h"

#include "app/findings.h"
#include "formats/json.h"
#include "store/address.h"
#include "store/keeping.h"

#include <inttypes.h>

/* ---- telling ---- */

static void add_line(jh_buffer *out, jh_lang lang, const jh_message *message)
{
    char line[1024];

    jh_message_write(line, sizeof line, lang, message, 0);
    jh_buffer_add_format(out, "%s\n", line);
}

static void tell_copy(jh_buffer *out, const jh_keeping *shown, const jh_store_sums *sums,
                      jh_lang lang)
{
    static const jh_say_id done[] = { SAY_APP_BACKED_UP, SAY_APP_RESTORED, SAY_APP_COPIED };
    jh_message message = jh_message_make(done[shown->act], shown->from, shown->to, NULL);
    char hex[JH_HASH_HEX];
    size_t i;

    add_line(out, lang, &message);
    for (i = 0; i < sums->count; i++)
        jh_buffer_add_format(out, "  %-12s %10" PRId64 "  %s\n", sums->tables[i].table,
                             sums->tables[i].rows, jh_hash_hex(hex, &sums->tables[i].hash));
    message = jh_message_make(SAY_APP_CONTENT_HASH, jh_hash_hex(hex, &sums->hash), NULL);
    add_line(out, lang, &message);
}

static void put_hash(jh_json *json, const char *key, const jh_hash *hash)
{
    char hex[JH_HASH_HEX];

    jh_json_key(json, key);
    jh_json_zero(json, jh_hash_hex(hex, hash));
}

static void put_copy(jh_json *json, const jh_keeping *shown, const jh_store_sums *sums)
{
    size_t i;

    jh_json_object(json);
    jh_json_key(json, "from");
    jh_json_zero(json, shown->from);
    jh_json_key(json, "to");
    jh_json_zero(json, shown->to);
    put_hash(json, "content", &sums->hash);
    jh_json_key(json, "tables");
    jh_json_array(json);
    for (i = 0; i < sums->count; i++) {
        jh_json_object(json);
        jh_json_key(json, "table");
        jh_json_zero(json, sums->tables[i].table);
        jh_json_key(json, "rows");
        jh_json_integer(json, sums->tables[i].rows);
        put_hash(json, "hash", &sums->tables[i].hash);
        jh_json_end(json);
    }
    jh_json_end(json);
    jh_json_end(json);
}

/* ---- copies ---- */

bool jh_keep_is_file(const char *address)
{
    return !jh_address_is_postgres(address);
}

jh_code jh_keep_copy(jh_text *out, const jh_desk *desk, const jh_keeping *what, jh_error *err)
{
    jh_store_copying copying = { .from = what->from,
                                 .to = what->to,
                                 .is_backup = what->act == JH_KEEP_BACKUP,
                                 .progress = desk->progress };
    jh_keeping shown = { what->act, jh_address_show(desk->keep, what->from),
                         jh_address_show(desk->keep, what->to) };
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    jh_store_sums sums;
    jh_code code;

    if (!shown.from || !shown.to) return jh_no_memory(err);
    if (what->act == JH_KEEP_RESTORE && jh_address_is_postgres(what->from))
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_RESTORE_FROM_FILE, shown.from, NULL);
    code = jh_store_copy(&sums, desk->keep, &copying, err);
    if (code) return code;
    if (desk->manner.json) {
        put_copy(&json, &shown, &sums);
        return jh_json_finish(out, &json, err);
    }
    tell_copy(&buffer, &shown, &sums, desk->manner.lang);
    return jh_buffer_finish(out, &buffer, err);
}

/* ---- check ---- */

static jh_code tell_check(jh_text *out, const jh_desk *desk, const jh_findings *findings,
                          jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);

    if (desk->manner.json) {
        jh_json_object(&json);
        jh_json_key(&json, "sound");
        jh_json_bool(&json, findings->count == 0);
        jh_json_key(&json, "findings");
        jh_findings_json(&json, findings, desk->manner.lang);
        jh_json_end(&json);
        return jh_json_finish(out, &json, err);
    }
    jh_findings_tell(&buffer, findings, desk->manner.lang);
    if (findings->count == 0)
        jh_buffer_add_format(&buffer, "%s\n", jh_say(desk->manner.lang, SAY_APP_STORAGE_SOUND));
    return jh_buffer_finish(out, &buffer, err);
}

jh_code jh_keep_check(jh_text *out, bool *is_sound, const jh_desk *desk, const char *address,
                      jh_error *err)
{
    jh_store *store = NULL;
    jh_findings findings;
    jh_code code = jh_store_open(&store, desk->keep, address, JH_STORE_READ, err);

    if (code) goto done;
    jh_store_watch(store, desk->progress);
    code = jh_store_check(&findings, desk->keep, store, err);
    if (code) goto done;
    *is_sound = findings.count == 0;
    code = tell_check(out, desk, &findings, err);
done:
    jh_store_close(store);
    return code;
}

/* ---- an earlier schema ---- */

typedef struct brought_up {
    jh_migrated done;
    const char *backup; /* NULL = nothing was kept */
    jh_findings findings;
} brought_up;

static jh_code tell_migrated(jh_text *out, const jh_desk *desk, const brought_up *told,
                             jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    char from[24], to[24];
    jh_message message =
        told->done.from == told->done.to
            ? jh_message_make(SAY_APP_MIGRATED_ALREADY, jh_digits(to, told->done.to), NULL)
            : jh_message_make(told->backup ? SAY_APP_MIGRATED : SAY_APP_MIGRATED_ONLY,
                              jh_digits(from, told->done.from), jh_digits(to, told->done.to),
                              told->backup ? told->backup : "", NULL);

    if (desk->manner.json) {
        jh_json_object(&json);
        jh_json_key(&json, "from");
        jh_json_integer(&json, told->done.from);
        jh_json_key(&json, "to");
        jh_json_integer(&json, told->done.to);
        jh_json_key(&json, "backup");
        if (told->backup)
            jh_json_zero(&json, told->backup);
        else
            jh_json_null(&json);
        jh_json_key(&json, "findings");
        jh_findings_json(&json, &told->findings, desk->manner.lang);
        jh_json_end(&json);
        return jh_json_finish(out, &json, err);
    }
    add_line(&buffer, desk->manner.lang, &message);
    jh_findings_tell(&buffer, &told->findings, desk->manner.lang);
    return jh_buffer_finish(out, &buffer, err);
}

static jh_code keep_old(brought_up *told, const jh_desk *desk, const jh_bringing_up *what,
                        jh_error *err)
{
    jh_text name;

    if (what->is_backed_up) return JH_OK;
    told->backup = what->backup;
    if (!told->backup) {
        name = jh_text_format(desk->keep, "%s.schema%d", what->address, told->done.from);
        if (!name.at) return jh_no_memory(err);
        told->backup = name.at;
    }
    return jh_store_keep_old(desk->keep, what->address, told->backup, err);
}

static jh_code bring_up(brought_up *told, const jh_desk *desk, const jh_bringing_up *what,
                        jh_error *err)
{
    jh_store *store = NULL;
    jh_code code = keep_old(told, desk, what, err);

    if (!code) code = jh_store_migrate(&told->done, desk->keep, what->address, err);
    if (!code) code = jh_store_open(&store, desk->keep, what->address, JH_STORE_READ, err);
    if (code) return code;
    jh_store_watch(store, desk->progress);
    code = jh_store_check(&told->findings, desk->keep, store, err);
    jh_store_close(store);
    return code;
}

jh_code jh_keep_migrate(jh_text *out, bool *is_sound, const jh_desk *desk,
                        const jh_bringing_up *what, jh_error *err)
{
    brought_up told = { .backup = NULL };
    jh_code code = jh_store_version_of(&told.done, desk->keep, what->address, err);

    if (!code && told.done.from < told.done.to) code = bring_up(&told, desk, what, err);
    *is_sound = told.findings.count == 0;
    return code ? code : tell_migrated(out, desk, &told, err);
}
