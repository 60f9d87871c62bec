/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/whose.h"

#include "intake/figure.h"

#include <string.h>

bool jh_code_plain(char out[JH_CODE_SIZE], jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text);
    size_t size = 0;
    uint32_t c;

    while (at < end) {
        c = jh_text_next(&at, end);
        if (c == 0x3000 || c == 0xA0 || c == ' ') continue;
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (size >= JH_CODE_SIZE - 1 || c > 'z'
            || !strchr("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                       "abcdefghijklmnopqrstuvwxyz",
                       (int)c)
            || !c)
            return false;
        out[size++] = (char)c;
    }
    out[size] = '\0';
    return size > 0;
}

static uint32_t refuse(jh_reading *reading, const jh_place *place, jh_text read, jh_message message)
{
    jh_tell(reading, JH_REFUSAL, place, read, message);
    return UINT32_MAX;
}

/* Whose the row is stands in a formula that nobody has calculated. */
static uint32_t refuse_waiting(jh_reading *reading, const jh_named_cell *key, jh_role role)
{
    char column[JH_MESSAGE_ARG_SIZE];

    return refuse(reading, &key->place, JH_TEXT(""),
                  jh_message_make(SAY_INTAKE_CELL_WAITS, "", jh_arg(column, jh_role_header(role)),
                                  NULL));
}

uint32_t jh_unit_of_code(jh_reading *reading, const jh_named_cell *code, const jh_cell *name)
{
    const jh_cell *cell = code->cell;
    char plain[JH_CODE_SIZE], read[JH_MESSAGE_ARG_SIZE];
    jh_text shown = jh_cell_shown(reading->work, cell), kept;

    if (jh_cell_waits(cell)) return refuse_waiting(reading, code, JH_ROLE_CODE);
    if (jh_cell_is_blank(cell)) {
        jh_arg(read, jh_cell_shown(reading->work, name));
        return refuse(reading, &code->place, shown,
                      jh_message_make(SAY_INTAKE_ROW_NO_CODE, read, NULL));
    }
    jh_arg(read, shown);
    /* 15 digits is what a spreadsheet keeps of a number; the rest it has made zeros. */
    if (cell->kind == JH_CELL_NUMBER && (cell->number >= 1e15 || cell->number < 0))
        return refuse(reading, &code->place, shown,
                      jh_message_make(SAY_INTAKE_CODE_NUMBER, read, NULL));
    if ((cell->kind != JH_CELL_NUMBER && cell->kind != JH_CELL_TEXT) || !jh_code_plain(plain, shown)
        || jh_text_equal(jh_text_of(plain), JH_COUNTY_CODE))
        return refuse(reading, &code->place, shown,
                      jh_message_make(SAY_INTAKE_CODE_ODD, read, NULL));
    kept = jh_text_copy(reading->work, jh_text_of(plain));
    if (!kept.at) jh_reading_no_memory(reading);
    return jh_unit_meet(reading, kept, jh_place_origin(&code->place), false);
}

/* 'n' and ten hex digits of SHA-256 over county and folded name. */
uint32_t jh_unit_of_name(jh_reading *reading, const jh_named_cell *name)
{
    jh_text word = jh_cell_word(reading->work, name->cell), key, code;
    char hex[JH_HASH_HEX];
    jh_hash hash;

    if (jh_cell_waits(name->cell)) return refuse_waiting(reading, name, JH_ROLE_NAME);
    if (jh_cell_is_blank(name->cell))
        return refuse(reading, &name->place, JH_TEXT(""),
                      jh_message_make(SAY_INTAKE_ROW_NO_NAME, NULL));
    key = jh_text_format(reading->work, "%.*s/%.*s", JH_TEXT_ARGS(reading->county),
                         JH_TEXT_ARGS(word));
    hash = jh_hash_of(key.at, key.size);
    code = jh_text_format(reading->work, "n%.10s", jh_hash_hex(hex, &hash));
    if (!key.at || !code.at) jh_reading_no_memory(reading);
    return jh_unit_meet(reading, code, jh_place_origin(&name->place), true);
}
