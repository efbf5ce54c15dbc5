#include "article/speech.h"

#include <inttypes.h>
#include <ktool/cleaning.h>
#include <ktool/corpus.h>
#include <ktool/language.h>
#include <ktool/text.h>
#include <ktool/tokens.h>
#include <pthread.h>
#include <stdio.h>
#include <utf8proc.h>

/* Raised whenever the same text would give other tokens, or other spans. */
enum {
    TOKENS_VERSION = 2,
    SPANS_VERSION = 2
};

static char text[320];

static kt_status write_text(kt_error *err)
{
    uint64_t cleaning;
    kt_status status = kt_cleaning_hash(&cleaning, err);
    if (status != KT_OK)
        return status;
    const char *icu = kt_icu_version();
    const char *models = kt_language_models_version();
    char matcher[64];
    kt_cleaning_matcher(matcher);
    snprintf(
        text, sizeof text,
        "tokens=%d spans=%d cleaning=%016" PRIx64 " pcre2=%s quotes=%016" PRIx64
        " unicode=%s utf8proc=%s icu=%s languages=%016" PRIx64 " exttextcat=%s",
        TOKENS_VERSION, SPANS_VERSION, cleaning, matcher, kt_speech_hash(),
        kt_unicode_version(), utf8proc_version(), icu == NULL ? "none" : icu,
        kt_language_hash(), models == NULL ? "none" : models);
    return KT_OK;
}

kt_status kt_fingerprint(const char **out, kt_error *err)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    kt_status status = text[0] == '\0' ? write_text(err) : KT_OK;
    pthread_mutex_unlock(&lock);
    *out = text;
    return status;
}
