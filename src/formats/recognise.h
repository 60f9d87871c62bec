/* recognise.h: which format a file is in, told by what stands in it.
 * Takes   an open file.
 * Gives   its format, or a refusal that names the format and says what to do.
 * Never   looks at the file's name.
 * Method  MS-CFB §2.6 (directory entries), MS-XLS §2.4.21 (BOF), ISO/IEC 26300 (mimetype)
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_RECOGNISE_H
#define JH_FORMATS_RECOGNISE_H

#include "formats/bytes.h"

JH_MUST_CHECK jh_code jh_bytes_format(jh_format *out, const jh_bytes *file, jh_arena scratch,
                                      jh_error *err);

/* JH_BAD_INPUT with the sentence for the format, or JH_OK for those that have a reader. A broken
 * zip and a text in another encoding have one: it can say what is wrong and where. */
JH_MUST_CHECK jh_code jh_format_check(jh_format format, jh_error *err);

#endif
