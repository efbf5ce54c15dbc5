/*
 * Times two commands in turn, A B A B, as whole processes.
 *
 *     pairs RUNS 'COMMAND A' 'COMMAND B'
 *
 * Each runs once more before, uncounted, unless RUNS is 1. Prints the median
 * wall times in milliseconds and the largest memory in KiB:
 *
 *     a_ms b_ms a_kib b_kib
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    RUNS_MAX = 99
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static double run(const char *command, long *kib)
{
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0) {
        fprintf(stderr, "pairs: failed: %s\n", command);
        exit(1);
    }
    *kib = usage.ru_maxrss > *kib ? usage.ru_maxrss : *kib;
    return now() - start;
}

static int ascending(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

int main(int argc, char **argv)
{
    int runs = argc == 4 ? atoi(argv[1]) : 0;
    if (runs < 1 || runs > RUNS_MAX) {
        fprintf(stderr, "usage: pairs RUNS 'COMMAND A' 'COMMAND B'\n");
        return 2;
    }
    double a[RUNS_MAX + 1], b[RUNS_MAX + 1];
    long a_kib = 0, b_kib = 0;
    for (int i = runs == 1; i <= runs; i++) {
        a[i] = run(argv[2], &a_kib);
        b[i] = run(argv[3], &b_kib);
    }
    qsort(a + 1, (size_t)runs, sizeof *a, ascending);
    qsort(b + 1, (size_t)runs, sizeof *b, ascending);
    printf("%.2f %.2f %ld %ld\n", a[1 + runs / 2], b[1 + runs / 2], a_kib,
           b_kib);
    return 0;
}
