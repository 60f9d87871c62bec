/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/intake.h"

#include "intake/figure.h"
#include "intake/gather.h"
#include "intake/mapping.h"
#include "intake/names.h"
#include "intake/official.h"
#include "intake/rows.h"
#include "intake/sentences.h"
#include "intake/turned.h"

#include <stdlib.h>
#include <string.h>

/* A file on its way: its workbook, or why it could not be read. */
typedef struct arrival {
    jh_source_file file;
    const jh_workbook *workbook; /* NULL: see refusal */
    jh_error refusal;
    jh_table *tables;        /* [sheets] */
    jh_officials *officials; /* [sheets] */
    const jh_card *owner;    /* the only school its official tables name; NULL = none or several */
    bool is_collected;       /* made from the collection workbook: it carries its explanations */
    bool is_refused;         /* of another county or year */
} arrival;

/* ---- files ------------------------------------------------------------------------------- */

static int compare_arrivals(const void *a, const void *b)
{
    const arrival *x = a, *y = b;
    int order = jh_text_compare(x->file.name, y->file.name);

    return order ? order : memcmp(&x->file.hash, &y->file.hash, sizeof x->file.hash);
}

/* Sorted, named in keep, the same bytes once; into reading->files and out->files. */
static size_t settle_files(jh_batch *out, jh_reading *reading, arrival *arrivals, size_t count)
{
    size_t i, j, kept = 0;
    jh_source_file *files = JH_NEW_ARRAY(reading->keep, jh_source_file, count + 1);

    if (!files) {
        jh_reading_no_memory(reading);
        return 0;
    }
    qsort(arrivals, count, sizeof *arrivals, compare_arrivals);
    for (i = 0; i < count; i++) {
        for (j = 0; j < kept; j++)
            if (jh_hash_equal(&arrivals[j].file.hash, &arrivals[i].file.hash)) break;
        if (j < kept) continue;
        arrivals[kept] = arrivals[i];
        arrivals[kept].file.name = jh_text_copy(reading->keep, arrivals[i].file.name);
        if (!arrivals[kept].file.name.at) jh_reading_no_memory(reading);
        files[kept] = arrivals[kept].file;
        kept++;
    }
    reading->files = out->files = files;
    reading->file_count = out->file_count = kept;
    return kept;
}

static void tell_unreadable(jh_reading *reading, uint32_t file, const jh_error *refusal)
{
    jh_place place = { .file = file };
    jh_text where = jh_text_copy(reading->work, jh_text_of(refusal->where));

    jh_tell(reading, JH_REFUSAL, &place, where.at ? where : JH_TEXT(""), refusal->message);
}

/* ---- sheets ------------------------------------------------------------------------------ */

/* The one school that all official tables of a workbook name, for those that name none. */
static void find_owner(arrival *a)
{
    size_t i, j;

    for (i = 0; i < a->workbook->sheet_count; i++)
        for (j = 0; j < a->officials[i].count; j++) {
            const jh_card *card = &a->officials[i].items[j].card;

            if (!jh_card_names_school(card)) continue;
            if (a->owner && !jh_card_is_same_school(a->owner, card)) {
                a->owner = NULL;
                return;
            }
            if (!a->owner) a->owner = card;
        }
}

/* Through the request's mapping; false: there is none, or it speaks of other sheets. */
static bool understand_mapped(jh_table *out, jh_reading *reading, jh_arena scratch, uint32_t file,
                              const jh_sheet *sheet)
{
    const jh_mapping *mapping = reading->request->mapping;
    jh_sheet *seen = JH_NEW(reading->work, jh_sheet);
    const jh_mapped_column *lacking = NULL;
    char header[JH_MESSAGE_ARG_SIZE], name[JH_MESSAGE_ARG_SIZE], line[24];
    jh_place place = { file, sheet, 0, 0 };

    if (!seen) jh_reading_no_memory(reading);
    if (!mapping || !seen || !jh_mapping_apply(seen, &lacking, reading->work, mapping, sheet))
        return false;
    if (!seen->cells) jh_reading_no_memory(reading);
    if (reading->code) return true;
    if (lacking) {
        place.row = mapping->header_row;
        jh_tell(reading, JH_REFUSAL, &place, lacking->header,
                jh_message_make(SAY_INTAKE_MAP_LACKS, jh_arg(header, lacking->header),
                                jh_arg(name, mapping->name), jh_digits(line, lacking->line), NULL));
    }
    jh_table_make(out, reading, scratch, file, seen);
    out->is_mapped = true;
    return true;
}

/* As a table; what is none, or lists the items of one school, may be a form. */
static void understand_table(jh_table *out, jh_reading *reading, jh_arena scratch, uint32_t file,
                             const jh_sheet *sheet)
{
    jh_table turned;

    if (understand_mapped(out, reading, scratch, file, sheet)) return;
    jh_table_make(out, reading, scratch, file, sheet);
    if (reading->code || (out->kind != JH_TABLE_NONE && out->kind != JH_TABLE_COUNTY)) return;
    if (jh_turned_make(&turned, reading, scratch, out))
        *out = turned;
    else if (out->kind == JH_TABLE_NONE && jh_sentences_are_in(reading, scratch, sheet))
        out->kind = JH_TABLE_SENTENCES;
}

static void understand(jh_reading *reading, jh_arena scratch, arrival *a, uint32_t file)
{
    size_t count = a->workbook->sheet_count, i;
    jh_sheet *sheets = JH_NEW_ARRAY(reading->work, jh_sheet, count + 1);

    a->tables = JH_NEW_ARRAY(reading->work, jh_table, count + 1);
    a->officials = JH_NEW_ARRAY(reading->work, jh_officials, count + 1);
    if (!a->tables || !a->officials || !sheets) {
        jh_reading_no_memory(reading);
        return;
    }
    for (i = 0; i < count && !reading->code; i++) {
        sheets[i] = a->workbook->sheets[i];
        /* A csv has no sheet name of its own; origins outlive the workbook. */
        sheets[i].name = a->workbook->format == JH_FORMAT_CSV
                             ? JH_TEXT("")
                             : jh_text_copy(reading->keep, sheets[i].name);
        if (!sheets[i].name.at) jh_reading_no_memory(reading);
        jh_officials_find(&a->officials[i], reading, scratch, file, &sheets[i]);
        if (a->officials[i].count && !reading->request->mapping)
            a->tables[i] =
                (jh_table){ .kind = JH_TABLE_OFFICIAL, .file = file, .sheet = &sheets[i] };
        else
            understand_table(&a->tables[i], reading, scratch, file, &sheets[i]);
        a->is_collected = a->is_collected || a->tables[i].kind == JH_TABLE_QUIET;
    }
    if (!reading->code) find_owner(a);
}

/* "2025", "2025-2026学年", "2025年": the year it begins. */
static jh_text year_of(jh_text label)
{
    size_t i, digits = 0;

    for (i = 0; i < label.size; i++) {
        digits = label.at[i] >= '0' && label.at[i] <= '9' ? digits + 1 : 0;
        if (digits == 4) return (jh_text){ label.at + i - 3, 4 };
    }
    return JH_TEXT("");
}

/* What the label says against what we know; the first file to say it decides where nobody did. */
static bool agrees(jh_reading *reading, const jh_table *table, jh_label label)
{
    bool is_period = label == JH_LABEL_PERIOD;
    jh_text *known = is_period ? &reading->period : &reading->county;
    jh_text said = is_period ? year_of(table->label[label]) : table->label[label];
    jh_place place = jh_table_place(table, table->label_row[label], table->label_column[label]);
    char read[JH_MESSAGE_ARG_SIZE], wanted[JH_MESSAGE_ARG_SIZE];

    if (!said.size) return true;
    if (!known->size) *known = said;
    if (jh_text_equal(*known, said)) return true;
    jh_tell(reading, JH_REFUSAL, &place, table->label[label],
            jh_message_make(is_period ? SAY_INTAKE_OTHER_PERIOD : SAY_INTAKE_OTHER_COUNTY,
                            jh_arg(read, said), jh_arg(wanted, *known), NULL));
    return false;
}

static bool labels_agree(jh_reading *reading, const jh_table *t)
{
    if (!agrees(reading, t, JH_LABEL_PERIOD) || !agrees(reading, t, JH_LABEL_COUNTY)) return false;
    if (!reading->county_name.size) reading->county_name = t->label[JH_LABEL_COUNTY_NAME];
    return true;
}

/* A workbook of another county or year is refused as a whole. */
static void check_labels(jh_reading *reading, arrival *a)
{
    const jh_table *t;
    size_t i, j;

    for (i = 0; i < a->workbook->sheet_count && !a->is_refused; i++) {
        t = &a->tables[i];
        for (j = 0; j < a->officials[i].count && !a->is_refused; j++)
            a->is_refused = !labels_agree(reading, &a->officials[i].items[j].table);
        if (t->kind == JH_TABLE_SCHOOLS || t->kind == JH_TABLE_COUNTY)
            a->is_refused = a->is_refused || !labels_agree(reading, t);
    }
}

/* Hidden rows and columns that hold something are read like the rest, and said once a sheet. */
static void tell_hidden_cells(jh_reading *reading, const jh_table *table)
{
    const jh_sheet *sheet = table->sheet;
    const jh_cell *first = NULL;
    jh_place place;
    char count[24], address[JH_ADDRESS_SIZE];
    size_t i, hidden = 0;

    if (!sheet->hidden_count) return;
    for (i = 0; i < sheet->cell_count; i++) {
        if (!jh_sheet_hides(sheet, sheet->cells[i].row, sheet->cells[i].column)) continue;
        if (hidden++ == 0) first = &sheet->cells[i];
    }
    if (!first) return;
    place = jh_table_place(table, first->row, first->column);
    jh_tell(reading, JH_REMARK, &place, JH_TEXT(""),
            jh_message_make(SAY_INTAKE_CELLS_HIDDEN, jh_digits(count, (long long)hidden),
                            jh_address_write(address, first->row, first->column), NULL));
}

/* What kind of paper a table is: the collection workbook carries explanations, the statistics'
 * export headers over several rows or the county in a column; any other list somebody made. */
static jh_provenance provenance_of(const jh_reading *reading, const arrival *a,
                                   const jh_table *table)
{
    size_t i;

    if (table->is_mapped) return reading->request->mapping->paper;
    if (a->is_collected) return JH_BY_COLLECTION;
    if (table->kind == JH_TABLE_COUNTY || table->pairs) return JH_BY_FORM;
    if (table->role[JH_ROLE_COUNTY_NAME]) return JH_BY_EXPORT;
    for (i = 0; i < table->header.count; i++)
        if (memchr(table->header.headings[i].path.at, '/', table->header.headings[i].path.size))
            return JH_BY_EXPORT;
    return JH_BY_SUMMARY;
}

static void take_officials(jh_reading *reading, jh_arena scratch, const arrival *a, size_t sheet)
{
    size_t i;

    for (i = 0; i < a->officials[sheet].count && !reading->code; i++)
        jh_official_take(reading, scratch, &a->officials[sheet].items[i], a->owner);
}

static void take_sheet(jh_reading *reading, jh_arena scratch, const arrival *a, size_t sheet)
{
    const jh_table *table = &a->tables[sheet];
    jh_place place = jh_table_place(table, 0, 0);

    if (table->kind == JH_TABLE_QUIET) return;
    if (table->kind == JH_TABLE_NONE) {
        jh_tell(reading, JH_REMARK, &place, table->sheet->name,
                jh_message_make(SAY_INTAKE_SHEET_UNKNOWN, NULL));
        return;
    }
    if (table->sheet->visibility != JH_VISIBLE)
        jh_tell(reading, JH_REMARK, &place, table->sheet->name,
                jh_message_make(SAY_INTAKE_SHEET_HIDDEN, NULL));
    tell_hidden_cells(reading, table);
    if (table->kind == JH_TABLE_OFFICIAL) {
        take_officials(reading, scratch, a, sheet);
        return;
    }
    if (table->kind == JH_TABLE_SENTENCES) {
        reading->provenance = JH_BY_FORM;
        jh_sentences_take(reading, scratch, table);
        return;
    }
    jh_table_tell(reading, scratch, table);
    reading->provenance = provenance_of(reading, a, table);
    if (table->kind == JH_TABLE_SCHOOLS)
        jh_school_rows_take(reading, scratch, table);
    else
        jh_county_rows_take(reading, scratch, table);
}

static void take_file(jh_reading *reading, jh_arena scratch, const arrival *a, uint32_t file)
{
    jh_place place = { .file = file };
    size_t i, known = 0;

    if (!a->workbook || a->is_refused) return;
    for (i = 0; i < a->workbook->sheet_count && !reading->code; i++) {
        take_sheet(reading, scratch, a, i);
        known += a->tables[i].kind >= JH_TABLE_SCHOOLS;
    }
    if (!known)
        jh_tell(reading, JH_REFUSAL, &place, JH_TEXT(""),
                jh_message_make(SAY_INTAKE_FILE_UNKNOWN, NULL));
}

/* A required figure for which no file had a column or a row at all. */
static void tell_absent_elements(jh_reading *reading)
{
    const jh_standard *standard = reading->standard;
    jh_finding finding = { .severity = JH_WARNING, .origin = { .file = JH_NO_FILE } };
    char title[JH_MESSAGE_ARG_SIZE];
    size_t i;
    bool looked;

    for (i = 0; i < standard->element_count && !reading->code; i++) {
        looked = standard->elements[i].extent == JH_OF_COUNTY ? reading->has_county_table
                                                              : reading->has_school_table;
        if (!standard->elements[i].is_required || reading->has_column[i] || !looked) continue;
        finding.element = standard->elements[i].key;
        finding.message = jh_message_make(SAY_INTAKE_ELEMENT_ABSENT,
                                          jh_arg(title, standard->elements[i].title), NULL);
        jh_tell_about(reading, &finding);
    }
}

/* ---- findings ----------------------------------------------------------------------------- */

static int compare_findings(const void *a, const void *b)
{
    const jh_finding *x = a, *y = b;
    int order;

    if (x->origin.file != y->origin.file) return x->origin.file < y->origin.file ? -1 : 1;
    order = jh_text_compare(x->origin.sheet, y->origin.sheet);
    if (order) return order;
    if (x->origin.row != y->origin.row) return x->origin.row < y->origin.row ? -1 : 1;
    if (x->origin.column != y->origin.column) return x->origin.column < y->origin.column ? -1 : 1;
    if (x->message.say != y->message.say) return x->message.say < y->message.say ? -1 : 1;
    order = jh_text_compare(x->unit, y->unit);
    if (order) return order;
    order = jh_text_compare(x->element, y->element);
    return order ? order : (x->stage > y->stage) - (x->stage < y->stage);
}

static void hand_over_findings(jh_batch *out, jh_reading *reading)
{
    jh_findings *to = &out->findings;
    size_t i, count = reading->findings.count;

    if (reading->code) return;
    *to = (jh_findings){ JH_NEW_ARRAY(reading->keep, jh_finding, count + 1), count, count + 1 };
    if (!to->items) {
        jh_reading_no_memory(reading);
        return;
    }
    for (i = 0; i < count; i++) {
        to->items[i] = reading->findings.items[i];
        to->items[i].read = jh_text_copy(reading->keep, to->items[i].read);
        to->items[i].unit = jh_text_copy(reading->keep, to->items[i].unit);
        if (!to->items[i].read.at || !to->items[i].unit.at) jh_reading_no_memory(reading);
    }
    qsort(to->items, count, sizeof *to->items, compare_findings);
}

/* ---- the import ---------------------------------------------------------------------------- */

static bool begin(jh_reading *r, jh_arena scratch, const jh_intake_request *request)
{
    r->request = request;
    r->standard = request->standard;
    r->county = request->county;
    r->period = request->period;
    r->has_column = JH_NEW_ARRAY(r->work, bool, request->standard->element_count + 1);
    if (!r->has_column) jh_reading_no_memory(r);
    if (!r->code) r->code = jh_lexicon_make(&r->lexicon, r->work, request->standard, r->err);
    if (!r->code && request->mapping)
        r->code = jh_mapping_check(request->mapping, &r->lexicon, scratch, r->err);
    if (!r->code)
        r->county_unit = jh_unit_meet(r, JH_COUNTY_CODE, (jh_origin){ .file = JH_NO_FILE }, false);
    return !r->code;
}

/* Nobody says which county it is, since no file could be read: the first one's reason is why. */
static void fail_unreadable(jh_reading *r, const arrival *arrivals)
{
    size_t i;

    for (i = 0; i < r->file_count; i++)
        if (arrivals[i].workbook) return;
    if (r->code || !r->file_count || (r->county.size && r->period.size)) return;
    r->code = arrivals[0].refusal.code ? arrivals[0].refusal.code : JH_BAD_INPUT;
    if (r->err && !r->err->code) *r->err = arrivals[0].refusal;
}

static void name_the_batch(jh_batch *out, jh_reading *r, const arrival *arrivals)
{
    fail_unreadable(r, arrivals);
    if (!r->code && !r->county.size)
        r->code = jh_fail(r->err, JH_BAD_INPUT, SAY_INTAKE_NO_COUNTY, NULL, NULL);
    if (!r->code && !r->period.size)
        r->code = jh_fail(r->err, JH_BAD_INPUT, SAY_INTAKE_NO_PERIOD, NULL, NULL);
    out->county = jh_text_copy(r->keep, r->county);
    out->period = jh_text_copy(r->keep, r->period);
    if (!out->county.at || !out->period.at) jh_reading_no_memory(r);
}

static void take_all(jh_batch *out, jh_reading *r, jh_arena scratch, arrival *arrivals)
{
    size_t i;

    for (i = 0; i < r->file_count && !r->code; i++) {
        if (!arrivals[i].workbook) {
            tell_unreadable(r, (uint32_t)i, &arrivals[i].refusal);
            continue;
        }
        understand(r, scratch, &arrivals[i], (uint32_t)i);
        if (!r->code) check_labels(r, &arrivals[i]);
    }
    name_the_batch(out, r, arrivals);
    for (i = 0; i < r->file_count && !r->code; i++) {
        take_file(r, scratch, &arrivals[i], (uint32_t)i);
        if (jh_progress_report(r->request->progress, SAY_INTAKE_TAKING, i + 1, r->file_count))
            r->code = jh_fail(r->err, JH_CONFLICT, SAY_INTAKE_STOPPED, NULL, NULL);
    }
    if (!r->code) tell_absent_elements(r);
}

static jh_code import(jh_batch *out, jh_reading *r, jh_arena scratch,
                      const jh_intake_request *request, arrival *arrivals)
{
    *out = (jh_batch){ 0 };
    if (!begin(r, scratch, request)) return r->code;
    settle_files(out, r, arrivals, request->file_count);
    if (!r->code) take_all(out, r, scratch, arrivals);
    jh_names_match(r);
    jh_gather(out, r, scratch);
    out->county_name = jh_text_copy(r->keep, r->county_name);
    if (!out->county_name.at) jh_reading_no_memory(r);
    hand_over_findings(out, r);
    if (!r->code && request->all_or_nothing && jh_finding_count(&out->findings, JH_REFUSAL)) {
        out->unit_count = 0;
        out->observation_count = 0;
    }
    return r->code;
}

/* Reads one file; a file that cannot be read is an arrival with a refusal, not a failure. */
static jh_code read_file(arrival *a, jh_arena *work, jh_arena scratch, jh_error *err)
{
    jh_workbook *workbook = JH_NEW(work, jh_workbook);
    const char *name = jh_text_zero(work, a->file.name);
    jh_file file;
    jh_code rc;

    if (!workbook || !name) return jh_no_memory(err);
    file = jh_file_of_bytes(name, a->file.bytes);
    rc = jh_workbook_read(workbook, work, scratch, &file, &a->refusal);
    if (rc == JH_NO_MEMORY) return jh_no_memory(err);
    a->workbook = rc ? NULL : workbook;
    return JH_OK;
}

static jh_code arrive(arrival *arrivals, jh_arena *work, jh_arena scratch,
                      const jh_intake_request *request, jh_error *err)
{
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; !rc && i < request->file_count; i++) {
        const jh_source_file *file = &request->files[i];

        arrivals[i].file = *file;
        arrivals[i].file.hash = jh_hash_of(file->bytes.at, file->bytes.size);
        if (request->workbooks) {
            arrivals[i].workbook = request->workbooks[i];
            continue;
        }
        rc = read_file(&arrivals[i], work, scratch, err);
        if (!rc
            && jh_progress_report(request->progress, SAY_INTAKE_READING, i + 1,
                                  request->file_count))
            rc = jh_fail(err, JH_CONFLICT, SAY_INTAKE_STOPPED, NULL, NULL);
    }
    return rc;
}

jh_code jh_intake_read(jh_batch *out, jh_arena *keep, jh_arena scratch,
                       const jh_intake_request *request, jh_error *err)
{
    jh_arena work = { 0 };
    jh_reading reading = { .keep = keep, .work = &work, .err = err };
    arrival *arrivals;
    jh_code rc;

    if (jh_arena_reserve(&work, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    arrivals = JH_NEW_ARRAY(&work, arrival, request->file_count + 1);
    rc = arrivals ? arrive(arrivals, &work, scratch, request, err) : jh_no_memory(err);
    if (!rc) rc = import(out, &reading, scratch, request, arrivals);
    jh_arena_release(&work);
    return rc;
}
