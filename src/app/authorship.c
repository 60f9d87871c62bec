/* SPDX-License-Identifier: Apache-2.0 */
#include "app/authorship.h"

#include "base/time.h"

#include <pwd.h>
#include <unistd.h>

static jh_text login_name(void)
{
    struct passwd *entry = getpwuid(getuid());

    return jh_text_of(entry && entry->pw_name && *entry->pw_name ? entry->pw_name : "user");
}

jh_authorship jh_authorship_of(const char *author, const char *reason, char stamp[32])
{
    jh_now_stamp(stamp);
    return (jh_authorship){ .author = author ? jh_text_of(author) : login_name(),
                            .reason = jh_text_of(reason),
                            .stamp = jh_text_of(stamp) };
}

jh_authorship jh_authorship_at(const jh_desk *desk, const char *reason, char stamp[32])
{
    jh_authorship by = jh_authorship_of(NULL, reason, stamp);

    if (desk->visitor) by.author = desk->visitor->login;
    return by;
}

void jh_document_sign(jh_document *document, const jh_desk *desk, char stamp[32])
{
    jh_authorship by = jh_authorship_at(desk, NULL, stamp);

    document->author = by.author;
    document->stamp = by.stamp;
}
