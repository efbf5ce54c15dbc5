#include "../scratch.h"

#include "../text/language_rows.h"
#include "article/cleaning.h"
#include "article/speech.h"
#include "store/draft.h"
#include "text/language_words.h"

/* A thread ends, and its drafter with it, before its last draft is written. */
static void a_draft_outlives_its_drafter(void **state)
{
    (void)state;
    static const char *const path = "a.txt";
    kt_error err;
    kt_source *source;
    kt_chunk *chunk;
    kt_draft *draft;
    kt_drafter *drafter;
    kt_quote_rules *quotes;
    if (kt_language_models_version() == NULL)
        skip();
    write_text(path, model_rows[0].text);
    assert_ok(kt_quote_rules_new(KT_SPEECH_LANGUAGES, &quotes, &err), &err);
    kt_draft_rules rules = {.quotes = quotes};
    assert_ok(kt_cleaning_shared(&rules.cleaning, &err), &err);
    assert_ok(kt_source_open(&path, 1, &source, &err), &err);
    assert_ok(kt_source_next(source, &chunk, &err), &err);
    assert_ok(kt_draft_new(chunk, &draft, &err), &err);
    assert_ok(kt_drafter_new(&path, 1, &rules, &drafter, &err), &err);
    assert_ok(kt_draft_make(drafter, draft, &err), &err);
    kt_drafter_free(drafter);
    assert_int_equal(draft->article_count, 1);
    assert_slice(draft->articles[0].article->lang, model_rows[0].language);
    kt_draft_free(draft);
    kt_source_close(source);
    kt_quote_rules_free(quotes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(a_draft_outlives_its_drafter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
