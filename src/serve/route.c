/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/route.h"

#include <string.h>

#define ROUTE(method, path, permission, lane, handler, summary) jh_handler jh_handle_##handler;
#include "serve/routes.def"
#undef ROUTE

const jh_route jh_routes[] = {
#define ROUTE(method, path, permission, lane, handler, summary)                                    \
    { #method,                                                                                     \
      path,                                                                                        \
      #handler,                                                                                    \
      SAY_SERVE_ROUTE_##summary,                                                                   \
      JH_MAY_##permission,                                                                         \
      JH_LANE_##lane,                                                                              \
      jh_handle_##handler },
#include "serve/routes.def"
#undef ROUTE
};
const size_t jh_route_count = sizeof jh_routes / sizeof *jh_routes;

/* Up to the next slash; moves behind it. */
static jh_text next_part(jh_text *rest)
{
    const char *slash = memchr(rest->at, '/', rest->size);
    size_t size = slash ? (size_t)(slash - rest->at) : rest->size;
    jh_text part = { rest->at, size };

    size += slash != NULL;
    *rest = (jh_text){ rest->at + size, rest->size - size };
    return part;
}

static bool matches(jh_match *out, jh_text path, jh_text pattern)
{
    size_t words = 0;

    while (pattern.size && path.size) {
        jh_text want = next_part(&pattern), have = next_part(&path);
        if (want.at[0] != ':' && !jh_text_equal(want, have)) return false;
        if (want.at[0] == ':' && !have.size) return false;
        if (want.at[0] == ':') out->word[words++] = have;
    }
    return !pattern.size && !path.size;
}

jh_match jh_route_find(jh_text method, jh_text path)
{
    jh_match out = { NULL };
    size_t i;

    if (path.size && path.at[path.size - 1] == '/') return out;
    for (i = 0; i < jh_route_count; i++) {
        jh_match try = { NULL };
        if (!matches(&try, path, jh_text_of(jh_routes[i].path))) continue;
        if (jh_text_equal(method, jh_text_of(jh_routes[i].method))) {
            try.route = &jh_routes[i];
            return try;
        }
        out.is_known_path = true;
    }
    return out;
}
