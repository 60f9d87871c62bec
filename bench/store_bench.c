/* How fast the store takes figures in and gives a nation out; called by bench/run.sh.
 *   store_bench make ADDRESS [COUNTIES SCHOOLS ELEMENTS]     a nation into a new store
 *   store_bench nation ADDRESS                               reads every county of it
 *   store_bench import ADDRESS [COUNTIES SCHOOLS ELEMENTS]   a province into a new store
 * Prints one line of JSON. The counties are made up, each element for two stages; the first
 * elements are those that indicators read, so that `junheng assess --all` has something to judge.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct size {
    size_t counties, schools, elements;
} size;

/* By key, and before "z_…": a batch is in order. */
static const char *const judged[] = { "above_degree_teachers",
                                      "backbone_teachers",
                                      "classes",
                                      "near_pupils",
                                      "pe_art_teachers",
                                      "pupils",
                                      "teachers" };

enum { JUDGED = sizeof judged / sizeof *judged };

static jh_text element_key(jh_arena *keep, size_t element)
{
    if (element < JUDGED) return jh_text_of(judged[element]);
    return jh_text_format(keep, "z_%03zu", element);
}

static const int64_t most[] = { 60, 30, 25, 700, 12, 1000, 70, 1000 };

static jh_decimal made_up(uint64_t state, size_t element)
{
    int64_t below = most[element < JUDGED ? element : JUDGED];

    return (jh_decimal){ ((int64_t)(state >> 33) % below + 1) * JH_DECIMAL_ONE };
}

static void stop(const jh_error *err)
{
    char what[512];

    jh_message_write(what, sizeof what, JH_EN, &err->message, 0);
    fprintf(stderr, "store_bench: %s: %s\n", err->where, what);
    exit(1);
}

static void make_county(jh_batch *batch, jh_arena *keep, const size *of, size_t number)
{
    jh_observation *o;
    uint64_t state = number * 2654435761u + 1;
    size_t unit, element;
    int stage;

    *batch = (jh_batch){ .county = jh_text_format(keep, "%06zu", 100000 + number * 100),
                         .county_name = JH_TEXT("示例县"),
                         .period = JH_TEXT("2025"),
                         .file_count = 1,
                         .unit_count = of->schools,
                         .observation_count = of->schools * of->elements * 2 };
    batch->files = JH_NEW(keep, jh_source_file);
    batch->units = JH_NEW_ARRAY(keep, jh_unit, batch->unit_count);
    batch->observations = o = JH_NEW_ARRAY(keep, jh_observation, batch->observation_count);
    if (!batch->files || !batch->units || !o) exit(1);
    batch->files[0] =
        (jh_source_file){ JH_TEXT("汇总.xlsx"), jh_hash_of(batch->county.at, 6), batch->county };
    for (unit = 0; unit < of->schools; unit++) {
        jh_unit *to = &batch->units[unit];
        to->code = jh_text_format(keep, "%.6s%04zu", batch->county.at, unit + 1);
        to->name = jh_text_format(keep, "示例县第%zu小学", unit + 1);
        to->attribute[JH_KIND] = JH_TEXT("nine_year");
        to->attribute[JH_LOCATION] = JH_TEXT("rural");
        to->attribute[JH_OWNERSHIP] = JH_TEXT("public");
        to->attribute[JH_TOWN] = JH_TEXT("第一镇");
        to->attribute[JH_COUNTED] = JH_TEXT("yes");
        to->opened = to->closed = JH_NO_DATE;
        for (element = 0; element < of->elements; element++)
            for (stage = JH_PRIMARY; stage <= JH_JUNIOR; stage++, o++) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                *o = (jh_observation){ .unit = to->code,
                                       .element = element_key(keep, element),
                                       .stage = (jh_stage)stage,
                                       .value = made_up(state, element),
                                       .origin = { 0, JH_TEXT("学校"), (uint32_t)unit + 2,
                                                   (uint32_t)element } };
            }
    }
}

static size_t fill_store(jh_store *store, const size *of)
{
    static const jh_authorship by = { .author = { "bench", 5 },
                                      .stamp = { "2026-01-01T00:00:00Z", 20 } };
    jh_arena keep;
    jh_batch batch;
    jh_write_counts counts;
    jh_error err = { 0 };
    size_t number, figures = 0;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) exit(1);
    for (number = 0; number < of->counties; number++) {
        make_county(&batch, &keep, of, number);
        if (jh_store_write(&counts, store, &batch, &by, &err)) stop(&err);
        figures += counts.figures_new;
        jh_arena_reset(&keep);
    }
    jh_arena_release(&keep);
    return figures;
}

typedef struct tally {
    size_t counties, units, figures;
    jh_hash content;
} tally;

static jh_code count_county(void *context, const jh_snapshot *county, jh_error *err)
{
    tally *all = context;
    size_t c, u;

    (void)err;
    all->counties++;
    all->units += county->unit_count - 1;
    for (c = 0; c < county->column_count; c++)
        for (u = 0; u < county->unit_count; u++)
            all->figures += county->columns[c].why[u] == JH_PRESENT;
    for (u = 0; u < sizeof all->content.bytes; u++)
        all->content.bytes[u] ^= county->content.bytes[u];
    return JH_OK;
}

static void read_nation(jh_store *store)
{
    tally all = { 0 };
    jh_nation nation = { .period = JH_TEXT("2025"), .visit = count_county, .context = &all };
    jh_error err = { 0 };
    int64_t begin = jh_now_milliseconds(), end;
    char hex[JH_HASH_HEX];

    if (jh_store_nation(store, &nation, &err)) stop(&err);
    end = jh_now_milliseconds();
    printf("{\"counties\":%zu,\"schools\":%zu,\"figures\":%zu,\"ms\":%lld,\"content\":\"%.16s\"}\n",
           all.counties, all.units, all.figures, (long long)(end - begin),
           jh_hash_hex(hex, &all.content));
}

static void read_size(size *of, int argc, char **argv)
{
    if (argc < 6) return;
    of->counties = strtoul(argv[3], NULL, 10);
    of->schools = strtoul(argv[4], NULL, 10);
    of->elements = strtoul(argv[5], NULL, 10);
}

int main(int argc, char **argv)
{
    size nation = { 2900, 69, 7 }, province = { 120, 100, 30 };
    jh_arena keep;
    jh_store *store = NULL;
    jh_error err = { 0 };
    int64_t begin;
    size_t figures;

    if (argc < 3 || jh_arena_reserve(&keep, 1 << 20)) return 2;
    if (strcmp(argv[1], "import") == 0) {
        read_size(&province, argc, argv);
        if (jh_store_create(&store, &keep, argv[2], &err)) stop(&err);
        begin = jh_now_milliseconds();
        figures = fill_store(store, &province);
        begin = jh_now_milliseconds() - begin;
        printf("{\"figures\":%zu,\"ms\":%lld,\"figures_per_s\":%.0f}\n", figures, (long long)begin,
               (double)figures * 1000 / (double)(begin ? begin : 1));
    } else if (strcmp(argv[1], "make") == 0) {
        read_size(&nation, argc, argv);
        if (jh_store_create(&store, &keep, argv[2], &err)) stop(&err);
        printf("{\"figures\":%zu}\n", fill_store(store, &nation));
    } else {
        if (jh_store_open(&store, &keep, argv[2], JH_STORE_READ, &err)) stop(&err);
        read_nation(store);
    }
    jh_store_close(store);
    jh_arena_release(&keep);
    return 0;
}
