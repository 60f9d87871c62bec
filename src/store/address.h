/* address.h: which engine an address means, and whether its file may hold a store.
 * Takes   "county.jh" or "postgresql://user:password@host/database".
 * Gives   the engine's kind, the address as it may be shown, the file system's name.
 * Never   shows a password.
 * Method  SQLite's "How To Corrupt" §2: locks of network file systems cannot be relied on.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_ADDRESS_H
#define JH_STORE_ADDRESS_H

#include "base/text.h"

bool jh_address_is_postgres(const char *address);

/* The address without its password, in keep; NULL = memory. */
const char *jh_address_show(jh_arena *keep, const char *address);

/* JH_BAD_INPUT when `path` (or, where it does not exist yet, its folder) lies on a network file
 * system. */
JH_MUST_CHECK jh_code jh_address_check_local(const char *path, jh_error *err);

/* Is this file system (as in /proc/self/mountinfo: "nfs4", "ext4", "fuse.sshfs") somewhere else? */
bool jh_filesystem_is_remote(jh_text type);

/* The type of the mount with this device number in a text like /proc/self/mountinfo; empty when
 * it is not there. */
jh_text jh_filesystem_type(jh_text mountinfo, unsigned major, unsigned minor);

#endif
