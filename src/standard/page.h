/* page.h: one .std file as its statements, each a run of tokens.
 * Takes   the text of a file.
 * Gives   statements: keyword, key, title, and where the rest begins.
 * Never   knows what a statement means; a torn one is kept, marked, and the next one is read.
 * Method  docs/language.md §1; a statement begins where a name stands in column 1
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STANDARD_PAGE_H
#define JH_STANDARD_PAGE_H

#include "expr/lexer.h"
#include "model/finding.h"

enum { JH_MISTAKES_MAX = 50, JH_PAGE_SIZE_MAX = 4 << 20 };

typedef struct jh_page jh_page;

typedef struct jh_statement {
    const jh_page *page;
    const jh_token *tokens; /* [0] is the keyword */
    size_t count;
    bool is_torn; /* its tokens end at a mistake */
} jh_statement;

struct jh_page {
    jh_text key;      /* "cn-2017-quality" */
    const char *file; /* "cn-2017-quality.std" */
    jh_text text;
    jh_statement *statements; /* [0] is the heading, if the file has one */
    size_t count;
    bool has_heading; /* and it names the file as it is named */
};

/* Where mistakes go: at most JH_MISTAKES_MAX, none twice. */
typedef struct jh_mistakes {
    jh_findings *list;
    jh_arena *keep;
    jh_error first;
    size_t count;
    bool no_memory;
} jh_mistakes;

/* Notes an error that says where it is. */
void jh_mistake_note(jh_mistakes *mistakes, const jh_error *error);

/* Reads page->text, which must outlive it, as the file page->key.std; the rest of the page is made
 * here. Mistakes are noted; only memory fails. */
JH_MUST_CHECK jh_code jh_page_read(jh_page *page, jh_arena *keep, jh_mistakes *mistakes,
                                   jh_error *err);

#endif
