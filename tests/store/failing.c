/* Makes the Nth write or flush of a store's file fail, once. Loaded with LD_PRELOAD; armed through `arm`.

   A failure is an error of the disk, a full disk after half of the bytes, or the death of the process. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { ERROR_OF_THE_DISK, FULL_DISK, DEATH };

static long calls, failing_call = -1;
static int fault, full_descriptor = -1;

void arm(long call, int how) { calls = 0; failing_call = call; fault = how; full_descriptor = -1; }
long calls_made(void) { return calls; }

static int belongs_to_a_store(int descriptor) {
    char link[64], name[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, name, sizeof name - 1);
    if (length < 0) return 0;
    name[length] = 0;
    return strstr(name, "sessions") != NULL;
}

/* Returns 1 where the call must fail now with errno set, 2 where only half may be written, else 0. */
static int verdict(int descriptor, int writes) {
    if (failing_call < 0 || !belongs_to_a_store(descriptor)) return 0;
    if (descriptor == full_descriptor && writes) { full_descriptor = -1; errno = ENOSPC; return 1; }
    if (calls++ != failing_call) return 0;
    if (fault == DEATH) kill(getpid(), SIGKILL);
    if (fault == FULL_DISK && writes) { full_descriptor = descriptor; return 2; }
    errno = fault == FULL_DISK ? ENOSPC : EIO;
    return 1;
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

#define WRITES(name, declared, given) \
    ssize_t name declared { REAL(name); int v = verdict(descriptor, 1); if (v == 1) return -1; \
        if (v == 2) size /= 2; return real given; }
#define ENDS(name, declared, given) \
    int name declared { REAL(name); return verdict(descriptor, 0) ? -1 : real given; }

WRITES(write, (int descriptor, const void *bytes, size_t size), (descriptor, bytes, size))
WRITES(pwrite, (int descriptor, const void *bytes, size_t size, off_t at), (descriptor, bytes, size, at))
WRITES(pwrite64, (int descriptor, const void *bytes, size_t size, off64_t at), (descriptor, bytes, size, at))
ENDS(fsync, (int descriptor), (descriptor))
ENDS(fdatasync, (int descriptor), (descriptor))
ENDS(ftruncate, (int descriptor, off_t size), (descriptor, size))
ENDS(ftruncate64, (int descriptor, off64_t size), (descriptor, size))
