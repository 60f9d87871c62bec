/* Communities as text, JSON and workbook.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/pair.h"
#include "advise/people_sheets.h"
#include "app/grid.h"
#include "report/words.h"

#include <stdio.h>

static jh_text say(const jh_paired *p, jh_say_id id)
{
    return jh_text_of(jh_say(p->desk->manner.lang, id));
}

static const char *points(char room[32], int64_t thousandths)
{
    snprintf(room, 32, "%.1f", (double)thousandths / 1000);
    return room;
}

size_t jh_pair_summary(jh_text lines[JH_PAIR_LINES], const jh_paired *p)
{
    const jh_pairing_answer *a = &p->answer;
    char n1[32], n2[32], n3[32], n4[32];
    int64_t members = p->pairing.member_count;
    size_t n = 0;

    lines[n++] = jh_people_say(p->desk, SAY_PAIR_COUNTS, jh_digits(n1, (long long)p->part_count),
                               jh_digits(n2, p->pairing.lead_count), jh_digits(n3, members), NULL);
    snprintf(n2, sizeof n2, "%.1f", members ? 100.0 * (double)a->paired / (double)members : 100.0);
    lines[n++] = jh_people_say(p->desk, SAY_PAIR_LED, jh_digits(n1, a->paired), n2,
                               jh_digits(n3, p->pairing.at_least), NULL);
    if (a->most_is_reached)
        lines[n++] = jh_people_say(p->desk, SAY_PAIR_MOST, jh_digits(n1, a->at_least),
                                   jh_digits(n2, p->pairing.at_least), NULL);
    lines[n++] = jh_people_say(p->desk, SAY_PAIR_COST, points(n4, a->cost), NULL);
    return n;
}

/* One pair, or a member without a lead, as words. */
typedef struct pair_row {
    const jh_pair_part *member, *lead; /* lead NULL = none */
    const jh_link *link;
    jh_text needs, gaps, helps; /* helps: of the gaps, those that the lead does not have */
} pair_row;

static pair_row row_of(const jh_paired *p, uint32_t member)
{
    pair_row row = { .member = &p->parts[p->member[member]] };

    row.needs = jh_pair_needs(p, row.member);
    row.gaps = jh_pair_gaps(p, row.member->gaps);
    row.helps = JH_TEXT("");
    if (p->answer.lead[member] == JH_PAIRING_ALONE) return row;
    row.lead = &p->parts[p->lead[p->answer.lead[member]]];
    row.link = jh_pair_link(p, member);
    row.helps = jh_pair_gaps(p, row.member->gaps & ~row.lead->gaps);
    return row;
}

static double km_of(const jh_paired *p, const pair_row *row)
{
    return (double)p->metres[row->link - p->pairing.links] / 1000;
}

/* ---- text ---- */

static void add_pair(jh_grid *grid, const jh_paired *p, const pair_row *row)
{
    jh_grid_add(grid, say(p, jh_stage_say(row->member->stage)));
    jh_grid_add(grid, jh_pair_unit(p, row->lead)->name);
    jh_grid_add(grid, jh_pair_unit(p, row->member)->name);
    jh_grid_add(grid, row->needs);
    jh_grid_add(grid, row->helps);
    jh_grid_add(grid, jh_text_format(grid->keep, "%.1f", km_of(p, row)));
}

static jh_code tell_pairs(jh_buffer *out, const jh_paired *p, jh_error *err)
{
    static const jh_say_id heads[] = { SAY_PAIR_STAGE, SAY_PAIR_LEAD,  SAY_PAIR_MEMBER,
                                       SAY_PAIR_NEED,  SAY_PAIR_HELPS, SAY_PAIR_KM };
    jh_grid grid = {
        .keep = p->desk->keep, .columns = 6, .rows = p->pairing.member_count + (size_t)1, .left = 5
    };
    uint32_t l, m;
    size_t i;
    jh_text table;
    jh_code rc = jh_grid_make(&grid, err);

    if (rc) return rc;
    for (i = 0; i < 6; i++) jh_grid_add(&grid, say(p, heads[i]));
    for (l = 0; l < p->pairing.lead_count; l++)
        for (m = 0; m < p->pairing.member_count; m++) {
            pair_row row;
            if (p->answer.lead[m] != l) continue;
            row = row_of(p, m);
            add_pair(&grid, p, &row);
        }
    rc = jh_grid_write(&table, &grid, err);
    if (!rc) jh_buffer_add(out, table);
    return rc;
}

static void tell_alone(jh_buffer *out, const jh_paired *p)
{
    bool any = false;
    uint32_t m;

    for (m = 0; m < p->pairing.member_count; m++) {
        const jh_pair_part *member = &p->parts[p->member[m]];
        jh_text stage = say(p, jh_stage_say(member->stage));
        jh_text why = say(p, jh_pair_why_alone(p, member));
        if (p->answer.lead[m] != JH_PAIRING_ALONE) continue;
        if (!any) jh_buffer_add_format(out, "\n%s\n", jh_say(p->desk->manner.lang, SAY_PAIR_ALONE));
        any = true;
        jh_buffer_add_format(out, "  %.*s (%.*s)  %.*s\n",
                             JH_TEXT_ARGS(jh_pair_unit(p, member)->name), JH_TEXT_ARGS(stage),
                             JH_TEXT_ARGS(why));
    }
}

jh_code jh_pair_text(jh_text *out, const jh_paired *p, jh_error *err)
{
    jh_buffer text = jh_buffer_in(p->desk->keep);
    jh_text lines[JH_PAIR_LINES];
    size_t count = jh_pair_summary(lines, p), i;
    jh_code rc;

    jh_buffer_add_format(&text, "%s\n", jh_say(p->desk->manner.lang, SAY_PAIR_HEAD));
    for (i = 0; i < count; i++) {
        if (!lines[i].at) return jh_no_memory(err);
        jh_buffer_add_format(&text, "  %.*s\n", JH_TEXT_ARGS(lines[i]));
    }
    jh_buffer_add_format(&text, "\n");
    rc = tell_pairs(&text, p, err);
    if (rc) return rc;
    tell_alone(&text, p);
    return jh_buffer_finish(out, &text, err);
}

/* ---- workbook ---- */

static void put_pair(jh_people_page *page, const jh_paired *p, const pair_row *row)
{
    jh_people_sheet_put(page, 1, say(p, jh_stage_say(row->member->stage)));
    jh_people_sheet_put(page, 2, row->lead ? jh_pair_unit(p, row->lead)->name : JH_TEXT(""));
    jh_people_sheet_put(page, 3, jh_pair_unit(p, row->member)->code);
    jh_people_sheet_put(page, 4, jh_pair_unit(p, row->member)->name);
    jh_people_sheet_put(page, 5, row->needs);
    jh_people_sheet_put(page, 6, row->gaps);
    jh_people_sheet_put(page, 7,
                        row->lead ? row->helps : say(p, jh_pair_why_alone(p, row->member)));
    if (row->lead)
        jh_people_sheet_number(page, 8, km_of(p, row), "0.0");
    else
        jh_people_sheet_put(page, 8, JH_TEXT(""));
    page->row++;
}

jh_code jh_pair_workbook(const char *path, const jh_paired *p, jh_error *err)
{
    static const jh_say_id heads[] = { SAY_PAIR_STAGE,  SAY_PAIR_LEAD, SAY_PAIR_CODE,
                                       SAY_PAIR_MEMBER, SAY_PAIR_NEED, SAY_PAIR_LACKS,
                                       SAY_PAIR_HELPS,  SAY_PAIR_KM };
    static const double widths[] = { 7, 28, 13, 28, 14, 30, 30, 8 };
    jh_people_page page = { .desk = p->desk, .people = &p->people, .title = SAY_PAIR_TITLE };
    jh_text lines[JH_PAIR_LINES];
    size_t count = jh_pair_summary(lines, p), i;
    uint32_t l, m;
    jh_code rc = jh_xlsx_out_begin(&page.book, p->desk->keep, path, NULL, err), end;

    if (rc) return rc;
    jh_people_sheet_open(&page, &(jh_people_opening){ SAY_PAIR_SHEET, heads, widths, 8, true });
    for (l = 0; l <= p->pairing.lead_count; l++)
        for (m = 0; m < p->pairing.member_count; m++) {
            pair_row row;
            if (p->answer.lead[m] != (l < p->pairing.lead_count ? l : JH_PAIRING_ALONE)) continue;
            row = row_of(p, m);
            put_pair(&page, p, &row);
        }
    for (i = 0; i < count; i++) jh_people_sheet_note(&page, lines[i]);
    rc = jh_people_sheet_basis(&page, "pair_", err);
    end = jh_xlsx_out_finish(page.book, err);
    if (!rc && page.failed) rc = jh_no_memory(err);
    return rc ? rc : end;
}

/* ---- JSON ---- */

static void put_gaps(jh_json *json, const char *key, const jh_paired *p, uint64_t gaps)
{
    const jh_standard *standard = &p->people.judged.standard;
    size_t k;

    jh_json_key(json, key);
    jh_json_array(json);
    for (k = 0; k < standard->indicator_count && k < 64; k++)
        if (gaps >> k & 1) jh_json_text(json, standard->indicators[k].key);
    jh_json_end(json);
}

static void put_part(jh_json *json, const char *key, const jh_paired *p, const jh_pair_part *part)
{
    jh_json_key(json, key);
    jh_json_object(json);
    jh_json_member_text(json, "code", jh_pair_unit(p, part)->code);
    jh_json_member_text(json, "name", jh_pair_unit(p, part)->name);
    jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(part->stage)));
    jh_json_key(json, "strength");
    jh_json_double(json, part->strength);
    put_gaps(json, "gaps", p, part->gaps);
    jh_json_end(json);
}

static void put_pairs(jh_json *json, const jh_paired *p)
{
    uint32_t m;

    jh_json_key(json, "members");
    jh_json_array(json);
    for (m = 0; m < p->pairing.member_count; m++) {
        pair_row row = row_of(p, m);
        jh_json_object(json);
        put_part(json, "member", p, row.member);
        jh_json_key(json, "weak");
        jh_json_bool(json, row.member->is_weak);
        jh_json_key(json, "new");
        jh_json_bool(json, row.member->is_new);
        jh_json_key(json, "rural");
        jh_json_bool(json, row.member->is_rural);
        if (row.lead) {
            put_part(json, "lead", p, row.lead);
            put_gaps(json, "helps", p, row.member->gaps & ~row.lead->gaps);
            jh_json_member_integer(json, "metres", p->metres[row.link - p->pairing.links]);
            jh_json_member_integer(json, "cost", row.link->cost);
        } else {
            jh_json_member_text(json, "alone",
                                jh_text_of(jh_say_keys[jh_pair_why_alone(p, row.member)]));
        }
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_list(jh_json *json, const char *key, const int64_t *numbers, size_t count)
{
    size_t i;

    jh_json_key(json, key);
    jh_json_array(json);
    for (i = 0; i < count; i++) jh_json_integer(json, numbers[i]);
    jh_json_end(json);
}

static void put_proof(jh_json *json, const jh_paired *p)
{
    const jh_pairing *q = &p->pairing;
    uint32_t i;

    jh_json_key(json, "proof");
    jh_json_object(json);
    put_list(json, "left_out", q->left_out, q->member_count);
    jh_json_key(json, "most");
    jh_json_array(json);
    for (i = 0; i < q->lead_count; i++) jh_json_integer(json, q->most[i]);
    jh_json_end(json);
    jh_json_key(json, "links");
    jh_json_array(json);
    for (i = 0; i < q->link_count; i++) {
        jh_json_array(json);
        jh_json_integer(json, q->links[i].member);
        jh_json_integer(json, q->links[i].lead);
        jh_json_integer(json, q->links[i].cost);
        jh_json_end(json);
    }
    jh_json_end(json);
    jh_json_key(json, "lead"); /* −1 = none */
    jh_json_array(json);
    for (i = 0; i < q->member_count; i++)
        jh_json_integer(json,
                        p->answer.lead[i] == JH_PAIRING_ALONE ? -1 : (int64_t)p->answer.lead[i]);
    jh_json_end(json);
    jh_json_member_integer(json, "at_least", p->answer.at_least);
    jh_json_member_integer(json, "coverage", p->answer.coverage);
    put_list(json, "room", p->answer.room, q->lead_count);
    if (p->answer.most_is_reached) put_list(json, "most_room", p->answer.most_room, q->lead_count);
    jh_json_end(json);
}

jh_code jh_pair_json(jh_text *out, const jh_paired *p, jh_error *err)
{
    const jh_snapshot *snapshot = &p->people.judged.snapshot;
    jh_json json = jh_json_in(p->desk->keep);
    char day[16], hex[JH_HASH_HEX];
    jh_text document;
    jh_code rc;

    jh_json_object(&json);
    jh_json_member_text(&json, "format", JH_TEXT("junheng-pairing/1"));
    jh_json_member_text(&json, "county", snapshot->county);
    jh_json_member_text(&json, "county_name", snapshot->county_name);
    jh_json_member_text(&json, "period", snapshot->period);
    jh_json_member_text(&json, "standard", p->people.judged.standard.key);
    jh_json_member_text(&json, "as_of",
                        jh_text_of(jh_date_write(day, p->people.judged.settings.as_of)));
    jh_json_member_text(&json, "assessment",
                        jh_text_of(jh_hash_hex(hex, &p->people.judged.assessment.hash)));
    jh_json_member_integer(&json, "leads", p->pairing.lead_count);
    jh_json_member_integer(&json, "wanted", p->pairing.at_least);
    jh_json_member_integer(&json, "paired", p->answer.paired);
    jh_json_member_integer(&json, "cost", p->answer.cost);
    jh_json_key(&json, "most_is_reached");
    jh_json_bool(&json, p->answer.most_is_reached);
    put_pairs(&json, p);
    jh_people_settings_json(&json, &p->people, "pair_");
    put_proof(&json, p);
    jh_json_end(&json);
    rc = jh_json_finish(&document, &json, err);
    return rc ? rc : jh_document_seal(out, p->desk, document, err);
}
