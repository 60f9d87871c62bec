/* SPDX-License-Identifier: Apache-2.0 */
#include "store/pages.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

enum { PIECE = 2048 /* pages between two reports */ };

static jh_code fail_with(const jh_store *store, sqlite3 *link, int result, jh_error *err)
{
    const char *where = store->database.where;
    int os_error = errno ? errno : link ? sqlite3_system_errno(link) : 0;

    switch (result & 0xff) {
    case SQLITE_NOMEM: return jh_no_memory(err);
    case SQLITE_FULL: return jh_fail(err, JH_IO, SAY_STORE_FULL, where, NULL);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return jh_fail(err, JH_IO, SAY_STORE_BUSY, where, NULL);
    case SQLITE_CORRUPT:
        return jh_fail(err, JH_IO, SAY_STORE_DAMAGED, where, sqlite3_errstr(result), NULL);
    case SQLITE_CANTOPEN:
        return jh_fail(err, JH_IO, SAY_STORE_CANNOT_OPEN, where,
                       os_error ? strerror(os_error) : sqlite3_errstr(result), NULL);
    default: break;
    }
    if (os_error == ENOSPC || os_error == EFBIG || os_error == EDQUOT)
        return jh_fail(err, JH_IO, SAY_STORE_FULL, where, NULL);
    return jh_fail(err, JH_IO, SAY_STORE_DISK, where,
                   os_error ? strerror(os_error) : sqlite3_errstr(result), NULL);
}

static jh_code copy_pages(jh_store *from, sqlite3 *to, jh_error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from->database.link, "main");
    jh_code code = JH_OK;
    int result, total;

    if (!backup) return fail_with(from, to, sqlite3_errcode(to), err);
    do {
        errno = 0;
        result = sqlite3_backup_step(backup, PIECE);
        total = sqlite3_backup_pagecount(backup);
        if (result == SQLITE_OK)
            code = jh_store_tell(from, SAY_STORE_COPYING,
                                 (size_t)(total - sqlite3_backup_remaining(backup)), (size_t)total,
                                 err);
    } while (result == SQLITE_OK && !code);
    if (!code && result != SQLITE_DONE) code = fail_with(from, to, result, err);
    result = sqlite3_backup_finish(backup);
    if (!code && result) code = fail_with(from, to, result, err);
    return code;
}

jh_code jh_pages_copy(jh_store *from, const char *path, jh_error *err)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE;
    sqlite3 *to = NULL;
    jh_code code;
    int result;

    errno = 0;
    result = sqlite3_open_v2(path, &to, flags | SQLITE_OPEN_NOMUTEX, NULL);
    code = result ? fail_with(from, to, result, err) : copy_pages(from, to, err);
    sqlite3_close(to);
    return code;
}
