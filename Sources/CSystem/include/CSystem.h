#pragma once
// Linux calls that Swift's view of the C library leaves out.

/// A pipe whose ends are closed on exec. 0, or -1 with errno.
int foja_pipe(int ends[2]);

/// Exchanges two names in one step. 0, or -1 with errno where the file system cannot.
int foja_exchange(const char *a, const char *b);

/// Asks the kernel to kill this process when its parent ends.
void foja_die_with_parent(void);
