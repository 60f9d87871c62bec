/* cells.h: where a figure stands, as a person would look it up.
 * Takes   a snapshot with origins.
 * Gives   "城关镇.xlsx 校区 G41".
 * Never   a name for what was entered by hand: that is empty.
 * Method  docs/ARCHITECTURE.md, "One figure from cell to verdict"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_CELLS_H
#define JH_APP_CELLS_H

#include "model/snapshot.h"

/* at == NULL: no memory. */
jh_text jh_cell_name(jh_arena *keep, const jh_snapshot *in, uint32_t origin);

#endif
