/* room.h: what the files of this room share about an open store.
 * Takes   a jh_store.
 * Gives   its database, its working memory, the numbers behind codes and keys.
 * Never   included from outside store/.
 * Method  docs/decisions/0010-revisions-and-dated-units.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_ROOM_H
#define JH_STORE_ROOM_H

#include "store/database.h"

struct jh_store {
    jh_database database;
    jh_arena memory; /* as long as the store: statements, addresses */
    jh_arena words;  /* see jh_database */
    jh_arena work;   /* of the call under way; given back at its end */
    const jh_progress *progress;
};

/* A new store inside the transaction that is to fill it. On PostgreSQL there is no store before
 * that transaction is committed; a file should be made under another name. */
JH_MUST_CHECK jh_code jh_store_create_to_fill(jh_store **out, jh_arena *keep, const char *address,
                                              jh_error *err);

/* Short numbers for texts (codes of units, keys of elements), sorted by text. */
typedef struct jh_numbered {
    jh_text key;
    int32_t number;
} jh_numbered;

typedef struct jh_numbering {
    jh_numbered *items;
    size_t count, capacity;
    size_t sorted; /* so many from the front; the rest was added since */
    int32_t highest;
} jh_numbering;

/* From a query that gives (number, key) sorted by key. */
JH_MUST_CHECK jh_code jh_numbering_read(jh_numbering *out, jh_arena *keep, jh_database *database,
                                        const jh_query_call *call, jh_error *err);
/* −1 where the key has no number yet; looks among the sorted ones only. */
int32_t jh_numbering_find(const jh_numbering *in, jh_text key);
/* The next free number for a key, which must be new and must stay alive. */
JH_MUST_CHECK jh_code jh_numbering_add(jh_numbering *to, jh_arena *keep, jh_text key,
                                       jh_error *err);
void jh_numbering_sort(jh_numbering *in);

/* A store of any version that the program knows how to bring up: nothing in it may be read yet. */
JH_MUST_CHECK jh_code jh_store_open_any(jh_store **out, jh_arena *keep, const char *address,
                                        jh_store_mode mode, jh_error *err);
/* Refused when it is none, or higher than this program knows. */
JH_MUST_CHECK jh_code jh_store_version(int64_t *out, jh_store *store, jh_error *err);

/* A piece of text as a word of a message, cut at a character where it is too long. */
enum { JH_WORD_SIZE = 96 };
const char *jh_stored_word(char out[JH_WORD_SIZE], jh_text text);

/* A copy in keep. */
JH_MUST_CHECK jh_code jh_field_copy(jh_text *out, jh_arena *keep, const jh_field *field,
                                    jh_error *err);
/* 32 bytes, or a store that is damaged. */
JH_MUST_CHECK jh_code jh_field_hash(jh_hash *out, const jh_store *store, const jh_field *field,
                                    jh_error *err);

/* jh_records_each in a reading transaction of its own. */
JH_MUST_CHECK jh_code jh_store_each(jh_store *store, const jh_query_call *call, jh_row_visit visit,
                                    void *context, jh_error *err);

/* JH_CONFLICT when the listener asked to stop. */
JH_MUST_CHECK jh_code jh_store_tell(const jh_store *store, jh_say_id what, size_t done,
                                    size_t total, jh_error *err);

/* The next entry of the county's audit, inside the transaction that it tells of: audit.c.
 * `entry` brings everything but its number and its chain. */
JH_MUST_CHECK jh_code jh_audit_add(jh_store *store, jh_text county, const jh_audit *entry,
                                   jh_error *err);

/* Begins a write of this county and gives its next revision; commit or roll back afterwards. */
JH_MUST_CHECK jh_code jh_store_begin_write(int64_t *revision, jh_store *store, jh_text county,
                                           jh_error *err);
/* Author and stamp are there, and every text can be kept. */
JH_MUST_CHECK jh_code jh_authorship_check(const jh_store *store, const jh_authorship *by,
                                          jh_error *err);
/* The same, and a reason and an approver; `unit` is whom the decision is about. */
JH_MUST_CHECK jh_code jh_decision_check(const jh_store *store, const jh_authorship *by,
                                        jh_text unit, jh_error *err);
/* Not empty, not longer than `most` bytes, and can be kept. */
JH_MUST_CHECK jh_code jh_name_check(const jh_store *store, jh_text text, size_t most,
                                    jh_error *err);
enum { JH_COUNTY_MOST = 32, JH_PERIOD_MOST = 16, JH_CODE_MOST = 64, JH_KEY_MOST = 200 };
/* The hash of a few texts and numbers: what an act of the audit is about. */
JH_MUST_CHECK jh_code jh_hash_fields(jh_hash *out, const jh_field *fields, int count,
                                     jh_error *err);
/* An entry of the audit with the authorship filled in. */
jh_audit jh_audit_by(const char *act, const jh_authorship *by);
/* UTF-8 without a zero byte: what both engines can keep. */
JH_MUST_CHECK jh_code jh_text_check(const jh_store *store, jh_text text, jh_error *err);

#endif
