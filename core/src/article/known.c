#include "article/known.h"
#include <stdio.h>
#include <stdlib.h>
void kt_known_free(kt_known *k)
{
    (void)k;
}
void kt_known_begin(kt_known *k, const kt_article *a)
{
    (void)k;
    (void)a;
}
void kt_known_read(kt_known *k, kt_slice field, kt_slice value, kt_label from)
{
    (void)k;
    if (getenv("KNOWN"))
        fprintf(stderr, "%.*s=%.*s (%s)\n", (int)field.len, field.data,
                (int)value.len, value.data, kt_label_name(from));
}
kt_status kt_known_finish(kt_known *k, kt_arena *a, kt_article *x, kt_error *e)
{
    (void)k;
    (void)a;
    (void)x;
    (void)e;
    return KT_OK;
}
