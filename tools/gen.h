/* gen.h — what the generators in tools/ share: reading files, growing text, writing C.
 * Takes   paths given on the command line, relative to the project.
 * Gives   whole files as text; files written only when their content changed.
 * Never   part of the product: these programs run at build time and end at the first bad disk.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TOOLS_GEN_H
#define TOOLS_GEN_H

#include <stdbool.h>
#include <stddef.h>

typedef struct gen_text {
    char *bytes; /* NUL-terminated once something was put */
    size_t size;
    size_t room;
} gen_text;

/* Where a thing was written, for messages and for the table that cites it. */
typedef struct gen_place {
    const char *file;
    int line;
} gen_place;

void *gen_allocate(size_t size);
char *gen_copy(const char *start, size_t size);

/* The whole file with a NUL behind it; *size without the NUL. Ends the program if unreadable. */
char *gen_read(const char *path, size_t *size);

__attribute__((format(printf, 2, 3))) void gen_put(gen_text *to, const char *format, ...);
void gen_put_bytes(gen_text *to, const char *bytes, size_t size);

/* A C string literal, one source line per line of text. */
void gen_put_literal(gen_text *to, const char *text);

/* "xlsx.not_zip" becomes XLSX_NOT_ZIP. */
void gen_put_upper(gen_text *to, const char *name);

/* Prints file:line: message and remembers that something was wrong. */
__attribute__((format(printf, 2, 3))) void gen_complain(gen_place place, const char *format, ...);
bool gen_complained(void);

/* Writes header and source, or nothing if there were complaints. Gives the exit status. */
int gen_finish(const char *header_path, const gen_text *header, const char *source_path,
               const gen_text *source);

#endif
