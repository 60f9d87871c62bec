/* Errors, progress and output as a person at a terminal sees them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"

#include "base/time.h"
#include "formats/json.h"

#include <string.h>

static void print_message(const jh_call *call, const char *where, const jh_message *message)
{
    char line[1024];

    jh_message_write(line, sizeof line, call->lang, message, 0);
    fprintf(stderr, "junheng: %s%s%s\n", where, *where ? ": " : "", line);
    jh_message_write(line, sizeof line, call->lang, message, 1);
    if (*line) fprintf(stderr, "  %s %s\n", "→", line);
}

static int exit_code_of(jh_code code)
{
    switch (code) {
    case JH_OK: return JH_EXIT_DONE;
    case JH_BAD_INPUT:
    case JH_CONFLICT: return JH_EXIT_NO;
    case JH_NOT_FOUND: return JH_EXIT_USAGE;
    default: return JH_EXIT_CANNOT;
    }
}

int jh_call_usage(const jh_call *call, const jh_message *message)
{
    print_message(call, "", message);
    return JH_EXIT_USAGE;
}

static void print_json_error(const jh_call *call, const jh_error *err)
{
    static const char *const codes[] = { "ok",        "bad_input", "not_found", "conflict",
                                         "no_memory", "io",        "bug" };
    char what[1024], next[1024];
    jh_arena scratch = call->scratch;
    jh_json json = jh_json_in(&scratch);
    jh_text text;

    jh_message_write(what, sizeof what, call->lang, &err->message, 0);
    jh_message_write(next, sizeof next, call->lang, &err->message, 1);
    jh_json_object(&json);
    jh_json_key(&json, "error");
    jh_json_object(&json);
    jh_json_key(&json, "code");
    jh_json_text(&json, jh_text_of(codes[err->code]));
    jh_json_key(&json, "say");
    jh_json_text(&json, jh_text_of(jh_say_keys[err->message.say]));
    jh_json_key(&json, "where");
    jh_json_text(&json, jh_text_of(err->where));
    jh_json_key(&json, "what");
    jh_json_text(&json, jh_text_of(what));
    jh_json_key(&json, "next");
    jh_json_text(&json, jh_text_of(next));
    jh_json_end(&json);
    jh_json_end(&json);
    if (!jh_json_finish(&text, &json, NULL)) fprintf(stderr, "%.*s\n", JH_TEXT_ARGS(text));
}

int jh_call_failed(const jh_call *call, const jh_error *err)
{
    if (call->json)
        print_json_error(call, err);
    else
        print_message(call, err->where, &err->message);
    return exit_code_of(err->code);
}

int jh_call_print(const jh_call *call, jh_text text, int exit_code)
{
    jh_error err = { JH_OK };

    if (fwrite(text.at, 1, text.size, stdout) == text.size && fflush(stdout) == 0) return exit_code;
    jh_error_fill(&err, JH_IO, SAY_CLI_CANNOT_PRINT, NULL, NULL);
    return jh_call_failed(call, &err);
}

/* ---- progress ---- */

enum { BAR_CELLS = 24, REDRAW_MS = 80, DETAIL_MS = 1000 };

static void draw_bar(const jh_bar *bar, size_t done, size_t total)
{
    size_t i, filled = total ? done * BAR_CELLS / total : 0;

    fputs("\r\033[K", stderr);
    for (i = 0; i < BAR_CELLS; i++) fputs(i < filled ? "█" : "░", stderr);
    fprintf(stderr, " %zu/%zu %s", done, total, jh_say(bar->lang, bar->what));
    fflush(stderr);
}

/* Elsewhere than on a terminal: a line when a new kind of work begins, and one when it is done. */
static void print_line(jh_bar *bar, size_t done, size_t total)
{
    if (total && done == total)
        fprintf(stderr, "%s %zu/%zu\n", jh_say(bar->lang, bar->what), done, total);
}

/* For programs; a key and a sentence of ours need no escaping beyond what the writer does. */
static void print_json(const jh_bar *bar, size_t done, size_t total)
{
    _Alignas(max_align_t) char room[2048];
    jh_arena arena = jh_arena_in(room, sizeof room);
    jh_json json = jh_json_in(&arena);
    jh_text line;

    jh_json_object(&json);
    jh_json_key(&json, "progress");
    jh_json_object(&json);
    jh_json_key(&json, "say");
    jh_json_zero(&json, jh_say_keys[bar->what]);
    jh_json_key(&json, "what");
    jh_json_zero(&json, jh_say(bar->lang, bar->what));
    jh_json_key(&json, "done");
    jh_json_integer(&json, (int64_t)done);
    jh_json_key(&json, "total");
    jh_json_integer(&json, (int64_t)total);
    jh_json_end(&json);
    jh_json_end(&json);
    if (!jh_json_finish(&line, &json, NULL)) fprintf(stderr, "%.*s\n", JH_TEXT_ARGS(line));
}

/* Steps may come by the thousand and take turns: what is told without an end is a detail of what
 * was told with one a moment ago. */
static bool is_shown(const jh_bar *bar, jh_say_id what, size_t done, size_t total)
{
    int64_t now = jh_now_milliseconds();

    if (total && (done == total || what != bar->what)) return true;
    if (now - bar->last_shown < REDRAW_MS) return false;
    return total || now - bar->last_counted >= DETAIL_MS;
}

static bool bar_report(void *listener, jh_say_id what, size_t done, size_t total)
{
    jh_bar *bar = listener;
    int64_t now = jh_now_milliseconds();

    if (!is_shown(bar, what, done, total)) return false;
    if (bar->is_open && bar->is_full && what != bar->what) fputc('\n', stderr);
    bar->what = what;
    bar->last_shown = now;
    if (total) bar->last_counted = now;
    bar->is_full = total && done == total;
    if (bar->in_json) {
        print_json(bar, done, total);
    } else if (bar->on_terminal) {
        draw_bar(bar, done, total);
        bar->is_open = true;
    } else {
        print_line(bar, done, total);
    }
    return false;
}

jh_progress jh_bar_progress(jh_bar *bar)
{
    return (jh_progress){ bar_report, bar };
}

void jh_bar_end(jh_bar *bar)
{
    if (bar->is_open) fputs("\r\033[K", stderr);
    bar->is_open = false;
}
