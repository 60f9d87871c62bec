/* store.h: rows of a county ⇄ one SQLite file, or a PostgreSQL database; the address decides.
 * Takes   batches of checked rows with their authorship; scopes (county, period, revision).
 * Gives   snapshots, original files, settings, the audit; the same from either engine.
 * Never   changes or deletes a figure: a correction is one more revision. Never half a write:
 *         what returned JH_OK is on the disk, what did not has left nothing.
 * Method  docs/decisions/0010-revisions-and-dated-units.md, schema/README.md
 *
 * A store is used by one thread at a time. Results live in `keep`. Every failure says where, what
 * and what next; codes: JH_BAD_INPUT (not a store, newer version, network folder, batch that
 * contradicts itself), JH_NOT_FOUND, JH_CONFLICT (a known figure would change without a reason, a
 * store that exists already, stopped by the listener), JH_IO (busy, full, read-only, damaged,
 * connection refused or lost), JH_NO_MEMORY.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_STORE_H
#define JH_STORE_STORE_H

#include "base/progress.h"
#include "model/event.h"
#include "model/snapshot.h"

typedef struct jh_store jh_store;

typedef enum jh_store_mode { JH_STORE_READ = 0, JH_STORE_WRITE } jh_store_mode;

/* address: a path ("county.jh") or "postgresql://…". Creating refuses what is there already. The
 * handle lives in `keep` and ends with jh_store_close, whatever happened (NULL is fine). */
JH_MUST_CHECK jh_code jh_store_create(jh_store **out, jh_arena *keep, const char *address,
                                      jh_error *err);
JH_MUST_CHECK jh_code jh_store_open(jh_store **out, jh_arena *keep, const char *address,
                                    jh_store_mode mode, jh_error *err);
void jh_store_close(jh_store *store);

/* Brings a store of an earlier program to the schema of this one, in one transaction; opening it
 * is refused until then. No figure, fact or entry of the audit changes. JH_BAD_INPUT: the store is
 * of a newer program, or none. from == to: there was nothing to do. */
typedef struct jh_migrated {
    int from, to;
} jh_migrated;
JH_MUST_CHECK jh_code jh_store_migrate(jh_migrated *out, jh_arena *keep, const char *address,
                                       jh_error *err);
/* The same without doing anything. */
JH_MUST_CHECK jh_code jh_store_version_of(jh_migrated *out, jh_arena *keep, const char *address,
                                          jh_error *err);
/* A SQLite store of whatever version as one more file, page by page, found whole before it gets its
 * name. JH_CONFLICT: there is something at `to`; JH_BAD_INPUT: it is no file but a database. */
JH_MUST_CHECK jh_code jh_store_keep_old(jh_arena *keep, const char *address, const char *to,
                                        jh_error *err);

/* Who is told how far a write, a check or a walk through the nation has come; NULL = nobody.
 * A listener that asks to stop ends the work with JH_CONFLICT; a write then leaves nothing. */
void jh_store_watch(jh_store *store, const jh_progress *progress);

/* ---- writing ---- */

/* Several writes as one: between these two calls nothing is on the disk, and reading sees what was
 * written so far. `code`: how they went; JH_OK: all of them are on the disk; else none is, and it
 * comes back. Whoever began settles, also after a failure. */
JH_MUST_CHECK jh_code jh_store_together(jh_store *store, jh_error *err);
JH_MUST_CHECK jh_code jh_store_settle(jh_store *store, jh_code code, jh_error *err);
/* Between them: no other program writes to the county until they are settled. */
JH_MUST_CHECK jh_code jh_store_hold(jh_store *store, jh_text county, jh_error *err);

typedef struct jh_authorship {
    jh_text author;   /* who does it; must not be empty */
    jh_text reason;   /* needed as soon as a known figure or fact changes */
    jh_text approver; /* empty = nobody had to */
    jh_text stamp;    /* when, "2025-09-01T08:30:00Z": the caller reads the clock */
} jh_authorship;

typedef struct jh_write_counts {
    size_t files_new, files_same;
    size_t units_new, units_changed, units_same; /* in this period */
    size_t units_taken_out;
    size_t figures_new, figures_revised, figures_same;
    int64_t revision; /* of the county afterwards; as before when nothing was new */
    bool wrote;       /* something was new */
} jh_write_counts;

/* One transaction. Compares with what the store knows of this county and period:
 *   a file        is kept once by the hash of its bytes (bytes.at == NULL: must be kept already);
 *   a unit        facts that are empty (no date, no place) leave what is known, unless
 *                 batch->facts_whole; others replace it;
 *   taken out     their figures stay and do not count; as a decision it needs an approver, too;
 *   a figure      same value or reason as the same kind of paper said before: nothing is written
 *                 and its first origin stays; else it becomes the next revision of that paper's
 *                 statement. Papers of several kinds may say different things: each is kept.
 *                 A correction (JH_BY_CORRECTION) always needs a reason and an approver.
 * A batch without anything new writes nothing. Replacing a known fact or figure needs a reason:
 * JH_CONFLICT names the first one otherwise. Findings of the batch are not stored. */
JH_MUST_CHECK jh_code jh_store_write(jh_write_counts *out, jh_store *store, const jh_batch *batch,
                                     const jh_authorship *by, jh_error *err);

/* ---- reading ---- */

typedef struct jh_load {
    jh_text county, period;
    int64_t at_revision; /* 0 = newest; else as it stood then, byte for byte */
    bool with_origins;   /* origins and files too */
    bool only_units;     /* no figures: who is there, at a small part of the cost */
    /* Which paper counts; NULL = jh_precedence_default. The caller reads it from the county's
     * setting JH_PRECEDENCE_SETTING in force on the day of the assessment. */
    const jh_precedence *precedence;
    bool with_conflicts;  /* jh_snapshot.conflicts, and origins with them */
    bool with_statements; /* likewise, but every cell, also where one paper alone speaks */
} jh_load;

/* JH_NOT_FOUND: no such county, or nothing of this period at this revision. */
JH_MUST_CHECK jh_code jh_store_load(jh_snapshot *out, jh_arena *keep, jh_store *store,
                                    const jh_load *what, jh_error *err);

typedef struct jh_county {
    jh_text code, name;
    int64_t revision;
} jh_county;

typedef struct jh_county_list {
    jh_county *items;
    size_t count;
} jh_county_list;

typedef struct jh_text_list {
    jh_text *items;
    size_t count;
} jh_text_list;

/* By code; by period, oldest first. A store without any gives an empty list. */
JH_MUST_CHECK jh_code jh_store_counties(jh_county_list *out, jh_arena *keep, jh_store *store,
                                        jh_error *err);
JH_MUST_CHECK jh_code jh_store_periods(jh_text_list *out, jh_arena *keep, jh_store *store,
                                       jh_text county, jh_error *err);

/* Number of its last write; 0 = there is no such county. */
JH_MUST_CHECK jh_code jh_store_county_revision(int64_t *out, jh_store *store, jh_text county,
                                               jh_error *err);

/* Which paper counts in a county; its setting is read with jh_store_settings_named. */
typedef struct jh_county_precedence {
    jh_text county;
    jh_precedence precedence;
} jh_county_precedence;

typedef struct jh_nation {
    jh_text period;
    /* Called county after county in the order of their codes. The snapshot (without origins) is
     * gone when the call returns: copy what is to stay. Must not use the same store. */
    jh_code (*visit)(void *context, const jh_snapshot *county, jh_error *err);
    void *context;
    /* By code: of counties that have their own; the others: jh_precedence_default. */
    const jh_county_precedence *precedences;
    size_t precedence_count;
} jh_nation;

/* Every county that has this period, newest revision, in one ordered scan and one transaction.
 * Ends with the first code of `visit` that is not JH_OK. */
JH_MUST_CHECK jh_code jh_store_nation(jh_store *store, const jh_nation *nation, jh_error *err);

/* One revision of one cell, with its author: the history of a figure. */
typedef struct jh_revision {
    int64_t revision;
    jh_observation figure; /* origin.file indexes nothing here: file_name names it */
    jh_text file_name;     /* empty = entered by hand */
    jh_hash file;
    jh_text author, reason, approver, stamp;
} jh_revision;

typedef struct jh_revision_list {
    jh_revision *items; /* oldest first */
    size_t count;
} jh_revision_list;

typedef struct jh_cell_address {
    jh_text county, period, unit, element;
    jh_stage stage;
} jh_cell_address;

JH_MUST_CHECK jh_code jh_store_revisions(jh_revision_list *out, jh_arena *keep, jh_store *store,
                                         const jh_cell_address *cell, jh_error *err);

/* ---- originals ---- */

typedef struct jh_file_list {
    jh_source_file *items; /* by name, then hash; bytes not loaded */
    size_t count;
} jh_file_list;

JH_MUST_CHECK jh_code jh_store_files(jh_file_list *out, jh_arena *keep, jh_store *store,
                                     const jh_load *what, jh_error *err);
/* The bytes as they came; their hash is checked on the way. */
JH_MUST_CHECK jh_code jh_store_file(jh_text *out, jh_arena *keep, jh_store *store,
                                    const jh_hash *hash, jh_error *err);

/* ---- settings: costs, limits, precision; dated, with their source ---- */

typedef struct jh_dated_setting {
    jh_text name, value;
    jh_date from, to; /* both days count; to == JH_NO_DATE: until further notice */
    jh_text source;   /* document or decision it stands in */
    jh_text author;   /* when read: who put it */
    int64_t revision; /* when read: of the county */
} jh_dated_setting;

typedef struct jh_dated_setting_list {
    jh_dated_setting *items; /* by name */
    size_t count;
} jh_dated_setting_list;

typedef struct jh_as_of {
    jh_text county;
    jh_date date;
} jh_as_of;

/* A later put of the same name and first day replaces the earlier one (which stays readable in
 * older revisions). The same content again writes nothing. */
JH_MUST_CHECK jh_code jh_store_setting_put(jh_store *store, jh_text county,
                                           const jh_dated_setting *setting, const jh_authorship *by,
                                           jh_error *err);
/* For each name the one in force on that day: of those that cover it, the latest first day. */
JH_MUST_CHECK jh_code jh_store_settings(jh_dated_setting_list *out, jh_arena *keep, jh_store *store,
                                        const jh_as_of *when, jh_error *err);

/* One setting of every county that has it in force on that day. */
typedef struct jh_county_setting {
    jh_text county, value;
} jh_county_setting;

typedef struct jh_county_settings {
    jh_county_setting *items; /* by county */
    size_t count;
} jh_county_settings;

typedef struct jh_named_day {
    jh_text name;
    jh_date date;
} jh_named_day;

JH_MUST_CHECK jh_code jh_store_settings_named(jh_county_settings *out, jh_arena *keep,
                                              jh_store *store, const jh_named_day *which,
                                              jh_error *err);

/* ---- decisions about units: each needs a reason and an approver ---- */

typedef struct jh_unit_place {
    jh_text county, period, unit;
    bool taken_out; /* false: put back */
} jh_unit_place;

/* The unit and its figures no longer count in this period; nothing is deleted. JH_NOT_FOUND: no
 * such unit in it. The same again writes nothing. */
JH_MUST_CHECK jh_code jh_store_take_out(jh_store *store, const jh_unit_place *place,
                                        const jh_authorship *by, jh_error *err);

/* Keeps an event and fills in its number. Whether it makes sense is for history to say before. */
JH_MUST_CHECK jh_code jh_store_event_put(jh_store *store, jh_text county, jh_unit_event *event,
                                         const jh_authorship *by, jh_error *err);
/* JH_NOT_FOUND: there is no such event, or it is withdrawn already. */
JH_MUST_CHECK jh_code jh_store_event_withdraw(jh_store *store, jh_text county, int32_t number,
                                              const jh_authorship *by, jh_error *err);
/* All of them, those withdrawn too; a county without any gives an empty list. */
JH_MUST_CHECK jh_code jh_store_events(jh_unit_events *out, jh_arena *keep, jh_store *store,
                                      jh_text county, jh_error *err);

/* ---- confirmed names: what a paper calls a unit, and the code a person said it means ---- */

typedef struct jh_confirmed_name {
    jh_text name, code; /* code empty: taken back */
    int64_t revision;   /* when read */
} jh_confirmed_name;

typedef struct jh_confirmed_names {
    jh_confirmed_name *items; /* by name; those taken back are not among them */
    size_t count;
} jh_confirmed_names;

/* Several at once (by name, each once), one entry in the audit. What is known already writes
 * nothing; another code for a known name needs a reason. */
JH_MUST_CHECK jh_code jh_store_names_put(jh_store *store, jh_text county,
                                         const jh_confirmed_names *names, const jh_authorship *by,
                                         jh_error *err);
JH_MUST_CHECK jh_code jh_store_names(jh_confirmed_names *out, jh_arena *keep, jh_store *store,
                                     jh_text county, jh_error *err);

/* ---- names that papers of the periods gave ---- */

typedef struct jh_period_name {
    jh_text code, period, name;
} jh_period_name;

typedef struct jh_period_names {
    jh_period_name *items; /* by unit, then by period; the county itself is not among them */
    size_t count, capacity;
} jh_period_names;

JH_MUST_CHECK jh_code jh_store_unit_names(jh_period_names *out, jh_arena *keep, jh_store *store,
                                          jh_text county, jh_error *err);

/* ---- proof ---- */

/* One entry of a county's audit; each hashes the one before. */
typedef struct jh_audit {
    int64_t entry;    /* 1, 2, … without gaps */
    int64_t revision; /* of the county after it */
    jh_text act;      /* "write" "setting" "correct" "event" "name" "freeze" "copy" */
    jh_text author, reason, approver, stamp;
    jh_text counts;  /* "files 1, units 60, figures 840, revised 0" */
    jh_hash content; /* of what was brought */
    jh_hash chain;   /* of all this and the chain before */
} jh_audit;

typedef struct jh_audit_list {
    jh_audit *items; /* oldest first */
    size_t count;
} jh_audit_list;

JH_MUST_CHECK jh_code jh_store_audit(jh_audit_list *out, jh_arena *keep, jh_store *store,
                                     jh_text county, jh_error *err);
/* Recomputes the chain of one county, or of all (empty). JH_CONFLICT names the first entry that
 * was changed, removed or added behind the program's back. */
JH_MUST_CHECK jh_code jh_store_audit_verify(jh_store *store, jh_text county, jh_error *err);

/* Everything schema/checks.sql, the engine, the audit and the hashes of the original files can tell
 * about the store's integrity: one finding (JH_REFUSAL) per broken rule. JH_OK with no findings =
 * sound. */
JH_MUST_CHECK jh_code jh_store_check(jh_findings *out, jh_arena *keep, jh_store *store,
                                     jh_error *err);

#endif
