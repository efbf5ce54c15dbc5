/**
 * @file
 * Normalising and folding of single tokens, for the inner loops.
 */
#ifndef KT_TEXT_FOLD_H
#define KT_TEXT_FOLD_H

#include <ktool/text.h>

/** Whether @p text is valid UTF-8 and known to be in NFC without looking
 * further; false only means that it must be normalised. */
bool kt_text_is_plain_nfc(kt_slice text);

#endif
