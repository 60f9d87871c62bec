/* little.h: whole numbers as Microsoft's binary formats write them.
 * Takes   bytes that are there.
 * Gives   their value, low byte first.
 * Never   looks whether they are there: the caller has.
 * Method  -
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_LITTLE_H
#define JH_FORMATS_LITTLE_H

#include <stdint.h>

static inline uint16_t jh_little16(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;

    return (uint16_t)(b[0] | b[1] << 8);
}

static inline uint32_t jh_little32(const char *at)
{
    return jh_little16(at) | (uint32_t)jh_little16(at + 2) << 16;
}

static inline uint64_t jh_little64(const char *at)
{
    return jh_little32(at) | (uint64_t)jh_little32(at + 4) << 32;
}

#endif
