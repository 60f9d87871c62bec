/* JSON that comes in.
 * SPDX-License-Identifier: Apache-2.0 */
#include "serve/request.h"

#include <jansson.h>

jh_code jh_body_open(jh_body *out, jh_request *request, jh_error *err)
{
    json_error_t why;
    char line[24];

    out->json = json_loadb(request->body.at ? request->body.at : "", request->body.size,
                           JSON_REJECT_DUPLICATES, &why);
    if (json_is_object((json_t *)out->json)) return JH_OK;
    request->reply.status = 400;
    if (out->json) return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_AN_OBJECT, NULL, NULL);
    return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_JSON, NULL, why.text, jh_digits(line, why.line),
                   NULL);
}

void jh_body_close(jh_body *body)
{
    json_decref(body->json);
    body->json = NULL;
}

jh_code jh_body_text(jh_text *out, const jh_body *body, const char *name, jh_request *request,
                     jh_error *err)
{
    const json_t *member = json_object_get(body->json, name);

    *out = JH_TEXT("");
    if (!member || json_is_null(member)) return JH_OK;
    if (json_is_string(member)) {
        *out = (jh_text){ json_string_value(member), json_string_length(member) };
        return JH_OK;
    }
    request->reply.status = 400;
    return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NOT_A_TEXT, name, name, NULL);
}
