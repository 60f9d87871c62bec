/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql.h"

#include <string.h>

static const struct {
    const char *word, *meaning[JH_DIALECT_COUNT];
} words[] = {
    /* Narrow types are for PostgreSQL; SQLite stores every integer as short as it is. */
    { "int64", { "INTEGER", "BIGINT" } },
    { "int32", { "INTEGER", "INTEGER" } },
    { "int16", { "INTEGER", "SMALLINT" } },
    /* Byte order, or the two engines would sort Chinese names and codes differently. */
    { "text", { "TEXT", "TEXT COLLATE \"C\"" } },
    { "bytes", { "BLOB", "BYTEA" } },
    { "clustered", { "STRICT, WITHOUT ROWID", "" } },
    { "plain", { "STRICT", "" } },
};

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static size_t name_size(const char *at)
{
    size_t size = 0;

    while (is_name(at[size])) size++;
    return size;
}

int jh_sql_name_count(const char *names)
{
    int count = *names ? 1 : 0;

    for (; *names; names++) count += *names == ',';
    return count;
}

/* 1 for the first name of the list; 0 = not in it. */
static int name_index(const char *names, const char *name, size_t size)
{
    int index = 1;

    for (; *names; names++) {
        if (*names == ',') index++;
        if (!is_name(*names)) continue;
        if (name_size(names) == size && memcmp(names, name, size) == 0) return index;
        names += name_size(names) - 1;
    }
    return 0;
}

static const char *meaning_of(const jh_sql_form *form, const char *word, size_t size)
{
    const jh_sql_word *extra;
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].word) == size && memcmp(words[i].word, word, size) == 0)
            return words[i].meaning[form->dialect];
    for (extra = form->extra; extra && extra->word; extra++)
        if (strlen(extra->word) == size && memcmp(extra->word, word, size) == 0)
            return extra->meaning;
    return NULL;
}

/* Writes what stands for {word} at `at`; gives how much of the text it was, 0 = unknown. */
static size_t fill_word(jh_buffer *to, const char *at, const jh_sql_form *form)
{
    size_t size = name_size(at + 1);
    const char *meaning = at[1 + size] == '}' ? meaning_of(form, at + 1, size) : NULL;

    if (!meaning) return 0;
    jh_buffer_add_zero(to, meaning);
    return size + 2;
}

static size_t fill_parameter(jh_buffer *to, const char *at, const jh_sql_form *form)
{
    size_t size = name_size(at + 1);
    int index = name_index(form->takes, at + 1, size);

    if (!index) return 0;
    jh_buffer_add_format(to, "%c%d", form->dialect == JH_SQLITE ? '?' : '$', index);
    return size + 1;
}

jh_code jh_sql_fill(jh_text *out, jh_arena *keep, const char *sql, const jh_sql_form *form,
                    jh_error *err)
{
    jh_buffer to = jh_buffer_in(keep);
    bool quoted = false;
    const char *at = sql;
    size_t taken;

    while (*at) {
        taken = 1;
        if (*at == '\'') quoted = !quoted;
        if (!quoted && at[0] == '-' && at[1] == '-')
            taken = strcspn(at, "\n"); /* a comment, which may hold anything */
        else if (!quoted && *at == '{')
            taken = fill_word(&to, at, form);
        else if (!quoted && *at == ':' && form->takes && is_name(at[1]))
            taken = fill_parameter(&to, at, form);
        else
            jh_buffer_add(&to, (jh_text){ at, 1 });
        if (!taken) return jh_fail(err, JH_BUG, SAY_STORE_SQL_WORD, NULL, at, NULL);
        at += taken;
    }
    return jh_buffer_finish(out, &to, err);
}
