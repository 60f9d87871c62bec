/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/suggest.h"

#include <string.h>

typedef struct writer {
    jh_buffer out;
    jh_lang lang;
} writer;

/* One line of remark; what would end it early is left out. */
static void remark(writer *w, const jh_message *message, const char *before)
{
    char line[600];
    size_t i;

    jh_message_write(line, sizeof line, w->lang, message, 0);
    for (i = 0; line[i]; i++)
        if (line[i] == '\n' || line[i] == '\r') line[i] = ' ';
    jh_buffer_add_format(&w->out, "%s%s", before, line);
}

static void remark_line(writer *w, const jh_message *message)
{
    remark(w, message, "# ");
    jh_buffer_add_zero(&w->out, "\n");
}

/* As mapping.c reads it: in quotes where there is a blank in it. */
static void add_word(writer *w, jh_text word)
{
    bool quoted = memchr(word.at, ' ', word.size) || memchr(word.at, '\t', word.size);

    jh_buffer_add_format(&w->out, "%s%.*s%s", quoted ? "\"" : "", JH_TEXT_ARGS(word),
                         quoted ? "\"" : "");
}

static void add_samples(writer *w, const jh_proposal *p)
{
    enum { MOST = 60 }; /* bytes */
    jh_text sample;
    size_t i, j;

    for (i = 0; i < p->sample_count; i++) {
        sample = p->sample[i];
        if (sample.size > MOST) {
            for (sample.size = MOST; ((unsigned char)sample.at[sample.size] & 0xC0) == 0x80;)
                sample.size--; /* never within a character */
        }
        jh_buffer_add_zero(&w->out, i ? " | " : "  = ");
        for (j = 0; j < sample.size; j++)
            if ((unsigned char)sample.at[j] >= ' ')
                jh_buffer_add(&w->out, (jh_text){ sample.at + j, 1 });
    }
}

static void add_reason(writer *w, const jh_proposal *p)
{
    char address[JH_ADDRESS_SIZE], other[JH_MESSAGE_ARG_SIZE];
    jh_message message;

    jh_buffer_add_format(&w->out, "  # %s", jh_address_write(address, p->row, p->column));
    remark(w, &p->why, " ");
    if (p->other.size) {
        memcpy(other, p->other.at, p->other.size < sizeof other ? p->other.size : sizeof other - 1);
        other[p->other.size < sizeof other ? p->other.size : sizeof other - 1] = '\0';
        message = jh_message_make(SAY_INTAKE_SUGGEST_OTHER, other, NULL);
        remark(w, &message, w->lang == JH_ZH ? ";" : "; ");
    }
    add_samples(w, p);
    jh_buffer_add_zero(&w->out, "\n");
}

static void add_column(writer *w, const jh_proposal *p)
{
    char letter[JH_ADDRESS_SIZE];

    jh_buffer_add_zero(&w->out, "column ");
    if (p->name.size)
        jh_buffer_add_format(&w->out, "\"%.*s\"", JH_TEXT_ARGS(p->name));
    else
        jh_buffer_add_zero(&w->out, jh_column_write(letter, p->column));
    jh_buffer_add_zero(&w->out, " = ");
    add_word(w, p->target);
    if (p->measure.size) {
        jh_buffer_add_zero(&w->out, " in ");
        add_word(w, p->measure);
    }
    if (p->stage.size) {
        jh_buffer_add_zero(&w->out, " of ");
        add_word(w, p->stage);
    }
    if (p->state == JH_PROPOSED_OPEN) jh_buffer_add_zero(&w->out, " ?");
    add_reason(w, p);
}

static void add_left(writer *w, const jh_proposal *p)
{
    size_t i;

    jh_buffer_add_zero(&w->out, "# ");
    for (i = 0; i < p->header.size; i++)
        if ((unsigned char)p->header.at[i] >= ' ')
            jh_buffer_add(&w->out, (jh_text){ p->header.at + i, 1 });
    add_reason(w, p);
}

static void add_head(writer *w, const jh_suggestion *s)
{
    char file[JH_MESSAGE_ARG_SIZE], open[24], known[24], left[24];
    jh_text name = s->file.size < sizeof file ? s->file : JH_TEXT("?");
    jh_message message;

    memcpy(file, name.at, name.size);
    file[name.size] = '\0';
    message = jh_message_make(
        SAY_INTAKE_SUGGEST_HEAD, file, jh_digits(known, (long long)(s->count - s->open - s->left)),
        jh_digits(open, (long long)s->open), jh_digits(left, (long long)s->left), NULL);
    remark_line(w, &message);
    if (s->open) {
        message = jh_message_make(SAY_INTAKE_SUGGEST_CONFIRM, NULL);
        remark_line(w, &message);
    }
    if (s->other_sheets) {
        message = jh_message_make(SAY_INTAKE_SUGGEST_OTHER_SHEETS,
                                  jh_digits(open, (long long)s->other_sheets), NULL);
        remark_line(w, &message);
    }
}

static void add_place(writer *w, const jh_suggestion *s)
{
    jh_message message;

    if (s->sheet.size && !memchr(s->sheet.at, '"', s->sheet.size))
        jh_buffer_add_format(&w->out, "sheet \"%.*s\"\n", JH_TEXT_ARGS(s->sheet));
    else if (s->sheet.size)
        jh_buffer_add_format(&w->out, "sheet %u\n", s->position);
    jh_buffer_add_format(&w->out, "header %u\n", s->header_row);
    if (s->has_stage) return;
    message = jh_message_make(SAY_INTAKE_SUGGEST_STAGE, NULL);
    if (s->stage.size) jh_buffer_add_format(&w->out, "stage %.*s ?", JH_TEXT_ARGS(s->stage));
    remark(w, &message, s->stage.size ? "  # " : "# ");
    jh_buffer_add_zero(&w->out, "\n");
}

jh_code jh_suggestion_text(jh_text *out, jh_arena *keep, const jh_suggestion *suggestion,
                           jh_lang lang, jh_error *err)
{
    writer w = { .out = jh_buffer_in(keep), .lang = lang };
    jh_message message = jh_message_make(SAY_INTAKE_SUGGEST_LEFT, NULL);
    size_t i;

    add_head(&w, suggestion);
    add_place(&w, suggestion);
    for (i = 0; i < suggestion->count; i++)
        if (suggestion->items[i].state != JH_PROPOSED_LEFT) add_column(&w, &suggestion->items[i]);
    if (suggestion->left) remark_line(&w, &message);
    for (i = 0; i < suggestion->count; i++)
        if (suggestion->items[i].state == JH_PROPOSED_LEFT) add_left(&w, &suggestion->items[i]);
    return jh_buffer_finish(out, &w.out, err);
}
