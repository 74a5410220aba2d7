#pragma once
// Linux calls that Swift's view of the C library leaves out, and SHA-256.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A pipe whose ends are closed on exec. 0, or -1 with errno.
int foja_pipe(int ends[2]);

/// Exchanges two names in one step. 0, or -1 with errno where the file system cannot.
int foja_exchange(const char *a, const char *b);

/// Asks the kernel to kill this process when its parent ends.
void foja_die_with_parent(void);

/// Has what was written to the file system of an open file or folder put on the disk, names included. 0, or -1 with errno.
int foja_sync_disk(int descriptor);

/// SHA-256 of what an open file holds from its place to its end, read in pieces. 0; -1 with errno; 1 where `*stop` became other than 0.
int foja_sha256_file(int descriptor, const volatile int *stop, char digits[65]);

/// SHA-256 of bytes as 64 lower-case hexadecimal digits. `in_plain_c` leaves the processor's own instructions aside, for the test.
void foja_sha256(const void *bytes, size_t count, bool in_plain_c, char digits[65]);

/// What of a sandbox is there: rights on files (Landlock), system calls (seccomp).
enum { FOJA_SANDBOX_FILES = 1, FOJA_SANDBOX_CALLS = 2 };

/// What this kernel offers of it.
int foja_sandbox_offered(void);

/// From now on this process, and all that it starts, changes files below `writable` only, starts no programs but these, and has no network.
/// It reads what it could read before. Gives what of that holds. Cannot be undone.
int foja_sandbox(const char *writable, const char *const *programs, size_t count);
