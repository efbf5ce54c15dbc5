/* What every cmocka test needs, in the order that cmocka wants it. */
#ifndef KT_TEST_H
#define KT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ktool/status.h>

/* Whether AddressSanitizer looks on. All takes several times as long then, so
 * that what is large only to be large is less large, though it goes the same
 * ways. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static inline void assert_ok(kt_status status, const kt_error *err)
{
    if (status != KT_OK)
        fail_msg("%s: %s", kt_status_code(status), err->message);
}

#endif
