// Jobs: every file is compiled in a process of its own, several at once.
//
// Guarantees: what the files say comes out in their order, whole; a process that crashes is
// reported as a fault of Zilant; one that is killed leaves no half-written output; an interrupt
// ends all.

#include "driver/internal.h"
#include "support/file.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

// A job's process.
typedef struct Process {
    Job *job;
    pid_t id; // 0 before the start and after the end
    bool is_done;
    int status; // from waitpid
    // files that hold what it printed; -1 if it prints itself
    int output, errors;
} Process;

// All of them.
typedef struct Pool {
    const Driver *driver;
    Process *processes;
    CoreBudget *cores; // shared with the processes
    uint32_t count;
    uint32_t started, running, printed;
    // signals while the pool runs, and before
    sigset_t awaited, before;
    int interrupt; // the signal that ends everything, or 0
    bool shows_progress;
} Pool;

// Makes a file in memory that the process's output goes to.
static int open_capture(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

// What the new process does.
static _Noreturn void run_child(Pool *pool, Process *process) {
    sigprocmask(SIG_SETMASK, &pool->before, NULL);
    if (process->output >= 0)
        dup2(process->output, STDOUT_FILENO);
    if (process->errors >= 0)
        dup2(process->errors, STDERR_FILENO);
    int status = compile_file(process->job);
    if (fflush(stdout) || ferror(stdout)) {
        fprintf(stderr, "zilant: cannot write the output: %s\n", strerror(errno));
        status = STATUS_ERRORS;
    }
    exit(status);
}

// Starts the next job. Returns false if that is not possible now.
static bool start_process(Pool *pool) {
    Process *process = &pool->processes[pool->started];
    if (pool->count > 1 && process->output < 0) {
        process->output = open_capture("output");
        process->errors = open_capture("errors");
    }
    fflush(NULL);
    pid_t id = fork();
    if (id == 0)
        run_child(pool, process);
    if (id < 0)
        return false;
    process->id = id;
    atomic_fetch_add(&pool->cores->busy, 1);
    pool->started++;
    pool->running++;
    return true;
}

// Ends a job whose process is gone.
static void finish_process(Pool *pool, Process *process, int status) {
    process->id = 0;
    process->is_done = true;
    process->status = status;
    atomic_fetch_sub(&pool->cores->busy, 1);
    pool->running--;
    if (WIFSIGNALED(status) && process->job->share->aside[0])
        file_discard(process->job->share->aside);
}

// Looks which processes have ended.
static void reap_processes(Pool *pool) {
    for (uint32_t i = 0; i < pool->started; i++) {
        Process *process = &pool->processes[i];
        int status;
        if (process->id && waitpid(process->id, &status, WNOHANG) == process->id)
            finish_process(pool, process, status);
    }
}

// Waits until a process ends or the user interrupts, which ends all processes.
static void wait_for_event(Pool *pool) {
    siginfo_t info;
    int signal_number = sigwaitinfo(&pool->awaited, &info);
    if (signal_number == SIGCHLD)
        reap_processes(pool);
    if (signal_number <= 0 || signal_number == SIGCHLD)
        return;
    pool->interrupt = signal_number;
    for (uint32_t i = 0; i < pool->started; i++)
        if (pool->processes[i].id)
            kill(pool->processes[i].id, SIGTERM);
}

// Copies a captured output to where it belongs.
static void print_captured(int file, FILE *stream) {
    char bytes[16384];
    off_t place = 0;
    for (;;) {
        ssize_t got = pread(file, bytes, sizeof bytes, place);
        if (got <= 0)
            break;
        fwrite(bytes, 1, (size_t)got, stream);
        place += got;
    }
    fflush(stream);
    close(file);
}

// Says how a process ended that did not exit, and returns the status that stands for that.
static int explain_signal(const Process *process) {
    int signal_number = WTERMSIG(process->status);
    if (signal_number == SIGPIPE || signal_number == SIGINT || signal_number == SIGTERM ||
        signal_number == SIGHUP)
        return 128 + signal_number; // somebody wanted that
    if (signal_number == SIGKILL) {
        fprintf(stderr, "zilant: compiling '%s' was killed, perhaps for want of memory\n",
                process->job->path);
        return STATUS_ERRORS;
    }
    fprintf(stderr,
            "zilant: internal error: compiling '%s' ended with signal %d (%s)\n"
            "This is a fault in Zilant, not in your code. Please report it together with the file "
            "that was being compiled.\n",
            process->job->path, signal_number, strsignal(signal_number));
    return STATUS_INTERNAL;
}

// On a terminal, says how far the work has come; the line is wiped before anything else is printed.
static void show_progress(const Pool *pool) {
    if (!pool->shows_progress)
        return;
    fputs("\r\033[K", stderr);
    if (pool->printed < pool->count)
        fprintf(stderr, "%u of %u files compiled", pool->printed, pool->count);
    fflush(stderr);
}

// Prints what the finished jobs said, as far as all before them are finished. Returns the worst
// status.
static int print_finished(Pool *pool, int worst) {
    while (pool->printed < pool->started && pool->processes[pool->printed].is_done) {
        Process *process = &pool->processes[pool->printed++];
        if (pool->shows_progress)
            fputs("\r\033[K", stderr);
        if (process->output >= 0)
            print_captured(process->output, stdout);
        if (process->errors >= 0)
            print_captured(process->errors, stderr);
        int status =
            WIFEXITED(process->status) ? WEXITSTATUS(process->status) : explain_signal(process);
        if (status > worst)
            worst = status;
        show_progress(pool);
    }
    return worst;
}

// Returns how many processes may run at once.
static uint32_t choose_limit(const Options *options) {
    if (options->jobs > 0)
        return (uint32_t)options->jobs;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 0 ? (uint32_t)processors : 1;
}

// Zeroed memory that processes started from now on share.
static void *share_memory(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    zi_assert(memory != MAP_FAILED);
    return memory;
}

// Prepares the pool; its signals are blocked from here on, and waited for.
static Pool create_pool(const Driver *driver, Job *jobs, uint32_t count) {
    Arena *arena = driver->compilation->arena;
    Pool pool = {.driver = driver, .count = count};
    pool.shows_progress = count > 1 && !driver->options.use_json && isatty(STDERR_FILENO);
    pool.processes = ARENA_ARRAY(arena, Process, count);
    pool.cores = share_memory(sizeof(CoreBudget));
    pool.cores->limit = (int)choose_limit(&driver->options);
    JobShare *shares = share_memory(count * sizeof(JobShare));
    for (uint32_t i = 0; i < count; i++) {
        jobs[i].share = &shares[i];
        jobs[i].cores = pool.cores;
        pool.processes[i] = (Process){.job = &jobs[i], .output = -1, .errors = -1};
    }
    sigemptyset(&pool.awaited);
    static const int signals[] = {SIGCHLD, SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaddset(&pool.awaited, signals[i]);
    sigprocmask(SIG_BLOCK, &pool.awaited, &pool.before);
    return pool;
}

int run_jobs(const Driver *driver, Job *jobs, uint32_t count) {
    Pool pool = create_pool(driver, jobs, count);
    uint32_t limit = (uint32_t)pool.cores->limit;
    int worst = STATUS_OK;
    while (pool.printed < count && !(pool.interrupt && !pool.running)) {
        while (!pool.interrupt && pool.started < count && pool.running < limit) {
            if (start_process(&pool))
                continue;
            if (pool.running)
                // there is room again when one of them has ended
                break;
            fprintf(stderr, "zilant: cannot start a process: %s\n", strerror(errno));
            return STATUS_ERRORS;
        }
        wait_for_event(&pool);
        worst = print_finished(&pool, worst);
    }
    sigprocmask(SIG_SETMASK, &pool.before, NULL);
    if (pool.interrupt) {
        signal(pool.interrupt, SIG_DFL);
        raise(pool.interrupt);
    }
    return worst;
}
