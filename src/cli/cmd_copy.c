/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/keeping.h"

int jh_cmd_copy(jh_call *call)
{
    return jh_call_keep(call, JH_KEEP_COPY);
}
