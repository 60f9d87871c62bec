/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/judging.h"
#include "formats/workbook.h"

static jh_code print_piece(void *sink, jh_text piece, jh_error *err)
{
    (void)sink;
    if (fwrite(piece.at, 1, piece.size, stdout) == piece.size) return JH_OK;
    return jh_fail(err, JH_IO, SAY_CLI_CANNOT_PRINT, NULL, NULL);
}

int jh_cmd_sheet(jh_call *call)
{
    jh_error err = { JH_OK };
    jh_file file = jh_file_of_path(call->args[0]);
    jh_code rc = jh_sheet_to_csv(&file, jh_call_option(call, "--sheet"), print_piece, NULL, &err);

    if (!rc && fflush(stdout) != 0) rc = jh_fail(&err, JH_IO, SAY_CLI_CANNOT_PRINT, NULL, NULL);
    return rc ? jh_call_failed(call, &err) : JH_EXIT_DONE;
}
