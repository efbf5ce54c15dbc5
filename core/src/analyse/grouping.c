#include "analyse/grouping.h"

#include "base/list.h"
#include "base/table.h"
#include "store/corpus.h"

#include <stdio.h>
#include <stdlib.h>

typedef enum period {
    NO_PERIOD,
    PERIOD_DAY,
    PERIOD_WEEK,
    PERIOD_MONTH,
    PERIOD_YEAR
} period;

static const struct {
    const char *name;
    period period;
} periods[] = {
    {"day", PERIOD_DAY},
    {"week", PERIOD_WEEK},
    {"month", PERIOD_MONTH},
    {"year", PERIOD_YEAR},
};

static int number_at(kt_slice text, size_t start, size_t end)
{
    int value = 0;
    for (size_t i = start; i < end; i++)
        value = value * 10 + text.data[i] - '0';
    return value;
}

/* Days from 0000-03-01 in the Gregorian calendar. */
static long day_number(int year, int month, int day)
{
    if (month < 3) {
        month += 12;
        year--;
    }
    return 365L * year + year / 4 - year / 100 + year / 400 +
           (153L * (month - 3) + 2) / 5 + day - 1;
}

/* The ISO 8601 week: the one that holds the Thursday. */
static void write_week(kt_slice date, char out[32])
{
    int year = number_at(date, 0, 4);
    long day = day_number(year, number_at(date, 5, 7), number_at(date, 8, 10));
    long thursday = day - (day + 2) % 7 + 3; /* day 0 was a Wednesday */
    while (thursday < day_number(year, 1, 1))
        year--;
    while (thursday >= day_number(year + 1, 1, 1))
        year++;
    int week = (int)((thursday - day_number(year, 1, 1)) / 7) + 1;
    snprintf(out, 32, "%04d-W%02d", year, week);
}

/* The period of a date, or nothing if the date is less precise. */
static kt_slice period_of(kt_slice date, period p, char spare[32])
{
    static const size_t length[] = {0, 10, 10, 7, 4};
    if (date.len < length[p])
        return (kt_slice){NULL, 0};
    if (p != PERIOD_WEEK)
        return kt_slice_sub(date, 0, length[p]);
    write_week(date, spare);
    return kt_slice_of(spare);
}

/* Names are numbered as they come, then sorted. */
typedef struct naming {
    kt_grouping *grouping;
    kt_table numbers;
    period period;
} naming;

static bool add_article(naming *n, kt_slice name)
{
    kt_grouping *g = n->grouping;
    if (name.len == 0)
        name = KT_SLICE("(none)");
    kt_probe probe = kt_probe_of(name, 0);
    kt_entry *entry = kt_table_reserve(&n->numbers, 1)
                          ? kt_table_at(&n->numbers, &probe)
                          : NULL;
    if (entry == NULL ||
        !kt_list_grow(&g->group_of, g->article_count, sizeof *g->group_of))
        return false;
    if (entry->value == 0) {
        kt_slice copy = kt_arena_copy(&g->arena, name);
        if (copy.data == NULL ||
            !kt_list_grow(&g->names, g->count, sizeof *g->names))
            return false;
        g->names[g->count++] = copy;
        entry->value = g->count;
    }
    g->group_of[g->article_count++] = (uint32_t)entry->value - 1;
    return true;
}

static int by_name(const void *a, const void *b)
{
    return kt_slice_compare(*(const kt_slice *)a, *(const kt_slice *)b);
}

static bool sort_names(naming *n)
{
    kt_grouping *g = n->grouping;
    uint32_t *sorted = malloc(((size_t)g->count + 1) * sizeof *sorted);
    if (sorted == NULL)
        return false;
    if (g->count > 0)
        qsort(g->names, g->count, sizeof *g->names, by_name);
    for (uint32_t i = 0; i < g->count; i++) {
        kt_probe probe = kt_probe_of(g->names[i], 0);
        sorted[kt_table_find(&n->numbers, &probe)->value - 1] = i;
    }
    for (size_t i = 0; i < g->article_count; i++)
        g->group_of[i] = sorted[g->group_of[i]];
    free(sorted);
    return true;
}

static kt_status finish(naming *n, bool complete, kt_grouping **out,
                        kt_error *err)
{
    kt_status status = complete && sort_names(n) ? KT_OK : KT_FAIL_NOMEM(err);
    kt_table_free(&n->numbers);
    if (status == KT_OK)
        *out = n->grouping;
    else
        kt_grouping_free(n->grouping);
    return status;
}

static kt_status take_value(void *ctx, kt_slice value)
{
    naming *n = ctx;
    char spare[32];
    if (n->period != NO_PERIOD)
        value = period_of(value, n->period, spare);
    return add_article(n, value) ? KT_OK : KT_ERR_NOMEM;
}

kt_status kt_grouping_by(kt_corpus *corpus, kt_slice field, kt_grouping **out,
                         kt_error *err)
{
    naming n = {.grouping = calloc(1, sizeof *n.grouping)};
    *out = NULL;
    if (n.grouping == NULL)
        return KT_FAIL_NOMEM(err);
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        if (kt_slice_equal(field, kt_slice_of(periods[i].name)))
            n.period = periods[i].period;
    }
    if (n.period != NO_PERIOD)
        field = KT_SLICE("date");
    kt_status status =
        kt_corpus_values_each(corpus, field, take_value, &n, err);
    if (status == KT_OK || status == KT_ERR_NOMEM)
        return finish(&n, status == KT_OK, out, err);
    kt_table_free(&n.numbers);
    kt_grouping_free(n.grouping);
    return status;
}

kt_status kt_grouping_of(const kt_slice *names, size_t count, kt_grouping **out,
                         kt_error *err)
{
    *out = NULL;
    naming n = {.grouping = calloc(1, sizeof *n.grouping)};
    if (n.grouping == NULL)
        return KT_FAIL_NOMEM(err);
    bool complete = true;
    for (size_t i = 0; complete && i < count; i++)
        complete = add_article(&n, names[i]);
    return finish(&n, complete, out, err);
}

void kt_grouping_free(kt_grouping *grouping)
{
    if (grouping == NULL)
        return;
    free(grouping->group_of);
    free(grouping->names);
    kt_arena_free(&grouping->arena);
    free(grouping);
}

size_t kt_grouping_count(const kt_grouping *grouping)
{
    return grouping->count;
}

kt_slice kt_grouping_name(const kt_grouping *grouping, size_t group)
{
    return grouping->names[group];
}
