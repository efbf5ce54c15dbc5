/* What the shell is told when something went wrong. */
#ifndef KTOOL_CLI_FAILURE_H
#define KTOOL_CLI_FAILURE_H

#include <ktool/lua.h>

/** Print "ktool: MESSAGE", with control characters escaped.
 * @return the exit status that @p err stands for */
int report_failure(const kt_error *err);

/** Let Ctrl-C end a long call with KT_ERR_INTERRUPTED, and a second one the
 * program. */
void end_calls_on_interrupt(void);

#endif
