/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/lexicon.h"

#include <string.h>

enum { NEAR = 6 };

static jh_lexicon_entry *slot_of(const jh_lexicon_table *table, jh_text folded)
{
    size_t mask = table->size - 1, at = (size_t)jh_text_hash(folded) & mask;

    while (table->entries[at].text.at && !jh_text_equal(table->entries[at].text, folded))
        at = (at + 1) & mask;
    return &table->entries[at];
}

const jh_lexicon_entry *jh_lexicon_find(const jh_lexicon_table *table, jh_text folded)
{
    const jh_lexicon_entry *entry = slot_of(table, folded);

    return entry->text.at ? entry : NULL;
}

/* The first to claim a text keeps it: the dictionary's order decides. */
static jh_code add_name(jh_lexicon_table *table, jh_arena *keep, jh_text shown, uint32_t element)
{
    jh_text folded = jh_word_fold(keep, shown);
    jh_lexicon_entry *entry;

    if (!folded.at) return JH_NO_MEMORY;
    if (folded.size == 0 || jh_role_of(folded) != JH_ROLE_NONE) return JH_OK;
    entry = slot_of(table, folded);
    if (entry->text.at && entry->meaning.role != JH_ROLE_NONE) return JH_OK;
    entry->text = folded;
    entry->shown = shown;
    entry->meaning = (jh_meaning){ JH_ROLE_ELEMENT, element };
    return JH_OK;
}

static void add_part(jh_lexicon *lexicon, jh_text folded)
{
    jh_lexicon_entry *entry = slot_of(&lexicon->columns, folded);

    if (!entry->text.at) {
        entry->text = folded;
        entry->shown = folded;
    }
    entry->is_part = true;
}

jh_stage jh_stage_read(const jh_standard *standard, jh_text written)
{
    jh_stage stage = jh_standard_called_stage(standard, written);

    return stage == JH_WHOLE ? JH_STAGE_COUNT : stage;
}

/* Takes "小学:" off the front, if that is a stage. */
static jh_stage take_stage(const jh_standard *standard, jh_text *alias)
{
    const char *colon = alias->size ? memchr(alias->at, ':', alias->size) : NULL;
    jh_stage stage;

    if (!colon) return JH_WHOLE;
    stage = jh_stage_read(standard, (jh_text){ alias->at, (size_t)(colon - alias->at) });
    if (stage == JH_STAGE_COUNT) return JH_WHOLE;
    alias->size -= (size_t)(colon + 1 - alias->at);
    alias->at = colon + 1;
    return stage;
}

static void split_parts(jh_sum *sum, jh_text text)
{
    const char *plus;
    size_t size;

    while (text.size && sum->part_count < JH_SUM_PARTS) {
        plus = memchr(text.at, '+', text.size);
        size = plus ? (size_t)(plus - text.at) : text.size;
        if (size) sum->part[sum->part_count++] = (jh_text){ text.at, size };
        size += plus != NULL;
        text.at += size;
        text.size -= size;
    }
}

/* Takes what stands before the mark off the front; all of it where there is none. */
static jh_text take_before(jh_text *text, const char *mark)
{
    size_t size = strlen(mark);
    const char *at = text->size >= size ? memmem(text->at, text->size, mark, size) : NULL;
    jh_text before = { text->at, at ? (size_t)(at - text->at) : text->size };
    size_t taken = at ? before.size + size : text->size;

    text->at += taken;
    text->size -= taken;
    return before;
}

/* The next name of a table; "县(市、区)" is one. */
static jh_text take_table_name(jh_text *tables)
{
    jh_text rest = *tables, piece;
    size_t open = 0, i;

    do {
        piece = take_before(&rest, "、");
        piece = (jh_text){ tables->at, (size_t)(piece.at + piece.size - tables->at) };
        for (open = 0, i = 0; i < piece.size; i++)
            open += piece.at[i] == '(' ? 1 : piece.at[i] == ')' && open ? (size_t)-1 : 0;
    } while (open && rest.size);
    *tables = rest;
    return piece;
}

static void add_spot(jh_lexicon *lexicon, jh_text folded, uint32_t element)
{
    jh_spot *spot = &lexicon->spots[lexicon->spot_count];
    jh_text tables, part;

    *spot = (jh_spot){ .element = element };
    folded = (jh_text){ folded.at + 1, folded.size - 1 };
    tables = take_before(&folded, "]");
    while (tables.size && spot->table_count < JH_SPOT_TABLES) {
        part = take_table_name(&tables);
        if (part.size) spot->table[spot->table_count++] = part;
    }
    spot->stage = take_stage(lexicon->standard, &folded);
    while (folded.size && spot->part_count < JH_SUM_PARTS) {
        part = take_before(&folded, "+");
        spot->row[spot->part_count] = take_before(&part, "×");
        spot->column[spot->part_count] = part;
        spot->part_count += part.size > 0;
    }
    lexicon->spot_count += spot->part_count > 0 && spot->table_count > 0;
}

static void add_phrase(jh_lexicon *lexicon, jh_text folded, uint32_t element)
{
    jh_phrase *phrase = &lexicon->phrases[lexicon->phrase_count++];
    const char *blank;

    *phrase = (jh_phrase){ .element = element };
    phrase->stage = take_stage(lexicon->standard, &folded);
    blank = memrchr(folded.at, '_', folded.size);
    phrase->before = (jh_text){ folded.at, (size_t)(blank - folded.at) };
    phrase->after = (jh_text){ blank + 1, folded.size - phrase->before.size - 1 };
}

/* True: the alias names a place in an official table or in a sentence, and has been noted. */
static bool add_place(jh_lexicon *lexicon, jh_text folded, uint32_t element)
{
    if (folded.size && folded.at[0] == '[')
        add_spot(lexicon, folded, element);
    else if (folded.size && memrchr(folded.at, '_', folded.size))
        add_phrase(lexicon, folded, element);
    else
        return false;
    return true;
}

static jh_code add_alias(jh_lexicon *lexicon, jh_arena *keep, jh_text alias, uint32_t element)
{
    jh_sum *sum = &lexicon->sums[lexicon->sum_count];
    jh_text folded = jh_word_fold(keep, alias);
    jh_stage stage;
    size_t i;

    if (!folded.at) return JH_NO_MEMORY;
    if (add_place(lexicon, folded, element)) return JH_OK;
    if (lexicon->standard->elements[element].extent == JH_OF_COUNTY)
        return add_name(&lexicon->items, keep, alias, element);
    stage = take_stage(lexicon->standard, &folded);
    if (stage == JH_WHOLE && !memchr(folded.at, '+', folded.size))
        return add_name(&lexicon->columns, keep, alias, element);
    *sum = (jh_sum){ .element = element, .stage = stage };
    split_parts(sum, folded);
    if (sum->part_count == 0) return JH_OK;
    for (i = 0; i < sum->part_count; i++) add_part(lexicon, sum->part[i]);
    lexicon->sum_count++;
    return JH_OK;
}

static jh_code add_element(jh_lexicon *lexicon, jh_arena *keep, uint32_t index)
{
    const jh_element *element = &lexicon->standard->elements[index];
    bool of_county = element->extent == JH_OF_COUNTY;
    jh_lexicon_table *table = of_county ? &lexicon->items : &lexicon->columns;
    jh_text measure = jh_text_fold(keep, element->measure_title);
    jh_code rc = measure.at ? JH_OK : JH_NO_MEMORY;
    size_t i;

    lexicon->words[index] = measure;
    lexicon->scale[index] =
        (jh_scale){ .family = JH_SCALE_OTHER, .up = 1, .down = 1, .per = measure };
    if (!rc && !jh_scale_of(&lexicon->scale[index], measure) && !element->is_yes_no
        && jh_measure_is_pure(&element->measure))
        lexicon->scale[index] = (jh_scale){
            .family = element->is_whole ? JH_SCALE_COUNT : JH_SCALE_SHARE, .up = 1, .down = 1
        };
    if (!rc) rc = add_name(table, keep, element->title, index);
    if (!rc) rc = add_name(table, keep, element->key, index);
    for (i = 0; !rc && i < element->alias_count; i++)
        rc = add_alias(lexicon, keep, element->aliases[i], index);
    return rc;
}

bool jh_lexicon_bracket(jh_text *bare, jh_text *inside, jh_text folded)
{
    static const jh_text unit = { "单位:", sizeof "单位:" - 1 };
    const char *open;

    if (!folded.at || !folded.size || folded.at[folded.size - 1] != ')') return false;
    open = memrchr(folded.at, '(', folded.size);
    if (!open || open == folded.at) return false;
    *bare = (jh_text){ folded.at, (size_t)(open - folded.at) };
    *inside = (jh_text){ open + 1, folded.size - bare->size - 2 };
    if (jh_text_starts(*inside, unit))
        *inside = (jh_text){ inside->at + unit.size, inside->size - unit.size };
    return true;
}

bool jh_lexicon_scale(jh_scale *out, const jh_lexicon *lexicon, jh_text folded)
{
    size_t i;

    if (jh_scale_of(out, folded)) return true;
    for (i = 0; folded.size && i < lexicon->standard->element_count; i++)
        if (jh_text_equal(lexicon->words[i], folded)) {
            *out = lexicon->scale[i];
            return true;
        }
    return false;
}

static bool make_table(jh_lexicon_table *table, jh_arena *keep, size_t names)
{
    table->size = 256;
    while (table->size < 2 * names) table->size *= 2;
    table->entries = JH_NEW_ARRAY(keep, jh_lexicon_entry, table->size);
    return table->entries != NULL;
}

jh_code jh_lexicon_make(jh_lexicon *out, jh_arena *keep, const jh_standard *standard, jh_error *err)
{
    size_t i, names = 64, aliases = 1;
    jh_code rc = JH_OK;

    for (i = 0; i < standard->element_count; i++) aliases += standard->elements[i].alias_count;
    *out = (jh_lexicon){ .standard = standard };
    names += 2 * standard->element_count + JH_SUM_PARTS * aliases;
    out->sums = JH_NEW_ARRAY(keep, jh_sum, aliases);
    out->spots = JH_NEW_ARRAY(keep, jh_spot, aliases);
    out->phrases = JH_NEW_ARRAY(keep, jh_phrase, aliases);
    out->scale = JH_NEW_ARRAY(keep, jh_scale, standard->element_count + 1);
    out->words = JH_NEW_ARRAY(keep, jh_text, standard->element_count + 1);
    if (!out->sums || !out->spots || !out->phrases || !out->scale || !out->words
        || !make_table(&out->columns, keep, names) || !make_table(&out->items, keep, names))
        return jh_no_memory(err);
    for (i = 0; !rc && i < standard->element_count; i++) rc = add_element(out, keep, (uint32_t)i);
    return rc ? jh_no_memory(err) : JH_OK;
}

jh_text jh_lexicon_nearest(const jh_lexicon_table *table, jh_text folded)
{
    size_t i, distance, best = NEAR + 1;
    const jh_lexicon_entry *nearest = NULL, *entry;

    for (i = 0; i < table->size; i++) {
        entry = &table->entries[i];
        if (!entry->text.at || entry->meaning.role == JH_ROLE_NONE) continue;
        distance = jh_text_distance(entry->text, folded, NEAR);
        /* Half of it different is no likeness; three bytes are one Chinese character. */
        if (distance > NEAR || distance * 6 > entry->text.size || distance * 6 > folded.size)
            continue;
        if (distance < best
            || (distance == best && jh_text_compare(entry->text, nearest->text) < 0)) {
            best = distance;
            nearest = entry;
        }
    }
    return nearest ? nearest->shown : JH_TEXT("");
}
