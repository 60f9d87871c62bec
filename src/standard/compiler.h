/* compiler.h: what the files of this room share while a standard is compiled.
 * Takes   pages of statements.
 * Gives   drafts (what each statement says), names, and the finished lists of a jh_standard.
 * Never   leaves this room.
 * Method  inherit: one list of statements → draft: what each says → names are compiled on demand,
 *         each at most once a reading; a name met while it is being compiled is a cycle.
 *
 * Mistakes never stop the compiler: a function that met one gives false and the mistake is noted.
 * Memory does: c->mistakes.no_memory is then set, and everything gives false from there on.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STANDARD_COMPILER_H
#define JH_STANDARD_COMPILER_H

#include "standard/page.h"
#include "standard/standard.h"

/* In which reading an expression is compiled: figures unrounded, as printed, or as the setting
 * `judge` says; AS_COUNTY: as that setting says, and a rule's name means "every row of it". */
typedef enum jh_reading {
    JH_READ_UNROUNDED = 0,
    JH_READ_PRINTED,
    JH_READ_JUDGED,
    JH_READ_COUNTY,
    JH_READING_COUNT
} jh_reading;

typedef enum jh_kind_of_name {
    JH_NAME_COLUMN = 0, /* elements, attributes, settings, relaxations, stage … */
    JH_NAME_SET,        /* schools, parts */
    JH_NAME_DEFINE,
    JH_NAME_SCOPE,
    JH_NAME_SCOPE_CLAIM, /* `in KEY`: the row counts in that scope */
    JH_NAME_INDICATOR,
    JH_NAME_RULE,
    JH_NAME_LIMIT,
    JH_NAME_ITEM,
    JH_NAME_SCORE,
    JH_NAME_GROUP
} jh_kind_of_name;

/* A piece of a statement: tokens [first, end). */
typedef struct jh_span {
    const jh_statement *statement; /* NULL = nothing there */
    size_t first, end;
} jh_span;

typedef struct jh_draft_leave_out {
    jh_span when;
    jh_text because;
    jh_remarks remarks;
} jh_draft_leave_out;

typedef struct jh_draft_figure {
    jh_figure figure; /* but its value */
    jh_measure measure;
    bool has_measure;
    jh_span value;
} jh_draft_figure;

typedef struct jh_draft_grade {
    jh_grade grade; /* but its condition */
    jh_span when;
} jh_draft_grade;

/* What one statement says, before names mean anything. Only the fields of its keyword are set. */
typedef struct jh_draft {
    const jh_statement *statement;
    jh_text keyword, key, title, short_title;
    jh_remarks remarks;
    jh_level level;
    bool has_type;
    jh_type type;
    jh_measure measure;
    jh_text measure_title;
    jh_span value;                    /* after `=` or `where`; a limit's dispersion */
    jh_span by_stage[JH_STAGE_COUNT]; /* line, at most, weights, by stage */
    jh_decimal floor_share;
    int decimals;
    bool lower_is_better, undefined_fails, is_by_stage, at_least;
    bool is_attested, is_all_items, is_no_items, is_all_scores;
    const jh_token *scope, *like, *group, *parent; /* looked up later */
    const jh_token *method, *shares, *quotient;
    const jh_token **each; /* for each … */
    size_t each_count;
    jh_draft_leave_out *leave_outs;
    size_t leave_out_count;
    jh_draft_figure *figures;
    size_t figure_count;
    jh_draft_grade *grades;
    size_t grade_count;
    jh_check check; /* what needs no names */
    const jh_token *beyond, *least, *among;
    jh_date from, until;
    size_t index; /* of what it became, in its list */
    bool is_bad;  /* a mistake was noted: known by name, not compiled */
} jh_draft;

typedef struct jh_named {
    jh_text key;
    jh_kind_of_name kind;
    jh_draft *draft; /* NULL for columns and the sets of every row */
    enum { JH_NAME_NEW = 0, JH_NAME_BUSY, JH_NAME_DONE, JH_NAME_FAILED } state[JH_READING_COUNT];
    jh_symbol symbol[JH_READING_COUNT]; /* columns and sets: only [0] */
    bool has_readings; /* it rests on something judged: another expression in each reading */
} jh_named;

typedef struct jh_measure_name {
    jh_text key, title;
    jh_measure measure;
} jh_measure_name;

/* Lives on in the arena: jh_standard_scope reads it. */
typedef struct jh_standard_names {
    jh_named *items;
    size_t count, capacity;
    uint32_t *slots; /* hash table of indices + 1 */
    size_t slot_count;
    jh_measure_name *measures;
    size_t measure_count, measure_capacity;
    jh_stage stages[JH_STAGE_COUNT];
    size_t stage_count;
    struct jh_compiler *compiler; /* NULL once compiled */
} jh_standard_names;

enum { JH_BUSY_MAX = 64 };

typedef struct jh_compiler {
    jh_arena *keep, *scratch;
    const jh_library *library;
    jh_standard *out;
    jh_mistakes mistakes;
    jh_error *err;
    jh_page **pages; /* in the order they were read */
    size_t page_count, page_capacity;
    jh_text busy_pages[32]; /* being read: a way back is a cycle */
    size_t busy_page_count;
    jh_text *extended; /* out->extends */
    size_t extended_capacity;
    jh_hasher *hasher;
    const jh_statement **statements; /* in force, in order; NULL = dropped */
    size_t statement_count, statement_capacity;
    const jh_statement **changes; /* `line` and `set`, in order */
    size_t change_count, change_capacity;
    jh_draft *drafts;
    size_t draft_count;
    jh_standard_names *names;
    jh_translation *english;
    size_t english_count, english_capacity;
    jh_named *busy[JH_BUSY_MAX]; /* being compiled, outermost first */
    size_t busy_count;
    jh_reading reading;
    jh_text it; /* indicator that `it` means; empty = none */
} jh_compiler;

/* ---- reader.c: through the tokens of a statement ------------------------------------- */

typedef struct jh_reader {
    jh_compiler *c;
    const jh_statement *statement;
    size_t at;
    bool is_bad;
} jh_reader;

jh_reader jh_reader_of(jh_compiler *c, const jh_statement *statement);
/* The token here; behind the last one an END placed there. */
const jh_token *jh_reader_token(const jh_reader *r);
bool jh_reader_is(const jh_reader *r, const char *word);
bool jh_reader_take(jh_reader *r, const char *word); /* moves on if it is */
bool jh_reader_take_sign(jh_reader *r, jh_sign sign);
/* Notes a mistake at a token (NULL = the one here); {0} of the sentence is its text. */
void jh_reader_refuse(jh_reader *r, const jh_token *token, jh_say_id say, const char *second,
                      const char *third);
/* The token here is none of these words: says which they are, and the nearest. */
void jh_reader_refuse_word(jh_reader *r, const char *const *words);
bool jh_reader_word(jh_reader *r, const char *word); /* must be it */
bool jh_reader_name(jh_reader *r, const jh_token **out);
/* A string, and the English that `en` may say behind it (jh_standard_in). */
bool jh_reader_text(jh_reader *r, jh_text *out);
void jh_english_add(jh_compiler *c, jh_text own, jh_text english);
/* As it is known so far; empty = it is not. */
jh_text jh_english_find(const jh_compiler *c, jh_text own);
void jh_english_finish(jh_compiler *c);
bool jh_reader_number(jh_reader *r, jh_decimal *out);
bool jh_reader_whole(jh_reader *r, int *out, int most);
bool jh_reader_date(jh_reader *r, jh_date *out);
/* An expression: up to the next clause, or a comma if `to_comma`. */
bool jh_reader_span(jh_reader *r, jh_span *out, bool to_comma);
/* clause, doubt, note: true if one was here (then taken). */
bool jh_reader_remark(jh_reader *r, jh_remarks *remarks);
/* `teacher per 100 pupil`, `yuan`, `number`. */
bool jh_reader_measure(jh_reader *r, jh_measure *out, jh_text *title);
bool jh_reader_stage(jh_reader *r, jh_stage *out);
/* `primary 4.2, junior 5.3`, or one value for all stages in [JH_WHOLE]. */
bool jh_reader_stages(jh_reader *r, jh_span out[JH_STAGE_COUNT]);
const char *jh_token_word(char out[80], const jh_token *token);
jh_expr_text jh_span_text(const jh_span *span);
const jh_token *jh_span_token(const jh_span *span);
bool jh_word_is_reserved(jh_text word);

/* ---- inherit.c: files → the statements in force -------------------------------------- */

/* Reads the file of `key` and all it builds on. JH_NOT_FOUND and JH_IO are the library's, of the
 * first file only. */
jh_code jh_inherit(jh_compiler *c, jh_text key);

/* ---- words.c: the vocabulary --------------------------------------------------------- */

bool jh_heading_read(jh_compiler *c, const jh_statement *heading);
void jh_measures_read(jh_compiler *c);
void jh_codes_read(jh_compiler *c); /* then names of attributes, stage, code, name, asOf */
jh_codes *jh_codes_make(jh_compiler *c, jh_text name, const jh_text *keys, const jh_text *labels,
                        size_t count);
void jh_codes_alias(jh_compiler *c, jh_codes *codes, const jh_text *aliases, const int32_t *indices,
                    size_t count);

/* ---- figures.c: elements and settings ------------------------------------------------ */

void jh_figures_read(jh_compiler *c); /* elements, attestations, settings, relaxations' names */

/* ---- draft.c: what each of the other statements says --------------------------------- */

void jh_drafts_read(jh_compiler *c);

/* ---- logic.c: claims put together from claims ---------------------------------------- */

/* NULL without memory. a or b may be NULL: the other one then. */
const jh_expr *jh_logic_not(jh_compiler *c, const jh_expr *a);
const jh_expr *jh_logic_and(jh_compiler *c, const jh_expr *a, const jh_expr *b);

/* ---- people.c, judged.c, items.c, scores.c: drafts → symbols and lists --- */

/* Builds the symbol of a name in the present reading; false = a mistake was noted. */
bool jh_define_compile(jh_compiler *c, jh_named *name, jh_symbol *out);
bool jh_scope_compile(jh_compiler *c, jh_named *name, jh_symbol *out);
bool jh_indicator_compile(jh_compiler *c, jh_named *name, jh_symbol *out);
bool jh_rule_compile(jh_compiler *c, jh_named *name, jh_symbol *out);
bool jh_limit_compile(jh_compiler *c, jh_named *name, jh_symbol *out);
bool jh_item_compile(jh_compiler *c, jh_named *name, jh_symbol *out);
bool jh_group_compile(jh_compiler *c, jh_named *name, jh_symbol *out);
bool jh_score_compile(jh_compiler *c, jh_named *name, jh_symbol *out);

/* ---- checks.c: what is looked at before anything is judged ----------------------------- */

void jh_check_read(jh_reader *r, jh_draft *d);
void jh_checks_finish(jh_compiler *c);

/* The value of one stage, or the one for all; NULL = none. */
const jh_span *jh_stage_span(const jh_span spans[JH_STAGE_COUNT], jh_stage stage);
/* if(stage = primary, (45), (50)) */
jh_text jh_stages_text(jh_compiler *c, const jh_span spans[JH_STAGE_COUNT]);

/* Fill the lists of c->out once every name is compiled. */
void jh_people_finish(jh_compiler *c);
void jh_judged_finish(jh_compiler *c);
void jh_items_finish(jh_compiler *c);
void jh_scores_finish(jh_compiler *c);

/* ---- names.c ------------------------------------------------------------------------- */

/* false = that key is taken (never: duplicates were told before) or no memory. */
jh_named *jh_name_add(jh_compiler *c, jh_text key, jh_kind_of_name kind, jh_draft *draft);
jh_named *jh_name_find(const jh_standard_names *names, jh_text key);
jh_text jh_name_near(const jh_standard_names *names, jh_text key);
/* Compiles in that reading unless it is done; false = failed, and noted. */
bool jh_name_compile(jh_compiler *c, jh_named *name, jh_reading reading);
jh_scope jh_names_scope(jh_standard_names *names);

/* Compiles a span, or text made here, in the present reading. NULL = a mistake was noted. */
const jh_expr *jh_compile_span(jh_compiler *c, const jh_span *span, jh_level level);
const jh_expr *jh_compile_text(jh_compiler *c, jh_text text, const jh_draft *draft, jh_level level);
/* Must be a claim / a number of that measure. */
bool jh_must_be_claim(jh_compiler *c, const jh_expr *expr, const jh_span *span);
bool jh_must_fit(jh_compiler *c, const jh_expr *expr, const jh_span *span,
                 const jh_measure *measure, jh_text title);
void jh_draft_refuse(jh_compiler *c, const jh_draft *draft, const jh_token *token, jh_say_id say,
                     const char *second);
/* Memory of the result; NULL notes that there is none. */
void *jh_keep(jh_compiler *c, size_t count, size_t size);
jh_text jh_keep_text(jh_compiler *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
size_t jh_count_drafts(const jh_compiler *c, const char *keyword);
/* The draft a token names, of that keyword; NULL = noted, with the nearest. */
jh_draft *jh_draft_named(jh_compiler *c, const jh_draft *by, const jh_token *token,
                         const char *keyword);

#endif
