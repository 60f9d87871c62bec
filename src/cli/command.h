/* command.h: what a verb of the command line is, and what it is given.
 * Takes   the words of a command line, already sorted into arguments and options.
 * Gives   an exit code: 0 done, 1 the answer is "no", 2 wrong usage, 3 cannot.
 * Never   does by itself what app/ does: a verb reads options, calls app/, prints.
 * Method  one verb = one file cmd_<verb>.c = one row in main.c = one page in docs/guide/commands/
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_CLI_COMMAND_H
#define JH_CLI_COMMAND_H

#include "base/memory.h"
#include "base/progress.h"
#include "base/text.h"

#include <stdio.h>

enum { JH_EXIT_DONE = 0, JH_EXIT_NO = 1, JH_EXIT_USAGE = 2, JH_EXIT_CANNOT = 3 };

/* An option of a verb. Every verb also has --help, --json, --lang and --quiet. */
typedef struct jh_option {
    const char *name; /* "--value"; NULL ends a list */
    bool takes_value;
    bool repeats;
} jh_option;

typedef struct jh_option_value {
    const jh_option *option;
    const char *value; /* "" for a switch */
} jh_option_value;

typedef struct jh_call {
    jh_lang lang;
    bool json, quiet;
    bool in_colour; /* standard output is a terminal that wants colour */
    int columns;    /* width of the terminal */
    const char *const *args;
    int arg_count;
    const jh_option_value *options; /* as given, in order */
    size_t option_count;
    jh_arena keep, scratch;
    const jh_progress *progress; /* a bar on a terminal, lines elsewhere, NULL when quiet */
} jh_call;

typedef struct jh_command {
    const char *name;
    jh_say_id summary;
    const jh_option *options;
    int arg_min, arg_max; /* arg_max −1 = any number */
    int (*run)(jh_call *call);
} jh_command;

/* Last value given, or NULL. */
const char *jh_call_option(const jh_call *call, const char *name);
/* n-th value of a repeating option, or NULL. */
const char *jh_call_option_at(const jh_call *call, const char *name, size_t n);
bool jh_call_has(const jh_call *call, const char *name);
/* A whole number ≥ 0 within limits, or `otherwise` if not given; false = said why on stderr. */
bool jh_call_number(long *out, const jh_call *call, const char *name, long otherwise, long most);

/* Sorts a command line into a call. false: said what is wrong on stderr. */
bool jh_call_parse(jh_call *out, const jh_command *command, int count, const char *const *words);

/* Prints where, what and what next (or JSON with --json) on stderr; gives the exit code. */
int jh_call_failed(const jh_call *call, const jh_error *err);
/* The same for wrong usage: one message. */
int jh_call_usage(const jh_call *call, const jh_message *message);
/* Writes a whole text to stdout; JH_EXIT_CANNOT if stdout is gone. */
int jh_call_print(const jh_call *call, jh_text text, int exit_code);

/* The bar, or lines, for call->progress; lives as long as `bar`. */
typedef struct jh_bar {
    jh_lang lang;
    bool on_terminal;
    bool in_json; /* a line of JSON for each step, wherever it goes */
    int64_t last_shown, last_counted; /* of any step; of one that told out of how many */
    jh_say_id what;
    bool is_open; /* a bar stands on the line */
    bool is_full; /* and stays there */
} jh_bar;
jh_progress jh_bar_progress(jh_bar *bar);
void jh_bar_end(jh_bar *bar);

int jh_cmd_init(jh_call *call);
int jh_cmd_import(jh_call *call);
int jh_cmd_assess(jh_call *call);
int jh_cmd_explain(jh_call *call);
int jh_cmd_compare(jh_call *call);
int jh_cmd_beside(jh_call *call);
int jh_cmd_reconcile(jh_call *call);
int jh_cmd_report(jh_call *call);
int jh_cmd_plan(jh_call *call);
int jh_cmd_rotate(jh_call *call);
int jh_cmd_pair(jh_call *call);
int jh_cmd_example(jh_call *call);
int jh_cmd_template(jh_call *call);
int jh_cmd_standard(jh_call *call);
int jh_cmd_analyse(jh_call *call);
int jh_cmd_sheet(jh_call *call);
int jh_cmd_setting(jh_call *call);
int jh_cmd_conflicts(jh_call *call);
int jh_cmd_correct(jh_call *call);
int jh_cmd_match(jh_call *call);
int jh_cmd_unit(jh_call *call);
int jh_cmd_freeze(jh_call *call);
int jh_cmd_verify(jh_call *call);
int jh_cmd_migrate(jh_call *call);
int jh_cmd_check(jh_call *call);
int jh_cmd_backup(jh_call *call);
int jh_cmd_restore(jh_call *call);
int jh_cmd_copy(jh_call *call);
int jh_cmd_serve(jh_call *call);
int jh_cmd_user(jh_call *call);
int jh_cmd_help(jh_call *call);

#endif
