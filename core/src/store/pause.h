/**
 * @file
 * Stores that are not asked anything at the moment: see kt_corpora_pause().
 */
#ifndef KT_STORE_PAUSE_H
#define KT_STORE_PAUSE_H

#include <stdbool.h>

/** Whether this thread may use a store now: a program that pauses has said
 * that it does not. */
bool kt_corpora_may_ask(void);

/** Whether any store may rest. */
bool kt_stores_may_rest(void);

/** Let the writers in that wait for stores, and take these up again.
 * @return whether that was possible with all */
bool kt_stores_give_way(void);
bool kt_stores_take_up(void);

#endif
