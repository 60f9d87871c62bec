/* SPDX-License-Identifier: Apache-2.0 */
#include "report/scores.h"

#include "report/json_words.h"
#include "report/words.h"

void jh_score_write(jh_buffer *out, const jh_score *score, const jh_score_result *result)
{
    char number[JH_DECIMAL_SIZE];

    jh_buffer_add_zero(out, jh_decimal_write(number, result->least, score->decimals));
    if (!result->value.why) return;
    jh_buffer_add_zero(out, "–");
    jh_buffer_add_zero(out, jh_decimal_write(number, result->most, score->decimals));
}

/* How far below the score that is part of none. */
static int depth_of(const jh_standard *standard, size_t index)
{
    int depth = 0;

    while (standard->scores[index].parent < standard->score_count && depth < 8) {
        index = standard->scores[index].parent;
        depth++;
    }
    return depth;
}

static void put_score(const jh_terminal *t, size_t index)
{
    const jh_standard *standard = t->view->standard;
    const jh_score *score = &standard->scores[index];
    const jh_score_result *result = &t->view->assessment->scores[index];
    char full[JH_DECIMAL_SIZE];
    int depth = depth_of(standard, index), i;

    for (i = 0; i <= depth; i++) jh_buffer_add_zero(t->out, " ");
    jh_terminal_padded(t, jh_standard_in(standard, t->options->lang, score->title),
                       t->columns > 48 ? t->columns - 34 - (size_t)depth : 14);
    jh_buffer_add_zero(t->out, " ");
    jh_score_write(t->out, score, result);
    jh_buffer_add_format(t->out, " / %s", jh_decimal_write_short(full, result->full));
    if (result->value.why) {
        jh_buffer_add_zero(t->out, "  ");
        jh_terminal_say(t, jh_say_of_why(result->value.why), NULL);
    }
    jh_buffer_add_zero(t->out, "\n");
}

void jh_terminal_scores(const jh_terminal *t)
{
    size_t i;

    if (t->view->standard->score_count == 0) return;
    jh_terminal_heading(t, SAY_REPORT_SCORES);
    for (i = 0; i < t->view->standard->score_count; i++) put_score(t, i);
}

void jh_json_scores(jh_json *json, const jh_view *view)
{
    const jh_standard *standard = view->standard;
    char number[JH_DECIMAL_SIZE];
    size_t i;

    if (standard->score_count == 0) return;
    jh_json_key(json, "scores");
    jh_json_array(json);
    for (i = 0; i < standard->score_count; i++) {
        const jh_score *score = &standard->scores[i];
        const jh_score_result *result = &view->assessment->scores[i];

        jh_json_object(json);
        jh_json_member_text(json, "key", score->key);
        jh_json_member_text(json, "title", score->title);
        if (score->parent < standard->score_count)
            jh_json_member_text(json, "in", standard->scores[score->parent].key);
        jh_json_member_number(json, "points", &result->value, score->decimals);
        jh_json_member_zero(json, "least",
                            jh_decimal_write(number, result->least, score->decimals));
        jh_json_member_zero(json, "most", jh_decimal_write(number, result->most, score->decimals));
        jh_json_member_zero(json, "full", jh_decimal_write_short(number, result->full));
        jh_json_member_remarks(json, &score->remarks);
        jh_json_end(json);
    }
    jh_json_end(json);
}
