/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/response.h"

#include "serve/jobs.h"

#include <microhttpd.h>
#include <stdio.h>
#include <string.h>

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
    /* A header that finds no memory is missing: the answer itself is still right. */
    (void)!MHD_add_response_header(response, name, value);
}

static void add_security(struct MHD_Response *response)
{
    add_header(response, "Content-Security-Policy",
               "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
               "img-src 'self' blob:; "
               "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
               "frame-ancestors 'none'");
    add_header(response, "X-Content-Type-Options", "nosniff");
    add_header(response, "X-Frame-Options", "DENY");
    add_header(response, "Referrer-Policy", "no-referrer");
    add_header(response, "Cross-Origin-Opener-Policy", "same-origin");
    add_header(response, "Cross-Origin-Resource-Policy", "same-origin");
}

bool jh_response_matches(jh_text header_value, const char *etag)
{
    return etag && (jh_text_contains(header_value, jh_text_of(etag)));
}

static void add_disposition(struct MHD_Response *response, jh_arena *keep, const char *file_name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
    jh_buffer value = jh_buffer_in(keep);
    jh_text text;

    jh_buffer_add_zero(&value, "attachment; filename*=UTF-8''");
    for (; *file_name; file_name++) {
        if (strchr(plain, *file_name))
            jh_buffer_add(&value, (jh_text){ file_name, 1 });
        else
            jh_buffer_add_format(&value, "%%%02X", (unsigned char)*file_name);
    }
    if (!jh_buffer_finish(&text, &value, NULL))
        add_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, text.at);
}

static ssize_t read_stream(void *context, uint64_t at, char *out, size_t room)
{
    long size = jh_job_read_stream(context, out, room);

    (void)at;
    return size < 0 ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t)size;
}

static struct MHD_Response *body_of(const jh_reply *reply)
{
    enum { EVENT_ROOM = 4096 };

    if (reply->stream)
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, EVENT_ROOM, read_stream,
                                                 reply->stream, NULL);
    return MHD_create_response_from_buffer(reply->body.size, (void *)(uintptr_t)reply->body.at,
                                           MHD_RESPMEM_MUST_COPY);
}

struct MHD_Response *jh_response_make(jh_request *request, jh_arena *keep)
{
    const jh_reply *reply = &request->reply;
    struct MHD_Response *made = body_of(reply);
    char text[80];

    if (!made) return NULL;
    add_security(made);
    add_header(made, MHD_HTTP_HEADER_CONTENT_TYPE,
               reply->type ? reply->type : "application/json; charset=utf-8");
    add_header(made, MHD_HTTP_HEADER_CACHE_CONTROL, reply->etag ? "private, no-cache" : "no-store");
    add_header(made, MHD_HTTP_HEADER_VARY, "Accept-Language, Cookie, Authorization");
    if (reply->etag) {
        snprintf(text, sizeof text, "\"%s\"", reply->etag);
        add_header(made, MHD_HTTP_HEADER_ETAG, text);
    }
    if (reply->cookie) add_header(made, MHD_HTTP_HEADER_SET_COOKIE, reply->cookie);
    if (reply->file_name) add_disposition(made, keep, reply->file_name);
    if (reply->retry_after) {
        snprintf(text, sizeof text, "%u", reply->retry_after);
        add_header(made, MHD_HTTP_HEADER_RETRY_AFTER, text);
    }
    return made;
}

struct MHD_Response *jh_response_of_asset(const jh_asset *asset, bool is_packed)
{
    jh_text bytes = is_packed ? asset->packed : asset->bytes;
    struct MHD_Response *made = MHD_create_response_from_buffer(
        bytes.size, (void *)(uintptr_t)bytes.at, MHD_RESPMEM_PERSISTENT);
    char tag[40];

    if (!made) return NULL;
    add_security(made);
    add_header(made, MHD_HTTP_HEADER_CONTENT_TYPE, asset->type);
    add_header(made, MHD_HTTP_HEADER_VARY, "Accept-Encoding");
    add_header(made, MHD_HTTP_HEADER_CACHE_CONTROL,
               asset->is_for_ever ? "public, max-age=31536000, immutable" : "no-cache");
    snprintf(tag, sizeof tag, "\"%s%s\"", asset->etag, is_packed ? "-gz" : "");
    add_header(made, MHD_HTTP_HEADER_ETAG, tag);
    if (is_packed) add_header(made, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
    return made;
}
