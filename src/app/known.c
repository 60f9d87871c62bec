/* SPDX-License-Identifier: Apache-2.0 */
#include "app/known.h"

#include "app/files.h"
#include "store/store.h"

#include <unistd.h>

jh_code jh_known_county(jh_text *out, const jh_desk *desk, jh_store *store, const char *county,
                        jh_error *err)
{
    jh_county_list counties;
    size_t i;
    jh_code rc = jh_store_counties(&counties, desk->keep, store, err);

    *out = JH_TEXT("");
    for (i = 0; !rc && i < counties.count; i++)
        if (county ? jh_text_equal(counties.items[i].code, jh_text_of(county))
                   : counties.count == 1)
            *out = counties.items[i].code;
    return rc;
}

jh_code jh_known_units(jh_intake_request *request, const jh_desk *desk, jh_store *store,
                       jh_text county, jh_error *err)
{
    jh_text_list periods = { 0 };
    jh_snapshot *snapshot = JH_NEW(desk->keep, jh_snapshot);
    jh_load load = { .county = county };
    jh_code rc =
        snapshot ? jh_store_periods(&periods, desk->keep, store, county, err) : jh_no_memory(err);

    if (rc || !periods.count) return rc;
    load.period = periods.items[periods.count - 1];
    rc = jh_store_load(snapshot, desk->keep, store, &load, err);
    if (rc) return rc;
    request->known = snapshot->units + 1; /* the first is the county */
    request->known_count = snapshot->unit_count - 1;
    return JH_OK;
}

/* Behind those of the file, so that the newer word of a person counts. */
static jh_code add_kept_names(jh_intake_request *request, const jh_desk *desk,
                              const jh_confirmed_names *kept, jh_error *err)
{
    jh_name_pair *pairs =
        JH_NEW_ARRAY(desk->keep, jh_name_pair, request->confirmed_count + kept->count + 1);
    size_t i, count = 0;

    if (!pairs) return jh_no_memory(err);
    for (i = 0; i < request->confirmed_count; i++) pairs[count++] = request->confirmed[i];
    for (i = 0; i < kept->count; i++)
        pairs[count++] = (jh_name_pair){ kept->items[i].name, kept->items[i].code };
    request->confirmed = pairs;
    request->confirmed_count = count;
    return JH_OK;
}

static jh_code read_names(jh_intake_request *request, const jh_desk *desk, const char *path,
                          jh_error *err)
{
    jh_source_file file = { .name = jh_text_of(jh_path_name(path)) };
    jh_name_pair *pairs = NULL;
    jh_code rc;

    if (access(path, F_OK) != 0) return JH_OK; /* it will be made, if there is something to ask */
    rc = jh_file_read(&file.bytes, desk->keep, path, err);
    if (!rc) rc = jh_names_read(&pairs, &request->confirmed_count, desk->keep, &file, err);
    request->confirmed = pairs;
    return rc;
}

static jh_code read_store(jh_intake_request *request, const jh_desk *desk, jh_store *store,
                          const jh_bringing *what, jh_error *err)
{
    jh_confirmed_names kept = { 0 };
    jh_text county;
    jh_code rc = jh_known_county(&county, desk, store, what->county, err);

    if (rc || !county.size) return rc;
    rc = jh_known_units(request, desk, store, county, err);
    if (!rc) rc = jh_store_names(&kept, desk->keep, store, county, err);
    return rc ? rc : add_kept_names(request, desk, &kept, err);
}

jh_code jh_known_read(jh_intake_request *request, const jh_desk *desk, const jh_bringing *what,
                      jh_error *err)
{
    jh_store *store = NULL;
    jh_code rc = what->names ? read_names(request, desk, what->names, err) : JH_OK;

    if (rc) return rc;
    rc = jh_store_open(&store, desk->keep, what->address, JH_STORE_READ, err);
    /* A dry run needs no store at all. */
    if (rc && rc != JH_NO_MEMORY && what->dry_run) rc = JH_OK;
    if (!rc && store) rc = read_store(request, desk, store, what, err);
    jh_store_close(store);
    return rc;
}

jh_code jh_known_propose(const jh_desk *desk, const jh_bringing *what, const jh_findings *findings,
                         jh_error *err)
{
    jh_buffer out = jh_buffer_in(desk->keep);
    jh_text text = JH_TEXT("");
    size_t i, proposals = 0;
    jh_code rc = JH_OK;

    if (!what->names) return JH_OK;
    if (access(what->names, F_OK) == 0) rc = jh_file_read(&text, desk->keep, what->names, err);
    if (rc) return rc;
    jh_buffer_add(&out, text);
    if (text.size && text.at[text.size - 1] != '\n') jh_buffer_add_zero(&out, "\n");
    for (i = 0; i < findings->count; i++) {
        const jh_message *message = &findings->items[i].message;

        if (message->say != SAY_INTAKE_NAME_LIKELY) continue;
        jh_buffer_add_format(&out, "# %s = %s    # %s\n", message->arg[0], message->arg[1],
                             message->arg[2]);
        proposals++;
    }
    if (!proposals) return JH_OK;
    rc = jh_buffer_finish(&text, &out, err);
    return rc ? rc : jh_file_write(what->names, text, err);
}
