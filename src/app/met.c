/* SPDX-License-Identifier: Apache-2.0 */
#include "app/met.h"

#include <stdio.h>

/* What was there right before the import was written. */
typedef struct before {
    jh_bring_work *on;
    const jh_desk *desk;
    jh_snapshot stands;
    jh_audit_list audit;
} before;

static jh_text author_of(const jh_audit_list *audit, int64_t revision)
{
    size_t i;

    for (i = 0; i < audit->count; i++)
        if (audit->items[i].revision == revision) return audit->items[i].author;
    return JH_TEXT("?");
}

static const char *words_of(char out[JH_DECIMAL_SIZE], jh_why why, jh_decimal value)
{
    return why ? jh_why_key(why) : jh_decimal_write_short(out, value);
}

static jh_code tell_one(const before *was, const jh_observation *said, const jh_statement *theirs,
                        jh_error *err)
{
    char author[64], words[2][JH_DECIMAL_SIZE], revision[24];
    bool is_from_file = said->origin.file != JH_NO_FILE;
    jh_finding finding = { .severity = JH_WARNING,
                           .origin = said->origin,
                           .unit = said->unit,
                           .element = said->element,
                           .stage = said->stage };

    (void)snprintf(author, sizeof author, "%.*s",
                   JH_TEXT_ARGS(author_of(&was->audit, theirs->revision)));
    finding.message =
        jh_message_make(SAY_APP_IMPORT_MET, author, words_of(words[0], theirs->why, theirs->value),
                        jh_digits(revision, (long long)theirs->revision),
                        words_of(words[1], said->why, said->value), NULL);
    if (is_from_file) finding.file = was->on->batch.files[said->origin.file].name;
    return jh_finding_add(&was->on->batch.findings, was->desk->keep, &finding, err);
}

/* Of several, the newest. */
static const jh_statement *newest(const jh_conflict *cell, int64_t since)
{
    const jh_statement *found = NULL;
    size_t s;

    for (s = 0; cell && s < cell->statement_count; s++)
        if (cell->statements[s].revision > since
            && (!found || cell->statements[s].revision > found->revision))
            found = &cell->statements[s];
    return found;
}

static bool is_alike(const jh_statement *theirs, const jh_observation *said)
{
    return theirs->why == said->why
           && (said->why || theirs->value.millionths == said->value.millionths);
}

static jh_code look(const before *was, jh_error *err)
{
    const jh_batch *batch = &was->on->batch;
    size_t i;
    jh_code rc = JH_OK;

    for (i = 0; i < batch->observation_count && !rc; i++) {
        const jh_observation *said = &batch->observations[i];
        const jh_statement *theirs =
            newest(jh_snapshot_said(&was->stands,
                                    &(jh_snapshot_cell){ said->unit, said->element, said->stage }),
                   was->on->began);
        if (theirs && !is_alike(theirs, said)) rc = tell_one(was, said, theirs, err);
    }
    return rc;
}

jh_code jh_met_find(jh_bring_work *on, const jh_desk *desk, jh_error *err)
{
    jh_load what = { .county = on->batch.county,
                     .period = on->batch.period,
                     .at_revision = on->counts.revision - on->counts.wrote,
                     .with_statements = true };
    before *was = JH_NEW(desk->keep, before);
    jh_store *store = NULL;
    jh_code rc;

    if (what.at_revision <= on->began) return JH_OK;
    if (!was) return jh_no_memory(err);
    was->on = on;
    was->desk = desk;
    rc = jh_store_open(&store, desk->keep, on->what->address, JH_STORE_READ, err);
    if (!rc) rc = jh_store_load(&was->stands, desk->keep, store, &what, err);
    if (rc == JH_NOT_FOUND) { /* they wrote to another year */
        jh_store_close(store);
        return JH_OK;
    }
    if (!rc) rc = jh_store_audit(&was->audit, desk->keep, store, on->batch.county, err);
    jh_store_close(store);
    return rc ? rc : look(was, err);
}
