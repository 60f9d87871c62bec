/* SPDX-License-Identifier: Apache-2.0 */
#include "app/findings.h"

#include "app/fold.h"

#include "formats/workbook.h"

static const char *const signs[] = { "·", "!", "✗" };

static void add_place(jh_buffer *out, const jh_finding *finding)
{
    char column[JH_ADDRESS_SIZE];

    if (finding->file.size == 0) return;
    jh_buffer_add(out, finding->file);
    if (finding->whole_file) return;
    if (finding->origin.sheet.size) {
        jh_buffer_add_zero(out, " ▸ ");
        jh_buffer_add(out, finding->origin.sheet);
    }
    jh_column_write(column, finding->origin.column + 1);
    jh_buffer_add_format(out, " ▸ %s%u", finding->whole_row ? "" : column, finding->origin.row + 1);
}

static void tell_one(jh_buffer *out, const jh_finding *finding, const jh_fold *fold, jh_lang lang)
{
    char line[1024], times[24], files[24];
    jh_message same;

    jh_buffer_add_format(out, "%s ", signs[finding->severity]);
    add_place(out, finding);
    if (finding->file.size) jh_buffer_add_zero(out, ": ");
    jh_message_write(line, sizeof line, lang, &finding->message, 0);
    jh_buffer_add_zero(out, line);
    jh_message_write(line, sizeof line, lang, &finding->message, 1);
    if (*line) jh_buffer_add_format(out, "\n    → %s", line);
    if (fold->times > 1) {
        same = jh_message_make(SAY_APP_FINDING_SAME, jh_digits(times, (long long)fold->times),
                               jh_digits(files, (long long)fold->files), NULL);
        jh_message_write(line, sizeof line, lang, &same, 0);
        jh_buffer_add_format(out, "\n    = %s", line);
    }
    jh_buffer_add_zero(out, "\n");
}

void jh_findings_tell(jh_buffer *out, const jh_findings *findings, jh_lang lang)
{
    const jh_fold *folds = jh_findings_fold(out->arena, findings);
    int severity;
    size_t i;

    if (!folds) {
        out->failed = true;
        return;
    }
    for (severity = JH_REFUSAL; severity >= JH_REMARK; severity--)
        for (i = 0; i < findings->count; i++)
            if ((int)findings->items[i].severity == severity && folds[i].is_told)
                tell_one(out, &findings->items[i], &folds[i], lang);
}

static void put_message(jh_json *json, const jh_message *message, jh_lang lang)
{
    char line[1024];

    jh_json_member_text(json, "say", jh_text_of(jh_say_keys[message->say]));
    jh_message_write(line, sizeof line, lang, message, 0);
    jh_json_member_text(json, "what", jh_text_of(line));
    jh_message_write(line, sizeof line, lang, message, 1);
    jh_json_member_text(json, "next", jh_text_of(line));
}

static void put_place(jh_json *json, const jh_finding *finding)
{
    char column[JH_ADDRESS_SIZE];

    jh_json_member_text(json, "file", finding->file);
    if (finding->whole_file) return;
    jh_json_member_text(json, "sheet", finding->origin.sheet);
    jh_json_key(json, "row");
    jh_json_integer(json, (int64_t)finding->origin.row + 1);
    if (finding->whole_row) return;
    jh_column_write(column, finding->origin.column + 1);
    jh_json_member_text(json, "column", jh_text_of(column));
}

void jh_finding_put(jh_json *json, const jh_finding *finding, jh_lang lang)
{
    jh_json_member_text(json, "severity", jh_text_of(jh_severity_key(finding->severity)));
    put_message(json, &finding->message, lang);
    if (finding->file.size) put_place(json, finding);
    jh_json_member_text(json, "unit", finding->unit);
    jh_json_member_text(json, "element", finding->element);
    jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(finding->stage)));
    jh_json_member_text(json, "read", finding->read);
}

/* How many it stands for, and where the others are. */
static void put_fold(jh_json *json, const jh_findings *findings, const jh_fold *folds, size_t i)
{
    size_t other;

    if (folds[i].times == 1) return;
    jh_json_key(json, "times");
    jh_json_integer(json, (int64_t)folds[i].times);
    jh_json_key(json, "files");
    jh_json_integer(json, (int64_t)folds[i].files);
    jh_json_key(json, "others");
    jh_json_array(json);
    for (other = folds[i].next; other != SIZE_MAX; other = folds[other].next) {
        jh_json_object(json);
        put_place(json, &findings->items[other]);
        jh_json_end(json);
    }
    jh_json_end(json);
}

void jh_findings_json(jh_json *json, const jh_findings *findings, jh_lang lang)
{
    const jh_fold *folds = jh_findings_fold(json->buffer.arena, findings);
    size_t i;

    if (!folds) json->buffer.failed = true;
    jh_json_array(json);
    for (i = 0; folds && i < findings->count; i++) {
        if (!folds[i].is_told) continue;
        jh_json_object(json);
        jh_finding_put(json, &findings->items[i], lang);
        put_fold(json, findings, folds, i);
        jh_json_end(json);
    }
    jh_json_end(json);
}
