#include "naive.h"

#include <fcntl.h>
#include <ktool/frequency.h>

/* Each file on its own: a word does not run on into the next. */
static kt_counter *count_naively(const char *const *paths, size_t count)
{
    kt_error err;
    kt_counter *counter;
    assert_ok(kt_counter_new(&counter, &err), &err);
    for (size_t i = 0; i < count; i++) {
        kt_buffer text = {0};
        char block[4096];
        size_t got;
        FILE *file = fopen(paths[i], "rb");
        assert_non_null(file);
        while ((got = fread(block, 1, sizeof block, file)) > 0)
            kt_buffer_add(&text, block, got);
        fclose(file);
        kt_scanner scanner = {.text = kt_buffer_slice(&text)};
        kt_token token;
        assert_ok(kt_tokenizer_new(KT_RULES_NEWS, &scanner.tokenizer, &err),
                  &err);
        while (kt_scanner_next(&scanner, &token)) {
            kt_number n;
            if (token.class != KT_CLASS_WORD)
                continue;
            kt_buffer form =
                naive_form(kt_slice_sub(scanner.text, token.start, token.end),
                           KT_FORM_FOLD);
            kt_slice word = kt_buffer_slice(&form);
            assert_ok(kt_counter_get(counter, word, &n, &err), &err);
            n.as.integer++;
            assert_ok(kt_counter_set(counter, word, n, &err), &err);
            kt_buffer_free(&form);
        }
        kt_tokenizer_free(scanner.tokenizer);
        kt_buffer_free(&text);
    }
    return counter;
}

static void check_files(const char *const *paths, size_t count, unsigned jobs)
{
    kt_error err;
    kt_frequency *frequency;
    kt_count *expected;
    size_t words;
    kt_counter *counter = count_naively(paths, count);
    assert_ok(kt_counter_top(counter, SIZE_MAX, &expected, &words, &err), &err);
    assert_ok(
        kt_frequency_new(paths, count, KT_RULES_NEWS, jobs, &frequency, &err),
        &err);
    assert_int_equal(kt_frequency_count(frequency), words);
    for (size_t i = 0; i < words; i++) {
        uint64_t n;
        kt_slice word = kt_frequency_at(frequency, i, &n);
        if (!kt_slice_equal(word, expected[i].key) ||
            n != (uint64_t)expected[i].value.as.integer)
            fail_msg("rank %zu of %s with %u jobs: %.*s %llu, not %.*s %lld", i,
                     paths[0], jobs, (int)word.len, word.data,
                     (unsigned long long)n, (int)expected[i].key.len,
                     expected[i].key.data,
                     (long long)expected[i].value.as.integer);
    }
    kt_frequency_free(frequency);
    free(expected);
    kt_counter_free(counter);
}

/* Random words up to about @p size bytes; @p space between most of them. */
static void write_random(const char *path, size_t size, const char *space,
                         uint32_t seed)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (size_t written = 0; written < size;) {
        const char *word = vocabulary[next_random(&seed, LENGTH(vocabulary))];
        unsigned shape = next_random(&seed, 40);
        if (shape == 0)
            written += (size_t)fprintf(file, "\xFF\xE2\x80");
        if (shape == 1)
            written += (size_t)fprintf(file, "\n");
        written +=
            (size_t)fprintf(file, "%s%u%s", word, next_random(&seed, 3), space);
    }
    assert_int_equal(fclose(file), 0);
}

static void counts_are_those_of_a_plain_walk(void **state)
{
    (void)state;
    static const char *const paths[] = {"a", "b", "empty", "c", "d"};
    write_random("a", 5000, " ", 1);
    write_random("b", 3 * 1024 * 1024 + 500, " ", 2);
    write_text("empty", "");
    write_random("c", 1024 * 1024 - 3, "\n", 3);
    write_text("d", "akhir");
    for (unsigned jobs = 0; jobs < 4; jobs++)
        check_files(paths, LENGTH(paths), jobs);
    for (size_t i = 0; i < LENGTH(paths); i++)
        check_files(&paths[i], 1, 2);
}

/* Blocks end after 1 MiB; wherever that is in a word, a mark that joins
 * two, a sequence of bytes or a run of spaces, the count is the same. */
static void blocks_are_cut_where_a_word_ends(void **state)
{
    static const char *const joints[] = {
        "don't",
        "1.000,5",
        "caf\xC3\xA9\xCC\x81s",
        "a  b",
        "a \xCC\x81"
        "b",
        "a\r\nb",
        " \xE2\x80\x8D"
        "b",
        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"};
    (void)state;
    static const char *const path = "block";
    for (size_t i = 0; i < LENGTH(joints); i++) {
        for (size_t shift = 0; shift <= strlen(joints[i]); shift += 2) {
            FILE *file = fopen(path, "wb");
            assert_non_null(file);
            fprintf(file, "awal %0*d ", 1024 * 1024 - 6 - (int)shift, 7);
            fprintf(file, "%s x%s", joints[i], joints[i]);
            assert_int_equal(fclose(file), 0);
            check_files(&path, 1, 1);
        }
    }
}

static void text_without_a_space_is_read_as_a_whole(void **state)
{
    (void)state;
    static const char *const paths[] = {"long", "long", "after"};
    FILE *file = fopen("long", "wb");
    assert_non_null(file);
    for (int i = 0; i < 2500000; i++)
        putc('x', file);
    assert_int_equal(fclose(file), 0);
    write_text("after", "x xx");
    for (unsigned jobs = 1; jobs < 3; jobs++)
        check_files(paths, 3, jobs);
}

static void standard_input_is_a_file_like_others(void **state)
{
    (void)state;
    static const char *const paths[] = {"a", "-"};
    kt_error err;
    kt_frequency *frequency;
    uint64_t n;
    write_text("a", "satu dua");
    write_text("input", "dua tiga");
    int kept = dup(STDIN_FILENO), fd = open("input", O_RDONLY);
    assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
    close(fd);
    assert_ok(kt_frequency_new(paths, 2, KT_RULES_NEWS, 1, &frequency, &err),
              &err);
    assert_slice(kt_frequency_at(frequency, 0, &n), "dua");
    assert_int_equal(n, 2);
    assert_slice(kt_frequency_at(frequency, 1, &n), "satu");
    assert_int_equal(kt_frequency_count(frequency), 3);
    kt_frequency_free(frequency);
    dup2(kept, STDIN_FILENO);
    close(kept);
}

static void a_file_that_cannot_be_read_is_named(void **state)
{
    (void)state;
    static const char *const rows[] = {"none", "folder"};
    assert_int_equal(mkdir("folder", 0700), 0);
    write_text("a", "satu dua");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        for (unsigned jobs = 1; jobs < 3; jobs++) {
            kt_error err;
            kt_frequency *frequency;
            const char *const paths[] = {"a", rows[i], "a"};
            assert_int_equal(kt_frequency_new(paths, 3, KT_RULES_NEWS, jobs,
                                              &frequency, &err),
                             KT_ERR_IO);
            assert_null(frequency);
            assert_non_null(strstr(err.message, rows[i]));
        }
    }
}

static void no_file_has_no_words(void **state)
{
    (void)state;
    kt_error err;
    kt_frequency *frequency;
    assert_ok(kt_frequency_new(NULL, 0, KT_RULES_NEWS, 2, &frequency, &err),
              &err);
    assert_int_equal(kt_frequency_count(frequency), 0);
    kt_frequency_free(frequency);
    kt_frequency_free(NULL);
}

static void an_interrupt_ends_counting(void **state)
{
    (void)state;
    static const char *const path = "a";
    kt_error err;
    kt_frequency *frequency;
    write_text(path, "satu");
    kt_interrupt();
    assert_int_equal(
        kt_frequency_new(&path, 1, KT_RULES_NEWS, 1, &frequency, &err),
        KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(counts_are_those_of_a_plain_walk),
        IN_SCRATCH(blocks_are_cut_where_a_word_ends),
        IN_SCRATCH(text_without_a_space_is_read_as_a_whole),
        IN_SCRATCH(standard_input_is_a_file_like_others),
        IN_SCRATCH(a_file_that_cannot_be_read_is_named),
        cmocka_unit_test(no_file_has_no_words),
        IN_SCRATCH(an_interrupt_ends_counting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
