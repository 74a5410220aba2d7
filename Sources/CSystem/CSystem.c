#define _GNU_SOURCE
#include "CSystem.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

int foja_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int foja_exchange(const char *a, const char *b) { return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE); }

int foja_sync_disk(int descriptor) { return syncfs(descriptor); }

void foja_die_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }
