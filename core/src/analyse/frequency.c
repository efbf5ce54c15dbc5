#include <ktool/frequency.h>

#include "base/parallel.h"
#include "base/prefix.h"
#include "base/table.h"
#include "text/fold.h"
#include "text/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    BLOCK = 1024 * 1024,
    PADDING = 32, /* bytes after a text that kt_probe_inline may read */
    BATCH = 32
};

/* A word in rank order: enough of it to sort mostly without its text. */
typedef struct ranked {
    uint64_t count;
    uint64_t prefix; /* its first eight bytes, big-endian */
    const kt_entry *entry;
} ranked;

struct kt_frequency {
    kt_table words;
    ranked *ranks;
};

/* Folding a token the long way takes a microsecond, and texts that need it
 * need it for the same words again and again. */
typedef struct memo {
    kt_probe token; /* its length is 0 in a memo that is free */
    kt_probe folded;
} memo;

enum {
    MEMOS = 4096
};

typedef struct counting {
    kt_table words;
    kt_probe batch[BATCH];
    size_t pending;
    kt_buffer folded;
    memo *memos;
    kt_tokenizer *tokenizer;
    bool no_memory;
} counting;

static void count_pending(counting *c)
{
    if (!kt_table_reserve(&c->words, BATCH)) {
        c->no_memory = true;
        c->pending = 0;
        return;
    }
    for (size_t i = 0; i < c->pending; i++)
        kt_table_at(&c->words, &c->batch[i])->value++;
    c->pending = 0;
}

static inline void count_probe(counting *c, kt_probe probe)
{
    c->batch[c->pending] = probe;
    kt_table_prefetch(&c->words, &c->batch[c->pending]);
    if (++c->pending == BATCH)
        count_pending(c);
}

static void count_folded(counting *c, const kt_probe *folded)
{
    if (folded->len != KT_LONG_KEY) {
        count_probe(c, *folded);
        return;
    }
    kt_entry *entry =
        kt_table_reserve(&c->words, 1) ? kt_table_at(&c->words, folded) : NULL;
    if (entry == NULL)
        c->no_memory = true;
    else
        entry->value++;
}

/* The folded form of a token; its length is 0 if there is no memory. */
static kt_probe fold(counting *c, kt_slice token)
{
    kt_buffer_clear(&c->folded);
    kt_text_fold(token, &c->folded);
    c->no_memory |= c->folded.failed;
    return c->folded.len == 0 ? (kt_probe){0}
                              : kt_probe_of(kt_buffer_slice(&c->folded), 0);
}

/* Count a token that is not plain ASCII, or is long. */
static void count_long(counting *c, kt_slice token)
{
    kt_probe folded;
    if (token.len <= KT_INLINE_KEY) {
        kt_probe probe = kt_probe_inline(token.data, token.len, 0, false);
        memo *known = &c->memos[probe.hash % MEMOS];
        if (memcmp(&known->token, &probe, sizeof probe) != 0) {
            *known = (memo){probe, fold(c, token)};
            if (known->folded.len == KT_LONG_KEY)
                known->token.len = 0; /* it borrows what is soon overwritten */
        }
        folded = known->folded;
    } else {
        folded = fold(c, token);
    }
    if (folded.len != 0)
        count_folded(c, &folded);
}

/* Count the words of text, after which PADDING bytes may be read. */
static void count_text(counting *c, const uint8_t *text, size_t len)
{
    const uint8_t *p = text, *end = text + len;
    kt_scan token;
    kt_tokenizer_begin(c->tokenizer, text);
    while (kt_scan_next(p, end, c->tokenizer, &token)) {
        p = token.end;
        if (token.class != KT_CLASS_WORD)
            continue;
        size_t bytes = (size_t)(token.end - token.start);
        if (token.ascii && bytes <= KT_INLINE_KEY)
            count_probe(c, kt_probe_inline(token.start, bytes, 0, true));
        else
            count_long(c, (kt_slice){(const char *)token.start, bytes});
    }
}

/* The files, read by whichever thread comes next. */
typedef struct reading {
    pthread_mutex_t lock;
    const char *const *paths;
    size_t count, next; /* the file to open next */
    int fd;             /* the one that is open, or -1 */
    kt_buffer carry;    /* what was read but stands after the last cut */
} reading;

/* The end of the longest start of text after which a word boundary is
 * certain whatever follows; 0 if there is none after from. */
static size_t last_cut(const char *text, size_t from, size_t len)
{
    for (size_t i = len; i > from; i--) {
        if (text[i - 1] == '\n')
            return i;
        if (i < len && text[i - 1] == ' ' &&
            (kt_scan_class[(uint8_t)text[i]] & SCAN_WORD))
            return i;
    }
    return 0;
}

static kt_status open_next(reading *r, kt_error *err)
{
    const char *path = r->paths[r->next++];
    if (strcmp(path, "-") == 0)
        r->fd = dup(STDIN_FILENO);
    else
        r->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (r->fd < 0)
        return KT_FAIL(err, KT_ERR_IO, "%s: %s", path, strerror(errno));
    return KT_OK;
}

/* Append up to a block of the open file to block, and close it at its end. */
static kt_status read_some(reading *r, kt_buffer *block, kt_error *err)
{
    if (!kt_buffer_reserve(block, BLOCK + PADDING))
        return KT_FAIL_NOMEM(err);
    ssize_t got = read(r->fd, block->data + block->len, BLOCK);
    if (got < 0 && errno == EINTR)
        return KT_OK;
    if (got < 0)
        return KT_FAIL(err, KT_ERR_IO, "%s: %s", r->paths[r->next - 1],
                       strerror(errno));
    block->len += (size_t)got;
    if (got == 0) {
        close(r->fd);
        r->fd = -1;
    }
    return KT_OK;
}

/* Fill block with the next stretch of text that ends at a certain boundary;
 * empty at the end of the last file. */
static kt_status next_block(reading *r, kt_buffer *block, kt_error *err)
{
    kt_status status = KT_OK;
    size_t searched = 0; /* where there is no cut */
    kt_buffer_clear(block);
    kt_buffer_add_slice(block, kt_buffer_slice(&r->carry));
    kt_buffer_clear(&r->carry);
    while (status == KT_OK && (r->fd >= 0 || r->next < r->count)) {
        if (r->fd < 0)
            status = open_next(r, err);
        else
            status = read_some(r, block, err);
        if (r->fd < 0 && block->len > 0)
            break; /* a file is over, and with it its last word */
        size_t cut = block->len < BLOCK
                         ? 0
                         : last_cut(block->data, searched, block->len);
        if (cut > 0) {
            kt_buffer_add(&r->carry, block->data + cut, block->len - cut);
            block->len = cut;
            break;
        }
        if (block->len >= BLOCK)
            searched = block->len - 1;
    }
    if (status == KT_OK && kt_interrupted())
        status = KT_FAIL(err, KT_ERR_INTERRUPTED, "interrupted");
    return status == KT_OK ? kt_buffer_status(&r->carry, err) : status;
}

typedef struct counting_run {
    reading reading;
    kt_table *tables; /* one for each worker, once it is done */
    kt_rules rules;
} counting_run;

static kt_status count_all(counting_run *run, counting *c, kt_buffer *block,
                           kt_error *err)
{
    while (!c->no_memory) {
        pthread_mutex_lock(&run->reading.lock);
        kt_status status = next_block(&run->reading, block, err);
        pthread_mutex_unlock(&run->reading.lock);
        if (status != KT_OK)
            return status;
        if (block->len == 0)
            break;
        count_text(c, (const uint8_t *)block->data, block->len);
    }
    count_pending(c);
    return c->no_memory ? KT_FAIL_NOMEM(err)
                        : kt_tokenizer_status(c->tokenizer, err);
}

static kt_status count_blocks(void *ctx, unsigned worker, kt_error *err)
{
    counting_run *run = ctx;
    /* On this thread's stack: two workers' states in one cache line would
     * make both three times slower. */
    counting c = {.memos = calloc(MEMOS, sizeof *c.memos)};
    kt_buffer block = {0};
    kt_status status = c.memos == NULL || !kt_table_reserve(&c.words, 1 << 15)
                           ? KT_FAIL_NOMEM(err)
                           : kt_tokenizer_new(run->rules, &c.tokenizer, err);
    if (status == KT_OK)
        status = count_all(run, &c, &block, err);
    run->tables[worker] = c.words;
    kt_buffer_free(&block);
    kt_buffer_free(&c.folded);
    kt_tokenizer_free(c.tokenizer);
    free(c.memos);
    return status;
}

static bool merge(kt_table *into, const kt_table *from)
{
    for (size_t i = 0; i < from->capacity; i++) {
        const kt_entry *entry = &from->entries[i];
        if (entry->probe.len == 0)
            continue;
        kt_entry *sum =
            kt_table_reserve(into, 1) ? kt_table_at(into, &entry->probe) : NULL;
        if (sum == NULL)
            return false;
        sum->value += entry->value;
    }
    return true;
}

static int by_rank(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    if (x->prefix != y->prefix)
        return x->prefix < y->prefix ? -1 : 1;
    return kt_slice_compare(kt_entry_key(x->entry), kt_entry_key(y->entry));
}

static bool rank(kt_frequency *f)
{
    f->ranks = malloc((f->words.count + 1) * sizeof *f->ranks);
    if (f->ranks == NULL)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < f->words.capacity; i++) {
        const kt_entry *entry = &f->words.entries[i];
        if (entry->probe.len != 0)
            f->ranks[n++] =
                (ranked){entry->value, kt_prefix(kt_entry_key(entry)), entry};
    }
    qsort(f->ranks, n, sizeof *f->ranks, by_rank);
    return true;
}

static kt_status collect(kt_frequency *f, kt_table *tables, unsigned jobs,
                         kt_error *err)
{
    f->words = tables[0];
    tables[0] = (kt_table){0};
    for (unsigned i = 1; i < jobs; i++) {
        if (!merge(&f->words, &tables[i]))
            return KT_FAIL_NOMEM(err);
        kt_table_free(&tables[i]);
    }
    return rank(f) ? KT_OK : KT_FAIL_NOMEM(err);
}

kt_status kt_frequency_new(const char *const *paths, size_t count,
                           kt_rules rules, unsigned jobs, kt_frequency **out,
                           kt_error *err)
{
    *out = NULL;
    if (jobs == 0)
        jobs = kt_processors();
    counting_run run = {.reading = {.lock = PTHREAD_MUTEX_INITIALIZER,
                                    .paths = paths,
                                    .count = count,
                                    .fd = -1},
                        .rules = rules};
    kt_frequency *f = calloc(1, sizeof *f);
    run.tables = calloc(jobs, sizeof *run.tables);
    kt_status status = f == NULL || run.tables == NULL
                           ? KT_FAIL_NOMEM(err)
                           : kt_parallel(jobs, count_blocks, &run, err);
    if (status == KT_OK)
        status = collect(f, run.tables, jobs, err);
    if (status == KT_OK) {
        *out = f;
        f = NULL;
    }
    for (unsigned i = 0; run.tables != NULL && i < jobs; i++)
        kt_table_free(&run.tables[i]);
    free(run.tables);
    kt_buffer_free(&run.reading.carry);
    if (run.reading.fd >= 0)
        close(run.reading.fd);
    kt_frequency_free(f);
    return status;
}

void kt_frequency_free(kt_frequency *f)
{
    if (f == NULL)
        return;
    kt_table_free(&f->words);
    free(f->ranks);
    free(f);
}

size_t kt_frequency_count(const kt_frequency *f)
{
    return f->words.count;
}

kt_slice kt_frequency_at(const kt_frequency *f, size_t rank_, uint64_t *count)
{
    *count = f->ranks[rank_].count;
    return kt_entry_key(f->ranks[rank_].entry);
}
