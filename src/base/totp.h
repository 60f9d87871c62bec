/* totp.h: one-time codes of six digits, as phones show them.
 * Takes   a key both sides know, a code as typed, the time.
 * Gives   which half minute the code is of.
 * Never   takes a code of another half minute than the last, this and the next.
 * Method  RFC 6238 with HMAC-SHA-1 and 30 s, RFC 4226
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_TOTP_H
#define JH_BASE_TOTP_H

#include "base/text.h"

enum { JH_TOTP_KEY = 20, JH_TOTP_BASE32 = 33 };

/* Number of the half minute since 1970; 0 = the code fits none. The caller refuses one that is not
 * later than the last that was used. */
int64_t jh_totp_step(jh_text key, jh_text code, int64_t seconds);
/* The six digits of a half minute. */
void jh_totp_code(char out[8], jh_text key, int64_t step);

void jh_totp_key(unsigned char out[JH_TOTP_KEY]); /* random */
/* false: it is none. */
bool jh_totp_read_base32(unsigned char out[JH_TOTP_KEY], jh_text text);
/* As a person types a key into the phone. */
const char *jh_totp_base32(char out[JH_TOTP_BASE32], const unsigned char key[JH_TOTP_KEY]);

#endif
