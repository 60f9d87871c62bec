/* junheng-verify FILE.json: is a plan (a rotation) one, does it cost what it says, and is the bound
 * proved?
 * Exit: 0 accepted, 1 rejected, 2 wrong usage, 3 cannot read.
 * SPDX-License-Identifier: Apache-2.0 */
#include "people.h"

#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(const char *path, size_t *size)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *text = NULL;
    size_t room = 0, got;

    *size = 0;
    if (!file) return NULL;
    do {
        if (room - *size < 65536) {
            room = 2 * room + 131072;
            text = realloc(text, room);
            if (!text) exit(3);
        }
        got = fread(text + *size, 1, room - *size - 1, file);
        *size += got;
    } while (got);
    text[*size] = 0;
    if (file != stdin) fclose(file);
    return text;
}

/* The last member is the SHA-256 of everything before it. */
static void check_seal(const char *text, size_t size)
{
    static const char mark[] = ",\"seal\":\"";
    unsigned char hash[SHA256_DIGEST_LENGTH];
    char hex[2 * SHA256_DIGEST_LENGTH + 1];
    const char *at = NULL, *next = text;
    size_t i;

    while ((next = strstr(next, mark)) != NULL) at = next++;
    if (!at) reject("seal", 0);
    SHA256((const unsigned char *)text, (size_t)(at - text), hash);
    for (i = 0; i < sizeof hash; i++) snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    at += sizeof mark - 1;
    if ((size_t)(text + size - at) < sizeof hex + 1 || memcmp(at, hex, sizeof hex - 1) != 0
        || strncmp(at + sizeof hex - 1, "\"}", 2) != 0
        || strspn(at + sizeof hex + 1, " \r\n") != strlen(at + sizeof hex + 1))
        reject("seal", 1);
}

static void check_equal(const mpq_t a, const mpq_t b, const char *what)
{
    if (mpq_cmp(a, b) != 0) reject(what, 0);
}

static void check_total(const node *root, mpq_t cost)
{
    const node *lines = member(root, "measures", '[');
    mpq_t sum, part;
    size_t i;

    mpq_inits(sum, part, NULL);
    for (i = 0; i < lines->size; i++) {
        number(part, member(&lines->children[i], "cost_yuan", '0'));
        mpq_add(sum, sum, part);
    }
    number(part, member(root, "cost_yuan", '0'));
    check_equal(sum, part, "sum of measures");
    mpq_set_si(sum, 1000000, 1);
    mpq_mul(part, part, sum);
    check_equal(part, cost, "cost_yuan");
    mpq_clears(sum, part, NULL);
}

/* "numerator/denominator", and bound_yuan is it rounded up to a millionth. */
static void check_bound(const node *root, const node *certificate, const mpq_t bound)
{
    const node *said = member(certificate, "bound", '"');
    char *text = take(said->size + 1, 1);
    mpq_t stated, yuan;
    mpz_t up;

    memcpy(text, said->text, said->size);
    mpq_inits(stated, yuan, NULL);
    if (mpq_set_str(stated, text, 10) || mpz_sgn(mpq_denref(stated)) <= 0) reject("bound", 0);
    mpq_canonicalize(stated);
    check_equal(stated, bound, "bound");
    mpz_init(up);
    mpz_cdiv_q(up, mpq_numref(bound), mpq_denref(bound));
    number(yuan, member(root, "bound_yuan", '0'));
    mpq_set_z(stated, up);
    mpz_set_ui(up, 1000000);
    mpz_mul(mpq_numref(yuan), mpq_numref(yuan), up);
    mpq_canonicalize(yuan);
    check_equal(stated, yuan, "bound_yuan");
    mpz_clear(up);
    mpq_clears(stated, yuan, NULL);
}

static void verify(const node *root)
{
    const node *proof = member(root, "proof", '{');
    const node *plan = member(proof, "plan", '{');
    const node *certificate = member_or_null(proof, "certificate");
    problem p = { 0 };
    mpq_t cost, said, bound;

    mpq_inits(cost, said, bound, NULL);
    problem_read(&p, member(proof, "problem", '{'));
    plan_check(cost, &p, plan);
    number(said, member(plan, "cost", '0'));
    check_equal(cost, said, "cost");
    check_total(root, cost);
    printf(
        "accepted · 通过\n  plan: %zu rows, %zu sites, every line and coefficient holds exactly\n"
        "  cost: %.2f yuan\n",
        p.rows, p.sites, mpq_get_d(cost) / 1e6);
    if (certificate) {
        bound_compute(bound, &p, certificate);
        check_bound(root, certificate, bound);
        if (mpq_cmp(bound, cost) > 0) reject("bound above cost", 0);
        printf("  bound: no plan costs less than %.2f yuan (gap %.4f %%)\n", mpq_get_d(bound) / 1e6,
               mpq_sgn(cost) > 0 ? 100 * (1 - mpq_get_d(bound) / mpq_get_d(cost)) : 0.0);
    } else {
        printf("  bound: none stated\n");
    }
    mpq_clears(cost, said, bound, NULL);
}

static bool is_format(const node *root, const char *name)
{
    const node *format = member(root, "format", '"');

    return format->size == strlen(name) && memcmp(format->text, name, format->size) == 0;
}

static void verify_any(const node *root)
{
    if (is_format(root, "junheng-rotation/1"))
        rotation_verify(root);
    else
        verify(root);
}

int main(int count, char **words)
{
    bool sealed = true;
    size_t size;
    char *text;

    if (count == 3 && strcmp(words[1], "--without-seal") == 0)
        sealed = false;
    else if (count != 2) {
        fputs("usage: junheng-verify [--without-seal] PLAN.json\n", stderr);
        return 2;
    }
    text = read_all(words[count - 1], &size);
    if (!text) {
        fprintf(stderr, "cannot read %s\n", words[count - 1]);
        return 3;
    }
    if (strlen(text) != size) reject("a zero byte", 0);
    if (sealed) check_seal(text, size);
    verify_any(document_parse(text, size));
    return 0;
}
