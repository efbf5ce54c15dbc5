/* What was typed in earlier sessions. */
#ifndef KTOOL_CLI_HISTORY_H
#define KTOOL_CLI_HISTORY_H

#include <ktool/slice.h>

/** Hand what is kept in $XDG_STATE_HOME/ktool/history to the line editor and
 * keep on adding to it; if it cannot be written, say so and do without. */
void history_open_file(void);

/** Keep @p entry, which may have several lines. Each session adds to the end,
 * so that all of their entries are kept. */
void history_keep(kt_slice entry);

void history_close_file(void);

#endif
