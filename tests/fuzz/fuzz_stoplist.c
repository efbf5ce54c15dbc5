#include "fuzz.h"

#include <ktool/stoplist.h>
#include <ktool/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/ktool-fuzz-XXXXXX";

static void remove_file(void)
{
    unlink(path);
}

static FILE *open_file(void)
{
    static FILE *file;
    if (file == NULL) {
        file = fdopen(mkstemp(path), "r+");
        atexit(remove_file);
    }
    assert(file != NULL);
    return file;
}

/* Words are not empty, have no blanks, are folded, and are found. */
static void check_words(const kt_stoplist *list)
{
    kt_slice word;
    for (size_t at = 0; kt_stoplist_next(list, &at, &word);) {
        kt_buffer folded = {0};
        assert(word.len > 0 && memchr(word.data, ' ', word.len) == NULL);
        kt_text_fold(word, &folded);
        assert(kt_slice_equal(word, kt_buffer_slice(&folded)));
        kt_buffer_free(&folded);
        assert(kt_stoplist_has(list, word));
    }
}

static void check_lists(const char *lists)
{
    kt_error err;
    kt_stoplist *list;
    kt_status status = kt_stoplist_new(lists, KT_FORM_FOLD, &list, &err);
    assert((status == KT_OK) == (list != NULL));
    assert(status == KT_OK || err.message[0] != '\0');
    if (status == KT_OK)
        check_words(list);
    kt_stoplist_free(list);
}

/* The first line names lists, but no path out of here; all of it is a file
 * of one's own. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char lists[256];
    const uint8_t *end = size == 0 ? NULL : memchr(data, '\n', size);
    size_t len = end == NULL ? size : (size_t)(end - data);
    snprintf(lists, sizeof lists, "%.*s", (int)len, (const char *)data);
    for (char *c = lists; *c != '\0'; c++)
        *c = *c == '/' ? '_' : *c;
    check_lists(lists);

    FILE *file = open_file();
    rewind(file);
    fwrite(data, 1, size, file);
    if (fflush(file) != 0 || ftruncate(fileno(file), (off_t)size) != 0)
        abort();
    check_lists(path);
    snprintf(lists, sizeof lists, "id-negators+%s", path);
    check_lists(lists);
    return 0;
}
