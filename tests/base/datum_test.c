/* Degrees of GCJ-02 and of WGS-84: known pairs, the way there and back, and where nothing moves.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "base/datum.h"

#include <math.h>

/* Pairs that other converters give in their own tests. */
static const struct {
    const char *label;
    jh_degrees wgs84, gcj02;
} pairs[] = {
    { "a point of Shanghai", { 121.5272106, 31.1774276 }, { 121.531541859215, 31.17530398364597 } },
    { "a point of Shenzhen", { 113.912316, 22.543847 }, { 113.9171764808363, 22.540796131694766 } },
    { "a point of Beijing", { 116.377817, 39.911954 }, { 116.38404722455657, 39.91334545536069 } },
};

static double apart(jh_degrees a, jh_degrees b)
{
    return fmax(fabs(a.longitude - b.longitude), fabs(a.latitude - b.latitude));
}

static void published_pairs_are_hit(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        double there = apart(jh_degrees_to_gcj02(pairs[i].wgs84), pairs[i].gcj02);
        double back = apart(jh_degrees_to_wgs84(pairs[i].gcj02), pairs[i].wgs84);
        if (there > 1e-9 || back > 1e-9)
            fail_msg("%s: %.3g there, %.3g back", pairs[i].label, there, back);
    }
}

/* All of the mainland, its islands and its borders, every seventh of a degree or so. */
static void the_way_there_and_back_ends_where_it_began(void **state)
{
    double worst = 0, least = 1;
    double longitude, latitude;

    (void)state;
    for (longitude = 73.5; longitude < 135.1; longitude += 0.1371)
        for (latitude = 3.8; latitude < 53.6; latitude += 0.1293) {
            jh_degrees at = { longitude, latitude }, there = jh_degrees_to_gcj02(at);
            worst = fmax(worst, apart(jh_degrees_to_wgs84(there), at));
            least = fmin(least, apart(there, at));
        }
    if (worst > 1e-9) fail_msg("off by %.3g degree", worst);
    assert_true(least > 1e-4); /* there was something to undo */
}

/* Where a term of the shift has no derivative. */
static void the_meridian_of_105_is_no_exception(void **state)
{
    static const double beside[] = { 0, 1e-15, -1e-12, 1e-9, -1e-6 };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof beside / sizeof *beside; i++) {
        jh_degrees at = { 105 + beside[i], 33.3 };
        assert_true(apart(jh_degrees_to_wgs84(jh_degrees_to_gcj02(at)), at) < 1e-9);
    }
}

static void outside_china_nothing_moves(void **state)
{
    static const jh_degrees places[] = { { 2.35, 48.86 },   { -74, 40.7 }, { 139.7, 35.7 },
                                         { 151.2, -33.87 }, { 110, 0.5 },  { 110, 56 },
                                         { 0, 0 },          { -180, -90 } };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof places / sizeof *places; i++) {
        assert_true(apart(jh_degrees_to_gcj02(places[i]), places[i]) == 0);
        assert_true(apart(jh_degrees_to_wgs84(places[i]), places[i]) == 0);
    }
}

static void decimals_are_settled_in_place(void **state)
{
    jh_decimal x = { 116384047 }, y = { 39913345 };

    (void)state;
    jh_datum_settle(&x, &y, JH_WGS84);
    assert_int_equal(x.millionths, 116384047);
    jh_datum_settle(&x, &y, JH_GCJ02);
    assert_in_range(x.millionths, 116377816, 116377818);
    assert_in_range(y.millionths, 39911953, 39911955);
}

static void words_of_people_are_understood(void **state)
{
    static const struct {
        const char *word;
        int is; /* −1 = neither */
    } words[] = { { "wgs84", JH_WGS84 },
                  { "WGS-84", JH_WGS84 },
                  { "CGCS2000", JH_WGS84 },
                  { "gcj02", JH_GCJ02 },
                  { "ＧＣＪ－０２", JH_GCJ02 },
                  { "火星坐标", JH_GCJ02 },
                  { "bd09", -1 },
                  { "", -1 },
                  { "wgs", -1 } };
    jh_datum datum;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof words / sizeof *words; i++) {
        bool found = jh_datum_find(&datum, jh_text_of(words[i].word));
        if (found != (words[i].is >= 0) || (found && (int)datum != words[i].is))
            fail_msg("%s", words[i].word);
    }
    assert_string_equal(jh_datum_key(JH_WGS84), "wgs84");
    assert_string_equal(jh_datum_key(JH_GCJ02), "gcj02");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_pairs_are_hit),
        cmocka_unit_test(the_way_there_and_back_ends_where_it_began),
        cmocka_unit_test(the_meridian_of_105_is_no_exception),
        cmocka_unit_test(outside_china_nothing_moves),
        cmocka_unit_test(decimals_are_settled_in_place),
        cmocka_unit_test(words_of_people_are_understood),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
