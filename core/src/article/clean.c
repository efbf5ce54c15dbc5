#include "article/clean.h"

#include "article/clean_match.h"
#include "article/known.h"
#include "article/paragraphs.h"
#include "article/repeats.h"
#include "base/list.h"

#include <stdlib.h>

enum {
    LONGEST_DATELINE = 100, /* bytes, if it is not at the top */
    LONGEST_OUTLET = 40,    /* bytes, at the front of a dateline */
    LEAD_PARAGRAPHS = 4,    /* in which a dateline may stand */
    LONGEST_TITLE = 160,    /* bytes of a line in a list of links */
    LONGEST_MARKUP = 300,   /* bytes of a link that brackets or tags end */
    LONGEST_SAID = 120,     /* bytes of a paragraph that may be said twice */
};

/* A line of the article, and what of it is not taken at its ends. */
typedef struct paragraph {
    size_t line_start, line_end;
    size_t start, end;
} paragraph;

struct kt_cleaner {
    kt_clean_matcher matcher;
    kt_known known;
    kt_repeats repeats;
    paragraph *list;
    kt_span *taken, *spans;
    /* The article under way. */
    const kt_titles *titles;
    const kt_article *article;
    size_t count, taken_count, span_count;
    bool has_dateline;
    bool failed; /* for want of memory */
};

kt_status kt_cleaner_new(const kt_cleaning *cleaning, kt_cleaner **out,
                         kt_error *err)
{
    *out = NULL;
    kt_cleaner *c = calloc(1, sizeof *c);
    if (c == NULL)
        return KT_FAIL_NOMEM(err);
    kt_status status = kt_matcher_open(&c->matcher, cleaning, err);
    if (status == KT_OK)
        *out = c;
    else
        kt_cleaner_free(c);
    return status;
}

void kt_cleaner_free(kt_cleaner *c)
{
    if (c == NULL)
        return;
    kt_matcher_close(&c->matcher);
    kt_known_free(&c->known);
    kt_repeats_free(&c->repeats);
    free(c->list);
    free(c->taken);
    free(c->spans);
    free(c);
}

/* The host of a URL. */
static kt_slice host_of(kt_slice url)
{
    for (size_t i = 0; i + 2 < url.len; i++) {
        if (memcmp(url.data + i, "://", 3) != 0)
            continue;
        url = kt_slice_sub(url, i + 3, url.len);
        break;
    }
    size_t end = 0;
    while (end < url.len && memchr("/:?#", url.data[end], 4) == NULL)
        end++;
    return kt_slice_sub(url, 0, end);
}

/* Find out whose rules hold, from a source or a host. */
static void find_outlet(kt_cleaner *c, kt_slice name)
{
    if (name.len == 0 || name.len > KT_CLEAN_LINE)
        return;
    const kt_clean_rule *rule =
        kt_match_find(&c->matcher, KT_WHERE_OUTLET, name, 0, PCRE2_NOTEMPTY);
    if (rule != NULL)
        c->matcher.outlet = rule->outlet;
}

/* Read what the groups of the last match set. */
static void read_groups(kt_cleaner *c, const kt_clean_rule *rule,
                        kt_slice subject)
{
    kt_slice source = {NULL, 0};
    for (size_t i = 0; i < rule->set_count; i++) {
        kt_slice value = kt_match_group(&c->matcher, subject, i + 1);
        if (value.len == 0 || rule->sets[i].field.len == 0)
            continue;
        kt_known_read(&c->known, rule->sets[i].field, value, rule->label);
        if (kt_slice_equal(rule->sets[i].field, KT_SLICE("source")))
            source = value;
    }
    if (c->matcher.outlet == 0)
        find_outlet(c, source); /* the match is not used from here on */
}

/* Label a stretch of the article; white space at its ends is nobody's. */
static void take(kt_cleaner *c, size_t start, size_t end, kt_label label,
                 const char *rule)
{
    kt_span span = kt_trim(c->article->raw, start, end);
    span.label = label;
    span.rule = rule;
    if (span.start == span.end)
        return;
    c->has_dateline |= label == KT_LABEL_DATELINE;
    if (kt_list_grow(&c->taken, c->taken_count, sizeof *c->taken))
        c->taken[c->taken_count++] = span;
    else
        c->failed = true;
}

static void set_rest(kt_cleaner *c, paragraph *p, size_t start, size_t end)
{
    kt_span rest = kt_trim(c->article->raw, start, end);
    p->start = rest.start;
    p->end = rest.end;
}

static void take_all(kt_cleaner *c, paragraph *p, kt_label label,
                     const char *rule)
{
    take(c, p->start, p->end, label, rule);
    p->start = p->end;
}

static bool is_empty(const paragraph *p)
{
    return p->start == p->end;
}

/* Whether nothing of it is taken. */
static bool is_whole(const paragraph *p)
{
    return p->start == p->line_start && p->end == p->line_end;
}

/* What a rule sees of a paragraph's front. */
static kt_slice front_of(const kt_cleaner *c, const paragraph *p, bool *cut)
{
    kt_slice text = kt_slice_sub(c->article->raw, p->start, p->end);
    size_t end = kt_cut_at(text, KT_CLEAN_EDGE);
    *cut = end < text.len;
    return kt_slice_sub(text, 0, end);
}

/* Do what a rule says that matched from @p start to @p end, at one end of what
 * is left of a paragraph. False if it only reads. */
static bool apply(kt_cleaner *c, const kt_clean_rule *rule, kt_slice subject,
                  paragraph *p, size_t start, size_t end)
{
    read_groups(c, rule, subject);
    if (rule->label == KT_LABEL_BODY)
        return false;
    take(c, start, end, rule->label, rule->name);
    if (start == p->start)
        set_rest(c, p, end, p->end);
    else
        set_rest(c, p, p->start, start);
    return true;
}

/* Try the rules of a place at the front of what is left of a paragraph. */
static bool take_front(kt_cleaner *c, paragraph *p, kt_where where)
{
    bool cut;
    kt_slice subject = front_of(c, p, &cut);
    const kt_clean_rule *rule =
        kt_match_find(&c->matcher, where, subject, 0, cut ? PCRE2_NOTEOL : 0);
    /* Not the match's length: \K may have moved where it begins. */
    return rule != NULL && apply(c, rule, subject, p, p->start,
                                 p->start + kt_match_end(&c->matcher));
}

/* Try the rules for whole paragraphs. */
static bool take_line(kt_cleaner *c, paragraph *p)
{
    kt_slice subject = kt_slice_sub(c->article->raw, p->start, p->end);
    const kt_clean_rule *rule =
        subject.len > KT_CLEAN_LINE
            ? NULL
            : kt_match_find(&c->matcher, KT_WHERE_LINE, subject, 0, 0);
    return rule != NULL && apply(c, rule, subject, p, p->start, p->end);
}

/* Try the rules of a place at the end of what is left of a paragraph. */
static bool take_end(kt_cleaner *c, paragraph *p, kt_where where)
{
    kt_slice subject = kt_slice_sub(c->article->raw, p->start, p->end);
    size_t from = kt_tail_of(subject, KT_CLEAN_LINE);
    const kt_clean_rule *rule =
        kt_match_find(&c->matcher, where, subject, from, 0);
    if (rule == NULL)
        return false;
    size_t len = kt_match_group(&c->matcher, subject, 0).len;
    return apply(c, rule, subject, p, p->end - len, p->end);
}

/* Try the rules for two paragraphs at the top, such as a name and below it what
 * its bearer did. */
static void take_two(kt_cleaner *c, size_t i)
{
    if (i + 1 >= c->count || !is_whole(&c->list[i]))
        return;
    paragraph *p = &c->list[i], *below = &c->list[i + 1];
    kt_slice subject = kt_slice_sub(c->article->raw, p->start, below->end);
    const kt_clean_rule *rule =
        subject.len > KT_CLEAN_EDGE
            ? NULL
            : kt_match_find(&c->matcher, KT_WHERE_TWO_LINES, subject, 0, 0);
    if (rule == NULL)
        return;
    read_groups(c, rule, subject);
    if (rule->label == KT_LABEL_BODY)
        return;
    take_all(c, p, rule->label, rule->name);
    take_all(c, below, rule->label, rule->name);
}

/* The top of the article; where its text begins: after a dateline, if there
 * is one. */
static size_t clean_top(kt_cleaner *c)
{
    for (size_t i = 0; i < c->count; i++) {
        paragraph *p = &c->list[i];
        if (i == 0 &&
            kt_slice_equal(kt_slice_sub(c->article->raw, p->start, p->end),
                           c->article->title))
            take_all(c, p, KT_LABEL_REPEATED, "title-again");
        take_two(c, i);
        while (!is_empty(p) && !c->has_dateline &&
               (take_front(c, p, KT_WHERE_ARTICLE_START) ||
                take_front(c, p, KT_WHERE_LEAD)))
            ;
        if (!is_empty(p) && !(is_whole(p) && take_line(c, p)))
            return i;
    }
    return c->count;
}

static bool has_long_dash(const char *text, size_t len)
{
    const char *p = text, *end = text + len;
    for (; (p = memchr(p, '\xE2', (size_t)(end - p))) != NULL; p++) {
        if (memcmp(p, "\u2013", 3) == 0 || memcmp(p, "\u2014", 3) == 0)
            return true;
    }
    return false;
}

/* Whether a paragraph has the marks of a dateline: a dash that ends it, or a
 * comma behind its outlet. */
static bool has_marks(const kt_cleaner *c, const paragraph *p)
{
    const char *text = c->article->raw.data + p->start;
    size_t len = p->end - p->start;
    len = len < LONGEST_DATELINE ? len : LONGEST_DATELINE;
    if (len <= 2)
        return false;
    len -= 2; /* where a mark may begin that has more behind it */
    size_t outlet = len < LONGEST_OUTLET ? len : LONGEST_OUTLET;
    return memchr(text, ',', outlet) != NULL ||
           memchr(text, '-', len) != NULL || has_long_dash(text, len);
}

/* A dateline that names its outlet may follow a summary or a caption. The first
 * paragraph was tried with the top. */
static void clean_lead(kt_cleaner *c, size_t from)
{
    size_t end =
        c->count - from < LEAD_PARAGRAPHS ? c->count : from + LEAD_PARAGRAPHS;
    for (size_t i = from + 1; i < end && !c->has_dateline; i++) {
        if (!is_empty(&c->list[i]) && has_marks(c, &c->list[i]))
            take_front(c, &c->list[i], KT_WHERE_LEAD);
    }
}

static void clean_lines(kt_cleaner *c, size_t from)
{
    for (size_t i = from; i < c->count; i++) {
        paragraph *p = &c->list[i];
        if (is_whole(p) && take_line(c, p))
            continue;
        if (!is_empty(p))
            take_front(c, p, KT_WHERE_PARAGRAPH_START);
        if (!is_empty(p))
            take_end(c, p, KT_WHERE_PARAGRAPH_END);
    }
}

static kt_slice line_of(const kt_cleaner *c, size_t i)
{
    return kt_slice_sub(c->article->raw, c->list[i].line_start,
                        c->list[i].line_end);
}

static bool same_line(const kt_cleaner *c, size_t i, size_t k)
{
    return i < c->count && k < c->count &&
           kt_slice_equal(line_of(c, i), line_of(c, k));
}

/* Whether paragraph @p i, which stood before as @p before, was not just said
 * twice: it is long, or stands right below itself, or what follows stood behind
 * it before, too. */
static bool is_copy(const kt_cleaner *c, size_t i, size_t before)
{
    return line_of(c, i).len >= LONGEST_SAID || same_line(c, i, i - 1) ||
           same_line(c, i + 1, before + 1);
}

/* Paragraphs that stand before in the article. What follows such a one and
 * stood behind it before, too, is repeated however short it is. */
static void clean_repeats(kt_cleaner *c)
{
    size_t next = SIZE_MAX; /* what comes next if a block is repeated */
    if (!kt_repeats_begin(&c->repeats, c->count)) {
        c->failed = true;
        return;
    }
    for (size_t i = 0; i < c->count; i++)
        kt_repeats_expect(&c->repeats, line_of(c, i));
    for (size_t i = 0; i < c->count; i++) {
        paragraph *p = &c->list[i];
        bool goes_on = next < i && same_line(c, next, i);
        size_t before =
            goes_on ? next : kt_repeats_find(&c->repeats, line_of(c, i), i);
        if (is_empty(p))
            continue;
        next = SIZE_MAX;
        if (before == i || !(goes_on || is_copy(c, i, before)))
            continue;
        take_all(c, p, KT_LABEL_REPEATED, "block-again");
        next = before + 1;
    }
}

static void clean_end(kt_cleaner *c)
{
    for (size_t i = c->count; i > 0;) {
        paragraph *p = &c->list[i - 1];
        if (is_empty(p))
            i--;
        else if (!take_end(c, p, KT_WHERE_ARTICLE_END))
            return;
    }
}

/* Whether what is left of a paragraph does not end as a sentence does, and is
 * as short as a title. */
static bool is_like_title(const kt_cleaner *c, const paragraph *p)
{
    if (is_empty(p) || p->end - p->start > LONGEST_TITLE)
        return false;
    char last = c->article->raw.data[p->end - 1];
    return memchr(".:;,\"')]", last, 8) == NULL &&
           (unsigned char)last < 0x80; /* no curly mark, no ellipsis */
}

/* Whether a span is the heading of links, and no link itself. */
static bool is_heading(const kt_cleaner *c, const kt_span *span)
{
    const char *text = c->article->raw.data + span->start;
    size_t len = span->end - span->start;
    return (span->label == KT_LABEL_RELATED_LINK ||
            span->label == KT_LABEL_WIDGET) &&
           memchr(text, ':', len) == text + len - 1;
}

/* The first paragraph that begins after a span does, or count. */
static size_t paragraph_after(const kt_cleaner *c, const kt_span *span)
{
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->list[middle].line_start <= span->start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The titles below a heading: down to the end of the article if nothing else
 * follows, else one below a heading of links. A video that is announced may
 * stand above a heading of the text. Whether there was any. */
static bool clean_link_lists(kt_cleaner *c)
{
    size_t before = c->taken_count;
    size_t end = c->count; /* from there on all is taken or like a title */
    while (end > 0 &&
           (is_empty(&c->list[end - 1]) || is_like_title(c, &c->list[end - 1])))
        end--;
    for (size_t k = c->taken_count; k > 0; k--) {
        kt_span heading = c->taken[k - 1];
        size_t first = paragraph_after(c, &heading);
        if (!is_heading(c, &heading) || first == c->count ||
            c->list[first - 1].line_end != heading.end)
            continue;
        bool link = heading.label == KT_LABEL_RELATED_LINK;
        size_t last = first >= end ? c->count : first + link;
        for (size_t i = first; i < last && is_like_title(c, &c->list[i]); i++)
            take_all(c, &c->list[i], KT_LABEL_RELATED_LINK, "link-below");
    }
    return c->taken_count > before;
}

/* Where the bracket that stands before @p at is closed, or @p end. */
static size_t find_close(kt_slice raw, size_t at, size_t end)
{
    char open = raw.data[at - 1], close = open == '(' ? ')' : ']';
    size_t depth = 1;
    for (; at < end; at++) {
        depth += raw.data[at] == open;
        depth -= raw.data[at] == close;
        if (depth == 0)
            break;
    }
    return at;
}

/* Where the tag of a link, or of letters that stand out, is closed, or
 * @p end. */
static size_t find_tag(kt_slice raw, size_t at, size_t end)
{
    const char *found = memchr(raw.data + at, '<', end - at);
    size_t tag = found == NULL ? end : (size_t)(found - raw.data);
    return end - tag > 3 && raw.data[tag + 1] == '/' &&
                   memchr("abeisuABEISU", raw.data[tag + 2], 12) != NULL
               ? tag
               : end;
}

/* The link whose marker goes from @p marker to @p at, where its end can be
 * proved: by brackets around it, which are taken with it, by a tag, or by
 * another article's title. Else the marker alone. */
static kt_span find_link(const kt_cleaner *c, size_t from, size_t marker,
                         size_t at, size_t end)
{
    kt_slice raw = c->article->raw;
    kt_span link = {marker, at, KT_LABEL_RELATED_LINK, NULL};
    size_t reach = end - at < LONGEST_MARKUP ? end : at + LONGEST_MARKUP;
    bool bracket = marker > from &&
                   (raw.data[marker - 1] == '(' || raw.data[marker - 1] == '[');
    size_t close = bracket ? find_close(raw, marker, reach) : reach;
    size_t tag = find_tag(raw, at, reach);
    if (close < reach) {
        link.start--;
        link.end = close + 1;
    } else if (tag < reach) {
        link.end = tag;
    } else if (c->titles != NULL) {
        link.end += kt_titles_match(c->titles, kt_slice_sub(raw, at, end));
    }
    return link;
}

/* Links that were inserted into a paragraph. What cannot be proved to be one
 * stays body, down to the next marker, and is only marked. */
static void clean_inserts(kt_cleaner *c, paragraph *p)
{
    size_t suspect = SIZE_MAX, from = 0;
    kt_slice subject = kt_slice_sub(c->article->raw, p->start, p->end);
    kt_clean_marker found;
    while ((found = kt_match_inline(&c->matcher, subject, from)).rule != NULL) {
        size_t start = p->start + found.start, after = p->start + found.end;
        kt_span link = find_link(c, p->start + from, start, after, p->end);
        bool proved = link.end > after;
        if (suspect != SIZE_MAX)
            take(c, suspect, link.start, KT_LABEL_BODY, KT_SUSPECT_LINK);
        suspect = proved ? SIZE_MAX : start;
        if (proved)
            take(c, link.start, link.end, found.rule->label, found.rule->name);
        from = link.end - p->start;
    }
    if (suspect != SIZE_MAX)
        take(c, suspect, p->end, KT_LABEL_BODY, KT_SUSPECT_LINK);
}

static int by_start(const void *a, const void *b)
{
    const kt_span *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

static void add_span(kt_cleaner *c, kt_span span)
{
    if (span.start == span.end)
        return;
    if (kt_list_grow(&c->spans, c->span_count, sizeof *c->spans))
        c->spans[c->span_count++] = span;
    else
        c->failed = true;
}

/* What was taken, and the body around it. */
static void assemble(kt_cleaner *c)
{
    size_t next = 0;
    if (c->taken_count > 1)
        qsort(c->taken, c->taken_count, sizeof *c->taken, by_start);
    for (size_t i = 0; i < c->count; i++) {
        size_t at = c->list[i].line_start, end = c->list[i].line_end;
        for (; next < c->taken_count && c->taken[next].start < end; next++) {
            add_span(c, kt_trim(c->article->raw, at, c->taken[next].start));
            add_span(c, c->taken[next]);
            at = c->taken[next].end;
        }
        add_span(c, at == c->list[i].line_start
                        ? (kt_span){at, end, KT_LABEL_BODY, NULL}
                        : kt_trim(c->article->raw, at, end));
    }
}

/* Begin with the title, and paragraphs of which nothing is taken. */
static void begin(kt_cleaner *c, const kt_titles *titles, kt_article *article)
{
    c->titles = titles;
    c->article = article;
    kt_matcher_begin(&c->matcher);
    c->has_dateline = false;
    c->failed = false;
    c->count = 0;
    c->taken_count = 0;
    c->span_count = 0;
    kt_known_begin(&c->known, article);
    for (size_t i = 0; i < article->span_count; i++) {
        kt_span span = article->spans[i];
        if (span.label != KT_LABEL_BODY)
            add_span(c, span);
        else if (kt_list_grow(&c->list, c->count, sizeof *c->list))
            c->list[c->count++] =
                (paragraph){span.start, span.end, span.start, span.end};
        else
            c->failed = true;
    }
    find_outlet(c, article->source);
    if (c->matcher.outlet == 0)
        find_outlet(c, host_of(article->url));
}

static void clean(kt_cleaner *c)
{
    size_t text = clean_top(c);
    clean_lead(c, text);
    clean_lines(c, text);
    clean_repeats(c);
    clean_end(c);
    if (clean_link_lists(c))
        clean_end(c);
    for (size_t i = text; i < c->count; i++) {
        if (!is_empty(&c->list[i]))
            clean_inserts(c, &c->list[i]);
    }
    assemble(c);
}

kt_status kt_clean(kt_cleaner *c, const kt_titles *titles, kt_arena *arena,
                   kt_article *article, kt_error *err)
{
    begin(c, titles, article);
    if (!c->failed)
        clean(c);
    c->failed |= c->matcher.failed;
    if (c->matcher.wrong != NULL)
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "rules of cleaning: '%s' cannot be used; `ktool check "
                       "--rules` shows every line that is wrong",
                       c->matcher.wrong->name);
    kt_slice spans = {NULL, 0};
    if (!c->failed)
        spans =
            kt_arena_copy(arena, (kt_slice){(const char *)c->spans,
                                            c->span_count * sizeof *c->spans});
    if (c->failed || (c->span_count > 0 && spans.data == NULL))
        return KT_FAIL_NOMEM(err);
    article->spans = (const kt_span *)(const void *)spans.data;
    article->span_count = c->span_count;
    return kt_known_finish(&c->known, arena, article, err);
}
