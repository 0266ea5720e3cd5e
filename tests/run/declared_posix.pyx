"""What is declared of POSIX: posix.*"""

from libc.stdio cimport FILE, fclose
from libc.time cimport timespec
from posix cimport unistd
from posix.dlfcn cimport RTLD_LAZY, dlclose, dlopen, dlsym
from posix.fcntl cimport F_GETFL, O_ACCMODE, O_CREAT, O_RDONLY, O_RDWR, O_WRONLY, fcntl, open as c_open
from posix.ioctl cimport FIONBIO, ioctl
from posix.mman cimport MAP_ANONYMOUS, MAP_FAILED, MAP_PRIVATE, PROT_READ, PROT_WRITE, mmap, munmap
from posix.resource cimport RLIMIT_NOFILE, RUSAGE_SELF, getrlimit, getrusage, rlimit, rusage
from posix.select cimport FD_ISSET, FD_SET, FD_ZERO, fd_set, select
from posix.signal cimport SIG_BLOCK, SIG_SETMASK, sigaction, sigaction_t, sigaddset, sigemptyset, sigismember, sigprocmask
from posix.stat cimport S_IRUSR, S_IWUSR, S_ISDIR, S_ISREG, fstat, stat, struct_stat
from posix.stdio cimport fileno, fmemopen, open_memstream
from posix.stdlib cimport getsubopt, mkstemp, rand_r, setenv, unsetenv
from posix.strings cimport bzero, ffs, strcasecmp
from posix.time cimport CLOCK_MONOTONIC, clock_gettime, itimerspec, itimerval, timeval
from posix.types cimport mode_t, off_t, pid_t, sigset_t
from posix.uio cimport iovec, readv, writev
from posix.unistd cimport F_OK, _SC_PAGESIZE, access, close, dup, getpid, lseek, pipe, read, sysconf, unlink, write
from posix.wait cimport WEXITSTATUS, WIFEXITED, WNOHANG, waitpid
from libc.signal cimport SIGUSR2
from libc.stdlib cimport free, getenv
from libc.stdio cimport fputs
from libc.string cimport strcpy

import os
import sys


def process():
    """
    >>> process()
    (True, True, True)
    """
    cdef pid_t number = getpid()
    return number == os.getpid(), sysconf(_SC_PAGESIZE) >= 4096, unistd.getuid() == os.getuid()


def files(bytes folder):
    """
    >>> files(os.path.dirname(os.__file__).encode())
    (1, True, 0, 4, 2, True)
    """
    cdef struct_stat status
    cdef char buffer[4]
    cdef char template[32]
    stat(folder, &status)
    is_folder = S_ISDIR(status.st_mode)
    strcpy(template, b"/tmp/declaredXXXXXX")
    descriptor = mkstemp(template)
    written = write(descriptor, b"four", 4)
    fstat(descriptor, &status)
    is_file = S_ISREG(status.st_mode) and status.st_size == 4
    lseek(descriptor, 2, unistd.SEEK_SET)
    got = read(descriptor, buffer, 4)
    mode = fcntl(descriptor, F_GETFL) & O_ACCMODE
    close(descriptor)
    there = access(template, F_OK)
    unlink(template)
    return is_folder, is_file, there, written, got, mode == O_RDWR


def opened(bytes path):
    """
    >>> opened(__file__.encode())
    True
    """
    descriptor = c_open(path, O_RDONLY)
    if descriptor < 0:
        raise OSError
    close(descriptor)
    return c_open(b"/no/such/file", O_WRONLY | O_CREAT, <mode_t>(S_IRUSR | S_IWUSR)) == -1


def pipes():
    """
    >>> pipes()
    (5, b'abcde', False, True)
    """
    cdef int ends[2]
    cdef iovec parts[2]
    cdef char buffer[8]
    cdef fd_set descriptors
    cdef timeval wait
    cdef int is_on = 1
    pipe(ends)
    wait.tv_sec = wait.tv_usec = 0
    FD_ZERO(&descriptors)
    FD_SET(ends[0], &descriptors)
    select(ends[0] + 1, &descriptors, NULL, NULL, &wait)
    before = FD_ISSET(ends[0], &descriptors)
    parts[0].iov_base, parts[0].iov_len = <char *>b"abc", 3
    parts[1].iov_base, parts[1].iov_len = <char *>b"de", 2
    count = writev(ends[1], parts, 2)
    ioctl(ends[0], FIONBIO, &is_on)
    FD_SET(ends[0], &descriptors)
    select(ends[0] + 1, &descriptors, NULL, NULL, &wait)
    after = FD_ISSET(ends[0], &descriptors)
    parts[0].iov_base, parts[0].iov_len = buffer, 8
    count = readv(ends[0], parts, 1)
    close(ends[0])
    close(ends[1])
    return count, buffer[:count], bool(before), bool(after)


def memory():
    """
    >>> memory()
    (True, 3)
    """
    cdef char *page = <char *>mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    good = page != <char *>MAP_FAILED
    page[4095] = 3
    last = page[4095]
    munmap(page, 4096)
    return good, last


def clocks():
    """
    >>> clocks()
    (True, True)
    """
    cdef timespec first, second
    cdef itimerspec timer
    cdef itimerval interval
    timer.it_value.tv_sec = 1
    interval.it_value.tv_usec = 1
    clock_gettime(CLOCK_MONOTONIC, &first)
    clock_gettime(CLOCK_MONOTONIC, &second)
    is_later = (second.tv_sec, second.tv_nsec) >= (first.tv_sec, first.tv_nsec)
    return is_later, timer.it_value.tv_sec == interval.it_value.tv_usec


def limits():
    """
    >>> limits()
    (True, True)
    """
    cdef rlimit limit
    cdef rusage usage
    getrlimit(RLIMIT_NOFILE, &limit)
    getrusage(RUSAGE_SELF, &usage)
    return limit.rlim_cur > 0, usage.ru_maxrss > 0 and usage.ru_utime.tv_sec >= 0


def signals():
    """
    >>> signals()
    (0, 1, True)
    """
    cdef sigset_t signals, before
    cdef sigaction_t action
    sigemptyset(&signals)
    first = sigismember(&signals, SIGUSR2)
    sigaddset(&signals, SIGUSR2)
    sigprocmask(SIG_BLOCK, &signals, &before)
    sigprocmask(SIG_SETMASK, &before, NULL)
    known = sigaction(SIGUSR2, NULL, &action) == 0
    return first, sigismember(&signals, SIGUSR2), known


def streams():
    """
    >>> streams()
    (b'text', -1)
    """
    cdef char *text = NULL
    cdef size_t size = 0
    cdef FILE *stream = open_memstream(&text, &size)
    fputs(b"text", stream)
    fclose(stream)
    result = text[:size]
    free(text)
    stream = fmemopen(NULL, 8, b"w+")
    number = fileno(stream)
    fclose(stream)
    return result, number


def environment():
    """
    >>> environment()
    (b'1', True)
    """
    setenv(b"ZILANT_DECLARED", b"1", 1)
    value = getenv(b"ZILANT_DECLARED")
    found = <bytes>value
    unsetenv(b"ZILANT_DECLARED")
    return found, getenv(b"ZILANT_DECLARED") == NULL


def small_ones():
    """
    >>> small_ones()
    (4, 0, 0, True)
    """
    cdef char buffer[2]
    cdef unsigned int seed = 1
    buffer[0] = 1
    bzero(buffer, 2)
    return ffs(8), strcasecmp(b"One", b"oNE"), buffer[0], rand_r(&seed) >= 0


def libraries():
    """
    >>> libraries()
    7
    """
    cdef void *library = dlopen(NULL, RTLD_LAZY)
    cdef int (*function)(int) noexcept
    function = <int (*)(int) noexcept>dlsym(library, b"abs")
    result = function(-7)
    dlclose(library)
    return result


def children():
    """
    >>> children()
    (True, 3)
    """
    cdef int status = 0
    child = os.spawnl(os.P_NOWAIT, sys.executable, sys.executable, "-c", "raise SystemExit(3)")
    waitpid(child, &status, 0)
    return bool(WIFEXITED(status)), WEXITSTATUS(status)
