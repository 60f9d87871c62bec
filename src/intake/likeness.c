/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/likeness.h"

#include <string.h>

enum { LETTERS = 40, COMMON_LEAST = 2 };

/* ---- what is compared ---------------------------------------------------------------------- */

static jh_text without_brackets(jh_arena *keep, jh_text folded)
{
    jh_buffer out = jh_buffer_in(keep);
    size_t i, depth = 0;
    jh_text text;

    for (i = 0; i < folded.size; i++) {
        depth += folded.at[i] == '(';
        if (!depth && folded.at[i] != '#' && folded.at[i] != ':' && folded.at[i] != '/')
            jh_buffer_add(&out, (jh_text){ folded.at + i, 1 });
        depth -= depth && folded.at[i] == ')';
    }
    return jh_buffer_finish(&text, &out, NULL) ? (jh_text){ NULL, 0 } : text;
}

static jh_text without_start(jh_text text, jh_text start)
{
    return (jh_text){ text.at + start.size, text.size - start.size };
}

/* "小学在校生" → 在校生; a stage alone stays. */
static jh_text take_stage(jh_stage *stage, const jh_standard *standard, jh_text text)
{
    const jh_codes *codes = standard->stage_codes;
    jh_stage found;
    size_t i;

    for (i = 0; codes && i < codes->count; i++) {
        if (codes->labels[i].size >= text.size) continue;
        found = jh_stage_read(standard, codes->labels[i]);
        if (found == JH_STAGE_COUNT) continue;
        if (jh_text_starts(text, codes->labels[i])) {
            *stage = found;
            return without_start(text, codes->labels[i]);
        }
        if (jh_text_ends(text, codes->labels[i])) {
            *stage = found;
            text.size -= codes->labels[i].size;
            return text;
        }
    }
    return text;
}

jh_text jh_like_bare(jh_stage *stage, jh_arena *keep, const jh_standard *standard, jh_text folded)
{
    jh_text bare = without_brackets(keep, folded);

    if (!bare.at) return bare;
    if (jh_text_starts(bare, JH_TEXT("其中"))) bare = without_start(bare, JH_TEXT("其中"));
    return take_stage(stage, standard, bare);
}

int jh_like_year(jh_text *bare)
{
    static const jh_text ends[] = { { "学年度", 9 }, { "学年", 6 }, { "年度", 6 }, { "年", 3 } };
    size_t i, digits = 4;
    int year = 0;

    if (bare->size <= digits) return 0;
    for (i = 0; i < digits; i++) {
        if (bare->at[i] < '0' || bare->at[i] > '9') return 0;
        year = year * 10 + (bare->at[i] - '0');
    }
    for (i = 0; i < sizeof ends / sizeof *ends; i++) {
        jh_text rest = without_start(*bare, (jh_text){ bare->at, digits });
        if (!jh_text_starts(rest, ends[i]) || rest.size == ends[i].size) continue;
        *bare = without_start(rest, ends[i]);
        return year;
    }
    return 0;
}

static const jh_text others[] = { { "生均", 6 }, { "人均", 6 }, { "平均", 6 },   { "比例", 6 },
                                  { "占比", 6 }, { "上年", 6 }, { "上一年", 9 }, { "去年", 6 },
                                  { "往年", 6 }, { "计划", 6 }, { "预计", 6 } };
enum { RATES = 5 };

jh_text jh_like_other(jh_text bare, jh_text like)
{
    size_t i;

    for (i = 0; i < sizeof others / sizeof *others; i++)
        if (jh_text_contains(bare, others[i]) && !jh_text_contains(like, others[i]))
            return others[i];
    return JH_TEXT("");
}

bool jh_like_is_rate(jh_text other)
{
    size_t i;

    for (i = 0; i < RATES; i++)
        if (jh_text_equal(other, others[i])) return true;
    return false;
}

/* ---- how alike ----------------------------------------------------------------------------- */

static size_t letters_of(uint32_t out[LETTERS], jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text);
    size_t count = 0;

    while (at < end && count < LETTERS) out[count++] = jh_text_next(&at, end);
    return at < end ? 0 : count; /* longer ones are sentences */
}

static size_t common(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    size_t row[LETTERS + 1] = { 0 }, i, j, corner, above;

    for (i = 0; i < a_count; i++) {
        corner = 0;
        for (j = 1; j <= b_count; j++) {
            above = row[j];
            if (a[i] == b[j - 1])
                row[j] = corner + 1;
            else if (row[j - 1] > row[j])
                row[j] = row[j - 1];
            corner = above;
        }
    }
    return row[b_count];
}

uint32_t jh_like_percent(jh_text a, jh_text b)
{
    uint32_t x[LETTERS], y[LETTERS];
    size_t x_count = letters_of(x, a), y_count = letters_of(y, b), both;

    if (!x_count || !y_count) return 0;
    if (jh_text_equal(a, b)) return 100;
    both = common(x, x_count, y, y_count);
    if (both < COMMON_LEAST) return 0;
    return (uint32_t)(200 * both / (x_count + y_count));
}

/* ---- the best ------------------------------------------------------------------------------ */

static bool is_better(const jh_like *a, const jh_like *b)
{
    if (a->percent != b->percent) return a->percent > b->percent;
    /* 名称: rather the school's own name than that of the one above it. */
    if (a->meaning.role != b->meaning.role) return a->meaning.role < b->meaning.role;
    return jh_text_compare(a->word, b->word) < 0;
}

static bool means_the_same(const jh_like *a, const jh_like *b)
{
    return a->meaning.role == b->meaning.role
           && (a->meaning.role != JH_ROLE_ELEMENT || a->meaning.element == b->meaning.element);
}

static void offer(jh_like out[JH_LIKES], size_t *count, const jh_like *like)
{
    size_t i, at;

    if (like->percent < JH_LIKE_LEAST) return;
    for (i = 0; i < *count && !means_the_same(&out[i], like); i++) continue;
    if (i < *count && !is_better(like, &out[i])) return;
    if (i == *count) {
        if (*count == JH_LIKES && !is_better(like, &out[JH_LIKES - 1])) return;
        if (*count < JH_LIKES) ++*count;
        i = *count - 1;
    }
    for (at = i; at > 0 && is_better(like, &out[at - 1]); at--) out[at] = out[at - 1];
    out[at] = *like;
}

size_t jh_like_find(jh_like out[JH_LIKES], const jh_lexicon *lexicon, jh_arena scratch,
                    jh_text bare)
{
    const jh_lexicon_entry *entry;
    jh_stage stage = JH_WHOLE;
    size_t i, count = 0;
    jh_arena again;
    jh_like like;

    for (i = 0; i < lexicon->columns.size; i++) {
        entry = &lexicon->columns.entries[i];
        if (!entry->text.at || entry->meaning.role != JH_ROLE_ELEMENT) continue;
        again = scratch;
        like = (jh_like){ entry->meaning, entry->shown, 0 };
        like.percent =
            jh_like_percent(jh_like_bare(&stage, &again, lexicon->standard, entry->text), bare);
        offer(out, &count, &like);
    }
    for (i = 0; jh_role_word(i).size; i++) {
        like = (jh_like){ { .role = jh_role_of(jh_role_word(i)) }, jh_role_word(i), 0 };
        again = scratch;
        like.percent = jh_like_percent(without_brackets(&again, like.word), bare);
        if (like.meaning.role != JH_ROLE_IGNORED) offer(out, &count, &like);
    }
    return count;
}
