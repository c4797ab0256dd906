/* A file layer between a process and the system, loaded before the C library (LD_PRELOAD).
 *
 * For the files below one folder it can do two things. It writes down every call that changes
 * them, in order and with the bytes, so that the disk can be worked out as a loss of power at any
 * moment may leave it. And it makes the n-th such call fail, beneath the database engine too.
 *
 * Memory-mapped files are not seen: the engine maps only its shared memory (-shm), which holds
 * nothing that has to last.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, SYNC, RENAME, LOCK, TRUNCATE, UNLINK, MKDIR, KINDS };
#define MOST_FILES 4096
#define FOREVER 0x10000

/* What the n-th call may answer, by its kind; with FOREVER, so does every later one like it. */
static const int FAULTS[KINDS][4] = {
    [OPEN] = {EIO, EACCES, ENOSPC | FOREVER},
    [WRITE] = {EIO, ENOSPC | FOREVER},
    [SYNC] = {EIO, ENOSPC, EIO | FOREVER},
    [RENAME] = {EIO, EACCES, ENOSPC},
    [LOCK] = {EAGAIN, EAGAIN | FOREVER, EIO},
    [TRUNCATE] = {EIO, ENOSPC},
    [UNLINK] = {EIO, EACCES},
    [MKDIR] = {EIO, EACCES, ENOSPC},
};

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static char watched[PATH_MAX];
static size_t watched_length;
static int log_fd = -1;
static char *files[MOST_FILES];
static long calls, armed_at, sprung_kind, refused;
static int armed_which, forever;

#define REAL(name) ((__typeof__(&name))real_##name())
#define FIND(name)                                                                                 \
    static void *real_##name(void) {                                                               \
        static void *found;                                                                        \
        if (!found) found = dlsym(RTLD_NEXT, #name);                                               \
        return found;                                                                              \
    }
FIND(open) FIND(openat) FIND(close) FIND(write) FIND(pwrite) FIND(writev) FIND(pwritev)
FIND(ftruncate) FIND(fsync) FIND(fdatasync) FIND(renameat) FIND(renameat2) FIND(unlinkat)
FIND(link) FIND(mkdirat) FIND(fcntl) FIND(flock) FIND(dup) FIND(dup2) FIND(sendfile)
FIND(copy_file_range) FIND(nanosleep) FIND(clock_nanosleep)

/* What a test calls, through ctypes. */

void aln_watch(const char *folder) {
    pthread_mutex_lock(&guard);
    snprintf(watched, sizeof watched, "%s", folder);
    watched_length = strlen(watched);
    pthread_mutex_unlock(&guard);
}

void aln_record(const char *path) {
    pthread_mutex_lock(&guard);
    log_fd = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    pthread_mutex_unlock(&guard);
}

void aln_arm(long at, int which) {
    pthread_mutex_lock(&guard);
    calls = 0, sprung_kind = 0, refused = 0, forever = 0;
    armed_at = at, armed_which = which;
    pthread_mutex_unlock(&guard);
}

void aln_disarm(void) {
    pthread_mutex_lock(&guard);
    armed_at = 0, forever = 0;
    pthread_mutex_unlock(&guard);
}

long aln_calls(void) { return calls; }
long aln_sprung(void) { return sprung_kind; }
long aln_refused(void) { return refused; }
int aln_fault(int kind, int which) { return FAULTS[kind][which]; }

static void note(char kind, int64_t number, int64_t fd, const char *name, const void *data,
                 size_t size);

void aln_acknowledge(const char *text) {
    pthread_mutex_lock(&guard);
    note('A', 0, 0, text, "", 0);
    pthread_mutex_unlock(&guard);
}

__attribute__((constructor)) static void begin(void) {
    if (getenv("ALN_LAYER_FOLDER")) aln_watch(getenv("ALN_LAYER_FOLDER"));
    if (getenv("ALN_LAYER_LOG")) aln_record(getenv("ALN_LAYER_LOG"));
}

/* Where a call goes. */

static int below(const char *path) {
    return watched_length && !strncmp(path, watched, watched_length) &&
           (path[watched_length] == '/' || !path[watched_length]);
}

static const char *whole(int at, const char *path, char *room) {
    if (path[0] == '/') return path;
    char base[PATH_MAX];
    if (at == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) return path;
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", at);
        ssize_t got = readlink(link, base, sizeof base - 1);
        if (got < 0) return path;
        base[got] = 0;
    }
    if (strlen(base) + strlen(path) + 2 > PATH_MAX) return path;
    strcpy(room, base), strcat(room, "/"), strcat(room, path);
    return room;
}

static const char *file_of(int fd) { return fd >= 0 && fd < MOST_FILES ? files[fd] : NULL; }

static void opened(int fd, const char *path) {
    if (fd < 0 || fd >= MOST_FILES) return;
    free(files[fd]);
    files[fd] = strdup(path);
}

static void put_all(const void *data, size_t size) {
    const char *at = data;
    while (size) {
        ssize_t done = REAL(write)(log_fd, at, size);
        if (done <= 0) abort();
        at += done, size -= done;
    }
}

static void note(char kind, int64_t number, int64_t fd, const char *name, const void *data,
                 size_t size) {
    if (log_fd < 0) return;
    int kept = errno;
    struct __attribute__((packed)) {
        char kind;
        int64_t number, fd;
        uint32_t name_size, data_size;
    } head = {kind, number, fd, strlen(name), size};
    put_all(&head, sizeof head);
    put_all(name, head.name_size);
    put_all(data, size);
    errno = kept;
}

/* Whether this call fails; the caller has found that it concerns us. */
static int fails(int kind, int grows) {
    if (!armed_at) return 0;
    calls++;
    if (forever && (forever & 0xff) == kind) {
        refused++;
        errno = forever >> 8;
        return 1;
    }
    if (forever && (forever >> 8) == ENOSPC && grows) {
        refused++;
        errno = ENOSPC;
        return 1;
    }
    if (calls != armed_at) return 0;
    int fault = armed_which < 4 ? FAULTS[kind][armed_which] : 0;
    if (!fault) return 0;
    sprung_kind = kind, refused++;
    if (fault & FOREVER) forever = (fault & ~FOREVER) << 8 | kind;
    errno = fault & ~FOREVER;
    return 1;
}

#define IN pthread_mutex_lock(&guard)
#define OUT(value)                                                                                 \
    do {                                                                                           \
        int kept_ = errno;                                                                         \
        pthread_mutex_unlock(&guard);                                                              \
        errno = kept_;                                                                             \
        return value;                                                                              \
    } while (0)

static int open_any(int at, const char *path, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char *name = whole(at, path, room);
    if (!below(name)) {
        int fd = REAL(openat)(at, path, flags, mode);
        if (fd >= 0 && file_of(fd)) { IN; free(files[fd]); files[fd] = NULL; OUT(fd); }
        return fd;
    }
    IN;
    if (fails(OPEN, flags & O_CREAT)) OUT(-1);
    int fd = REAL(openat)(at, path, flags, mode);
    if (fd >= 0) {
        opened(fd, name);
        note('O', flags & O_TRUNC ? 1 : 0, fd, name, "", 0);
    }
    OUT(fd);
}

#define MODE_OF(flags)                                                                             \
    mode_t mode = 0;                                                                               \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                         \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        mode = va_arg(more, mode_t);                                                               \
        va_end(more);                                                                              \
    }
int open(const char *path, int flags, ...) {
    MODE_OF(flags)
    return open_any(AT_FDCWD, path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    MODE_OF(flags)
    return open_any(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}
int openat(int at, const char *path, int flags, ...) {
    MODE_OF(flags)
    return open_any(at, path, flags, mode);
}
int openat64(int at, const char *path, int flags, ...) {
    MODE_OF(flags)
    return open_any(at, path, flags | O_LARGEFILE, mode);
}
int creat(const char *path, mode_t mode) {
    return open_any(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int close(int fd) {
    if (!file_of(fd)) return REAL(close)(fd);
    IN;
    note('C', 0, fd, "", "", 0);
    free(files[fd]);
    files[fd] = NULL;
    OUT(REAL(close)(fd));
}

static int doubled(int from, int to) {
    if (to < 0 || (!file_of(from) && !file_of(to))) return to;
    IN;
    if (to < MOST_FILES) {
        free(files[to]);
        files[to] = file_of(from) ? strdup(files[from]) : NULL;
        if (file_of(to)) note('2', from, to, "", "", 0);
    }
    OUT(to);
}
int dup(int fd) { return doubled(fd, REAL(dup)(fd)); }
int dup2(int fd, int to) { return doubled(fd, REAL(dup2)(fd, to)); }

/* At -1 a write goes where the file stands. */
static ssize_t write_any(int fd, const struct iovec *parts, int count, off_t at) {
    IN;
    size_t size = 0;
    for (int n = 0; n < count; n++) size += parts[n].iov_len;
    int failing = fails(WRITE, 1), answer = errno;
    if (failing) size /= 2; /* a write that fails may have got half way */
    char *data = malloc(size + 1);
    size_t filled = 0;
    for (int n = 0; n < count && filled < size; n++) {
        size_t part = parts[n].iov_len < size - filled ? parts[n].iov_len : size - filled;
        memcpy(data + filled, parts[n].iov_base, part);
        filled += part;
    }
    off_t place = at >= 0 ? at : lseek(fd, 0, SEEK_CUR);
    struct stat found;
    if (at < 0 && REAL(fcntl)(fd, F_GETFL) & O_APPEND && !fstat(fd, &found)) place = found.st_size;
    ssize_t done = at >= 0 ? REAL(pwrite)(fd, data, size, at) : REAL(write)(fd, data, size);
    if (done > 0) note('W', place, fd, "", data, done);
    free(data);
    if (failing) {
        if (at < 0) lseek(fd, place, SEEK_SET);
        errno = answer;
        done = -1;
    }
    OUT(done);
}
ssize_t write(int fd, const void *data, size_t size) {
    struct iovec one = {(void *)data, size};
    return file_of(fd) ? write_any(fd, &one, 1, -1) : REAL(write)(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    struct iovec one = {(void *)data, size};
    return file_of(fd) ? write_any(fd, &one, 1, at) : REAL(pwrite)(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    return pwrite(fd, data, size, at);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    return file_of(fd) ? write_any(fd, parts, count, -1) : REAL(writev)(fd, parts, count);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
    return file_of(fd) ? write_any(fd, parts, count, at) : REAL(pwritev)(fd, parts, count, at);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
    return pwritev(fd, parts, count, at);
}
/* Copies inside the system are not seen: whoever tries goes back to reading and writing. */
ssize_t sendfile(int to, int from, off_t *at, size_t size) {
    if (!file_of(to)) return REAL(sendfile)(to, from, at, size);
    errno = ENOTSOCK;
    return -1;
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t size) {
    return sendfile(to, from, at, size);
}
ssize_t copy_file_range(int from, off64_t *in, int to, off64_t *out, size_t size, unsigned flags) {
    if (!file_of(to)) return REAL(copy_file_range)(from, in, to, out, size, flags);
    errno = EXDEV;
    return -1;
}

int ftruncate(int fd, off_t size) {
    if (!file_of(fd)) return REAL(ftruncate)(fd, size);
    IN;
    struct stat found;
    int grows = !fstat(fd, &found) && size > found.st_size;
    if (fails(TRUNCATE, grows)) OUT(-1);
    int done = REAL(ftruncate)(fd, size);
    if (!done) note('T', size, fd, "", "", 0);
    OUT(done);
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

static int sync_any(int fd, int (*real)(int)) {
    IN;
    if (fails(SYNC, 0)) OUT(-1);
    int done = real(fd);
    if (!done) note('S', 0, fd, "", "", 0);
    OUT(done);
}
int fsync(int fd) { return file_of(fd) ? sync_any(fd, REAL(fsync)) : REAL(fsync)(fd); }
int fdatasync(int fd) { return file_of(fd) ? sync_any(fd, REAL(fdatasync)) : REAL(fdatasync)(fd); }

static int rename_any(int at, const char *old, int to, const char *new, unsigned flags) {
    char room[PATH_MAX], other[PATH_MAX];
    const char *from = whole(at, old, room), *name = whole(to, new, other);
    if (!below(from) && !below(name)) {
        return flags ? REAL(renameat2)(at, old, to, new, flags) : REAL(renameat)(at, old, to, new);
    }
    IN;
    if (fails(RENAME, 0)) OUT(-1);
    int done = flags ? REAL(renameat2)(at, old, to, new, flags) : REAL(renameat)(at, old, to, new);
    if (!done) note('R', 0, 0, from, name, strlen(name));
    OUT(done);
}
int rename(const char *old, const char *new) {
    return rename_any(AT_FDCWD, old, AT_FDCWD, new, 0);
}
int renameat(int at, const char *old, int to, const char *new) {
    return rename_any(at, old, to, new, 0);
}
int renameat2(int at, const char *old, int to, const char *new, unsigned flags) {
    return rename_any(at, old, to, new, flags);
}

int link(const char *old, const char *new) {
    if (!below(old) && !below(new)) return REAL(link)(old, new);
    IN;
    if (fails(RENAME, 1)) OUT(-1);
    int done = REAL(link)(old, new);
    if (!done) note('L', 0, 0, old, new, strlen(new));
    OUT(done);
}

int unlinkat(int at, const char *path, int flags) {
    char room[PATH_MAX];
    const char *name = whole(at, path, room);
    if (!below(name)) return REAL(unlinkat)(at, path, flags);
    IN;
    if (fails(UNLINK, 0)) OUT(-1);
    int done = REAL(unlinkat)(at, path, flags);
    if (!done) note('U', 0, 0, name, "", 0);
    OUT(done);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int at, const char *path, mode_t mode) {
    char room[PATH_MAX];
    const char *name = whole(at, path, room);
    if (!below(name)) return REAL(mkdirat)(at, path, mode);
    IN;
    if (fails(MKDIR, 1)) OUT(-1);
    int done = REAL(mkdirat)(at, path, mode);
    if (!done) note('M', 0, 0, name, "", 0);
    OUT(done);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

static int fcntl_any(int fd, int command, void *given) {
    int locks = command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK;
    if (!locks || !file_of(fd) || ((struct flock *)given)->l_type == F_UNLCK) {
        int done = REAL(fcntl)(fd, command, given);
        return command == F_DUPFD || command == F_DUPFD_CLOEXEC ? doubled(fd, done) : done;
    }
    IN;
    if (fails(LOCK, 0)) OUT(-1);
    OUT(REAL(fcntl)(fd, command, given));
}
int fcntl(int fd, int command, ...) {
    va_list more;
    va_start(more, command);
    void *given = va_arg(more, void *);
    va_end(more);
    return fcntl_any(fd, command, given);
}
int fcntl64(int fd, int command, ...) {
    va_list more;
    va_start(more, command);
    void *given = va_arg(more, void *);
    va_end(more);
    return fcntl_any(fd, command, given);
}
int flock(int fd, int what) {
    if (!file_of(fd) || what & LOCK_UN) return REAL(flock)(fd, what);
    IN;
    if (fails(LOCK, 0)) OUT(-1);
    OUT(REAL(flock)(fd, what));
}

/* A lock that is held for good is waited for: nobody else does anything meanwhile. */
static int waits_in_vain(void) { return armed_at && (forever & 0xff) == LOCK; }
int nanosleep(const struct timespec *time, struct timespec *left) {
    return waits_in_vain() ? 0 : REAL(nanosleep)(time, left);
}
int clock_nanosleep(clockid_t clock, int how, const struct timespec *time, struct timespec *left) {
    return waits_in_vain() ? 0 : REAL(clock_nanosleep)(clock, how, time, left);
}
