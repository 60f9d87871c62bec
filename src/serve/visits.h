/* visits.h: who was let in lately, so that not every request asks the store.
 * Takes   the hash of a secret, a visitor.
 * Gives   the visitor again, for a short while.
 * Never   remembers a secret; never for longer than JH_VISIT_MS without asking the store again.
 * Method  a table by hash, the oldest of a few places makes room
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_VISITS_H
#define JH_SERVE_VISITS_H

#include "app/visitor.h"
#include "base/hash.h"

enum { JH_VISIT_MS = 2000, JH_VISIT_TEXT = 512 };

typedef struct jh_visits jh_visits;

JH_MUST_CHECK jh_code jh_visits_begin(jh_visits **out, jh_arena *keep, jh_error *err);
void jh_visits_end(jh_visits *visits);
/* Texts are copied into `keep`. */
bool jh_visits_find(jh_visitor *out, jh_visits *visits, jh_arena *keep, const jh_hash *hash);
/* What the store was asked before something was forgotten is not kept after it: `turn` is what
 * jh_visits_turn said before the store was asked. */
uint64_t jh_visits_turn(jh_visits *visits);
void jh_visits_put(jh_visits *visits, uint64_t turn, const jh_hash *hash,
                   const jh_visitor *visitor);
void jh_visits_forget(jh_visits *visits); /* all: something about accounts has changed */

#endif
