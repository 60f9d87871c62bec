/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/figure.h"
#include "intake/rows.h"

/* Does a stage count on its own? A dictionary alone does not say. */
static bool makes_parts(const jh_standard *standard, jh_stage stage)
{
    bool any = false;
    int i;

    for (i = 0; i < JH_STAGE_COUNT; i++) any = any || standard->stages[i];
    return !any || standard->stages[stage];
}

/* Is a blank here worth a warning? Of stages that make no parts only the heads matter. */
static bool is_asked(const jh_reading *reading, uint32_t element, jh_stage stage)
{
    const jh_standard *standard = reading->standard;

    if (!standard->elements[element].is_required) return false;
    return stage == JH_WHOLE || makes_parts(standard, stage) || standard->split.by == element;
}

static void tell_refused(jh_reading *reading, const jh_place *place, const jh_taken *taken,
                         const jh_entry *entry)
{
    jh_finding finding = { .severity = JH_REFUSAL, .message = taken->message };

    finding.origin = jh_place_origin(place);
    finding.file = reading->files[place->file].name;
    finding.unit = reading->units[entry->unit].code;
    finding.element = reading->standard->elements[entry->element].key;
    finding.stage = entry->stage;
    finding.read = entry->read;
    jh_tell_about(reading, &finding);
}

/* What was written, or for a sum the cells it came from, and what was kept of it. */
static void tell_rounded(jh_reading *reading, const jh_place *place, const jh_entry *entry)
{
    char read[JH_MESSAGE_ARG_SIZE], number[JH_DECIMAL_SIZE];

    jh_tell(reading, JH_REMARK, place, entry->read,
            jh_message_make(SAY_INTAKE_CELL_ROUNDED,
                            jh_arg(read, entry->read.size ? entry->read : entry->note),
                            jh_decimal_write_short(number, entry->value), NULL));
}

void jh_figure_put(jh_reading *reading, jh_arena scratch, const jh_figure_cell *from,
                   jh_entry entry)
{
    const jh_element *element = &reading->standard->elements[entry.element];
    jh_taken taken = jh_figure_take(from->cell, element, &from->scale,
                                    &reading->lexicon.scale[entry.element], scratch);

    if (taken.no_memory) {
        jh_reading_no_memory(reading);
        return;
    }
    if (taken.why == JH_NOT_REPORTED && !taken.is_refused
        && !is_asked(reading, entry.element, entry.stage))
        return;
    entry.slot = JH_SLOT_FIGURE;
    entry.origin = jh_place_origin(&from->place);
    entry.why = taken.why;
    entry.value = taken.value;
    if (taken.is_refused || taken.is_rounded || taken.why == JH_MARKED_NOT_APPLICABLE) {
        entry.read = jh_cell_shown(reading->work, from->cell);
        if (!entry.read.at) jh_reading_no_memory(reading);
    }
    if (taken.is_refused) {
        tell_refused(reading, &from->place, &taken, &entry);
        return;
    }
    if (taken.is_rounded) tell_rounded(reading, &from->place, &entry);
    jh_entry_put(reading, &entry);
}

/* The stage a figure of this feed belongs to; JH_STAGE_COUNT = cannot be told. */
static jh_stage stage_of(const jh_reading *reading, const jh_feed *feed, const jh_school_row *row)
{
    if (reading->standard->elements[feed->element].extent != JH_BY_STAGE) return JH_WHOLE;
    return feed->stage != JH_WHOLE ? feed->stage : row->stage;
}

/* A merged cell stands for several rows or figures, and whose it is cannot be told, unless all
 * rows are of one school and the figure is the school's. True: leave the cell alone. */
static bool is_merged_away(jh_reading *reading, const jh_school_row *row, const jh_feed *feed,
                           const jh_heading *heading)
{
    const jh_sheet *sheet = row->table->sheet;
    const jh_range *merge =
        sheet->merge_count ? jh_sheet_merge(sheet, row->row, heading->column) : NULL;
    jh_place place = jh_table_place(row->table, row->row, heading->column);
    bool is_shared = reading->standard->elements[feed->element].extent != JH_BY_STAGE;
    char title[JH_MESSAGE_ARG_SIZE], from[JH_ADDRESS_SIZE], to[JH_ADDRESS_SIZE];

    if (!merge || (merge->row == merge->last_row && merge->column == merge->last_column))
        return false;
    if (is_shared && merge->column == merge->last_column && row->table->role[JH_ROLE_STAGE])
        return merge->row != row->row;
    if (merge->column == heading->column)
        jh_tell(reading, JH_REFUSAL, &place, JH_TEXT(""),
                jh_message_make(SAY_INTAKE_CELL_MERGED,
                                jh_arg(title, reading->standard->elements[feed->element].title),
                                jh_address_write(from, merge->row, merge->column),
                                jh_address_write(to, merge->last_row, merge->last_column), NULL));
    return true;
}

static void take_column(jh_reading *reading, jh_arena scratch, const jh_school_row *row,
                        const jh_feed *feed, jh_stage stage)
{
    const jh_heading *heading = feed->part[0];
    const jh_scale *to = &reading->lexicon.scale[feed->element];
    const jh_entry entry = { .unit = row->unit, .element = feed->element, .stage = stage };
    jh_figure_cell from = { .scale = heading->scale };

    /* A header in a unit that does not fit was refused as a whole column. */
    if (heading->scale.family != JH_SCALE_NONE && !jh_scale_fits(&heading->scale, to)) return;
    if (is_merged_away(reading, row, feed, heading)) return;
    from.place = jh_table_place(row->table, row->row, heading->column);
    from.cell = jh_sheet_cell(row->table->sheet, row->row, heading->column);
    jh_figure_put(reading, scratch, &from, entry);
}

/* One summand; false: the sum has no value, `total` says why or was refused. */
static bool add_part(jh_taken *total, jh_reading *reading, jh_arena scratch, uint32_t element,
                     const jh_figure_cell *part)
{
    jh_taken taken = jh_figure_take(part->cell, &reading->standard->elements[element], &part->scale,
                                    &reading->lexicon.scale[element], scratch);
    char read[JH_MESSAGE_ARG_SIZE], title[JH_MESSAGE_ARG_SIZE], room[JH_CELL_TEXT_SIZE];

    if (taken.no_memory) jh_reading_no_memory(reading);
    if (taken.is_refused || taken.why != JH_PRESENT) {
        *total = taken;
        return false;
    }
    total->is_rounded = total->is_rounded || taken.is_rounded;
    if (!__builtin_add_overflow(total->value.millionths, taken.value.millionths,
                                &total->value.millionths))
        return true;
    jh_arg(read, jh_cell_text(room, part->cell));
    jh_arg(title, reading->standard->elements[element].title);
    *total = (jh_taken){ .is_refused = true,
                         .message = jh_message_make(SAY_INTAKE_CELL_TOO_LARGE, read, title, NULL) };
    return false;
}

static jh_text addresses_of(jh_arena *keep, const jh_figure_cell *part, size_t count)
{
    jh_buffer list = jh_buffer_in(keep);
    char address[JH_ADDRESS_SIZE];
    jh_origin origin;
    jh_text text;
    size_t i;

    for (i = 0; i < count; i++) {
        origin = jh_place_origin(&part[i].place);
        if (i) jh_buffer_add(&list, JH_TEXT("+"));
        jh_buffer_add_zero(&list, jh_address_write(address, origin.row + 1, origin.column + 1));
    }
    if (jh_buffer_finish(&text, &list, NULL)) text = (jh_text){ NULL, 0 };
    return text;
}

void jh_sum_put(jh_reading *reading, jh_arena scratch, const jh_figure_cell *part, size_t count,
                jh_entry entry)
{
    jh_taken total = { .why = JH_PRESENT };
    size_t i, blanks = 0;

    for (i = 0; i < count; i++) blanks += jh_cell_is_blank(part[i].cell);
    for (i = 0; i < count; i++)
        if (!add_part(&total, reading, scratch, entry.element, &part[i])) break;
    if (i == count || blanks == count) i = 0;
    entry.slot = JH_SLOT_FIGURE;
    entry.why = total.why;
    entry.value = total.value;
    entry.origin = jh_place_origin(&part[i].place);
    entry.note = addresses_of(reading->work, part, count);
    if (!entry.note.at) jh_reading_no_memory(reading);
    if (total.is_refused) {
        entry.read = jh_cell_shown(reading->work, part[i].cell);
        tell_refused(reading, &part[i].place, &total, &entry);
        return;
    }
    if (total.is_rounded && total.why == JH_PRESENT) tell_rounded(reading, &part[i].place, &entry);
    if (total.why == JH_NOT_REPORTED && blanks == count
        && !is_asked(reading, entry.element, entry.stage))
        return;
    jh_entry_put(reading, &entry);
}

static void take_sum(jh_reading *reading, jh_arena scratch, const jh_school_row *row,
                     const jh_feed *feed, jh_stage stage)
{
    const jh_entry entry = { .unit = row->unit, .element = feed->element, .stage = stage };
    jh_figure_cell part[JH_SUM_PARTS];
    size_t i;

    for (i = 0; i < feed->part_count; i++) {
        part[i].place = jh_table_place(row->table, row->row, feed->part[i]->column);
        part[i].scale = feed->part[i]->scale;
        part[i].cell = jh_sheet_cell(row->table->sheet, row->row, feed->part[i]->column);
    }
    jh_sum_put(reading, scratch, part, feed->part_count, entry);
}

/* ---- figures that are not parted by stage -------------------------------------------------- */

/* The stages that such a figure can be of: those of the school's kind without those whose heads
 * the same row gives as 0. 0 = not known. */
static unsigned stages_left(const jh_reading *reading, const jh_school_row *row, jh_arena scratch)
{
    const jh_feed *feed;
    jh_taken heads;
    unsigned left = row->stages;
    size_t i;

    for (i = 0; left && i < row->table->feed_count; i++) {
        feed = &row->table->feeds[i];
        if (feed->element != reading->standard->split.by || feed->stage == JH_WHOLE
            || feed->part_count != 1)
            continue;
        heads = jh_figure_take(jh_sheet_cell(row->table->sheet, row->row, feed->part[0]->column),
                               &reading->standard->elements[feed->element], &feed->part[0]->scale,
                               &reading->lexicon.scale[feed->element], scratch);
        if (!heads.is_refused && !heads.no_memory && heads.why == JH_PRESENT
            && heads.value.millionths == 0)
            left &= ~(1U << feed->stage);
    }
    return left;
}

/* Nothing written, or a 0 where nothing can be below it: so it is in each of the stages. */
static bool is_same_in_all(const jh_reading *reading, const jh_school_row *row, const jh_feed *feed,
                           jh_arena scratch)
{
    const jh_element *element = &reading->standard->elements[feed->element];
    const jh_cell *cell;
    jh_taken taken;
    size_t i;

    for (i = 0; i < feed->part_count; i++) {
        cell = jh_sheet_cell(row->table->sheet, row->row, feed->part[i]->column);
        taken = jh_figure_take(cell, element, &feed->part[i]->scale,
                               &reading->lexicon.scale[feed->element], scratch);
        if (taken.is_refused || taken.no_memory
            || (taken.why == JH_PRESENT
                && (taken.value.millionths != 0 || element->may_be_negative)))
            return false;
    }
    return true;
}

static void take_feed(jh_reading *reading, jh_arena scratch, const jh_school_row *row,
                      const jh_feed *feed, jh_stage stage)
{
    if (feed->only_for != JH_WHOLE && feed->only_for != stage) return;
    if (feed->part_count == 1)
        take_column(reading, scratch, row, feed, stage);
    else
        take_sum(reading, scratch, row, feed, stage);
}

/* What a row says of several stages at once and cannot be parted. */
typedef struct unparted {
    const jh_feed *first; /* NULL = nothing */
    size_t count;
    jh_buffer cells; /* "E16、E17" */
} unparted;

static void take_unparted(unparted *out, jh_reading *reading, jh_arena scratch,
                          const jh_school_row *row, const jh_feed *feed)
{
    unsigned left = stages_left(reading, row, scratch), stage;
    char address[JH_ADDRESS_SIZE];
    jh_place place;
    size_t i;

    if (left && !(left & (left - 1))) {
        take_feed(reading, scratch, row, feed, (jh_stage)__builtin_ctz(left));
        return;
    }
    if (left && is_same_in_all(reading, row, feed, scratch)) {
        for (stage = 0; stage < JH_STAGE_COUNT; stage++)
            if (left >> stage & 1 && makes_parts(reading->standard, (jh_stage)stage))
                take_feed(reading, scratch, row, feed, (jh_stage)stage);
        return;
    }
    for (i = 0; i < feed->part_count; i++) {
        if (jh_cell_is_blank(jh_sheet_cell(row->table->sheet, row->row, feed->part[i]->column)))
            continue;
        if (!out->first) out->first = feed;
        place = jh_table_place(row->table, row->row, feed->part[i]->column);
        if (out->count++) jh_buffer_add(&out->cells, JH_TEXT("、"));
        jh_buffer_add_zero(&out->cells, jh_address_write(address, place.row, place.column));
    }
}

/* "班级总数（小学）、班级总数（初中）": how the clerk may write it. */
static const char *parted_labels(char out[JH_MESSAGE_ARG_SIZE], const jh_reading *reading,
                                 const jh_school_row *row, jh_text label, jh_arena scratch)
{
    jh_buffer list = jh_buffer_in(&scratch);
    unsigned left = stages_left(reading, row, scratch), stage;
    jh_text text;

    for (stage = 0; stage < JH_STAGE_COUNT; stage++) {
        if (!(left >> stage & 1)) continue;
        if (list.size) jh_buffer_add(&list, JH_TEXT("、"));
        jh_buffer_add(&list, label);
        jh_buffer_add(&list, JH_TEXT("("));
        jh_buffer_add(&list, jh_standard_stage_title(reading->standard, JH_ZH, (jh_stage)stage));
        jh_buffer_add(&list, JH_TEXT(")"));
    }
    if (jh_buffer_finish(&text, &list, NULL)) text = JH_TEXT("");
    return jh_arg(out, text);
}

/* One finding a row, at its first such cell. */
static void tell_unparted(jh_reading *reading, jh_arena scratch, const jh_school_row *row,
                          unparted *what)
{
    const jh_heading *heading = what->first->part[0];
    bool is_form = row->table->pairs != NULL;
    jh_place place = jh_table_place(row->table, row->row, is_form ? heading->column : 0);
    char cells[JH_MESSAGE_ARG_SIZE], labels[JH_MESSAGE_ARG_SIZE], count[24];
    jh_message message = jh_message_make(SAY_INTAKE_ROW_NO_STAGE, NULL);
    jh_text list;

    if (jh_buffer_finish(&list, &what->cells, NULL)) {
        jh_reading_no_memory(reading);
        return;
    }
    if (is_form && row->stages)
        message = jh_message_make(
            SAY_INTAKE_FORM_UNPARTED, jh_digits(count, (long long)what->count), jh_arg(cells, list),
            parted_labels(labels, reading, row, heading->shown, scratch), NULL);
    jh_tell(reading, JH_REFUSAL, &place, JH_TEXT(""), message);
}

void jh_feeds_take(jh_reading *reading, jh_arena scratch, const jh_school_row *row)
{
    unparted what = { .cells = jh_buffer_in(reading->work) };
    const jh_feed *feed;
    jh_stage stage;
    size_t i;

    for (i = 0; i < row->table->feed_count && !reading->code; i++) {
        feed = &row->table->feeds[i];
        stage = stage_of(reading, feed, row);
        if (stage == JH_STAGE_COUNT)
            take_unparted(&what, reading, scratch, row, feed);
        else
            take_feed(reading, scratch, row, feed, stage);
    }
    if (what.first && !reading->code) tell_unparted(reading, scratch, row, &what);
}
