/* SPDX-License-Identifier: Apache-2.0 */
#include "app/shares.h"

#include "app/columns.h"
#include "app/grid.h"
#include "expr/score_rows.h"
#include "formats/json.h"

static const char *const estimators[JH_ESTIMATORS] = { "REML", "ML", "ANOVA" };
static const char *const intervals[JH_ESTIMATORS] = { "profile likelihood", "profile likelihood",
                                                      "exact F (Wald)" };

typedef struct result {
    jh_shares shares;
    size_t rows, left_out;
} result;

static jh_code share(result *out, const jh_desk *desk, const jh_sharing *what, jh_error *err)
{
    jh_columns columns;
    jh_analysis_column *given;
    jh_text groups[JH_SHARE_LEVELS];
    jh_score_ask ask = { .score = jh_text_of(what->score),
                         .groups = groups,
                         .group_count = what->group_count };
    jh_scores scores;
    jh_code rc = jh_columns_read(&columns, desk, what->path, what->sheet, err);
    size_t i;

    if (rc) return rc;
    given = JH_NEW_ARRAY(desk->keep, jh_analysis_column, columns.count);
    if (!given) return jh_no_memory(err);
    for (i = 0; i < columns.count; i++)
        given[i] = (jh_analysis_column){ columns.items[i].name, columns.items[i].texts };
    for (i = 0; i < what->group_count; i++) groups[i] = jh_text_of(what->groups[i]);
    ask.table = (jh_analysis_table){ given, columns.count, columns.row_count };
    rc = jh_scores_read(&scores, &out->left_out, desk->keep, &ask, err);
    if (!rc) rc = jh_shares_of(&out->shares, &scores, desk->scratch, err);
    out->rows = rc ? 0 : scores.count;
    if (rc && rc != JH_NO_MEMORY) jh_error_within(err, what->path);
    return rc;
}

/* ---- csv, table ------------------------------------------------------------------------ */

static void add_head(jh_grid *to)
{
    static const char *const heads[] = { "method",   "level", "groups", "n",    "variance",
                                         "residual", "share", "low",    "high", "left_out" };
    size_t i;

    for (i = 0; i < sizeof heads / sizeof *heads; i++) jh_grid_add(to, jh_text_of(heads[i]));
}

static void add_row(jh_grid *to, const jh_sharing *what, const result *r, size_t row)
{
    size_t by = row / what->group_count, i = row % what->group_count;
    const jh_share_estimate *estimate = &r->shares.by[by];
    const jh_level_share *level = &estimate->level[i];

    jh_grid_add(to, jh_text_of(estimators[by]));
    jh_grid_add(to, jh_text_of(what->groups[i]));
    jh_grid_add_count(to, r->shares.groups[i]);
    jh_grid_add_count(to, r->rows);
    jh_grid_add_number(to, level->variance);
    jh_grid_add_number(to, estimate->residual);
    jh_grid_add_number(to, level->share);
    if (level->has_interval) {
        jh_grid_add_number(to, level->low);
        jh_grid_add_number(to, level->high);
    } else {
        jh_grid_add(to, JH_TEXT(""));
        jh_grid_add(to, JH_TEXT(""));
    }
    jh_grid_add_count(to, r->left_out);
}

static jh_code write_grid(jh_text *out, jh_arena *keep, const jh_sharing *what, const result *r,
                          jh_error *err)
{
    size_t rows = JH_ESTIMATORS * what->group_count, i;
    jh_grid table = {
        .keep = keep, .columns = 10, .rows = rows + 1, .left = 2, .as_csv = what->as_csv
    };
    jh_code rc = jh_grid_make(&table, err);

    if (rc) return rc;
    add_head(&table);
    for (i = 0; i < rows; i++) add_row(&table, what, r, i);
    return jh_grid_write(out, &table, err);
}

/* ---- JSON ------------------------------------------------------------------------------ */

static void number_json(jh_json *json, const char *key, double value, bool is_there)
{
    jh_json_key(json, key);
    if (is_there)
        jh_json_double(json, value);
    else
        jh_json_null(json);
}

static void level_json(jh_json *json, const jh_sharing *what, const result *r, size_t row)
{
    size_t by = row / what->group_count, i = row % what->group_count;
    const jh_share_estimate *estimate = &r->shares.by[by];
    const jh_level_share *level = &estimate->level[i];

    jh_json_object(json);
    jh_json_key(json, "method");
    jh_json_zero(json, estimators[by]);
    jh_json_key(json, "level");
    jh_json_zero(json, what->groups[i]);
    jh_json_key(json, "groups");
    jh_json_integer(json, (int64_t)r->shares.groups[i]);
    number_json(json, "variance", level->variance, true);
    number_json(json, "residual", estimate->residual, true);
    number_json(json, "share", level->share, true);
    jh_json_key(json, "interval");
    if (level->has_interval)
        jh_json_zero(json, intervals[by]);
    else
        jh_json_null(json);
    number_json(json, "low", level->low, level->has_interval);
    number_json(json, "high", level->high, level->has_interval);
    jh_json_end(json);
}

/* Sums of squares, from the widest level to what is within the narrowest groups. */
static void squares_json(jh_json *json, const jh_sharing *what, const jh_shares *s)
{
    size_t i;

    jh_json_key(json, "squares");
    jh_json_array(json);
    for (i = JH_SHARE_LEVELS - what->group_count; i <= JH_SHARE_LEVELS; i++) {
        jh_json_object(json);
        number_json(json, "sum", s->squares[i], true);
        number_json(json, "freedom", s->freedom[i], true);
        jh_json_end(json);
    }
    jh_json_end(json);
    number_json(json, "size", s->size, what->group_count == 1);
    number_json(json, "eta2", s->eta2, true);
}

static jh_code write_json(jh_text *out, jh_arena *keep, const jh_sharing *what, const result *r,
                          jh_error *err)
{
    jh_json json = jh_json_in(keep);
    size_t i;

    jh_json_object(&json);
    jh_json_key(&json, "score");
    jh_json_zero(&json, what->score);
    jh_json_key(&json, "n");
    jh_json_integer(&json, (int64_t)r->rows);
    jh_json_key(&json, "left_out");
    jh_json_integer(&json, (int64_t)r->left_out);
    squares_json(&json, what, &r->shares);
    jh_json_key(&json, "estimates");
    jh_json_array(&json);
    for (i = 0; i < JH_ESTIMATORS * what->group_count; i++) level_json(&json, what, r, i);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_share_file(jh_text *out, const jh_desk *desk, const jh_sharing *what, jh_error *err)
{
    result r = { .rows = 0 };
    jh_code rc;

    if (what->group_count == 0 || what->group_count > JH_SHARE_LEVELS)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_SHARES_GROUPS, what->path, NULL);
    rc = share(&r, desk, what, err);
    if (rc) return rc;
    if (desk->manner.json) return write_json(out, desk->keep, what, &r, err);
    return write_grid(out, desk->keep, what, &r, err);
}
