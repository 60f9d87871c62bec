/* The command line: finds the verb, sorts its words, runs it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define END                                                                                        \
    {                                                                                              \
        NULL, false, false                                                                         \
    }

/* Which county, period, standard and settings: the same words for every verb that judges. */
#define JUDGING                                                                                    \
    { "--county", true, false }, { "--period", true, false }, { "--standard", true, false },       \
        { "--standards", true, false }, { "--as-of", true, false }, { "--set", true, true },       \
        { "--revision", true, false },                                                             \
    {                                                                                              \
        "--relax", true, true                                                                      \
    }

static const jh_option import_options[] = {
    { "--county", true, false }, { "--period", true, false },    { "--dry-run", false, false },
    { "--all", false, false },   { "--no-check", false, false }, { "--author", true, false },
    { "--reason", true, false }, { "--standard", true, false },  { "--standards", true, false },
    { "--names", true, false },  { "--mapping", true, false },   { "--suggest", false, false },
    { "--sheet", true, false },  { "--out", true, false },       { "--datum", true, false },
    END
};
static const jh_option assess_options[] = { JUDGING,
                                            { "--frozen", true, false },
                                            { "--trace", false, false },
                                            { "--all", false, false },
                                            END };
static const jh_option explain_options[] = { JUDGING, { "--frozen", true, false }, END };
/* What may be given twice: first for the one assessment, then for the other. */
static const jh_option compare_options[] = { { "--county", true, false },
                                             { "--period", true, true },
                                             { "--standard", true, true },
                                             { "--standards", true, false },
                                             { "--as-of", true, true },
                                             { "--revision", true, true },
                                             { "--frozen", true, true },
                                             { "--set", true, true },
                                             { "--set-after", true, true },
                                             { "--relax", true, true },
                                             { "--page", true, false },
                                             END };
static const jh_option beside_options[] = { { "--county", true, false },
                                            { "--period", true, true },
                                            { "--standard", true, true },
                                            { "--standards", true, false },
                                            { "--as-of", true, false },
                                            { "--revision", true, false },
                                            { "--set", true, true },
                                            { "--relax", true, true },
                                            { "--page", true, false },
                                            END };
static const jh_option reconcile_options[] = { { "--county", true, false },
                                               { "--period", true, false },
                                               { "--standard", true, false },
                                               { "--standards", true, false },
                                               { "--as-of", true, false },
                                               { "--all", false, false },
                                               { "--xlsx", true, false },
                                               { "--page", true, false },
                                               END };
static const jh_option report_options[] = {
    JUDGING, { "--frozen", true, false }, { "--out", true, false }, { "--only", true, true }, END
};
static const jh_option plan_options[] = { JUDGING,
                                          { "--costs", true, false },
                                          { "--show-costs", false, false },
                                          { "--costs-workbook", true, false },
                                          { "--page", true, false },
                                          { "--apply", true, false },
                                          { "--budget", true, false },
                                          { "--suppose", true, true },
                                          { "--from", true, false },
                                          { "--against", true, false },
                                          { "--no-move", true, true },
                                          { "--keep", true, true },
                                          { "--no-building", true, true },
                                          { "--waiver", true, true },
                                          { "--out", true, false },
                                          { "--time-limit", true, false },
                                          { "--progress", false, false },
                                          { "--exact", false, false },
                                          { "--years", true, false },
                                          { "--wanted", true, false },
                                          { "--dearer", true, false },
                                          { "--price-rise", true, false },
                                          END };
static const jh_option pair_options[] = { JUDGING, { "--out", true, false }, END };
static const jh_option rotate_options[] = { JUDGING, { "--out", true, false }, END };
static const jh_option example_options[] = { { "--schools", true, false },
                                             { "--seed", true, false },
                                             { "--out", true, false },
                                             { "--layout", true, false },
                                             { "--errors", false, false },
                                             { "--roster", false, false },
                                             END };
static const jh_option template_options[] = { { "--standard", true, false },
                                              { "--standards", true, false },
                                              END };
static const jh_option standard_options[] = { { "--standards", true, false }, END };
static const jh_option analyse_options[] = { { "--value", true, true }, { "--weight", true, false },
                                             { "--by", true, true },    { "--score", true, false },
                                             { "--group", true, true }, { "--sheet", true, false },
                                             { "--csv", false, false }, END };
static const jh_option sheet_options[] = { { "--sheet", true, false },
                                           { "--csv", false, false },
                                           END };
static const jh_option setting_options[] = { { "--county", true, false },
                                             { "--from", true, false },
                                             { "--to", true, false },
                                             { "--source", true, false },
                                             { "--author", true, false },
                                             { "--as-of", true, false },
                                             END };
static const jh_option unit_options[] = { JUDGING,
                                          { "--date", true, false },
                                          { "--name", true, false },
                                          { "--town", true, false },
                                          { "--parent", true, false },
                                          { "--main", true, false },
                                          { "--part", true, true },
                                          { "--share", true, true },
                                          { "--author", true, false },
                                          { "--reason", true, false },
                                          { "--approver", true, false },
                                          { "--dry-run", false, false },
                                          END };
static const jh_option user_options[] = { { "--role", true, false },
                                          { "--scope", true, false },
                                          { "--name", true, false },
                                          { "--author", true, false },
                                          { "--approver", true, false },
                                          { "--reason", true, false },
                                          END };
static const jh_option check_options[] = { JUDGING, { "--storage", false, false }, END };
static const jh_option conflicts_options[] = {
    { "--county", true, false }, { "--period", true, false }, { "--as-of", true, false }, END
};
static const jh_option correct_options[] = { { "--county", true, false },
                                             { "--period", true, false },
                                             { "--unit", true, false },
                                             { "--element", true, false },
                                             { "--stage", true, false },
                                             { "--value", true, false },
                                             { "--missing", false, false },
                                             { "--author", true, false },
                                             { "--reason", true, false },
                                             { "--approver", true, false },
                                             END };
static const jh_option freeze_options[] = { JUDGING,
                                            { "--author", true, false },
                                            { "--approver", true, false },
                                            { "--reason", true, false },
                                            { "--list", false, false },
                                            END };
static const jh_option verify_options[] = { { "--county", true, false },
                                            { "--standards", true, false },
                                            END };
static const jh_option migrate_options[] = { { "--backup", true, false },
                                             { "--backed-up", false, false },
                                             END };
static const jh_option match_options[] = { { "--county", true, false },
                                           { "--names", true, false },
                                           { "--name", true, false },
                                           { "--code", true, false },
                                           { "--author", true, false },
                                           { "--reason", true, false },
                                           END };
static const jh_option serve_options[] = { { "--port", true, false },
                                           { "--bind", true, false },
                                           { "--open", false, false },
                                           { "--standards", true, false },
                                           { "--tls-cert", true, false },
                                           { "--tls-key", true, false },
                                           END };
static const jh_option no_options[] = { END };

static const jh_command commands[] = {
    { "init", SAY_CLI_SUMMARY_INIT, no_options, 1, 1, jh_cmd_init },
    { "import", SAY_CLI_SUMMARY_IMPORT, import_options, 1, -1, jh_cmd_import },
    { "assess", SAY_CLI_SUMMARY_ASSESS, assess_options, 1, 1, jh_cmd_assess },
    { "explain", SAY_CLI_SUMMARY_EXPLAIN, explain_options, 1, 4, jh_cmd_explain },
    { "beside", SAY_CLI_SUMMARY_BESIDE, beside_options, 1, 1, jh_cmd_beside },
    { "compare", SAY_CLI_SUMMARY_COMPARE, compare_options, 1, 1, jh_cmd_compare },
    { "report", SAY_CLI_SUMMARY_REPORT, report_options, 1, 1, jh_cmd_report },
    { "plan", SAY_CLI_SUMMARY_PLAN, plan_options, 1, 3, jh_cmd_plan },
    { "rotate", SAY_CLI_SUMMARY_ROTATE, rotate_options, 2, -1, jh_cmd_rotate },
    { "pair", SAY_CLI_SUMMARY_PAIR, pair_options, 1, 1, jh_cmd_pair },
    { "setting", SAY_CLI_SUMMARY_SETTING, setting_options, 1, 2, jh_cmd_setting },
    { "standard", SAY_CLI_SUMMARY_STANDARD, standard_options, 1, 3, jh_cmd_standard },
    { "template", SAY_CLI_SUMMARY_TEMPLATE, template_options, 1, 1, jh_cmd_template },
    { "example", SAY_CLI_SUMMARY_EXAMPLE, example_options, 0, 0, jh_cmd_example },
    { "analyse", SAY_CLI_SUMMARY_ANALYSE, analyse_options, 1, 1, jh_cmd_analyse },
    { "sheet", SAY_CLI_SUMMARY_SHEET, sheet_options, 1, 1, jh_cmd_sheet },
    { "conflicts", SAY_CLI_SUMMARY_CONFLICTS, conflicts_options, 1, 1, jh_cmd_conflicts },
    { "reconcile", SAY_CLI_SUMMARY_RECONCILE, reconcile_options, 1, 1, jh_cmd_reconcile },
    { "correct", SAY_CLI_SUMMARY_CORRECT, correct_options, 1, 1, jh_cmd_correct },
    { "match", SAY_CLI_SUMMARY_MATCH, match_options, 1, 1, jh_cmd_match },
    { "unit", SAY_CLI_SUMMARY_UNIT, unit_options, 1, 3, jh_cmd_unit },
    { "freeze", SAY_CLI_SUMMARY_FREEZE, freeze_options, 1, 1, jh_cmd_freeze },
    { "verify", SAY_CLI_SUMMARY_VERIFY, verify_options, 1, 2, jh_cmd_verify },
    { "migrate", SAY_CLI_SUMMARY_MIGRATE, migrate_options, 1, 1, jh_cmd_migrate },
    { "check", SAY_CLI_SUMMARY_CHECK, check_options, 1, 1, jh_cmd_check },
    { "backup", SAY_CLI_SUMMARY_BACKUP, no_options, 2, 2, jh_cmd_backup },
    { "restore", SAY_CLI_SUMMARY_RESTORE, no_options, 2, 2, jh_cmd_restore },
    { "copy", SAY_CLI_SUMMARY_COPY, no_options, 2, 2, jh_cmd_copy },
    { "serve", SAY_CLI_SUMMARY_SERVE, serve_options, 1, 1, jh_cmd_serve },
    { "user", SAY_CLI_SUMMARY_USER, user_options, 1, 3, jh_cmd_user },
    { "help", SAY_CLI_SUMMARY_HELP, no_options, 0, 1, jh_cmd_help },
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static jh_lang language_of_environment(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *value;
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++) {
        value = getenv(names[i]);
        if (value && *value) return strncmp(value, "en", 2) == 0 ? JH_EN : JH_ZH;
    }
    return JH_ZH;
}

static int terminal_columns(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
    return 100;
}

static const jh_command *find_command(const char *name)
{
    size_t i;

    for (i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}

static int unknown_command(const jh_call *call, const char *name)
{
    const char *nearest = NULL;
    size_t i, distance, best = 4;
    jh_message message;

    for (i = 0; i < COMMAND_COUNT; i++) {
        distance = jh_text_distance(jh_text_of(name), jh_text_of(commands[i].name), 4);
        if (distance < best) {
            best = distance;
            nearest = commands[i].name;
        }
    }
    message = jh_message_make(nearest ? SAY_CLI_UNKNOWN_COMMAND_NEAR : SAY_CLI_UNKNOWN_COMMAND,
                              name, nearest ? nearest : "", NULL);
    return jh_call_usage(call, &message);
}

static int print_overview(const jh_call *call)
{
    size_t i;

    printf("%s\n\n", jh_say(call->lang, SAY_CLI_OVERVIEW));
    for (i = 0; i < COMMAND_COUNT; i++)
        printf("  %-10s %s\n", commands[i].name, jh_say(call->lang, commands[i].summary));
    printf("\n%s\n", jh_say_table[call->lang][SAY_CLI_OVERVIEW][1]);
    return JH_EXIT_DONE;
}

static int run(jh_call *call, int count, const char *const *words)
{
    const jh_command *command;
    const char *name = count > 1 ? words[1] : "help";
    static jh_bar bar; /* the call points at it, and outlives this function */
    static jh_progress progress;
    int code;

    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) name = "help";
    if (strcmp(name, "--version") == 0) return printf("junheng %s\n", JH_VERSION) < 0;
    command = find_command(name);
    if (!command) return unknown_command(call, name);
    if (!jh_call_parse(call, command, count > 2 ? count - 2 : 0, words + 2)) return JH_EXIT_USAGE;
    if (command->run == jh_cmd_help && call->arg_count == 0) return print_overview(call);
    if (jh_call_has(call, "--help")) {
        call->args = &command->name;
        call->arg_count = 1;
        return jh_cmd_help(call);
    }
    bar = (jh_bar){ .lang = call->lang,
                    .on_terminal = isatty(STDERR_FILENO) != 0,
                    .in_json = jh_call_has(call, "--progress") };
    progress = jh_bar_progress(&bar);
    if (!call->quiet) call->progress = &progress;
    code = command->run(call);
    jh_bar_end(&bar);
    return code;
}

int main(int count, char **words)
{
    jh_call call = { .lang = language_of_environment(), .columns = terminal_columns() };
    jh_error err = { JH_OK };
    int code;

    setlocale(LC_ALL, "C"); /* numbers are written one way, wherever the program runs */
    signal(SIGPIPE, SIG_IGN);
    call.in_colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    if (jh_arena_reserve(&call.keep, JH_ARENA_DEFAULT)
        || jh_arena_reserve(&call.scratch, JH_ARENA_DEFAULT)) {
        jh_no_memory(&err);
        code = jh_call_failed(&call, &err);
    } else {
        code = run(&call, count, (const char *const *)words);
    }
    jh_arena_release(&call.keep);
    jh_arena_release(&call.scratch);
    return code;
}
