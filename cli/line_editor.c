#include "line_editor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(KTOOL_READLINE)
#include <readline/history.h>
#include <readline/readline.h>
#define HAS_EDITOR 1
#elif defined(KTOOL_LIBEDIT)
#include <editline/readline.h>
#define HAS_EDITOR 1
#endif

line_result line_read_plain(kt_buffer *out)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t len = getline(&line, &size, stdin);
    if (len > 0 && line[len - 1] == '\n')
        kt_buffer_add(out, line, (size_t)len - 1);
    else if (len > 0)
        kt_buffer_add(out, line, (size_t)len);
    free(line);
    return len < 0 ? LINE_END : LINE_READ;
}

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

/* Without SA_RESTART, so that waiting for a key ends. */
static void catch_interrupt(struct sigaction *before)
{
    struct sigaction action = {.sa_handler = on_interrupt};
    interrupted = 0;
    sigaction(SIGINT, &action, before);
}

#ifdef HAS_EDITOR

static line_result result;
static bool done;
static kt_buffer *line_out;

#if defined(RL_READLINE_VERSION) && RL_READLINE_VERSION >= 0x0802
/* At Ctrl-D readline ends the line itself, though only with bracketed paste,
 * and from then on at every line. */
static void restore_terminal(void)
{
    rl_eof_found = 0;
    rl_deprep_terminal();
}
#else
#define restore_terminal rl_deprep_terminal
#endif

static void take_line(char *line)
{
    done = true;
    result = line == NULL ? LINE_END : LINE_READ;
    if (line != NULL)
        kt_buffer_add_string(line_out, line);
    free(line);
    rl_callback_handler_remove();
}

static void cancel_line(void)
{
    done = true;
    result = LINE_CANCELLED;
    rl_free_line_state();
#ifdef KTOOL_READLINE
    rl_callback_sigcleanup();
#endif
    rl_cleanup_after_signal();
    rl_callback_handler_remove();
    putchar('\n');
}

/* The editor's own waiting cannot be left by a signal, so we wait. SIGINT is
 * blocked but for that, lest it come just before. */
static void edit(const sigset_t *unblocked)
{
    struct pollfd input = {.fd = fileno(stdin), .events = POLLIN};
    while (!done) {
        int ready = ppoll(&input, 1, NULL, unblocked);
        if (interrupted)
            cancel_line();
        else if (ready > 0)
            rl_callback_read_char();
    }
}

line_result line_editor_read(const char *prompt, kt_buffer *out)
{
    struct sigaction before;
    sigset_t interrupt, unblocked;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    rl_catch_signals = 0;
    rl_deprep_term_function = restore_terminal;
    done = false;
    line_out = out;

    catch_interrupt(&before);
    sigprocmask(SIG_BLOCK, &interrupt, &unblocked);
    rl_callback_handler_install(prompt, take_line);
    edit(&unblocked);
    sigprocmask(SIG_SETMASK, &unblocked, NULL);
    sigaction(SIGINT, &before, NULL);
    if (result == LINE_END)
        putchar('\n');
    return result;
}

void line_editor_remember(const char *entry)
{
    add_history(entry);
}

#else

line_result line_editor_read(const char *prompt, kt_buffer *out)
{
    struct sigaction before;
    fputs(prompt, stdout);
    fflush(stdout);
    catch_interrupt(&before);
    line_result result = line_read_plain(out);
    sigaction(SIGINT, &before, NULL);
    if (result != LINE_END)
        return result;
    clearerr(stdin);
    putchar('\n');
    return interrupted ? LINE_CANCELLED : LINE_END;
}

void line_editor_remember(const char *entry)
{
    (void)entry;
}

#endif
