/* SPDX-License-Identifier: Apache-2.0 */
#include "app/known.h"

#include "app/files.h"
#include "store/store.h"

#include <unistd.h>

/* The county meant: the one named, or the only one there is. */
static jh_text county_of(const jh_county_list *counties, const jh_bringing *what)
{
    size_t i;

    for (i = 0; i < counties->count; i++)
        if (what->county ? jh_text_equal(counties->items[i].code, jh_text_of(what->county))
                         : counties->count == 1)
            return counties->items[i].code;
    return JH_TEXT("");
}

static jh_code read_units(jh_intake_request *request, const jh_desk *desk, jh_store *store,
                          const jh_bringing *what, jh_error *err)
{
    jh_county_list counties;
    jh_text_list periods = { 0 };
    jh_snapshot *snapshot = JH_NEW(desk->keep, jh_snapshot);
    jh_load load = { .county = JH_TEXT("") };
    jh_code rc =
        snapshot ? jh_store_counties(&counties, desk->keep, store, err) : jh_no_memory(err);

    if (!rc) load.county = county_of(&counties, what);
    if (!rc && load.county.size)
        rc = jh_store_periods(&periods, desk->keep, store, load.county, err);
    if (rc || !periods.count) return rc;
    load.period = periods.items[periods.count - 1];
    rc = jh_store_load(snapshot, desk->keep, store, &load, err);
    if (rc) return rc;
    request->known = snapshot->units + 1; /* the first is the county */
    request->known_count = snapshot->unit_count - 1;
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

jh_code jh_known_read(jh_intake_request *request, const jh_desk *desk, const jh_bringing *what,
                      jh_error *err)
{
    jh_store *store = NULL;
    jh_code rc = jh_store_open(&store, desk->keep, what->address, JH_STORE_READ, err);

    /* A dry run needs no store at all. */
    if (rc && rc != JH_NO_MEMORY && what->dry_run) rc = JH_OK;
    if (!rc && store) rc = read_units(request, desk, store, what, err);
    jh_store_close(store);
    if (!rc && what->names) rc = read_names(request, desk, what->names, err);
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
