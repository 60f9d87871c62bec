/* response.h: what goes out: bytes with their headers.
 * Takes   what a handler left in its reply; a file of the page.
 * Gives   a response of libmicrohttpd with the headers that every answer has.
 * Never   sends anything without the security headers; NULL is a lack of memory.
 * Method  docs/api.md, "What holds for every route"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_RESPONSE_H
#define JH_SERVE_RESPONSE_H

#include "serve/server_room.h"

struct MHD_Response;

struct MHD_Response *jh_response_make(jh_request *request, jh_arena *keep);
struct MHD_Response *jh_response_of_asset(const jh_asset *asset, bool is_packed);
/* Does If-None-Match name it? */
bool jh_response_matches(jh_text header_value, const char *etag);

#endif
