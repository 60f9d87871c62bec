/* library.h: standards for tests: files of standards/, and texts made up on the spot.
 * Takes   pairs of key and text; what is not among them is read from standards/.
 * Gives   a jh_library, and compiled standards.
 * Never   fails quietly: use the returned code.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STANDARD_LIBRARY_H
#define TESTS_STANDARD_LIBRARY_H

#include "standard/standard.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct test_text {
    const char *key;
    jh_text text;
} test_text;

typedef struct test_library {
    test_text texts[8];
    size_t count;
    char *read[8]; /* from disk, to free */
    size_t read_count;
} test_library;

static jh_code test_library_find(void *self, jh_text key, jh_text *text, jh_error *err)
{
    test_library *library = self;
    char name[200], *path;
    FILE *file;
    size_t i;

    (void)err;
    for (i = 0; i < library->count; i++)
        if (jh_text_equal(key, jh_text_of(library->texts[i].key))) {
            *text = library->texts[i].text;
            return JH_OK;
        }
    snprintf(name, sizeof name, "standards/%.*s.std", JH_TEXT_ARGS(key));
    path = test_source_path(name);
    file = strchr(name + strlen("standards/"), '/') ? NULL : fopen(path, "rb");
    if (!file) {
        free(path);
        return JH_NOT_FOUND;
    }
    fclose(file);
    assert_true(library->read_count < 8);
    library->read[library->read_count] = test_file_read(path, &text->size);
    text->at = library->read[library->read_count++];
    free(path);
    return JH_OK;
}

static void test_library_free(test_library *library)
{
    size_t i;

    for (i = 0; i < library->read_count; i++) free(library->read[i]);
    library->read_count = 0;
}

static inline void test_library_add(test_library *library, const char *key, const char *text)
{
    library->texts[library->count++] = (test_text){ key, jh_text_of(text) };
}

/* Compiles from these texts and standards/. */
static inline jh_code test_compile(jh_standard *out, jh_arena *keep, test_library *library,
                                   const char *key, jh_findings *mistakes, jh_error *err)
{
    jh_library texts = { .self = library, .find = test_library_find };
    jh_arena scratch;
    jh_code rc;

    if (jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = jh_standard_compile(out, keep, scratch,
                             &(jh_compiling){ jh_text_of(key), &texts, mistakes }, err);
    jh_arena_release(&scratch);
    test_library_free(library);
    return rc;
}

/* Prints what was found, for a test that expected nothing. */
static inline void test_print_mistakes(const jh_findings *mistakes)
{
    char line[600];
    size_t i;

    for (i = 0; i < mistakes->count; i++) {
        jh_message_write(line, sizeof line, JH_EN, &mistakes->items[i].message, 0);
        fprintf(stderr, "%.*s: %s\n", JH_TEXT_ARGS(mistakes->items[i].file), line);
    }
}

#endif
