/* Notes, in order, everything that a process and its children do to the files below one folder, with the data written.
 *
 * Preloaded (LD_PRELOAD). DISKLOG: the file of notes; DISKLOG_FOLDER: the folder, absolute and without links.
 * A note: head, path, second path, data. A write is noted when it is done, a flush when it begins ('f') and when it is
 * done ('F'): what was noted before its 'f' is on the disk from its 'F' on. Memory-mapped writes are not seen; SQLite
 * and PostgreSQL keep nothing that way that must last.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct head { uint32_t op, pid, path, path2; uint64_t inode, offset, length; };

static int notes = -1;
static const char *folder;
static size_t folder_length;

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static int ready(void) {
    if (notes == -1) {
        REAL(open);
        const char *place = getenv("DISKLOG");
        folder = getenv("DISKLOG_FOLDER");
        if (folder) folder = strdup(folder); /* PostgreSQL writes titles over its environment */
        notes = place && folder ? real(place, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666) : -2;
        if (notes >= 0) {
            int high = fcntl(notes, F_DUPFD_CLOEXEC, 900); /* out of the way of who closes all the low ones */
            if (high >= 0) { close(notes); notes = high; }
        }
        folder_length = folder ? strlen(folder) : 0;
    }
    return notes >= 0;
}

static int within(const char *path) {
    return !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

static int path_of(int fd, char *path) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return within(path);
}

static int whole(const char *given, char *path) {
    if (given[0] == '/') snprintf(path, PATH_MAX, "%s", given);
    else {
        char here[PATH_MAX / 2];
        if (!getcwd(here, sizeof here)) return 0;
        snprintf(path, PATH_MAX, "%s/%s", here, given);
    }
    return within(path);
}

static void note(char op, uint64_t inode, const char *path, const char *path2, uint64_t offset, const struct iovec *data,
                 int parts, uint64_t length) {
    int kept = errno;
    REAL(writev);
    struct head head = {(uint32_t)op, (uint32_t)getpid(), (uint32_t)strlen(path), (uint32_t)strlen(path2), inode, offset, length};
    struct iovec all[64];
    all[0] = (struct iovec){&head, sizeof head};
    all[1] = (struct iovec){(void *)path, head.path};
    all[2] = (struct iovec){(void *)path2, head.path2};
    int n = 3;
    if (data)
        for (int i = 0; i < parts && n < 64 && length; i++) {
            size_t took = data[i].iov_len < length ? data[i].iov_len : length;
            all[n++] = (struct iovec){data[i].iov_base, took};
            length -= took;
        }
    if (length && data) { /* more parts than fit: such a note could not be read */
        static const char words[] = "disklog: too many parts in one write\n";
        (void)!write(2, words, sizeof words - 1);
        abort();
    }
    if (real(notes, all, n) < 0) abort();
    errno = kept;
}

static uint64_t inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : (uint64_t)found.st_ino;
}

static void wrote(int fd, uint64_t offset, const struct iovec *data, int parts, ssize_t length) {
    char path[PATH_MAX];
    if (length > 0 && ready() && fd != notes && path_of(fd, path))
        note('w', inode_of(fd), path, "", offset, data, parts, (uint64_t)length);
}

static int opened(int fd, int flags, int was_there) {
    char path[PATH_MAX];
    int kept = errno;
    if (fd >= 0 && ready() && path_of(fd, path)) {
        if ((flags & O_CREAT) && !was_there) note('c', inode_of(fd), path, "", 0, NULL, 0, 0);
        else if (flags & O_TRUNC) note('t', inode_of(fd), path, "", 0, NULL, 0, 0);
    }
    errno = kept;
    return fd;
}

static int is_there(const char *path, int flags) {
    return (flags & O_CREAT) ? !faccessat(AT_FDCWD, path, F_OK, AT_EACCESS) : 1;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
        int was_there = is_there(path, flags); \
        return opened(real(path, flags, mode), flags, was_there); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int at, const char *path, int flags, ...) { \
        REAL(name); \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
        int was_there = (flags & O_CREAT) ? !faccessat(at, path, F_OK, AT_EACCESS) : 1; \
        return opened(real(at, path, flags, mode), flags, was_there); \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *data, size_t length) {
    REAL(write);
    off_t end = ready() && fd != notes ? lseek(fd, 0, (fcntl(fd, F_GETFL) & O_APPEND) ? SEEK_END : SEEK_CUR) : -1;
    ssize_t done = real(fd, data, length);
    if (end >= 0) wrote(fd, (uint64_t)end, &(struct iovec){(void *)data, length}, 1, done);
    return done;
}

#define PWRITE(name, place) \
    ssize_t name(int fd, const void *data, size_t length, place offset) { \
        REAL(name); \
        ssize_t done = real(fd, data, length, offset); \
        wrote(fd, (uint64_t)offset, &(struct iovec){(void *)data, length}, 1, done); \
        return done; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define PWRITEV(name, place) \
    ssize_t name(int fd, const struct iovec *data, int parts, place offset) { \
        REAL(name); \
        ssize_t done = real(fd, data, parts, offset); \
        wrote(fd, (uint64_t)offset, data, parts, done); \
        return done; \
    }
PWRITEV(pwritev, off_t)
PWRITEV(pwritev64, off64_t)

#define TRUNCATE(name, place) \
    int name(int fd, place length) { \
        REAL(name); \
        char path[PATH_MAX]; \
        int done = real(fd, length); \
        if (!done && ready() && path_of(fd, path)) note('t', inode_of(fd), path, "", (uint64_t)length, NULL, 0, 0); \
        return done; \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define FLUSH(name) \
    int name(int fd) { \
        REAL(name); \
        char path[PATH_MAX]; \
        int seen = ready() && path_of(fd, path); \
        uint64_t inode = seen ? inode_of(fd) : 0; \
        if (seen) note('f', inode, path, "", 0, NULL, 0, 0); \
        int done = real(fd); \
        if (seen && !done) note('F', inode, path, "", 0, NULL, 0, 0); \
        return done; \
    }
FLUSH(fsync)
FLUSH(fdatasync)

int unlink(const char *given) {
    REAL(unlink);
    char path[PATH_MAX];
    int done = real(given);
    if (!done && ready() && whole(given, path)) note('u', 0, path, "", 0, NULL, 0, 0);
    return done;
}

int rmdir(const char *given) {
    REAL(rmdir);
    char path[PATH_MAX];
    int done = real(given);
    if (!done && ready() && whole(given, path)) note('u', 0, path, "", 0, NULL, 0, 0);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(rename);
    char path[PATH_MAX], path2[PATH_MAX];
    int done = real(from, to);
    if (!done && ready() && (whole(from, path) | whole(to, path2))) note('r', 0, path, path2, 0, NULL, 0, 0);
    return done;
}

int link(const char *from, const char *to) {
    REAL(link);
    char path[PATH_MAX], path2[PATH_MAX];
    int done = real(from, to);
    if (!done && ready() && (whole(from, path) | whole(to, path2))) note('l', 0, path, path2, 0, NULL, 0, 0);
    return done;
}

int mkdir(const char *given, mode_t mode) {
    REAL(mkdir);
    char path[PATH_MAX];
    int done = real(given, mode);
    if (!done && ready() && whole(given, path)) {
        struct stat found;
        note('d', stat(path, &found) ? 0 : (uint64_t)found.st_ino, path, "", 0, NULL, 0, 0);
    }
    return done;
}
