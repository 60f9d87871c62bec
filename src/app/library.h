/* library.h: where standards come from: the program itself, or a folder of the bureau.
 * Takes   a folder (may be NULL) and the name of a standard, or the path of a .std file.
 * Gives   a compiled standard; the folder's file wins over the built-in one of the same key.
 * Never   reaches outside the folder: a key with a slash in it is refused.
 * Method  docs/language.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_LIBRARY_H
#define JH_APP_LIBRARY_H

#include "app/desk.h"
#include "standard/standard.h"

/* What is judged by when nobody says otherwise. */
extern const char jh_usual_standard[];

typedef struct jh_shelf {
    const char *folder; /* of .std files; NULL = only the built-in ones */
    jh_arena *keep;
} jh_shelf;

/* A standard as a person names it. */
typedef struct jh_standard_words {
    const char *folder; /* as in jh_shelf */
    const char *name; /* a key, or a path ending in .std (its folder then is the shelf); NULL = the
                         usual one */
} jh_standard_words;

/* Mistakes in the text are in *mistakes, the first also in err. */
JH_MUST_CHECK jh_code jh_library_compile(jh_standard *out, const jh_desk *desk,
                                         const jh_standard_words *words, jh_findings *mistakes,
                                         jh_error *err);

/* The texts behind such words: a library to compile from, and the key to ask it for. */
typedef struct jh_shelf_library {
    jh_shelf shelf;
    jh_library library; /* points at the shelf: stays where it is */
    jh_text key;
} jh_shelf_library;
JH_MUST_CHECK jh_code jh_library_open(jh_shelf_library *out, const jh_desk *desk,
                                      const jh_standard_words *words, jh_error *err);

/* Keys of the standards and dictionaries that the program finds, in byte order: the built-in ones
 * and the .std files of the folder, where there is one. */
typedef struct jh_shelf_key {
    jh_text key;
    bool is_own; /* the folder's, also in place of a built-in one */
} jh_shelf_key;
typedef struct jh_shelf_keys {
    jh_shelf_key *items;
    size_t count, capacity;
} jh_shelf_keys;
JH_MUST_CHECK jh_code jh_library_keys(jh_shelf_keys *out, jh_arena *keep, const char *folder,
                                      jh_error *err);

#endif
