/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"

#include "base/decimal.h"

#include <string.h>

static const jh_option common_options[] = {
    { "--help", false, false }, { "--json", false, false }, { "--quiet", false, false },
    { "--lang", true, false },  { NULL, false, false },
};

const char *jh_call_option_at(const jh_call *call, const char *name, size_t n)
{
    size_t i;

    for (i = 0; i < call->option_count; i++)
        if (strcmp(call->options[i].option->name, name) == 0 && n-- == 0)
            return call->options[i].value;
    return NULL;
}

const char *jh_call_option(const jh_call *call, const char *name)
{
    size_t i = call->option_count;

    while (i-- > 0)
        if (strcmp(call->options[i].option->name, name) == 0) return call->options[i].value;
    return NULL;
}

bool jh_call_has(const jh_call *call, const char *name)
{
    return jh_call_option(call, name) != NULL;
}

bool jh_call_number(long *out, const jh_call *call, const char *name, long otherwise, long most)
{
    const char *value = jh_call_option(call, name);
    char digits[24];
    jh_decimal number;
    jh_message message;

    *out = otherwise;
    if (!value) return true;
    if (jh_decimal_parse(&number, jh_text_of(value)) == JH_READ_EXACT && number.millionths >= 0
        && number.millionths % JH_DECIMAL_ONE == 0 && number.millionths / JH_DECIMAL_ONE <= most) {
        *out = (long)(number.millionths / JH_DECIMAL_ONE);
        return true;
    }
    message =
        jh_message_make(SAY_CLI_NOT_A_WHOLE_NUMBER, name, value, jh_digits(digits, most), NULL);
    jh_call_usage(call, &message);
    return false;
}

/* ---- parsing ---- */

static const jh_option *find_in(const jh_option *options, const char *name, size_t size)
{
    for (; options && options->name; options++)
        if (strlen(options->name) == size && strncmp(options->name, name, size) == 0)
            return options;
    return NULL;
}

static const jh_option *find_option(const jh_command *command, const char *name, size_t size)
{
    const jh_option *found = find_in(command->options, name, size);

    return found ? found : find_in(common_options, name, size);
}

static const char *nearest_in(const jh_option *options, const char *word, size_t *best)
{
    const char *nearest = NULL;
    size_t distance;

    for (; options && options->name; options++) {
        distance = jh_text_distance(jh_text_of(word), jh_text_of(options->name), 4);
        if (distance < *best) {
            *best = distance;
            nearest = options->name;
        }
    }
    return nearest;
}

static bool unknown_option(const jh_call *call, const jh_command *command, const char *word)
{
    size_t best = 4;
    const char *nearest = nearest_in(command->options, word, &best);
    const char *common = nearest_in(common_options, word, &best);
    jh_message message;

    if (common) nearest = common;
    message = jh_message_make(nearest ? SAY_CLI_UNKNOWN_OPTION_NEAR : SAY_CLI_UNKNOWN_OPTION, word,
                              command->name, nearest ? nearest : "", NULL);
    jh_call_usage(call, &message);
    return false;
}

static bool option_problem(const jh_call *call, jh_say_id say, const jh_option *option)
{
    jh_message message = jh_message_make(say, option->name, NULL);

    jh_call_usage(call, &message);
    return false;
}

static bool set_language(jh_call *call, const char *value)
{
    jh_message message;

    if (strcmp(value, "zh") == 0) {
        call->lang = JH_ZH;
    } else if (strcmp(value, "en") == 0) {
        call->lang = JH_EN;
    } else {
        message = jh_message_make(SAY_CLI_UNKNOWN_LANGUAGE, value, NULL);
        jh_call_usage(call, &message);
        return false;
    }
    return true;
}

/* What every verb understands lands in the call itself. */
static bool apply_common(jh_call *call, const jh_option_value *given)
{
    if (strcmp(given->option->name, "--json") == 0) call->json = true;
    if (strcmp(given->option->name, "--quiet") == 0) call->quiet = true;
    if (strcmp(given->option->name, "--lang") == 0) return set_language(call, given->value);
    return true;
}

/* Takes the option at words[*at]; moves *at past a value in the next word. */
static bool take_option(jh_call *call, const jh_command *command, int count,
                        const char *const *words, int *at)
{
    const char *word = words[*at], *equals = strchr(word, '=');
    size_t size = equals ? (size_t)(equals - word) : strlen(word), i;
    const jh_option *option = find_option(command, word, size);
    jh_option_value *given = (jh_option_value *)(uintptr_t)&call->options[call->option_count];

    if (!option) return unknown_option(call, command, word);
    if (equals && !option->takes_value)
        return option_problem(call, SAY_CLI_OPTION_TAKES_NO_VALUE, option);
    for (i = 0; i < call->option_count && !option->repeats; i++)
        if (call->options[i].option == option)
            return option_problem(call, SAY_CLI_OPTION_TWICE, option);
    *given = (jh_option_value){ option, equals ? equals + 1 : "" };
    if (option->takes_value && !equals) {
        if (*at + 1 >= count) return option_problem(call, SAY_CLI_OPTION_NEEDS_VALUE, option);
        given->value = words[++*at];
    }
    call->option_count++;
    return apply_common(call, given);
}

static bool count_is_wrong(const jh_call *call, const jh_command *command)
{
    char least[24], given[24];
    jh_message message;

    if (jh_call_has(call, "--help")) return false;
    if (call->arg_count >= command->arg_min
        && (command->arg_max < 0 || call->arg_count <= command->arg_max))
        return false;
    message = jh_message_make(
        call->arg_count < command->arg_min ? SAY_CLI_TOO_FEW_ARGUMENTS : SAY_CLI_TOO_MANY_ARGUMENTS,
        command->name, jh_digits(least, command->arg_min), jh_digits(given, call->arg_count), NULL);
    jh_call_usage(call, &message);
    return true;
}

bool jh_call_parse(jh_call *out, const jh_command *command, int count, const char *const *words)
{
    const char **args = JH_NEW_ARRAY(&out->keep, const char *, (size_t)count + 1);
    bool only_arguments = false;
    int i;

    out->options = JH_NEW_ARRAY(&out->keep, jh_option_value, (size_t)count + 1);
    if (!args || !out->options) {
        jh_error err = { JH_OK };
        jh_no_memory(&err);
        jh_call_failed(out, &err);
        return false;
    }
    for (i = 0; i < count; i++) {
        if (!only_arguments && strcmp(words[i], "--") == 0) {
            only_arguments = true;
        } else if (!only_arguments && words[i][0] == '-' && words[i][1] == '-') {
            if (!take_option(out, command, count, words, &i)) return false;
        } else {
            args[out->arg_count++] = words[i];
        }
    }
    out->args = args;
    return !count_is_wrong(out, command);
}
