/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/show.h"

#include <string.h>

void jh_show_label(jh_show *s, int indent, jh_say_id say)
{
    jh_buffer_add_format(s->out, "%*s%s ", indent, "", jh_say(s->lang, say));
}

void jh_show_text(jh_show *s, int indent, jh_say_id say, jh_text text)
{
    if (!text.size) return;
    jh_show_label(s, indent, say);
    jh_buffer_add(s->out, jh_standard_in(s->standard, s->lang, text));
    jh_buffer_add_zero(s->out, "\n");
}

void jh_show_expr(jh_show *s, int indent, jh_say_id say, const jh_expr *expr)
{
    if (!expr || s->rc) return;
    jh_show_label(s, indent, say);
    s->rc = jh_expr_write(s->out, expr, s->err);
    jh_buffer_add_zero(s->out, "\n");
}

static void show_certainty(jh_show *s, char mark)
{
    static const struct {
        char mark;
        jh_say_id say;
    } marks[] = { { 'V', SAY_STANDARD_SHOW_SEEN },
                  { 'S', SAY_STANDARD_SHOW_SECONDARY },
                  { 'K', SAY_STANDARD_SHOW_KNOWN } };
    size_t i;

    for (i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].mark == mark)
            jh_buffer_add_format(s->out, " [%c %s]", mark, jh_say(s->lang, marks[i].say));
}

void jh_show_remarks(jh_show *s, int indent, const jh_remarks *remarks)
{
    if (remarks->clause.size) {
        jh_show_label(s, indent, SAY_STANDARD_SHOW_CLAUSE);
        jh_buffer_add(s->out, remarks->clause);
        show_certainty(s, remarks->certainty);
        if (!jh_text_equal(remarks->standard, s->standard->key))
            jh_buffer_add_format(s->out, " (%.*s)", JH_TEXT_ARGS(remarks->standard));
        jh_buffer_add_zero(s->out, "\n");
    }
    jh_show_text(s, indent, SAY_STANDARD_SHOW_DOUBT, remarks->doubt);
    jh_show_text(s, indent, SAY_STANDARD_SHOW_NOTE, remarks->note);
}

static void show_heading(jh_show *s, jh_say_id say, size_t count)
{
    if (count) jh_buffer_add_format(s->out, "\n== %s (%zu)\n", jh_say(s->lang, say), count);
}

static void show_title(jh_show *s, jh_text key, jh_text title)
{
    title = jh_standard_in(s->standard, s->lang, title);
    jh_buffer_add_format(s->out, "%.*s  %.*s\n", JH_TEXT_ARGS(key), JH_TEXT_ARGS(title));
}

jh_text jh_show_stage(const jh_show *s, jh_stage stage)
{
    return jh_standard_stage_title(s->standard, s->lang, stage);
}

/* "小学 ≥ 4.2, 初中 ≥ 5.3" */
static void show_lines(jh_show *s, const jh_indicator *indicator)
{
    const char *sign = indicator->higher_is_better ? "≥" : "≤";
    char number[JH_DECIMAL_SIZE];
    bool first = true;
    int stage;

    for (stage = 0; stage < JH_STAGE_COUNT && !s->rc; stage++) {
        if (!indicator->line[stage] || (stage == JH_WHOLE && indicator->line[JH_PRIMARY])) continue;
        if (first) jh_show_label(s, 4, SAY_STANDARD_SHOW_LINE);
        if (!first) jh_buffer_add_zero(s->out, ", ");
        if (stage)
            jh_buffer_add_format(s->out, "%.*s ", JH_TEXT_ARGS(jh_show_stage(s, (jh_stage)stage)));
        jh_buffer_add_format(s->out, "%s ", sign);
        s->rc = jh_expr_write(s->out, indicator->line[stage], s->err);
        first = false;
    }
    if (first) return;
    if (indicator->floor_share.millionths) {
        jh_decimal share = { indicator->floor_share.millionths * 100 };

        jh_buffer_add_format(s->out, "; %s %s%%", jh_say(s->lang, SAY_STANDARD_SHOW_FLOOR),
                             jh_decimal_write_short(number, share));
    }
    jh_buffer_add_zero(s->out, "\n");
}

/* ---- one list after the other -------------------------------------------------------- */

static void show_heading_of_all(jh_show *s)
{
    const jh_standard *standard = s->standard;
    char date[16], hex[JH_HASH_HEX];
    int stage;

    show_title(s, standard->key, standard->title);
    jh_show_text(s, 4, SAY_STANDARD_SHOW_SOURCE, standard->source);
    if (jh_date_is_set(standard->effective))
        jh_show_text(s, 4, SAY_STANDARD_SHOW_EFFECTIVE,
                     jh_text_of(jh_date_write(date, standard->effective)));
    if (jh_date_is_set(standard->until))
        jh_show_text(s, 4, SAY_STANDARD_SHOW_UNTIL,
                     jh_text_of(jh_date_write(date, standard->until)));
    for (stage = JH_PREPRIMARY; stage < JH_STAGE_COUNT; stage++)
        if (standard->stages[stage])
            jh_show_text(s, 4, SAY_STANDARD_SHOW_STAGE, jh_show_stage(s, (jh_stage)stage));
    jh_show_text(s, 4, SAY_STANDARD_SHOW_HASH, jh_text_of(jh_hash_hex(hex, &standard->hash)));
    jh_show_remarks(s, 4, &standard->remarks);
}

void jh_show_setting_value(jh_show *s, const jh_setting *setting)
{
    char number[JH_SETTING_SIZE], date[16];

    if (setting->type == JH_TYPE_CODE)
        jh_buffer_add_format(s->out, "%.*s (%.*s)",
                             JH_TEXT_ARGS(setting->choices->keys[setting->choice]),
                             JH_TEXT_ARGS(jh_standard_in(
                                 s->standard, s->lang, setting->choices->labels[setting->choice])));
    else
        jh_buffer_add_zero(s->out, setting->type == JH_TYPE_DATE
                                       ? jh_date_write(date, setting->date)
                                       : jh_setting_write(number, setting, setting->number));
}

static void show_setting(jh_show *s, const jh_setting *setting)
{
    size_t i;

    show_title(s, setting->key, setting->title);
    jh_show_label(s, 4, SAY_STANDARD_SHOW_DEFAULT);
    jh_show_setting_value(s, setting);
    jh_buffer_add_zero(s->out, "\n");
    for (i = 0; setting->choices && i < setting->choices->count; i++) {
        if ((int32_t)i == setting->choice) continue;
        jh_show_label(s, 4, SAY_STANDARD_SHOW_OR);
        jh_buffer_add_format(
            s->out, "%.*s (%.*s)\n", JH_TEXT_ARGS(setting->choices->keys[i]),
            JH_TEXT_ARGS(jh_standard_in(s->standard, s->lang, setting->choices->labels[i])));
    }
    jh_show_remarks(s, 4, &setting->remarks);
}

static void show_split(jh_show *s)
{
    const jh_split *split = &s->standard->split;
    int stage;

    if (split->by == SIZE_MAX || s->standard->is_dictionary) return;
    show_heading(s, SAY_STANDARD_SHOW_SPLIT, 1);
    for (stage = JH_PREPRIMARY; stage < JH_STAGE_COUNT && !s->rc; stage++) {
        if (!split->weight[stage]) continue;
        jh_buffer_add_format(s->out, "    %.*s ", JH_TEXT_ARGS(jh_show_stage(s, (jh_stage)stage)));
        s->rc = jh_expr_write(s->out, split->weight[stage], s->err);
        jh_buffer_add_zero(s->out, "\n");
    }
    jh_show_remarks(s, 4, &split->remarks);
    if (s->standard->merges) show_heading(s, SAY_STANDARD_SHOW_MERGE, 1);
    jh_show_expr(s, 4, SAY_STANDARD_SHOW_WHEN, s->standard->merges);
    if (s->standard->merges) jh_show_remarks(s, 4, &s->standard->merge_remarks);
}

static void show_scope(jh_show *s, const jh_scope_def *scope)
{
    size_t i;

    show_title(s, scope->key, scope->title);
    for (i = 0; i < scope->leave_out_count; i++) {
        jh_show_text(s, 4, SAY_STANDARD_SHOW_LEAVES_OUT, scope->leave_outs[i].because);
        jh_show_expr(s, 6, SAY_STANDARD_SHOW_WHEN, scope->leave_outs[i].when);
        jh_show_remarks(s, 6, &scope->leave_outs[i].remarks);
    }
    jh_show_remarks(s, 4, &scope->remarks);
}

static void show_relaxation(jh_show *s, const jh_relaxation *relaxation)
{
    char from[16], until[16];

    show_title(s, relaxation->key, relaxation->title);
    jh_show_label(s, 4, SAY_STANDARD_SHOW_WINDOW);
    jh_buffer_add_format(s->out, "%s … %s\n", jh_date_write(from, relaxation->from),
                         jh_date_write(until, relaxation->until));
    jh_show_expr(s, 4, SAY_STANDARD_SHOW_WHEN, relaxation->when);
    jh_show_remarks(s, 4, &relaxation->remarks);
}

static void show_definition(jh_show *s, const jh_definition *definition)
{
    show_title(s, definition->key, definition->title);
    jh_show_text(s, 4, SAY_STANDARD_SHOW_MEASURE, definition->measure_title);
    jh_show_expr(s, 4, SAY_STANDARD_SHOW_FORMULA, definition->value);
    jh_show_remarks(s, 4, &definition->remarks);
}

static void show_check(jh_show *s, const jh_check *check)
{
    static const jh_say_id kinds[JH_CHECK_KIND_COUNT] = {
        [JH_CHECK_RULE] = SAY_STANDARD_SHOW_CHECK_RULE,
        [JH_CHECK_CHANGE] = SAY_STANDARD_SHOW_CHECK_CHANGE,
        [JH_CHECK_SLIP] = SAY_STANDARD_SHOW_CHECK_SLIP,
        [JH_CHECK_OUTLIER] = SAY_STANDARD_SHOW_CHECK_OUTLIER,
        [JH_CHECK_COPY] = SAY_STANDARD_SHOW_CHECK_COPY,
        [JH_CHECK_ROSTER] = SAY_STANDARD_SHOW_CHECK_ROSTER
    };

    show_title(s, check->key, check->title);
    jh_show_text(s, 4, SAY_STANDARD_SHOW_CHECK_KIND,
                 jh_text_of(jh_say(s->lang, kinds[check->kind])));
    jh_show_text(s, 4, SAY_STANDARD_SHOW_CHECK_WEIGHT,
                 jh_text_of(jh_say(s->lang, check->is_hard ? SAY_STANDARD_SHOW_CHECK_HARD
                                                           : SAY_STANDARD_SHOW_CHECK_SOFT)));
    if (check->value) jh_show_expr(s, 4, SAY_STANDARD_SHOW_FORMULA, check->value);
    jh_show_remarks(s, 4, &check->remarks);
}

static void show_decimals(jh_show *s, int decimals)
{
    jh_show_label(s, 4, SAY_STANDARD_SHOW_DECIMALS);
    jh_buffer_add_format(s->out, "%d\n", decimals);
}

static void show_indicator(jh_show *s, const jh_indicator *indicator)
{
    show_title(s, indicator->key, indicator->title);
    jh_show_text(s, 4, SAY_STANDARD_SHOW_MEASURE, indicator->measure_title);
    show_decimals(s, indicator->decimals);
    jh_show_text(s, 4, SAY_STANDARD_SHOW_SCOPE, s->standard->scopes[indicator->scope].title);
    jh_show_expr(s, 4, SAY_STANDARD_SHOW_FORMULA, indicator->value);
    show_lines(s, indicator);
    jh_show_remarks(s, 4, &indicator->remarks);
}

static void show_rule(jh_show *s, const jh_rule *rule)
{
    show_title(s, rule->key, rule->title);
    jh_show_text(s, 4, SAY_STANDARD_SHOW_SCOPE, s->standard->scopes[rule->scope].title);
    jh_show_expr(s, 4, SAY_STANDARD_SHOW_FORMULA, rule->holds);
    jh_show_remarks(s, 4, &rule->remarks);
}

/* The cells of one limit statement together: they share title and remarks. */
static void show_limit(jh_show *s, size_t i)
{
    const jh_limit *list = s->standard->limits, *limit = &list[i];

    if (i == 0 || !jh_text_equal(list[i - 1].rule_key, limit->rule_key)) {
        show_title(s, limit->rule_key, limit->rule_title);
        show_decimals(s, limit->decimals);
        if (limit->undefined_fails)
            jh_buffer_add_format(s->out, "    %s\n",
                                 jh_say(s->lang, SAY_STANDARD_SHOW_UNDEFINED_FAILS));
        jh_show_remarks(s, 4, &limit->remarks);
    }
    jh_buffer_add_format(s->out, "    %.*s %.*s  ",
                         JH_TEXT_ARGS(s->standard->indicators[limit->indicator].key),
                         JH_TEXT_ARGS(jh_show_stage(s, limit->stage)));
    if (!s->rc) s->rc = jh_expr_write(s->out, limit->holds, s->err);
    jh_buffer_add_zero(s->out, "\n");
}

static void show_item(jh_show *s, const jh_item *item)
{
    size_t i;

    show_title(s, item->key, item->title);
    if (item->group < s->standard->group_count)
        jh_show_text(s, 4, SAY_STANDARD_SHOW_GROUP, s->standard->groups[item->group].title);
    if (item->kind == JH_DECIDED_BY_DATA)
        jh_show_expr(s, 4, SAY_STANDARD_SHOW_FORMULA, item->holds);
    else
        jh_buffer_add_format(s->out, "    %s\n",
                             jh_say(s->lang, item->kind == JH_VETO ? SAY_STANDARD_SHOW_VETO
                                                                   : SAY_STANDARD_SHOW_ATTESTED));
    for (i = 0; i < item->figure_count; i++) {
        jh_show_text(s, 4, SAY_STANDARD_SHOW_FIGURE, item->figures[i].title);
        jh_show_expr(s, 6, SAY_STANDARD_SHOW_FORMULA, item->figures[i].value);
    }
    jh_show_remarks(s, 4, &item->remarks);
}

static void show_score(jh_show *s, const jh_score *score)
{
    show_title(s, score->key, score->title);
    if (score->parent < s->standard->score_count)
        jh_show_text(s, 4, SAY_STANDARD_SHOW_GROUP, s->standard->scores[score->parent].title);
    jh_show_expr(s, 4, SAY_STANDARD_SHOW_FULL, score->full);
    show_decimals(s, score->decimals);
    jh_show_expr(s, 4, SAY_STANDARD_SHOW_FORMULA, score->value);
    jh_show_remarks(s, 4, &score->remarks);
}

static void show_verdict(jh_show *s)
{
    const jh_standard *standard = s->standard;
    size_t i;

    show_heading(s, SAY_STANDARD_SHOW_GROUPS, standard->group_count);
    for (i = 0; i < standard->group_count; i++) {
        show_title(s, standard->groups[i].key, standard->groups[i].title);
        jh_show_expr(s, 4, SAY_STANDARD_SHOW_FORMULA, standard->groups[i].holds);
        jh_show_remarks(s, 4, &standard->groups[i].remarks);
    }
    show_heading(s, SAY_STANDARD_SHOW_GRADES, standard->grade_count);
    for (i = 0; i < standard->grade_count; i++) {
        show_title(s, standard->grades[i].key, standard->grades[i].title);
        jh_buffer_add_format(s->out, "    %s\n",
                             jh_say(s->lang, standard->grades[i].is_pass
                                                 ? SAY_STANDARD_SHOW_PASSES
                                                 : SAY_STANDARD_SHOW_FAILS));
        jh_show_expr(s, 4, SAY_STANDARD_SHOW_WHEN, standard->grades[i].when);
    }
}

static void show_element(jh_show *s, const jh_element *element)
{
    jh_text title = jh_standard_in(s->standard, s->lang, element->title);
    jh_text measure = jh_standard_in(s->standard, s->lang, element->measure_title);

    jh_buffer_add_format(s->out, "%.*s  %.*s", JH_TEXT_ARGS(element->key), JH_TEXT_ARGS(title));
    if (measure.size) jh_buffer_add_format(s->out, " (%.*s)", JH_TEXT_ARGS(measure));
    if (element->table.size) jh_buffer_add_format(s->out, "  %.*s", JH_TEXT_ARGS(element->table));
    jh_buffer_add_zero(s->out, "\n");
}

static void show_elements(jh_show *s)
{
    const jh_standard *standard = s->standard;
    size_t i;

    show_heading(s, SAY_STANDARD_SHOW_ELEMENTS, standard->element_count);
    for (i = 0; i < standard->element_count && !s->rc; i++) show_element(s, &standard->elements[i]);
}

#define SHOW_ALL(say, list, one)                                                                   \
    show_heading(&s, say, standard->list##_count);                                                 \
    for (i = 0; i < standard->list##_count && !s.rc; i++) one(&s, &standard->list##s[i])

jh_code jh_standard_show(jh_buffer *out, const jh_standard *standard, jh_lang lang, jh_error *err)
{
    jh_show s = { .out = out, .standard = standard, .lang = lang, .err = err };
    size_t i;

    show_heading_of_all(&s);
    SHOW_ALL(SAY_STANDARD_SHOW_SETTINGS, setting, show_setting);
    show_split(&s);
    SHOW_ALL(SAY_STANDARD_SHOW_SCOPES, scope, show_scope);
    SHOW_ALL(SAY_STANDARD_SHOW_RELAXATIONS, relaxation, show_relaxation);
    SHOW_ALL(SAY_STANDARD_SHOW_CHECKS, check, show_check);
    SHOW_ALL(SAY_STANDARD_SHOW_DEFINITIONS, definition, show_definition);
    SHOW_ALL(SAY_STANDARD_SHOW_INDICATORS, indicator, show_indicator);
    SHOW_ALL(SAY_STANDARD_SHOW_RULES, rule, show_rule);
    show_heading(&s, SAY_STANDARD_SHOW_LIMITS, standard->limit_count);
    for (i = 0; i < standard->limit_count && !s.rc; i++) show_limit(&s, i);
    SHOW_ALL(SAY_STANDARD_SHOW_ITEMS, item, show_item);
    SHOW_ALL(SAY_STANDARD_SHOW_SCORES, score, show_score);
    show_verdict(&s);
    show_elements(&s);
    if (!s.rc && out->failed) s.rc = jh_no_memory(err);
    return s.rc;
}
