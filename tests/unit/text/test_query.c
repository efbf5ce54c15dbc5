#include "../scratch.h"

#include "text/query.h"

/* A leaf as "text", with t: in titles and - below NOT. */
static void describe_leaf(const kt_query *query, size_t leaf, kt_buffer *out)
{
    const kt_query_leaf *l = &query->leaves[leaf];
    kt_buffer_add_string(out, l->is_wanted ? "" : "-");
    kt_buffer_add_string(out, l->in_title ? "t:" : "");
    kt_buffer_add_slice(out, l->text);
}

static void describe_side(uint64_t leaves, kt_buffer *out)
{
    for (; leaves != 0; leaves &= leaves - 1)
        kt_buffer_add_format(out, "%d", __builtin_ctzll(leaves));
}

/* Steps in their order, then links as <left/distance/right>. */
static kt_buffer describe(const kt_query *query)
{
    static const char *const names[] = {NULL, "&", "|", "!"};
    kt_buffer out = {0};
    for (size_t i = 0; i < query->step_count; i++) {
        kt_buffer_add_string(&out, i == 0 ? "" : " ");
        if (query->steps[i].op == KT_QUERY_LEAF)
            describe_leaf(query, query->steps[i].leaf, &out);
        else
            kt_buffer_add_string(&out, names[query->steps[i].op]);
    }
    for (size_t i = 0; i < query->link_count; i++) {
        kt_buffer_add_string(&out, " <");
        describe_side(query->links[i].left, &out);
        kt_buffer_add_format(&out, "/%u/", query->links[i].distance);
        describe_side(query->links[i].right, &out);
        kt_buffer_add_char(&out, '>');
    }
    kt_buffer_add_char(&out, '\0');
    return out;
}

static const struct {
    const char *name, *text, *expected;
} readings[] = {
    {"a word", "putin", "putin"},
    {"words stand for AND", "a b c", "a b & c &"},
    {"AND may be said", "a AND b", "a b &"},
    {"OR", "a OR b OR c", "a b | c |"},
    {"AND binds more than OR", "a b OR c d", "a b & c d & |"},
    {"NOT binds more than AND", "a NOT b c", "a -b ! & c &"},
    {"parentheses", "a (b OR c)", "a b c | &"},
    {"parentheses in parentheses", "((a) OR (b (c)))", "a b c & |"},
    {"no white space is needed around them", "a(b)c\"d e\"f",
     "a b & c & d e & f &"},
    {"NOT of parentheses", "NOT (a OR b)", "-a -b | !"},
    {"NOT twice", "NOT NOT a", "a"},
    {"NOT thrice", "NOT NOT NOT a", "-a !"},
    {"NOT of NOT", "NOT (NOT a)", "a"},
    {"what NOT in a NOT is about is wanted", "NOT (a NOT b)", "-a b ! & !"},
    {"a phrase", "\"korea utara\"", "korea utara"},
    {"globs", "kunjung* ?ata", "kunjung* ?ata &"},
    {"a phrase in curly marks", "“korea utara” „a b”c “\"” \"“\"",
     "korea utara a b & c & \" & “ &"},
    {"a glob in a phrase", "\"korea ut*\"", "korea ut*"},
    {"operators in small letters are words", "a and or not near/5",
     "a and & or & not & near/5 &"},
    {"so are quoted ones", "\"AND\" \"NEAR/5\"", "AND NEAR/5 &"},
    {"and longer ones", "ANDI NOTA ORANG NEARBY",
     "ANDI NOTA & ORANG & NEARBY &"},
    {"marks in words", "Rp5.000 e-mail 13:39 AT&T",
     "Rp5.000 e-mail & 13:39 & AT&T &"},
    {"an address is no field", "https://kompas.com/a", "https://kompas.com/a"},
    {"title", "title:a b", "t:a b &"},
    {"title of a phrase", "title:\"a b\" c", "t:a b c &"},
    {"title of parentheses", "title:(a OR b c) d", "t:a t:b t:c & | d &"},
    {"white space behind title:", "title: a", "t:a"},
    {"title in title", "title:(a title:b)", "t:a t:b &"},
    {"NOT title", "NOT title:a", "-t:a !"},
    {"NEAR", "a NEAR/5 b", "a b & <0/5/1>"},
    {"NEAR binds most", "NOT a NEAR/0 b c", "-a -b & ! c & <0/0/1>"},
    {"a chain of NEAR", "a NEAR/1 b NEAR/2 c", "a b & c & <0/1/1> <1/2/2>"},
    {"NEAR of alternatives", "(a OR b OR \"c d\") NEAR/1000 (e OR f)",
     "a b | c d | e f | & <012/1000/34>"},
    {"NEAR of a title", "title:(a OR b) NEAR/3 title:c",
     "t:a t:b | t:c & <01/3/2>"},
    {"the one of the issue",
     "putin \"korea utara\" NEAR/5 kunjung* NOT ukraina",
     "putin korea utara kunjung* & & -ukraina ! & <1/5/2>"},
    {"any white space", "\ta\r\nb\v", "a b &"},
    {"letters beyond ASCII", "\xC3\xA9t\xC3\xA9 \xE2\x80\x93k",
     "\xC3\xA9t\xC3\xA9 \xE2\x80\x93k &"},
};

static void queries_are_read_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(readings); i++) {
        kt_error err;
        kt_query query;
        assert_ok(
            kt_query_read(kt_slice_of(readings[i].text), &query, NULL, &err),
            &err);
        kt_buffer found = describe(&query);
        if (strcmp(found.data, readings[i].expected) != 0)
            fail_msg("%s: read as %s, not %s", readings[i].name, found.data,
                     readings[i].expected);
        kt_buffer_free(&found);
    }
}

static const struct {
    const char *text, *wrong, *message;
} refused[] = {
    {"", "", "query, byte 1: an empty query; give a word, a phrase or a glob"},
    {" \t", "", "query, byte 3: an empty query"},
    {"AND a", "AND", "query, byte 1: AND needs something on its left"},
    {"a OR", "OR", "query, byte 3: OR needs something on its right"},
    {"a NOT", "NOT", "query, byte 3: NOT needs something on its right"},
    {"a AND OR b", "OR", "query, byte 7: OR needs something on its left"},
    {"(a OR) b", "OR", "query, byte 4: OR needs something on its right"},
    {"NEAR/5 a", "NEAR/5", "NEAR/5 needs something on its left"},
    {"a NEAR/5", "NEAR/5",
     "query, byte 3: NEAR/5 needs something on its right"},
    {"a NEAR/5 NOT b", "NEAR/5", "NEAR/5 needs something on its right"},
    {"a NEAR b", "NEAR",
     "'NEAR': NEAR takes a number of tokens from 0 to 1000"},
    {"a NEAR/ b", "NEAR/", "'NEAR/': NEAR takes a number"},
    {"a NEAR/x b", "NEAR/x", "'NEAR/x': NEAR takes a number"},
    {"a NEAR/-1 b", "NEAR/-1", "'NEAR/-1': NEAR takes a number"},
    {"a NEAR/1001 b", "NEAR/1001", "NEAR takes a number"},
    {"a NEAR/99999999999999999999 b", "NEAR/99999999999999999999",
     "NEAR takes a number"},
    {"NEAR/\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
     "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
     "\xC3\xA9\xC3\xA9\xC3\xA9",
     "NEAR/\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
     "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
     "\xC3\xA9\xC3\xA9\xC3\xA9",
     "\xC3\xA9\xC3\xA9': NEAR takes a number"},
    {"(a b) NEAR/5 c", "NEAR/5",
     "query, byte 7: NEAR/5 has more on its left than a word, a phrase or "
     "alternatives (a OR b)"},
    {"c NEAR/5 (a OR NOT b)", "NEAR/5", "NEAR/5 has more on its right"},
    {"c NEAR/5 (a NEAR/2 b)", "NEAR/5", "NEAR/5 has more on its right"},
    {"(a", "(", "query, byte 1: a ( that is not closed"},
    {"a (b (c)", "(", "query, byte 3: a ( that is not closed"},
    {"a)", ")", "query, byte 2: a ) without its ("},
    {")", ")", "query, byte 1: a ) without its ("},
    {"a ()", "(", "query, byte 3: nothing in parentheses"},
    {"a \"b c", "\"", "query, byte 3: a quotation mark that is not closed"},
    {"a ”b c\"", "”", "query, byte 3: a quotation mark that is not closed"},
    {"a \"\"", "\"\"", "query, byte 3: nothing between quotation marks"},
    {"\" \"", "\" \"", "nothing between quotation marks"},
    {"a titel:b",
     "titel:", "query, byte 3: unknown field 'titel:'; did you mean title: ?"},
    {"Editor:Budi", "Editor:",
     "unknown field 'Editor:'; there is title:, and a word with a colon stands "
     "in quotation marks"},
    {"title:", "title:", "title: needs a word"},
    {"title: OR b", "title:",
     "query, byte 1: title: needs a word, a phrase or parentheses behind it"},
    {"title:title:b", "title:", "title: needs a word"},
    {"kata \xFF", "\xFF", "query, byte 6: this is not UTF-8"},
};

static void what_is_no_query_is_refused_at_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(refused); i++) {
        kt_error err;
        kt_query query;
        kt_slice wrong;
        kt_slice text = kt_slice_of(refused[i].text);
        if (kt_query_read(text, &query, &wrong, &err) != KT_ERR_USAGE)
            fail_msg("'%s' was read", refused[i].text);
        if (strstr(err.message, refused[i].message) == NULL)
            fail_msg("'%s': %s", refused[i].text, err.message);
        assert_slice(wrong, refused[i].wrong);
        assert_true(wrong.data >= text.data &&
                    wrong.data + wrong.len <= text.data + text.len);
    }
}

static kt_status read_many(const char *unit, size_t count, const char *end,
                           kt_query *out)
{
    kt_error err;
    kt_buffer text = {0};
    for (size_t i = 0; i < count; i++)
        kt_buffer_add_string(&text, unit);
    kt_buffer_add_string(&text, end);
    kt_status status = kt_query_read(kt_buffer_slice(&text), out, NULL, &err);
    kt_buffer_free(&text);
    return status;
}

static void queries_are_bounded(void **state)
{
    (void)state;
    kt_query query;
    assert_int_equal(read_many("a ", KT_QUERY_LEAVES, "", &query), KT_OK);
    assert_true(kt_query_holds(&query, UINT64_MAX >> 1));
    assert_false(kt_query_holds(&query, UINT64_MAX >> 2));
    assert_int_equal(read_many("a ", KT_QUERY_LEAVES + 1, "", &query),
                     KT_ERR_LIMIT);
    assert_int_equal(read_many("NOT (a OR ", 32,
                               "b))))))))))))))))))))))))))))"
                               "))))",
                               &query),
                     KT_OK);
    assert_int_equal(read_many("(", 100000, "a", &query), KT_ERR_LIMIT);
    assert_int_equal(read_many("NOT ", 100001, "a", &query), KT_OK);
    assert_true(kt_query_holds(&query, 0));
    /* As many steps as there can be. */
    assert_int_equal(read_many("NOT (NOT a OR ", 31,
                               "NOT b)))))))))))))))))))"
                               "))))))))))))",
                               &query),
                     KT_OK);
    assert_true(query.step_count <= KT_QUERY_STEPS);
    assert_int_equal(
        read_many("NOT a OR ", KT_QUERY_LEAVES - 1, "NOT a", &query), KT_OK);
    assert_true(kt_query_holds(&query, 1));
    assert_false(kt_query_holds(&query, UINT64_MAX));
}

/* For which of the sets of leaves a query holds: bit n for the set n. */
static const struct {
    const char *text;
    unsigned holds;
} truths[] = {
    {"a", 2},
    {"NOT a", 1},
    {"a b", 8},
    {"a OR b", 0xE},
    {"a NOT b", 2},
    {"NOT a NOT b", 1},
    {"a OR NOT b", 11},
    {"NOT (a b)", 7},
    {"NOT (a OR b)", 1},
    {"a b c", 0x80},
    {"a OR b c", 0xEA},
    {"(a OR b) c", 0xE0},
    {"a NEAR/5 b", 8},
    {"a NOT (b NOT c)", 0xA2},
};

static void queries_hold_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(truths); i++) {
        kt_error err;
        kt_query query;
        unsigned holds = 0;
        assert_ok(
            kt_query_read(kt_slice_of(truths[i].text), &query, NULL, &err),
            &err);
        for (unsigned set = 0; set < 1u << query.leaf_count; set++)
            holds |= (unsigned)kt_query_holds(&query, set) << set;
        if (holds != truths[i].holds)
            fail_msg("%s: %#x, not %#x", truths[i].text, holds,
                     truths[i].holds);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queries_are_read_as_in_the_table),
        cmocka_unit_test(what_is_no_query_is_refused_at_its_place),
        cmocka_unit_test(queries_are_bounded),
        cmocka_unit_test(queries_hold_as_in_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
