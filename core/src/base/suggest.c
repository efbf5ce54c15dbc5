#include <ktool/slice.h>
#include <ktool/suggest.h>

enum {
    LONGEST = 64, /* nobody misspells more, and rows stay on the stack */
    FAR = 1000,
    PREFIX = 3 /* as good as one edit too many */
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Optimal string alignment; before and now are the rows above. */
static void fill_row(const char *a, size_t i, kt_slice b, const int *before,
                     const int *above, int *row)
{
    row[0] = (int)i;
    for (size_t j = 1; j <= b.len; j++) {
        int change = a[i - 1] == b.data[j - 1] ? 0 : 1;
        row[j] = least(above[j - 1] + change, least(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && a[i - 1] == b.data[j - 2] &&
            a[i - 2] == b.data[j - 1])
            row[j] = least(row[j], before[j - 2] + 1);
    }
}

static int distance(kt_slice a, kt_slice b)
{
    int rows[3][LONGEST + 1];
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= a.len; i++)
        fill_row(a.data, i, b, rows[(i + 1) % 3], rows[(i + 2) % 3],
                 rows[i % 3]);
    return rows[a.len % 3][b.len];
}

static int badness(kt_slice name, kt_slice candidate)
{
    if (name.len == 0 || name.len > LONGEST || candidate.len > LONGEST)
        return FAR;
    int edits = distance(name, candidate);
    if (edits <= (name.len <= 3 ? 1 : 2))
        return edits;
    bool prefix = candidate.len > name.len &&
                  memcmp(candidate.data, name.data, name.len) == 0;
    return prefix ? PREFIX : FAR;
}

size_t kt_suggest_near(const char *name, const char *const *candidates,
                       size_t count, const char **near, size_t limit)
{
    size_t found = 0;
    for (int wanted = 0; wanted <= PREFIX; wanted++)
        for (size_t i = 0; i < count && found < limit; i++)
            if (badness(kt_slice_of(name), kt_slice_of(candidates[i])) ==
                wanted)
                near[found++] = candidates[i];
    return found;
}

const char *kt_suggest(const char *name, const char *const *candidates,
                       size_t count)
{
    const char *near = NULL;
    kt_suggest_near(name, candidates, count, &near, 1);
    return near;
}
