/* mutate_plan PLAN.json [LEAST] [MOST] [FOLDER]: changes the numbers of a plan's JSON, one at a
 * time, and wants junheng-verify's check to say no to each: to every change of the file as it is;
 * and of a document sealed anew (here: without the seal) to every change of a number that the
 * document claims. What is asked or merely helps to prove (the problem, prices, weights) may state
 * another question or another proof; how many of those are found out by what they mean is counted,
 * and must be at least that share. MOST numbers of each kind, all by default. Into FOLDER go some
 * of the changed documents, one of each kind, for the program itself.
 * Exit: 0 all was rejected, 1 something was not, 3 cannot.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/verify_trial.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KINDS_MOST = 512, PATH_MOST = 160, GIVEN_MOST = 40 };

typedef enum change { DIGIT = 0, SIGN, MORE, CHANGES } change;

/* Numbers at the same place of their lists: "/schools/#/values/#/after". */
typedef struct kind {
    char path[PATH_MOST];
    bool is_given;
    size_t count, tried, chosen; /* numbers; looked at; taken */
} kind;

typedef struct spot {
    size_t at, size, kind;
} spot;

typedef struct work {
    char *text, *changed;
    size_t size;
    spot *spots;
    size_t spot_count, room;
    kind kinds[KINDS_MOST];
    size_t kind_count;
    FILE *tell;
} work;

__attribute__((noreturn)) static void stop(const char *what, const char *about)
{
    fprintf(stderr, "mutate_plan: %s: %s\n", what, about);
    exit(3);
}

static void *room_for(size_t count, size_t size)
{
    void *room = calloc(count, size);

    if (!room) stop("no memory", "");
    return room;
}

/* ---- what the document takes as given, and what only helps to prove ---- */

static bool begins(const char **path, const char *with)
{
    size_t size = strlen(with);

    if (strncmp(*path, with, size) != 0) return false;
    *path += size;
    return true;
}

static bool is_given(const char *path)
{
    static const char *const folders[] = { "/costs/",
                                           "/proof/problem/",
                                           "/proof/step/",
                                           "/proof/certificate/",
                                           "/proof/prices/#/certificate/",
                                           "/proof/prices/#/plan/",
                                           "/budget/plan/waived/" };
    static const char *const asked[] = {
        "budget", "wanted", "price", "ceiling", "prices", "proofs"
    };
    size_t i;

    for (i = 0; i < sizeof folders / sizeof *folders; i++)
        if (begins(&path, folders[i])) return true;
    if (strcmp(path, "/years/#/year") == 0 || strcmp(path, "/years/#/money_yuan") == 0) return true;
    (void)begins(&path, "/budget");
    if (!begins(&path, "/schedule/")) return false;
    for (i = 0; i < sizeof asked / sizeof *asked; i++) {
        size_t size = strlen(asked[i]);
        if (strncmp(path, asked[i], size) == 0 && (path[size] == '/' || !path[size])) return true;
    }
    return false;
}

/* ---- the numbers ---- */

static size_t kind_of(work *w, const char *path)
{
    size_t i = w->kind_count;

    while (i-- > 0)
        if (strcmp(w->kinds[i].path, path) == 0) return i;
    if (w->kind_count == KINDS_MOST) stop("too many kinds of numbers", path);
    strcpy(w->kinds[w->kind_count].path, path);
    w->kinds[w->kind_count].is_given = is_given(path);
    return w->kind_count++;
}

static void add_spot(work *w, const node *number, const char *path)
{
    size_t of = kind_of(w, path);

    if (w->spot_count == w->room) {
        w->room = 2 * w->room + 1024;
        w->spots = realloc(w->spots, w->room * sizeof *w->spots);
        if (!w->spots) stop("no memory", "");
    }
    w->kinds[of].count++;
    w->spots[w->spot_count++] = (spot){ (size_t)(number->text - w->text), number->size, of };
}

/* A stack of its own would be no shorter: documents are as deep as the parser lets them be. */
static void find_numbers(work *w, const node *at, char path[PATH_MOST], size_t end)
{
    size_t i;

    if (at->kind == '0') add_spot(w, at, path);
    if (at->kind != '{' && at->kind != '[') return;
    for (i = 0; i < at->size; i++) {
        const node *child = &at->children[i];
        int size = at->kind == '[' ? snprintf(path + end, PATH_MOST - end, "/#")
                                   : snprintf(path + end, PATH_MOST - end, "/%.*s",
                                              (int)child->key_size, child->key);
        if (size < 0 || end + (size_t)size >= PATH_MOST) stop("too deep", path);
        find_numbers(w, child, path, end + (size_t)size);
        path[end] = '\0';
    }
}

/* Always the same draw of `most` out of the kind's numbers, each with the same chance. */
static bool is_chosen(kind *of, size_t most)
{
    static uint64_t state = 1;
    size_t left = of->count - of->tried++, wanted = most < of->count ? most : of->count;

    state = state * 6364136223846793005U + 1442695040888963407U;
    if ((state >> 33) % left >= wanted - of->chosen) return false;
    of->chosen++;
    return true;
}

/* ---- changes ---- */

/* The text with one number changed, in w->changed; its size. */
static size_t make_change(work *w, const spot *s, change by)
{
    const char *number = w->text + s->at;
    char new[96];
    int size;

    if (s->size > 80) stop("a number too long", "");
    if (by == DIGIT)
        size = snprintf(new, sizeof new, "%.*s%c", (int)s->size - 1, number,
                        '0' + (number[s->size - 1] - '0' + 1) % 10);
    else if (by == SIGN)
        size = *number == '-' ? snprintf(new, sizeof new, "%.*s", (int)s->size - 1, number + 1)
                              : snprintf(new, sizeof new, "-%.*s", (int)s->size, number);
    else
        size = snprintf(new, sizeof new, "%.*s%s", (int)s->size, number,
                        memchr(number, '.', s->size) ? "5" : ".5");
    memcpy(w->changed, w->text, s->at);
    memcpy(w->changed + s->at, new, (size_t)size);
    strcpy(w->changed + s->at + size, number + s->size);
    return w->size - s->size + (size_t)size;
}

static bool is_nothing(const work *w, const spot *s)
{
    return strspn(w->text + s->at, "-0.") >= s->size;
}

/* Every change of the number is rejected, or it is said which was not. */
static bool rejects(work *w, const spot *s, bool sealed)
{
    int by, last = sealed || is_nothing(w, s) ? DIGIT : MORE;
    size_t size;

    for (by = DIGIT; by <= last; by++) {
        size = make_change(w, s, (change)by);
        if (!verify_trial_accepts(w->changed, size, sealed)) continue;
        fprintf(w->tell, "accepted%s with %s = %.*s changed (%d)\n",
                sealed ? "" : " without its seal", w->kinds[s->kind].path, (int)s->size,
                w->text + s->at, by);
        return false;
    }
    return true;
}

static void write_change(work *w, const spot *s, const char *folder)
{
    size_t size = make_change(w, s, DIGIT);
    char path[512];
    FILE *file;

    snprintf(path, sizeof path, "%s/%zu.json", folder, s->kind);
    file = fopen(path, "wb");
    if (!file || fwrite(w->changed, 1, size, file) != size || fclose(file))
        stop("cannot write", path);
}

/* ---- all of it ---- */

static void read_text(work *w, const char *path)
{
    FILE *file = fopen(path, "rb");
    long size;

    if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0) stop("cannot read", path);
    rewind(file);
    w->size = (size_t)size;
    w->text = room_for(w->size + 1, 1);
    w->changed = room_for(w->size + 96, 1);
    if (fread(w->text, 1, w->size, file) != w->size) stop("cannot read", path);
    fclose(file);
}

typedef struct counts {
    size_t all, claimed, given, found;
} counts;

static bool try_all(work *w, counts *out, size_t most, const char *folder)
{
    size_t given_most = most < GIVEN_MOST ? most : GIVEN_MOST, i;

    for (i = 0; i < w->spot_count; i++) {
        const spot *s = &w->spots[i];
        kind *of = &w->kinds[s->kind];
        if (!is_chosen(of, most)) continue;
        out->all++;
        if (!rejects(w, s, true)) return false;
        if (folder && !of->is_given && of->chosen == 1) write_change(w, s, folder);
        if (!of->is_given) {
            out->claimed++;
            if (!rejects(w, s, false)) return false;
        } else if ((of->chosen - 1) % (1 + (of->count < most ? of->count : most) / given_most)
                   == 0) {
            size_t size = make_change(w, s, DIGIT);
            out->given++;
            out->found += !verify_trial_accepts(w->changed, size, false);
        }
    }
    return true;
}

int main(int count, char **words)
{
    double least = count > 2 ? strtod(words[2], NULL) : 0;
    size_t most = count > 3 ? strtoull(words[3], NULL, 10) : SIZE_MAX;
    char path[PATH_MOST] = "";
    work w = { .tell = fdopen(dup(1), "w") };
    counts of = { 0 };
    const node *root;

    if (count < 2 || count > 5 || !most || !w.tell)
        stop("usage", "PLAN.json [LEAST] [MOST] [FOLDER]");
    read_text(&w, words[1]);
    verify_trial_begin();
    if (!verify_trial_accepts(w.text, w.size, true) || !verify_trial_accepts(w.text, w.size, false))
        stop("the plan itself is not accepted", words[1]);
    root = verify_trial_parse(w.text, w.size);
    if (!root) stop("no JSON", words[1]);
    find_numbers(&w, root, path, 0);
    if (!try_all(&w, &of, most, count > 4 ? words[4] : NULL)) return 1;
    fprintf(w.tell,
            "%zu numbers of %zu kinds changed one by one: all rejected; %zu claimed ones: all "
            "rejected without the seal; of %zu given ones %zu\n",
            of.all, w.kind_count, of.claimed, of.given, of.found);
    if (of.claimed && (double)of.found >= (double)of.given * least) return 0;
    fprintf(w.tell, "too few are found out by what they mean\n");
    return 1;
}
