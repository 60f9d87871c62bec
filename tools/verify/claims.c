/* What a document says in yuan and in words, held against what was computed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <string.h>

void check_equal(const mpq_t a, const mpq_t b, const char *what)
{
    if (mpq_cmp(a, b) != 0) reject(what, 0);
}

/* "numerator/denominator" is what was computed. */
void check_stated(const node *proof, const mpq_t bound)
{
    const node *said = member(proof, "bound", '"');
    char *text = take(said->size + 1, 1);
    mpq_t stated;

    memcpy(text, said->text, said->size);
    mpq_init(stated);
    if (mpq_set_str(stated, text, 10) || mpz_sgn(mpq_denref(stated)) <= 0) reject("bound", 0);
    mpq_canonicalize(stated);
    check_equal(stated, bound, "bound");
    mpq_clear(stated);
}

/* A member in yuan is this in millionths. */
void check_yuan(const node *object, const char *key, const mpq_t millionths)
{
    mpq_t said, unit;

    mpq_inits(said, unit, NULL);
    number(said, member(object, key, '0'));
    mpq_set_si(unit, 1000000, 1);
    mpq_mul(said, said, unit);
    check_equal(said, millionths, key);
    mpq_clears(said, unit, NULL);
}

void round_up(mpq_t value)
{
    mpz_cdiv_q(mpq_numref(value), mpq_numref(value), mpq_denref(value));
    mpz_set_ui(mpq_denref(value), 1);
}
