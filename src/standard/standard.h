/* standard.h: a regulation, compiled from standards/<key>.std.
 * Takes   the text of a standard and of the dictionaries and standards it builds on.
 * Gives   elements, scopes, indicators, limits, items, groups and grades, as expressions.
 * Never   holds a number of a regulation in C; never opens a file (the caller brings the texts).
 * Method  docs/language.md
 *
 * Everything lives in the arena it was compiled into and is immutable. Lists are in the order of
 * the text (inherited statements first), which is the order of every table and page.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STANDARD_STANDARD_H
#define JH_STANDARD_STANDARD_H

#include "base/hash.h"
#include "expr/expr.h"
#include "model/finding.h"

/* What a statement says about itself, shown beside every verdict that rests on it. */
typedef struct jh_remarks {
    jh_text clause; /* "第六条(一)"; empty = none */
    char certainty; /* 'V' seen in an official text, 'S' secondary, 'K' general knowledge, 0 */
    jh_text doubt;  /* what the texts do not settle */
    jh_text note;
    jh_text standard; /* key of the file that states it: nation, province, city … */
    uint32_t line;
} jh_remarks;

typedef enum jh_extent {
    JH_BY_STAGE = 0, /* one figure a stage of a campus */
    JH_SHARED,       /* one a campus, split between its stages */
    JH_OF_SCHOOL,    /* one a campus, not split; merged by `merge` */
    JH_OF_COUNTY
} jh_extent;

/* How campuses of one school are put together. */
typedef enum jh_merge { JH_MERGE_SUM = 0, JH_MERGE_MAX, JH_MERGE_MAIN, JH_MERGE_ALL } jh_merge;

/* What the parts of a divided school have of its figure. */
typedef enum jh_divide {
    JH_DIVIDE_SHARE = 0, /* their share of it */
    JH_DIVIDE_KEEP,      /* the same */
    JH_DIVIDE_STATE,     /* nobody knows until they report it: not reported */
    JH_DIVIDE_COUNT
} jh_divide;

typedef struct jh_element {
    jh_text key, title;
    jh_text measure_title; /* "㎡", "万元"; empty for yes/no */
    jh_measure measure;
    jh_extent extent;
    jh_merge merge;
    jh_divide divide; /* only what is merged by sum can be divided by share */
    bool is_yes_no;
    bool is_whole; /* whole numbers only */
    bool may_be_negative;
    bool is_required;       /* a blank is worth a finding at import */
    bool is_attestation;    /* made by an attested item or veto */
    const jh_text *aliases; /* other header texts; "小学: A + B" = a sum of columns, intake.h */
    size_t alias_count;
    jh_text table;     /* statistical tables it comes from */
    jh_text filled_by; /* "school" "county" "statistics" … */
    jh_remarks remarks;
} jh_element;

typedef struct jh_setting {
    jh_text key, title;
    jh_type type; /* NUMBER, CODE (choice) or DATE */
    jh_measure measure;
    const jh_codes *choices;
    jh_decimal number; /* default */
    bool is_share;     /* it is written in percent: shown and given so, too */
    int32_t choice;
    jh_date date;
    jh_remarks remarks;
} jh_setting;

/* A row left out of a scope, with what is said of it. The first that is true counts. */
typedef struct jh_leave_out {
    const jh_expr *when; /* claim at the scope's level */
    jh_text because;
    jh_remarks remarks;
} jh_leave_out;

typedef struct jh_scope_def {
    jh_text key, title;
    jh_level level; /* JH_SCHOOL or JH_PART */
    const jh_leave_out *leave_outs;
    size_t leave_out_count;
    const jh_expr *filter; /* claim: none of the leave-outs; what sets range over */
    jh_remarks remarks;
} jh_scope_def;

/* Off unless jh_settings names it with an approver; then true for schools where `when` is true and
 * as-of lies in the window. An unknown `when` relaxes nothing. */
typedef struct jh_relaxation {
    jh_text key, title;
    const jh_expr *when;
    jh_date from, until; /* of the regulation */
    jh_remarks remarks;
} jh_relaxation;

/* A number or claim with a name, which other statements use: size_limit, rooms_needed. */
typedef struct jh_definition {
    jh_text key, title, measure_title;
    jh_level level;
    const jh_expr *value;
    jh_remarks remarks;
} jh_definition;

typedef struct jh_indicator {
    jh_text key, title, short_title; /* short_title falls back to title */
    jh_text measure_title;
    jh_measure measure;
    int decimals; /* as the forms print */
    size_t scope; /* index; level is JH_PART or JH_SCHOOL */
    bool higher_is_better;
    const jh_expr *value;
    const jh_expr *line[JH_STAGE_COUNT];    /* NULL = no line for that stage */
    const jh_expr *floor[JH_STAGE_COUNT];   /* floor share × line, exactly; NULL = none */
    jh_decimal floor_share;                 /* 0 = none */
    const jh_expr *met, *met_printed;       /* claims at the row: unrounded, and as printed */
    const jh_expr *at_floor;                /* claim: at least the floor, always unrounded */
    const jh_expr *numerator, *denominator; /* of the outermost division, where there is one */
    /* As rules hold them, for whoever knows their columns already (expr/memo.h); NULL = unused. */
    const jh_expr *row_line, *row_floor, *row_printed;
    jh_remarks remarks;
} jh_indicator;

/* A claim about every row of a scope. */
typedef struct jh_rule {
    jh_text key, title;
    size_t scope;
    const jh_expr *holds;         /* at the scope's level */
    const jh_expr *holds_printed; /* the same with every judged value as printed */
    const jh_expr *county;        /* every row of the scope: holds */
    jh_remarks remarks;
} jh_rule;

/* One dispersion against one limit. */
typedef struct jh_limit {
    jh_text rule_key, rule_title; /* of the `limit` statement */
    size_t indicator;
    jh_stage stage; /* JH_WHOLE = not by stage */
    int decimals;
    bool undefined_fails;
    const jh_expr *rows;  /* county: how many rows it is over */
    const jh_expr *mean;  /* county: weighted mean, in the indicator's measure */
    const jh_expr *value; /* county: the dispersion */
    const jh_expr *bound;
    const jh_expr *holds, *holds_printed; /* county claims (before undefined_fails) */
    const jh_expr *county; /* every cell of the statement as judged, undefined_fails applied */
    jh_remarks remarks;
} jh_limit;

typedef struct jh_figure { /* a number shown with an item */
    jh_text key, title, measure_title;
    const jh_expr *value; /* county */
    int decimals;
    bool is_percent; /* print ×100 with % */
} jh_figure;

typedef enum jh_item_kind { JH_DECIDED_BY_DATA = 0, JH_ATTESTED, JH_VETO } jh_item_kind;

typedef struct jh_item {
    jh_text key, title;
    jh_item_kind kind;
    size_t group;
    size_t element;       /* ATTESTED, VETO: its attestation */
    const jh_expr *holds; /* county claim; for a veto: "this veto is present" */
    const jh_expr *each;  /* the claim per row when `holds` is an `every`; else NULL */
    jh_level each_level;
    const jh_expr *each_where; /* rows it is about; NULL = all of the set */
    const jh_figure *figures;
    size_t figure_count;
    jh_remarks remarks;
} jh_item;

typedef struct jh_group {
    jh_text key, title;
    const jh_expr *holds; /* county claim */
    jh_remarks remarks;
} jh_group;

/* Points of the county, 0 to `full`. Scores make a tree: some are the sum of their members. */
typedef struct jh_score {
    jh_text key, title;
    size_t parent;        /* index of the score it is part of; SIZE_MAX = of none */
    bool is_sum;          /* of its members */
    int decimals;         /* as printed; judged unrounded */
    const jh_expr *value; /* county number, never below 0 nor above full: points() of expr */
    const jh_expr *full;  /* county number */
    jh_remarks remarks;
} jh_score;

typedef struct jh_grade {
    jh_text key, title;
    bool is_pass;
    const jh_expr *when; /* NULL = otherwise */
} jh_grade;

/* How a figure is looked at before it is judged. RULE: what must hold. CHANGE: against the year
 * before. SLIP: a factor of ten or so from the year before, or from the like. OUTLIER: far from the
 * like. COPY: a block of figures that stands elsewhere, too. ROSTER: who sent nothing. */
typedef enum jh_check_kind {
    JH_CHECK_RULE = 0,
    JH_CHECK_CHANGE,
    JH_CHECK_SLIP,
    JH_CHECK_OUTLIER,
    JH_CHECK_COPY,
    JH_CHECK_ROSTER,
    JH_CHECK_KIND_COUNT
} jh_check_kind;

const char *jh_check_kind_key(jh_check_kind kind); /* "rule" "change" … */

enum { JH_CHECK_FACTORS_MAX = 8, JH_CHECK_ELEMENTS_MAX = 24 };

typedef struct jh_check {
    jh_text key, title; /* title: the sentence a clerk reads */
    jh_check_kind kind;
    bool is_hard; /* cannot be right, whatever the reason; else it needs an explanation */
    jh_level level;
    size_t scope;         /* index; SIZE_MAX = every row of the level */
    const jh_expr *value; /* RULE: a claim; CHANGE, SLIP, OUTLIER: a number; else NULL */
    /* Whose cells are meant, the first before all: those of `about`, then those of `value`. */
    const size_t *elements;
    size_t element_count;
    int64_t factors[JH_CHECK_FACTORS_MAX]; /* SLIP */
    size_t factor_count;
    size_t beyond, least, among; /* number settings (docs/methods/checks.md); SIZE_MAX = none */
    jh_remarks remarks;
} jh_check;

typedef struct jh_split {
    size_t by;                             /* element whose counts are the heads */
    const jh_expr *weight[JH_STAGE_COUNT]; /* county numbers; NULL = 0 */
    size_t method_setting;                 /* choice: each_campus, whole_school */
    size_t shares_setting;   /* choice: exact, rounded; SIZE_MAX = exact (SIZE_MAX: none, too) */
    size_t quotient_setting; /* number: decimals of the figure per weighted head when rounded */
    jh_remarks remarks;
} jh_split;

/* What a string of the standard is in English, as `en` behind it says. */
typedef struct jh_translation {
    jh_text own, english;
} jh_translation;

typedef struct jh_standard {
    jh_text key, title, source;
    jh_date effective, until;
    bool stages[JH_STAGE_COUNT]; /* those that make parts */
    jh_hash hash;                /* of every text it was compiled from, in order */
    jh_remarks remarks;
    const jh_text *extends; /* keys of the standards it lies over, the nearest first */
    size_t extends_count;
    const jh_codes *const *codes; /* all lists */
    size_t codes_count;
    const jh_codes *attribute_codes[JH_ATTRIBUTE_COUNT]; /* NULL = free text */
    const uint8_t *kind_stages;  /* [codes of kind] bit 1 << jh_stage: stages such a school has,
                                 * so that a blank count there is a gap and not a 0; NULL = none */
    const jh_codes *stage_codes; /* keys of jh_stage_key */
    const jh_element *elements;
    size_t element_count;
    const jh_setting *settings;
    size_t setting_count;
    size_t judge; /* the choice setting exact, as_printed; SIZE_MAX = always exact */
    jh_split split;
    const jh_expr
        *merges; /* claim of campuses (level SCHOOL, over raw units): goes into its parent */
    jh_remarks merge_remarks;
    bool is_dictionary; /* words only: nothing to judge by */
    const jh_scope_def *scopes;
    size_t scope_count;
    const jh_relaxation *relaxations;
    size_t relaxation_count;
    const jh_definition *definitions;
    size_t definition_count;
    const jh_indicator *indicators;
    size_t indicator_count;
    const jh_rule *rules;
    size_t rule_count;
    const jh_limit *limits;
    size_t limit_count;
    const jh_item *items;
    size_t item_count;
    const jh_group *groups;
    size_t group_count;
    const jh_score *scores;
    size_t score_count;
    const jh_grade *grades;
    size_t grade_count;
    const jh_check *checks;
    size_t check_count;
    const jh_translation *english; /* by where `own` stands in memory */
    size_t english_count;
    struct jh_standard_names *names; /* for jh_standard_scope */
} jh_standard;

/* Columns as expressions know them: what a source must serve. */
typedef enum jh_column_kind {
    JH_COLUMN_ELEMENT = 0, /* index into elements */
    JH_COLUMN_ATTRIBUTE,   /* jh_attribute */
    JH_COLUMN_STAGE,       /* the part's stage, a code */
    JH_COLUMN_SETTING,     /* index into settings */
    JH_COLUMN_RELAXATION,  /* index into relaxations; a claim of schools */
    JH_COLUMN_UNIT_CODE,   /* text */
    JH_COLUMN_UNIT_NAME,   /* text */
    JH_COLUMN_AS_OF        /* date of the assessment */
} jh_column_kind;
#define JH_COLUMN_ID(kind, index) ((uint32_t)(kind) << 24 | (uint32_t)(index))
#define JH_COLUMN_KIND(id) ((jh_column_kind)((id) >> 24))
#define JH_COLUMN_INDEX(id) ((size_t)((id)&0xFFFFFF))

/* Index of the element with that key, or SIZE_MAX; likewise the others. */
size_t jh_standard_element(const jh_standard *standard, jh_text key);
size_t jh_standard_indicator(const jh_standard *standard, jh_text key);
size_t jh_standard_score(const jh_standard *standard, jh_text key);
size_t jh_standard_item(const jh_standard *standard, jh_text key);
size_t jh_standard_check(const jh_standard *standard, jh_text key);

/* What a person's word calls: a key, or else the title (short or whole, Chinese or English) or a
 * header that no other has, folded. SIZE_MAX = nothing, or more than one. */
size_t jh_standard_called_element(const jh_standard *standard, jh_text word);
size_t jh_standard_called_indicator(const jh_standard *standard, jh_text word);
size_t jh_standard_called_item(const jh_standard *standard, jh_text word);
/* Whether the word calls the statement of that limit: its key, "wcv", or a part of its title that
 * is long enough to be meant ("差异系数"). */
bool jh_standard_calls_limit(const jh_standard *standard, size_t limit, jh_text word);
/* JH_STAGE_COUNT = no stage is called so. */
jh_stage jh_standard_called_stage(const jh_standard *standard, jh_text word);
jh_text jh_standard_stage_title(const jh_standard *standard, jh_lang lang, jh_stage stage);

/* What keeps an element from having a value at all, whoever states it. */
typedef enum jh_misfit {
    JH_FITS = 0,
    JH_NOT_YES_OR_NO, /* 1 or 0 */
    JH_BELOW_ZERO,
    JH_NOT_WHOLE
} jh_misfit;
jh_misfit jh_element_misfit(const jh_element *element, jh_decimal value);

/* Index of the code, by key, label or alias (folded); −1 = none. */
int32_t jh_codes_find(const jh_codes *codes, jh_text key);
/* Label, key or alias of a code as clerks write it; SIZE_MAX = unknown. */
int32_t jh_standard_code_read(const jh_standard *standard, jh_attribute attribute, jh_text written);
/* Decimals its number is printed at: a share has two more than its percentage. */
int jh_figure_places(const jh_figure *figure);
/* A title, label, measure or remark of the standard in that language; the text as it is where the
 * standard does not say it in English (numbers of clauses and names of law stay as they are). Told
 * by where the text stands, so that one word may be two (人: pupils, teachers); a copy of it gets
 * what its words are given first. */
jh_text jh_standard_in(const jh_standard *standard, jh_lang lang, jh_text text);
/* Scope in which further expressions (checks, what-if, explain) may be compiled. */
jh_scope jh_standard_scope(const jh_standard *standard);

/* The texts to compile from: asked by key, e.g. "cn-2017-quality" (without .std). */
typedef struct jh_library {
    void *self;
    jh_code (*find)(void *self, jh_text key, jh_text *text, jh_error *err);
} jh_library;

/* What to compile: the standard of that key, from these texts. */
typedef struct jh_compiling {
    jh_text key;
    const jh_library *library;
    jh_findings *mistakes; /* where they go; NULL = nobody wants them */
} jh_compiling;

/* Compiles. Every mistake found is a finding with file:line:column in its message's place (at most
 * 50); the first is also in err, code JH_BAD_INPUT. */
JH_MUST_CHECK jh_code jh_standard_compile(jh_standard *out, jh_arena *keep, jh_arena scratch,
                                          const jh_compiling *what, jh_error *err);

/* Readable listing for `standard show`, in plain text. What differs between two: diff.h. */
JH_MUST_CHECK jh_code jh_standard_show(jh_buffer *out, const jh_standard *standard, jh_lang lang,
                                       jh_error *err);

/* ---- settings of one assessment ------------------------------------------------------ */

typedef struct jh_setting_value {
    jh_decimal number;
    int32_t choice;
    jh_date date;
    bool is_default;
    jh_text reason; /* who decided it and why; empty for defaults */
} jh_setting_value;

typedef struct jh_relaxing {
    bool is_on;
    jh_text approver;
    jh_date from, until; /* within the regulation's own window */
} jh_relaxing;

typedef struct jh_settings {
    jh_date as_of;
    jh_setting_value *values; /* [standard->setting_count] */
    jh_relaxing *relaxing;    /* [standard->relaxation_count] */
    jh_hash hash;             /* of all of it */
} jh_settings;

/* Defaults. as_of must be set. */
JH_MUST_CHECK jh_code jh_settings_default(jh_settings *out, jh_arena *keep,
                                          const jh_standard *standard, jh_date as_of,
                                          jh_error *err);
typedef struct jh_setting_words {
    jh_text name, value, reason;
} jh_setting_words;

/* A number as the setting is told: "10 %" of a share, exactly; otherwise as it is. */
enum { JH_SETTING_SIZE = JH_DECIMAL_SIZE + 2 };
const char *jh_setting_write(char out[JH_SETTING_SIZE], const jh_setting *setting,
                             jh_decimal number);
/* The same back; of a share "10%" and "0.1" are one. false: it is none, or finer than can be. */
bool jh_setting_read(jh_decimal *out, const jh_setting *setting, jh_text value);

/* "judge=as_printed"; a wrong value (JH_BAD_INPUT) or name (JH_NOT_FOUND) says what is possible.
 * Updates the hash. */
JH_MUST_CHECK jh_code jh_settings_set(jh_settings *settings, jh_arena *keep,
                                      const jh_standard *standard, const jh_setting_words *words,
                                      jh_error *err);

typedef struct jh_relaxing_words {
    jh_text name;
    jh_relaxing relaxing;
} jh_relaxing_words;

/* Switches a relaxation on: an approver and a date window are required; an unknown name is
 * JH_NOT_FOUND. Updates the hash. */
JH_MUST_CHECK jh_code jh_settings_relax(jh_settings *settings, jh_arena *keep,
                                        const jh_standard *standard, const jh_relaxing_words *words,
                                        jh_error *err);

#endif
