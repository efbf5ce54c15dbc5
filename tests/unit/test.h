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

static inline void assert_ok(kt_status status, const kt_error *err)
{
    if (status != KT_OK)
        fail_msg("%s: %s", kt_status_code(status), err->message);
}

#endif
