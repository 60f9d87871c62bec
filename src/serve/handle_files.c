/* Files that go out: originals, the cells around one, papers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/paper.h"
#include "office/lists.h"
#include "office/plans.h"
#include "serve/handlers.h"

enum { REACH_USUAL = 8, REACH_MOST = 40, ROWS_MOST = 1048576 };

static jh_original_wanted original_of(const jh_request *request)
{
    return (jh_original_wanted){ request->match.word[0],
                                 jh_text_of(jh_request_query(request, "period")),
                                 request->match.word[1] };
}

jh_code jh_handle_originals_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_original_wanted wanted = original_of(request);

    return jh_list_originals(&request->reply.body, &desk, &wanted, err);
}

jh_code jh_handle_original_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_original_wanted wanted = original_of(request);
    jh_text name = JH_TEXT("");
    jh_code code = jh_original_bytes(&request->reply.body, &name, &desk, &wanted, err);

    /* Never shown: what came from outside could be a page with a script. */
    request->reply.type = "application/octet-stream";
    request->reply.file_name = name.at;
    return code;
}

jh_code jh_handle_cells_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_cells_wanted wanted = { .original = original_of(request),
                               .sheet = jh_request_query(request, "sheet") };
    int64_t row = 1, column = 1, reach = REACH_USUAL;
    jh_code code = jh_request_number(&row, request, &(jh_query_number){ "row", 1, ROWS_MOST }, err);

    if (!code)
        code =
            jh_request_number(&column, request, &(jh_query_number){ "column", 1, ROWS_MOST }, err);
    if (!code)
        code = jh_request_number(&reach, request,
                                 &(jh_query_number){ "reach", REACH_USUAL, REACH_MOST }, err);
    wanted.row = (uint32_t)row;
    wanted.column = (uint32_t)column;
    wanted.reach = (uint32_t)reach;
    return code ? code : jh_original_cells(&request->reply.body, &desk, &wanted, err);
}

/* The workbook of a plan that was kept. */
static jh_code give_plan(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    int64_t number = 0;
    jh_code code =
        jh_request_number(&number, request, &(jh_query_number){ "plan", 0, INT32_MAX }, err);

    if (!code)
        code = jh_plan_workbook(&request->reply.body, &desk, request->match.word[0],
                                (int32_t)number, err);
    request->reply.type = JH_WORKBOOK_TYPE;
    request->reply.file_name = "方案.xlsx";
    return code;
}

jh_code jh_handle_paper_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    const jh_opened *opened;
    jh_paper paper;
    jh_code code;

    if (jh_text_equal(request->match.word[1], JH_TEXT("plan.xlsx")))
        return give_plan(request, bench, err);
    code = jh_request_opened(&opened, request, bench, err);
    if (!code) code = jh_paper_write(&paper, &opened->told, &desk, request->match.word[1], err);
    if (code) return code;
    request->reply.body = paper.bytes;
    request->reply.type = paper.type;
    request->reply.file_name = paper.file_name;
    return JH_OK;
}
