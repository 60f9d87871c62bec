/* SPDX-License-Identifier: Apache-2.0 */
#include "app/cells.h"

#include "formats/workbook.h"

jh_text jh_cell_name(jh_arena *keep, const jh_snapshot *in, uint32_t origin)
{
    const jh_origin *at = in->origins && origin < in->origin_count ? &in->origins[origin] : NULL;
    char address[JH_ADDRESS_SIZE];
    jh_text file;

    if (!at || at->file >= in->file_count) return JH_TEXT("");
    file = in->files[at->file].name;
    jh_address_write(address, at->row + 1, at->column + 1);
    if (!at->sheet.size) return jh_text_format(keep, "%.*s %s", JH_TEXT_ARGS(file), address);
    return jh_text_format(keep, "%.*s %.*s %s", JH_TEXT_ARGS(file), JH_TEXT_ARGS(at->sheet),
                          address);
}
