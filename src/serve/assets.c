/* The page's own files, as the build embedded them: web/index.html, web/assets/….
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/embedded.h"
#include "base/hash.h"
#include "serve/server_room.h"

#include <string.h>

static const char root[] = "web/", packed_ending[] = ".gz";

static const struct {
    const char *ending, *type;
} types[] = {
    { ".html", "text/html; charset=utf-8" },
    { ".js", "text/javascript; charset=utf-8" },
    { ".css", "text/css; charset=utf-8" },
    { ".json", "application/json" },
    { ".svg", "image/svg+xml" },
    { ".png", "image/png" },
    { ".ico", "image/x-icon" },
    { ".woff2", "font/woff2" },
    { ".txt", "text/plain; charset=utf-8" },
};

static jh_asset *assets;
static size_t asset_count;

static const char *type_of(jh_text name)
{
    size_t i;

    for (i = 0; i < sizeof types / sizeof *types; i++)
        if (jh_text_ends(name, jh_text_of(types[i].ending))) return types[i].type;
    return "application/octet-stream";
}

static jh_asset *find(jh_text name)
{
    size_t i;

    for (i = 0; i < asset_count; i++)
        if (jh_text_equal(jh_text_of(assets[i].name), name)) return &assets[i];
    return NULL;
}

static void take(jh_text name, const char *zero, jh_text bytes)
{
    jh_asset *made = &assets[asset_count++];
    jh_hash hash = jh_hash_of(bytes.at, bytes.size);
    char hex[JH_HASH_HEX];

    *made = (jh_asset){ .name = zero,
                        .type = type_of(name),
                        .bytes = bytes,
                        .is_for_ever = jh_text_starts(name, JH_TEXT("assets/")) };
    memcpy(made->etag, jh_hash_hex(hex, &hash), sizeof made->etag - 1);
}

/* Sorted by name, so that x.js comes before x.js.gz. */
jh_code jh_assets_begin(jh_arena *keep, jh_error *err)
{
    size_t i;

    asset_count = 0;
    assets = JH_NEW_ARRAY(keep, jh_asset, jh_embedded_count + 1);
    if (!assets) return jh_no_memory(err);
    for (i = 0; i < jh_embedded_count; i++) {
        const char *zero = jh_embedded_files[i].name;
        jh_text name = jh_text_of(zero),
                bytes = { (const char *)jh_embedded_files[i].bytes, jh_embedded_files[i].size };
        jh_asset *plain;
        if (!jh_text_starts(name, JH_TEXT(root))) continue;
        zero += strlen(root);
        name = jh_text_of(zero);
        if (jh_text_ends(name, JH_TEXT(packed_ending))) {
            plain = find((jh_text){ name.at, name.size - strlen(packed_ending) });
            if (plain) plain->packed = bytes;
        } else {
            take(name, zero, bytes);
        }
    }
    return JH_OK;
}

const jh_asset *jh_asset_find(jh_text path)
{
    return find(path.size ? path : JH_TEXT("index.html"));
}
