/* SPDX-License-Identifier: Apache-2.0 */
#include "app/fold.h"

#include <string.h>

enum { FOLD_LEAST = 3 };

typedef struct group {
    size_t first, last, count, files;
} group;

typedef struct folding {
    const jh_findings *findings;
    group *groups;
    size_t *slots, slot_count, group_count; /* slots: index of a group + 1; 0 = free */
} folding;

static bool may_fold(const jh_finding *finding)
{
    return finding->severity == JH_REMARK && finding->file.size;
}

static bool is_alike(const jh_message *a, const jh_message *b)
{
    int i;

    if (a->say != b->say) return false;
    for (i = 0; i < JH_MESSAGE_ARGS; i++)
        if (strcmp(a->arg[i], b->arg[i]) != 0) return false;
    return true;
}

static uint64_t hash_of(const jh_message *message)
{
    uint64_t hash = (uint64_t)message->say;
    int i;

    for (i = 0; i < JH_MESSAGE_ARGS; i++)
        hash = hash * 1099511628211u + jh_text_hash(jh_text_of(message->arg[i]));
    return hash;
}

static bool begin(folding *f, jh_arena *keep, const jh_findings *findings)
{
    size_t size = 16;

    while (size < 2 * findings->count) size *= 2;
    *f = (folding){ .findings = findings,
                    .groups = JH_NEW_ARRAY(keep, group, findings->count + 1),
                    .slots = JH_NEW_ARRAY(keep, size_t, size),
                    .slot_count = size };
    return f->groups && f->slots;
}

/* The group of findings like number i; a new one if there is none. */
static group *group_of(folding *f, size_t i)
{
    const jh_message *message = &f->findings->items[i].message;
    size_t slot = hash_of(message) & (f->slot_count - 1);
    group *at;

    for (; f->slots[slot]; slot = (slot + 1) & (f->slot_count - 1)) {
        at = &f->groups[f->slots[slot] - 1];
        if (is_alike(&f->findings->items[at->first].message, message)) return at;
    }
    at = &f->groups[f->group_count++];
    f->slots[slot] = f->group_count;
    *at = (group){ .first = i, .last = i };
    return at;
}

static void put(folding *f, jh_fold *folds, size_t i)
{
    const jh_finding *items = f->findings->items;
    group *at = group_of(f, i);

    if (at->count == 0 || !jh_text_equal(items[at->last].file, items[i].file)) at->files++;
    if (at->count++) folds[at->last].next = i;
    at->last = i;
}

static void settle(jh_fold *folds, const group *at)
{
    size_t i;

    if (at->count < FOLD_LEAST) return;
    folds[at->first].times = at->count;
    folds[at->first].files = at->files;
    for (i = folds[at->first].next; i != SIZE_MAX; i = folds[i].next) folds[i].is_told = false;
}

jh_fold *jh_findings_fold(jh_arena *keep, const jh_findings *findings)
{
    jh_fold *folds = JH_NEW_ARRAY(keep, jh_fold, findings->count + 1);
    folding f;
    size_t i;

    if (!folds || !begin(&f, keep, findings)) return NULL;
    for (i = 0; i < findings->count; i++)
        folds[i] = (jh_fold){ .is_told = true, .times = 1, .files = 1, .next = SIZE_MAX };
    for (i = 0; i < findings->count; i++)
        if (may_fold(&findings->items[i])) put(&f, folds, i);
    for (i = 0; i < f.group_count; i++) settle(folds, &f.groups[i]);
    return folds;
}
