/* Who asks, and whether they may.
 * SPDX-License-Identifier: Apache-2.0 */
#include "serve/server_room.h"

#include <string.h>

static bool has_secret(const jh_request *request)
{
    return request->secret.size == JH_TOKEN_SIZE - 1;
}

bool jh_guard_at_hand(jh_request *request)
{
    jh_hash hash;

    if (!has_secret(request)) return true;
    hash = jh_hash_of(request->secret.at, request->secret.size);
    /* A token is not taken for a session, nor the other way round: the store says so again. */
    if (jh_visits_find(&request->visitor, request->server->visits, &request->memory, &hash)
        && request->visitor.is_token == request->is_token)
        return true;
    request->visitor = (jh_visitor){ 0 };
    return false;
}

jh_code jh_guard_load(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_secret_shown shown = { request->secret, request->is_token };
    jh_error why = { JH_OK };
    jh_visitor found;
    jh_hash hash;
    uint64_t turn = jh_visits_turn(request->server->visits);
    jh_code code = jh_access_visitor(&found, &request->memory, &bench->line, &shown, &why);

    if (code == JH_NOT_FOUND) { /* an unknown secret is none */
        request->visitor = (jh_visitor){ 0 };
        return JH_OK;
    }
    if (code) {
        if (err) *err = why;
        return code;
    }
    request->visitor = found;
    hash = jh_hash_of(request->secret.at, request->secret.size);
    jh_visits_put(request->server->visits, turn, &hash, &found);
    return JH_OK;
}

/* "https://bureau.example:8443" of our own host? */
static bool is_own_origin(const jh_request *request)
{
    jh_text scheme = request->is_secure ? JH_TEXT("https://") : JH_TEXT("http://");
    jh_text origin = request->origin;

    if (!request->host.size || !jh_text_starts(origin, scheme)) return false;
    origin = (jh_text){ origin.at + scheme.size, origin.size - scheme.size };
    return jh_text_equal(origin, request->host);
}

static bool changes(const jh_request *request)
{
    return !jh_text_equal(request->method, JH_TEXT("GET"));
}

/* app/ asks again wherever a county is chosen; asked here too, a route cannot forget. `new`: an
 * import into the county that the files name. */
static jh_code check_scope(const jh_request *request, jh_error *err)
{
    const jh_route *route = request->match.route;
    jh_text county = request->match.word[0];

    if (strncmp(route->path, "counties/:county", strlen("counties/:county")) != 0) return JH_OK;
    if (route->lane == JH_LANE_FILES && jh_text_equal(county, JH_TEXT("new"))) return JH_OK;
    /* A scope of schools opens what is about schools: the rest is about all of the county. */
    if (route->may == JH_MAY_VIEW_SCHOOL || route->may == JH_MAY_FILL)
        return jh_visitor_check_county(&request->visitor, county, err);
    return jh_visitor_check_whole_county(&request->visitor, county, err);
}

jh_code jh_guard_check(jh_request *request, jh_error *err)
{
    const jh_route *route = request->match.route;
    const jh_account_role *role;

    /* A page from elsewhere could send a form with our cookie: a change must name its origin. */
    if (changes(request) && !request->is_token && !is_own_origin(request)) {
        request->reply.status = 403;
        return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_FOREIGN_ORIGIN, NULL, NULL);
    }
    if (jh_visitor_may(&request->visitor, route->may)) return check_scope(request, err);
    request->reply.status = request->visitor.account ? 403 : 401;
    if (!request->visitor.account)
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_WHO_ARE_YOU, NULL, NULL);
    role = request->visitor.role;
    return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_ROLE_MAY_NOT, NULL,
                   role ? jh_say(request->lang, role->say) : "—", NULL);
}
