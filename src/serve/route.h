/* route.h: the table of routes, and which of them a request means.
 * Takes   a method and a path as the network gave them, unescaped.
 * Gives   the route with the words of its path, or why there is none.
 * Never   looks at who asks.
 * Method  routes.def
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_ROUTE_H
#define JH_SERVE_ROUTE_H

#include "app/visitor.h"

struct jh_request;
struct jh_bench;

typedef enum jh_lane {
    JH_LANE_HERE = 0,
    JH_LANE_READ,
    JH_LANE_WRITE,
    JH_LANE_SECRET,
    JH_LANE_BRING, /* takes long, or waits for the writer: no reader waits behind it */
    JH_LANE_IMPORT, /* workbooks are read, and compared, beside the writer; imports are undone */
    JH_LANE_PLAN,   /* of jobs only */
    JH_LANE_FILES, /* BRING, after files were taken in; who asks is looked at before they are */
    JH_LANE_FILE,  /* the same for a single one of modest size */
    JH_LANE_NEAR   /* HERE when the assessment it reads is open and fresh, else READ */
} jh_lane;

/* Answers into request->reply. An error becomes a problem document. */
typedef jh_code jh_handler(struct jh_request *request, struct jh_bench *bench, jh_error *err);

typedef struct jh_route {
    const char *method, *path, *key; /* key: the handler's name */
    jh_say_id summary;
    jh_permission may;
    jh_lane lane;
    jh_handler *run;
} jh_route;

extern const jh_route jh_routes[];
extern const size_t jh_route_count;

enum { JH_PATH_WORDS = 4 };

typedef struct jh_match {
    const jh_route *route;       /* NULL = none */
    bool is_known_path;          /* with another method */
    jh_text word[JH_PATH_WORDS]; /* what stands for :county, :code …, in their order */
} jh_match;

/* `path` is what follows /api/v1/. */
jh_match jh_route_find(jh_text method, jh_text path);

#endif
