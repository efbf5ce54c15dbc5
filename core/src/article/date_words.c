#include "article/date_words.h"

#define ID KT_LANGUAGE_ID
#define EN KT_LANGUAGE_EN
#define BOTH (ID | EN)

/* In the order of texts, then kinds. */
static const kt_date_word words[] = {
    {"a", EN, KT_WORD_COUNT, 1},
    {"about", EN, KT_WORD_ABOUT, 0},
    {"afternoon", EN, KT_WORD_PART, KT_PART_EVENING},
    {"ago", EN, KT_WORD_AGO, 0},
    {"ags", ID, KT_WORD_MONTH, 8},
    {"agst", ID, KT_WORD_MONTH, 8},
    {"agt", ID, KT_WORD_MONTH, 8},
    {"agu", ID, KT_WORD_MONTH, 8},
    {"agustus", ID, KT_WORD_MONTH, 8},
    {"ahad", ID, KT_WORD_WEEKDAY, 0},
    {"an", EN, KT_WORD_COUNT, 1},
    {"apr", BOTH, KT_WORD_MONTH, 4},
    {"april", BOTH, KT_WORD_MONTH, 4},
    {"around", EN, KT_WORD_ABOUT, 0},
    {"at", EN, KT_WORD_CLOCK, 0},
    {"aug", EN, KT_WORD_MONTH, 8},
    {"august", EN, KT_WORD_MONTH, 8},
    {"ayat", ID, KT_WORD_LABEL, 0},
    {"baru", ID, KT_WORD_OPENING, 0},
    {"barusan", ID, KT_WORD_OPENING, 0},
    {"besok", ID, KT_WORD_OPENING, 0},
    {"bln", ID, KT_WORD_UNIT, KT_UNIT_MONTH},
    {"bst", EN, KT_WORD_ZONE, 60},
    {"bulan", ID, KT_WORD_UNIT, KT_UNIT_MONTH},
    {"cdt", EN, KT_WORD_ZONE, -300},
    {"cest", EN, KT_WORD_ZONE, 120},
    {"cet", EN, KT_WORD_ZONE, 60},
    {"cst", EN, KT_WORD_ZONE, -360},
    {"dalam", ID, KT_WORD_OPENING, 0},
    {"day", EN, KT_WORD_UNIT, KT_UNIT_DAY},
    {"days", EN, KT_WORD_UNIT, KT_UNIT_DAY},
    {"dec", EN, KT_WORD_MONTH, 12},
    {"december", EN, KT_WORD_MONTH, 12},
    {"delapan", ID, KT_WORD_COUNT, 8},
    {"depan", ID, KT_WORD_STEP, 1},
    {"des", ID, KT_WORD_MONTH, 12},
    {"desember", ID, KT_WORD_MONTH, 12},
    {"detik", ID, KT_WORD_UNIT, KT_UNIT_SECOND},
    {"dini", ID, KT_WORD_PART, KT_PART_MORNING},
    {"djanuari", ID, KT_WORD_MONTH, 1},
    {"djuli", ID, KT_WORD_MONTH, 7},
    {"djuni", ID, KT_WORD_MONTH, 6},
    {"dlm", ID, KT_WORD_OPENING, 0},
    {"dtk", ID, KT_WORD_UNIT, KT_UNIT_SECOND},
    {"dua", ID, KT_WORD_COUNT, 2},
    {"earlier", EN, KT_WORD_AGO, 0},
    {"edt", EN, KT_WORD_ZONE, -240},
    {"eight", EN, KT_WORD_COUNT, 8},
    {"eleven", EN, KT_WORD_COUNT, 11},
    {"empat", ID, KT_WORD_COUNT, 4},
    {"enam", ID, KT_WORD_COUNT, 6},
    {"esok", ID, KT_WORD_OPENING, 0},
    {"est", EN, KT_WORD_ZONE, -300},
    {"evening", EN, KT_WORD_PART, KT_PART_EVENING},
    {"feb", BOTH, KT_WORD_MONTH, 2},
    {"februari", ID, KT_WORD_MONTH, 2},
    {"february", EN, KT_WORD_MONTH, 2},
    {"five", EN, KT_WORD_COUNT, 5},
    {"four", EN, KT_WORD_COUNT, 4},
    {"fri", EN, KT_WORD_WEEKDAY, 5},
    {"friday", EN, KT_WORD_WEEKDAY, 5},
    {"gmt", BOTH, KT_WORD_ZONE, 0},
    {"hari", ID, KT_WORD_UNIT, KT_UNIT_DAY},
    {"hence", EN, KT_WORD_LATER, 0},
    {"hingga", ID, KT_WORD_TO, 0},
    {"hour", EN, KT_WORD_UNIT, KT_UNIT_HOUR},
    {"hours", EN, KT_WORD_UNIT, KT_UNIT_HOUR},
    {"hp", ID, KT_WORD_LABEL, 0},
    {"hr", EN, KT_WORD_UNIT, KT_UNIT_HOUR},
    {"hrs", EN, KT_WORD_UNIT, KT_UNIT_HOUR},
    {"in", EN, KT_WORD_OPENING, 0},
    {"ini", ID, KT_WORD_STEP, 0},
    {"ip", EN, KT_WORD_LABEL, 0},
    {"jam", ID, KT_WORD_CLOCK, 0},
    {"jam", ID, KT_WORD_UNIT, KT_UNIT_HOUR},
    {"jan", BOTH, KT_WORD_MONTH, 1},
    {"januari", ID, KT_WORD_MONTH, 1},
    {"january", EN, KT_WORD_MONTH, 1},
    {"jst", BOTH, KT_WORD_ZONE, 540},
    {"jul", BOTH, KT_WORD_MONTH, 7},
    {"juli", ID, KT_WORD_MONTH, 7},
    {"july", EN, KT_WORD_MONTH, 7},
    {"jum", ID, KT_WORD_WEEKDAY, 5},
    {"jumat", ID, KT_WORD_WEEKDAY, 5},
    {"jun", BOTH, KT_WORD_MONTH, 6},
    {"june", EN, KT_WORD_MONTH, 6},
    {"juni", ID, KT_WORD_MONTH, 6},
    {"just", EN, KT_WORD_OPENING, 0},
    {"kam", ID, KT_WORD_WEEKDAY, 4},
    {"kamis", ID, KT_WORD_WEEKDAY, 4},
    {"kemarin", ID, KT_WORD_OPENING, 0},
    {"kira", ID, KT_WORD_ABOUT, 0},
    {"lagi", ID, KT_WORD_LATER, 0},
    {"lalu", ID, KT_WORD_AGO, 0},
    {"lalu", ID, KT_WORD_STEP, -1},
    {"last", EN, KT_WORD_STEP, -1},
    {"later", EN, KT_WORD_LATER, 0},
    {"lima", ID, KT_WORD_COUNT, 5},
    {"lusa", ID, KT_WORD_OPENING, 0},
    {"malam", ID, KT_WORD_PART, KT_PART_NIGHT},
    {"mar", BOTH, KT_WORD_MONTH, 3},
    {"march", EN, KT_WORD_MONTH, 3},
    {"maret", ID, KT_WORD_MONTH, 3},
    {"may", EN, KT_WORD_MONTH, 5},
    {"mdt", EN, KT_WORD_ZONE, -360},
    {"mei", ID, KT_WORD_MONTH, 5},
    {"mendatang", ID, KT_WORD_LATER, 0},
    {"mendatang", ID, KT_WORD_STEP, 1},
    {"menit", ID, KT_WORD_UNIT, KT_UNIT_MINUTE},
    {"midnight", EN, KT_WORD_HOUR, 0},
    {"min", ID, KT_WORD_WEEKDAY, 0},
    {"min", EN, KT_WORD_UNIT, KT_UNIT_MINUTE},
    {"minggu", ID, KT_WORD_WEEKDAY, 0},
    {"minggu", ID, KT_WORD_UNIT, KT_UNIT_WEEK},
    {"mins", EN, KT_WORD_UNIT, KT_UNIT_MINUTE},
    {"minute", EN, KT_WORD_UNIT, KT_UNIT_MINUTE},
    {"minutes", EN, KT_WORD_UNIT, KT_UNIT_MINUTE},
    {"mnt", ID, KT_WORD_UNIT, KT_UNIT_MINUTE},
    {"mon", EN, KT_WORD_WEEKDAY, 1},
    {"monday", EN, KT_WORD_WEEKDAY, 1},
    {"month", EN, KT_WORD_UNIT, KT_UNIT_MONTH},
    {"months", EN, KT_WORD_UNIT, KT_UNIT_MONTH},
    {"morning", EN, KT_WORD_PART, KT_PART_MORNING},
    {"mst", EN, KT_WORD_ZONE, -420},
    {"myt", BOTH, KT_WORD_ZONE, 480},
    {"next", EN, KT_WORD_STEP, 1},
    {"night", EN, KT_WORD_PART, KT_PART_NIGHT},
    {"nine", EN, KT_WORD_COUNT, 9},
    {"no", BOTH, KT_WORD_LABEL, 0},
    {"nomer", ID, KT_WORD_LABEL, 0},
    {"nomor", ID, KT_WORD_LABEL, 0},
    {"noon", EN, KT_WORD_HOUR, 12},
    {"nop", ID, KT_WORD_MONTH, 11},
    {"nopember", ID, KT_WORD_MONTH, 11},
    {"nov", BOTH, KT_WORD_MONTH, 11},
    {"november", BOTH, KT_WORD_MONTH, 11},
    {"nr", EN, KT_WORD_LABEL, 0},
    {"number", EN, KT_WORD_LABEL, 0},
    {"oct", EN, KT_WORD_MONTH, 10},
    {"october", EN, KT_WORD_MONTH, 10},
    {"okt", ID, KT_WORD_MONTH, 10},
    {"oktober", ID, KT_WORD_MONTH, 10},
    {"one", EN, KT_WORD_COUNT, 1},
    {"pagi", ID, KT_WORD_PART, KT_PART_MORNING},
    {"pasal", ID, KT_WORD_LABEL, 0},
    {"pdt", EN, KT_WORD_ZONE, -420},
    {"peb", ID, KT_WORD_MONTH, 2},
    {"pebruari", ID, KT_WORD_MONTH, 2},
    {"pekan", ID, KT_WORD_UNIT, KT_UNIT_WEEK},
    {"petang", ID, KT_WORD_PART, KT_PART_EVENING},
    {"phone", EN, KT_WORD_LABEL, 0},
    {"pk", ID, KT_WORD_CLOCK, 0},
    {"pkl", ID, KT_WORD_CLOCK, 0},
    {"pst", EN, KT_WORD_ZONE, -480},
    {"pukul", ID, KT_WORD_CLOCK, 0},
    {"rab", ID, KT_WORD_WEEKDAY, 3},
    {"rabu", ID, KT_WORD_WEEKDAY, 3},
    {"rp", ID, KT_WORD_LABEL, 0},
    {"sab", ID, KT_WORD_WEEKDAY, 6},
    {"sabtu", ID, KT_WORD_WEEKDAY, 6},
    {"sampai", ID, KT_WORD_TO, 0},
    {"sat", EN, KT_WORD_WEEKDAY, 6},
    {"satu", ID, KT_WORD_COUNT, 1},
    {"saturday", EN, KT_WORD_WEEKDAY, 6},
    {"score", EN, KT_WORD_LABEL, 0},
    {"sd", ID, KT_WORD_TO, 0},
    {"sebelas", ID, KT_WORD_COUNT, 11},
    {"sebulan", ID, KT_WORD_ONE_UNIT, KT_UNIT_MONTH},
    {"sec", EN, KT_WORD_UNIT, KT_UNIT_SECOND},
    {"second", EN, KT_WORD_UNIT, KT_UNIT_SECOND},
    {"seconds", EN, KT_WORD_UNIT, KT_UNIT_SECOND},
    {"secs", EN, KT_WORD_UNIT, KT_UNIT_SECOND},
    {"sehari", ID, KT_WORD_ONE_UNIT, KT_UNIT_DAY},
    {"sejam", ID, KT_WORD_ONE_UNIT, KT_UNIT_HOUR},
    {"sekira", ID, KT_WORD_ABOUT, 0},
    {"sekitar", ID, KT_WORD_ABOUT, 0},
    {"sel", ID, KT_WORD_WEEKDAY, 2},
    {"selasa", ID, KT_WORD_WEEKDAY, 2},
    {"semalam", ID, KT_WORD_OPENING, 0},
    {"sembilan", ID, KT_WORD_COUNT, 9},
    {"semenit", ID, KT_WORD_ONE_UNIT, KT_UNIT_MINUTE},
    {"seminggu", ID, KT_WORD_ONE_UNIT, KT_UNIT_WEEK},
    {"sen", ID, KT_WORD_WEEKDAY, 1},
    {"senin", ID, KT_WORD_WEEKDAY, 1},
    {"sep", BOTH, KT_WORD_MONTH, 9},
    {"sepekan", ID, KT_WORD_ONE_UNIT, KT_UNIT_WEEK},
    {"sept", BOTH, KT_WORD_MONTH, 9},
    {"september", BOTH, KT_WORD_MONTH, 9},
    {"sepuluh", ID, KT_WORD_COUNT, 10},
    {"setahun", ID, KT_WORD_ONE_UNIT, KT_UNIT_YEAR},
    {"seven", EN, KT_WORD_COUNT, 7},
    {"sgt", BOTH, KT_WORD_ZONE, 480},
    {"siang", ID, KT_WORD_PART, KT_PART_NOON},
    {"silam", ID, KT_WORD_AGO, 0},
    {"silam", ID, KT_WORD_STEP, -1},
    {"six", EN, KT_WORD_COUNT, 6},
    {"skor", ID, KT_WORD_LABEL, 0},
    {"sore", ID, KT_WORD_PART, KT_PART_EVENING},
    {"subuh", ID, KT_WORD_PART, KT_PART_MORNING},
    {"sun", EN, KT_WORD_WEEKDAY, 0},
    {"sunday", EN, KT_WORD_WEEKDAY, 0},
    {"tadi", ID, KT_WORD_OPENING, 0},
    {"tahun", ID, KT_WORD_YEAR, 0},
    {"tahun", ID, KT_WORD_UNIT, KT_UNIT_YEAR},
    {"tanggal", ID, KT_WORD_DATE, 0},
    {"tel", EN, KT_WORD_LABEL, 0},
    {"telepon", ID, KT_WORD_LABEL, 0},
    {"telp", ID, KT_WORD_LABEL, 0},
    {"ten", EN, KT_WORD_COUNT, 10},
    {"tgl", ID, KT_WORD_DATE, 0},
    {"the", EN, KT_WORD_OPENING, 0},
    {"this", EN, KT_WORD_STEP, 0},
    {"thn", ID, KT_WORD_YEAR, 0},
    {"thn", ID, KT_WORD_UNIT, KT_UNIT_YEAR},
    {"three", EN, KT_WORD_COUNT, 3},
    {"through", EN, KT_WORD_TO, 0},
    {"thu", EN, KT_WORD_WEEKDAY, 4},
    {"thur", EN, KT_WORD_WEEKDAY, 4},
    {"thurs", EN, KT_WORD_WEEKDAY, 4},
    {"thursday", EN, KT_WORD_WEEKDAY, 4},
    {"tiga", ID, KT_WORD_COUNT, 3},
    {"tlp", ID, KT_WORD_LABEL, 0},
    {"to", EN, KT_WORD_TO, 0},
    {"today", EN, KT_WORD_OPENING, 0},
    {"tomorrow", EN, KT_WORD_OPENING, 0},
    {"tonight", EN, KT_WORD_OPENING, 0},
    {"tue", EN, KT_WORD_WEEKDAY, 2},
    {"tues", EN, KT_WORD_WEEKDAY, 2},
    {"tuesday", EN, KT_WORD_WEEKDAY, 2},
    {"tujuh", ID, KT_WORD_COUNT, 7},
    {"twelve", EN, KT_WORD_COUNT, 12},
    {"two", EN, KT_WORD_COUNT, 2},
    {"until", EN, KT_WORD_TO, 0},
    {"usd", EN, KT_WORD_LABEL, 0},
    {"utc", BOTH, KT_WORD_ZONE, 0},
    {"versi", ID, KT_WORD_LABEL, 0},
    {"version", EN, KT_WORD_LABEL, 0},
    {"wed", EN, KT_WORD_WEEKDAY, 3},
    {"wednesday", EN, KT_WORD_WEEKDAY, 3},
    {"weds", EN, KT_WORD_WEEKDAY, 3},
    {"week", EN, KT_WORD_UNIT, KT_UNIT_WEEK},
    {"weeks", EN, KT_WORD_UNIT, KT_UNIT_WEEK},
    {"wib", ID, KT_WORD_ZONE, 420},
    {"wit", ID, KT_WORD_ZONE, 540},
    {"wita", ID, KT_WORD_ZONE, 480},
    {"yang", ID, KT_WORD_JUST, 0},
    {"year", EN, KT_WORD_YEAR, 0},
    {"year", EN, KT_WORD_UNIT, KT_UNIT_YEAR},
    {"years", EN, KT_WORD_UNIT, KT_UNIT_YEAR},
    {"yesterday", EN, KT_WORD_OPENING, 0},
    {"z", BOTH, KT_WORD_ZONE, 0},
};

enum {
    WORD_TOTAL = sizeof words / sizeof words[0]
};

/* Texts are compared without measuring those of the table, which takes longer
 * than the rest of a search. */
static int compare(const kt_date_word *word, kt_slice text)
{
    int order = strncmp(word->text, text.data, text.len);
    return order == 0 ? word->text[text.len] : order;
}

/* The first meaning of `text`, which is not empty; the others follow it. */
static size_t lower_bound(kt_slice text)
{
    size_t low = 0, high = WORD_TOTAL;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&words[middle], text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_at(size_t i, kt_slice text)
{
    return i < WORD_TOTAL && compare(&words[i], text) == 0;
}

const kt_date_word *kt_date_word_find(kt_slice text, kt_date_word_kind kind)
{
    for (size_t i = lower_bound(text); is_at(i, text); i++) {
        if (words[i].kind == kind)
            return &words[i];
    }
    return NULL;
}

bool kt_date_word_opens(kt_slice text)
{
    const unsigned openings =
        1u << KT_WORD_MONTH | 1u << KT_WORD_WEEKDAY | 1u << KT_WORD_CLOCK |
        1u << KT_WORD_ABOUT | 1u << KT_WORD_PART | 1u << KT_WORD_DATE |
        1u << KT_WORD_YEAR | 1u << KT_WORD_UNIT | 1u << KT_WORD_ONE_UNIT |
        1u << KT_WORD_COUNT | 1u << KT_WORD_STEP | 1u << KT_WORD_OPENING;
    for (size_t i = lower_bound(text); is_at(i, text); i++) {
        if ((openings >> words[i].kind & 1) != 0)
            return true;
    }
    return false;
}
