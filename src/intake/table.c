/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/table.h"

#include "intake/figure.h"

#include <string.h>

jh_place jh_table_place(const jh_table *table, uint32_t row, uint32_t column)
{
    const jh_cell *cell;

    if (!table->pairs) return (jh_place){ table->file, table->sheet, row, column };
    if (!row || !column) return (jh_place){ table->file, table->original, 0, 0 };
    cell = row > table->header.last_row ? table->pairs[column - 1].value
                                        : table->pairs[column - 1].label;
    if (!cell->row) cell = table->pairs[column - 1].label;
    return (jh_place){ table->file, table->original, cell->row, cell->column };
}

/* ---- roles and feeds -------------------------------------------------------------------- */

static void bind_roles(jh_table *table)
{
    const jh_heading *heading;
    size_t i;

    for (i = 0; i < table->header.count; i++) {
        heading = &table->header.headings[i];
        if (heading->meaning.role == JH_ROLE_NONE || heading->meaning.role == JH_ROLE_ELEMENT)
            continue;
        if (!table->role[heading->meaning.role]) table->role[heading->meaning.role] = heading;
    }
    if (!table->role[JH_ROLE_PARENT])
        table->role[JH_ROLE_PARENT] = table->role[JH_ROLE_PARENT_NAME];
}

static void add_feed(jh_table *table, const jh_reading *reading, const jh_feed *feed)
{
    table->feeds[table->feed_count++] = *feed;
    if (reading->standard->elements[feed->element].extent == JH_BY_STAGE)
        table->feeds_stages = true;
    reading->has_column[feed->element] = true;
}

/* The columns that make the sum under one stage's headings; how many of the parts there are. */
static size_t match_sum(jh_feed *feed, const jh_table *table, const jh_sum *sum, jh_stage stage)
{
    const jh_heading *heading;
    size_t i, j, found = 0;

    *feed = (jh_feed){ sum->element, stage, sum->stage, { NULL }, sum->part_count };
    /* "小学: 小学学生人数": the column itself says whose it is, whatever the row is of. */
    if (sum->part_count == 1 && stage == JH_WHOLE) {
        feed->stage = sum->stage;
        feed->only_for = JH_WHOLE;
    }
    for (i = 0; i < sum->part_count; i++)
        for (j = 0; j < table->header.count && !feed->part[i]; j++) {
            heading = &table->header.headings[j];
            if (heading->stage == stage && jh_text_equal(heading->path, sum->part[i])) {
                feed->part[i] = heading;
                found++;
            }
        }
    return found;
}

static bool is_fed(const jh_table *table, const jh_feed *feed, size_t *rival)
{
    size_t i;

    for (i = 0; i < table->feed_count; i++)
        if (table->feeds[i].element == feed->element && table->feeds[i].stage == feed->stage
            && (table->feeds[i].only_for == feed->only_for || table->feeds[i].part_count == 1)) {
            *rival = i;
            return true;
        }
    return false;
}

/* A column of the element's own wins over a sum; of sums the one with the most parts. */
static void bind_sum(jh_table *table, const jh_reading *reading, const jh_sum *sum)
{
    int stage;
    size_t rival;
    jh_feed feed;

    for (stage = JH_WHOLE; stage < JH_STAGE_COUNT; stage++) {
        if (stage != JH_WHOLE && sum->stage != JH_WHOLE && (int)sum->stage != stage) continue;
        if (match_sum(&feed, table, sum, (jh_stage)stage) < sum->part_count) continue;
        if (!is_fed(table, &feed, &rival))
            add_feed(table, reading, &feed);
        else if (table->feeds[rival].part_count > 1
                 && table->feeds[rival].part_count < feed.part_count)
            table->feeds[rival] = feed;
    }
}

static void bind_feeds(jh_table *table, jh_reading *reading)
{
    const jh_lexicon *lexicon = &reading->lexicon;
    const jh_heading *heading;
    jh_feed feed;
    size_t i;

    table->feeds = JH_NEW_ARRAY(reading->work, jh_feed,
                                table->header.count + lexicon->sum_count * JH_STAGE_COUNT + 1);
    if (!table->feeds) {
        jh_reading_no_memory(reading);
        return;
    }
    for (i = 0; i < table->header.count; i++) {
        heading = &table->header.headings[i];
        if (heading->meaning.role != JH_ROLE_ELEMENT) continue;
        feed = (jh_feed){ heading->meaning.element, heading->stage, JH_WHOLE, { heading }, 1 };
        add_feed(table, reading, &feed);
    }
    for (i = 0; i < lexicon->sum_count; i++) bind_sum(table, reading, &lexicon->sums[i]);
}

/* ---- above the table -------------------------------------------------------------------- */

/* "学年" with its value in the next filled cell, or "学年:2025" in one. */
static void take_label(jh_table *table, jh_reading *reading, const jh_cell *cells, size_t count,
                       size_t at)
{
    jh_text folded = jh_cell_word(reading->work, &cells[at]), name = folded, value = { NULL, 0 };
    const char *colon = folded.size ? memchr(folded.at, ':', folded.size) : NULL;
    jh_label label;

    if (colon) name.size = (size_t)(colon - folded.at);
    label = jh_label_of(name);
    if (label == JH_LABEL_NONE || table->label[label].size) return;
    if (colon && name.size + 1 < folded.size)
        value = (jh_text){ colon + 1, folded.size - name.size - 1 };
    else if (at + 1 < count)
        value = jh_cell_word(reading->work, &cells[++at]);
    table->label[label] = value;
    table->label_row[label] = cells[at].row;
    table->label_column[label] = cells[at].column;
}

/* The stage that this text names, if it names exactly one. */
static jh_stage stage_named(const jh_codes *stages, const jh_standard *standard, jh_text folded)
{
    jh_stage found = JH_STAGE_COUNT, stage;
    size_t i;

    for (i = 0; i < stages->count; i++) {
        if (!jh_text_contains(folded, stages->labels[i])) continue;
        stage = jh_stage_read(standard, stages->labels[i]);
        if (stage == JH_STAGE_COUNT) continue;
        if (found != JH_STAGE_COUNT && found != stage) return JH_STAGE_COUNT;
        found = stage;
    }
    return found;
}

static void read_above(jh_table *table, jh_reading *reading)
{
    uint32_t row;
    size_t count, i;
    const jh_cell *cells;
    jh_stage stage;

    for (row = 1; row < table->header.first_row; row++) {
        cells = jh_sheet_row(&count, table->sheet, row);
        for (i = 0; i < count; i++) {
            take_label(table, reading, cells, count, i);
            if (!reading->standard->stage_codes || count > 1) continue;
            stage = stage_named(reading->standard->stage_codes, reading->standard,
                                jh_cell_word(reading->work, &cells[i]));
            if (table->stage == JH_STAGE_COUNT) table->stage = stage;
        }
    }
}

/* "区县代码", "填报年度" among the items of a county's form. */
static void read_items_above(jh_table *table, jh_reading *reading)
{
    uint32_t row, column = table->role[JH_ROLE_VALUE]->column;
    jh_label label;

    for (row = table->header.last_row + 1; row <= table->sheet->row_count; row++) {
        label = jh_label_of(jh_cell_word(
            reading->work, jh_sheet_cell(table->sheet, row, table->role[JH_ROLE_ITEM]->column)));
        if (label == JH_LABEL_NONE || table->label[label].size) continue;
        table->label[label] = jh_cell_word(reading->work, jh_sheet_cell(table->sheet, row, column));
        table->label_row[label] = row;
        table->label_column[label] = column;
    }
}

/* ---- the kind --------------------------------------------------------------------------- */

static bool has_known_item(const jh_table *table, jh_reading *reading, jh_arena scratch)
{
    uint32_t row, column = table->role[JH_ROLE_ITEM]->column;
    jh_arena again;

    for (row = table->header.last_row + 1; row <= table->sheet->row_count; row++) {
        again = scratch;
        if (jh_lexicon_find(&reading->lexicon.items,
                            jh_cell_word(&again, jh_sheet_cell(table->sheet, row, column))))
            return true;
    }
    return false;
}

static bool is_quiet(const jh_sheet *sheet, jh_arena scratch)
{
    jh_arena again;
    size_t i;

    for (i = 0; i < sheet->cell_count && i < 4; i++) {
        again = scratch;
        if (jh_word_is_quiet_sheet(jh_cell_word(&again, &sheet->cells[i]))) return true;
    }
    return sheet->cell_count == 0;
}

static jh_table_kind kind_of(const jh_table *table, jh_reading *reading, jh_arena scratch)
{
    bool names_schools = table->role[JH_ROLE_NAME] || table->role[JH_ROLE_CODE];
    size_t i, facts = table->feed_count;

    for (i = JH_ROLE_PARENT; i <= JH_ROLE_COUNTY_NAME; i++) facts += table->role[i] != NULL;
    if (table->role[JH_ROLE_ITEM] && table->role[JH_ROLE_VALUE] && !names_schools
        && has_known_item(table, reading, scratch))
        return JH_TABLE_COUNTY;
    if (is_quiet(table->sheet, scratch)) return JH_TABLE_QUIET;
    /* Names alone are any list: forms of results have them, too. */
    if (names_schools && !table->role[JH_ROLE_CODE] && !table->feed_count) return JH_TABLE_NONE;
    /* Two figures without a name are a table of schools that lacks its key: worth a refusal. */
    if (names_schools ? facts > 0 : table->feed_count > 1) return JH_TABLE_SCHOOLS;
    return JH_TABLE_NONE;
}

void jh_table_make(jh_table *out, jh_reading *reading, jh_arena scratch, uint32_t file,
                   const jh_sheet *sheet)
{
    *out = (jh_table){ .file = file, .sheet = sheet, .stage = JH_STAGE_COUNT };
    if (reading->code) return;
    if (jh_header_find(&out->header, reading->work, scratch, sheet, &reading->lexicon)) {
        jh_reading_no_memory(reading);
        return;
    }
    bind_roles(out);
    bind_feeds(out, reading);
    if (reading->code) return;
    out->kind = kind_of(out, reading, scratch);
    if (out->kind == JH_TABLE_SCHOOLS || out->kind == JH_TABLE_COUNTY) read_above(out, reading);
    if (out->kind == JH_TABLE_COUNTY) read_items_above(out, reading);
}

/* ---- what was not understood ------------------------------------------------------------ */

/* "学校名称、学段、在校生数…": what was found, as far as it fits a message. */
static const char *found_headers(char out[JH_MESSAGE_ARG_SIZE], const jh_table *table,
                                 jh_arena scratch)
{
    jh_buffer list = jh_buffer_in(&scratch);
    jh_text text;
    size_t i;

    for (i = 0; i < table->header.count; i++) {
        if (i) jh_buffer_add(&list, JH_TEXT("、"));
        jh_buffer_add(&list, table->header.headings[i].shown);
    }
    if (jh_buffer_finish(&text, &list, NULL)) text = JH_TEXT("");
    return jh_arg(out, text);
}

static void tell_unknown(jh_reading *reading, const jh_table *table, const jh_heading *heading)
{
    jh_place place = jh_table_place(table, heading->row, heading->column);
    char shown[JH_MESSAGE_ARG_SIZE], near[JH_MESSAGE_ARG_SIZE];
    jh_text nearest = jh_lexicon_nearest(&reading->lexicon.columns, heading->path);

    jh_arg(shown, heading->shown);
    jh_arg(near, nearest);
    jh_tell(reading, JH_REMARK, &place, heading->shown,
            nearest.size ? jh_message_make(SAY_INTAKE_COLUMN_UNKNOWN_NEAR, shown, near, NULL)
                         : jh_message_make(SAY_INTAKE_COLUMN_UNKNOWN, shown, NULL));
}

static void tell_repeated_role(jh_reading *reading, const jh_table *table,
                               const jh_heading *heading)
{
    jh_place place = jh_table_place(table, heading->row, heading->column);
    const jh_heading *first = table->role[heading->meaning.role];
    char shown[JH_MESSAGE_ARG_SIZE], address[JH_ADDRESS_SIZE];

    jh_tell(reading, JH_REFUSAL, &place, heading->shown,
            jh_message_make(SAY_INTAKE_COLUMN_TWICE, jh_arg(shown, heading->shown),
                            jh_address_write(address, first->row, first->column), NULL));
}

static void tell_measure(jh_reading *reading, const jh_table *table, const jh_heading *heading)
{
    const jh_element *element = &reading->standard->elements[heading->meaning.element];
    const jh_scale *to = &reading->lexicon.scale[heading->meaning.element];
    jh_place place = jh_table_place(table, heading->row, heading->column);
    char shown[JH_MESSAGE_ARG_SIZE], measure[JH_MESSAGE_ARG_SIZE], written[JH_MESSAGE_ARG_SIZE];

    jh_arg(shown, heading->shown);
    jh_arg(measure, element->measure_title);
    jh_arg(written, heading->measure);
    if (heading->scale.family == JH_SCALE_NONE) {
        if (jh_scale_is_ambiguous(to))
            jh_tell(reading, JH_REMARK, &place, heading->shown,
                    jh_message_make(SAY_INTAKE_COLUMN_NO_MEASURE, shown, measure, NULL));
    } else if (!jh_scale_fits(&heading->scale, to)) {
        jh_tell(reading, JH_REFUSAL, &place, heading->shown,
                jh_message_make(SAY_INTAKE_COLUMN_MEASURE, shown, written, measure, NULL));
    }
}

/* A sum of which only some columns are there, when nothing else feeds its element. */
static void tell_partial_sums(jh_reading *reading, const jh_table *table)
{
    const jh_lexicon *lexicon = &reading->lexicon;
    char shown[JH_MESSAGE_ARG_SIZE], lacks[JH_MESSAGE_ARG_SIZE];
    jh_place place = jh_table_place(table, table->header.last_row, 0);
    size_t i, j, found;
    jh_feed feed;

    for (i = 0; i < lexicon->sum_count; i++) {
        if (reading->has_column[lexicon->sums[i].element]) continue;
        found = match_sum(&feed, table, &lexicon->sums[i], JH_WHOLE);
        if (!found || found * 2 < feed.part_count) continue;
        for (j = 0; feed.part[j]; j++) continue;
        jh_arg(shown, reading->standard->elements[feed.element].title);
        jh_arg(lacks, lexicon->sums[i].part[j]);
        jh_tell(reading, JH_WARNING, &place, JH_TEXT(""),
                jh_message_make(SAY_INTAKE_SUM_LACKS, shown, lacks, NULL));
    }
}

static void tell_lacking_key(jh_reading *reading, jh_arena scratch, const jh_table *table)
{
    jh_place place = jh_table_place(table, table->header.last_row, 0);
    char found[JH_MESSAGE_ARG_SIZE], lacks[JH_MESSAGE_ARG_SIZE], label[JH_MESSAGE_ARG_SIZE];

    found_headers(found, table, scratch);
    if (!table->role[JH_ROLE_NAME] && !table->role[JH_ROLE_CODE]) {
        jh_arg(lacks, jh_role_header(JH_ROLE_CODE));
        jh_arg(label, jh_role_header(JH_ROLE_NAME));
        jh_tell(reading, JH_REFUSAL, &place, JH_TEXT(""),
                jh_message_make(SAY_INTAKE_COLUMN_LACKS, lacks, label, found, NULL));
    } else if (!table->role[JH_ROLE_CODE]) {
        jh_arg(lacks, jh_role_header(JH_ROLE_CODE));
        jh_tell(reading, JH_REMARK, &place, JH_TEXT(""),
                jh_message_make(SAY_INTAKE_CODES_MADE, lacks, NULL));
    }
}

void jh_table_tell(jh_reading *reading, jh_arena scratch, const jh_table *table)
{
    const jh_heading *heading;
    size_t i;

    if (table->kind == JH_TABLE_SCHOOLS) {
        tell_lacking_key(reading, scratch, table);
        tell_partial_sums(reading, table);
    }
    for (i = 0; i < table->header.count; i++) {
        heading = &table->header.headings[i];
        if (heading->meaning.role == JH_ROLE_NONE && !heading->is_part)
            tell_unknown(reading, table, heading);
        else if (heading->meaning.role == JH_ROLE_ELEMENT)
            tell_measure(reading, table, heading);
        else if (heading->meaning.role != JH_ROLE_NONE && heading->meaning.role != JH_ROLE_IGNORED
                 && heading->meaning.role != JH_ROLE_NOTE
                 && table->role[heading->meaning.role] != heading)
            tell_repeated_role(reading, table, heading);
    }
}
