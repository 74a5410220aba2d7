#define _GNU_SOURCE
#include "CSystem.h"
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// What a worker takes from itself: rights on files by Landlock (kernel 5.13, more with each version of its interface), system calls by
// seccomp. Both hold for all programs that it starts, and neither can be given back.

// Of Landlock's interface what is younger than the headers of Debian 12 (linux/landlock.h of 6.12).
#define FS_TRUNCATE (1ULL << 14)
#define FS_IOCTL_DEV (1ULL << 15)
#define SCOPE_ABSTRACT_SOCKETS (1ULL << 0)
#define SCOPE_SIGNALS (1ULL << 1)

struct ruleset {
  uint64_t fs, net, scoped;
};

static int landlock_version(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
  return version < 0 ? 0 : (int)version;
}

static int has_seccomp(void) {
  // EFAULT: it is there and would read the filter.
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) == -1 && errno == EFAULT;
}

int foja_sandbox_offered(void) {
  return (landlock_version() > 0 ? FOJA_SANDBOX_FILES : 0) | (has_seccomp() ? FOJA_SANDBOX_CALLS : 0);
}

static void allow(int ruleset, const char *path, uint64_t access) {
  int place = open(path, O_PATH | O_CLOEXEC);
  if (place < 0) return;
  struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = place};
  syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close(place);
}

// The program that loads programs: the kernel opens it for execution beside each of them.
static const char *loader(void) {
  const ElfW(Phdr) *headers = (const void *)getauxval(AT_PHDR);
  size_t count = getauxval(AT_PHNUM);
  uintptr_t base = 0;
  for (size_t i = 0; headers && i < count; i++)
    if (headers[i].p_type == PT_PHDR) base = (uintptr_t)headers - headers[i].p_vaddr;
  for (size_t i = 0; headers && i < count; i++)
    if (headers[i].p_type == PT_INTERP) return (const char *)(base + headers[i].p_vaddr);
  return NULL;
}

static int confine_files(const char *writable, const char *const *programs, size_t count) {
  int version = landlock_version();
  if (version < 1) return -1;
  const uint64_t write_file = LANDLOCK_ACCESS_FS_WRITE_FILE | (version >= 3 ? FS_TRUNCATE : 0);
  const uint64_t write = write_file | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                         LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SYM | (version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0);
  const uint64_t never = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                         LANDLOCK_ACCESS_FS_MAKE_BLOCK | (version >= 5 ? FS_IOCTL_DEV : 0);
  struct ruleset attributes = {.fs = LANDLOCK_ACCESS_FS_EXECUTE | write | never};
  // Binding and connecting over TCP; the filter of system calls refuses sockets of every kind, this one stands where it cannot be had.
  if (version >= 4) attributes.net = 3;
  if (version >= 6) attributes.scoped = SCOPE_ABSTRACT_SOCKETS | SCOPE_SIGNALS;
  size_t size = version >= 6 ? sizeof attributes : version >= 4 ? 16 : 8;
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, size, 0);
  if (ruleset < 0) return -1;
  allow(ruleset, writable, write);
  allow(ruleset, "/dev/null", write_file);
  for (size_t i = 0; i < count; i++) allow(ruleset, programs[i], LANDLOCK_ACCESS_FS_EXECUTE);
  const char *first = loader();
  if (count > 0 && first) allow(ruleset, first, LANDLOCK_ACCESS_FS_EXECUTE);
  int failed = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
  close(ruleset);
  return failed;
}

#if defined(__x86_64__)
#define THIS_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_MACHINE AUDIT_ARCH_AARCH64
#endif

// Calls that no reading of documents needs: network (io_uring can open sockets too), other processes, the system's own matters; and what
// Landlock does not see: lengths (before its third version), rights, owners, times and attributes of files.
static const int refused[] = {
  SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_sendto, SYS_sendmsg, SYS_io_uring_setup,
  SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_getfd, SYS_kcmp,
  SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare, SYS_open_by_handle_at,
  SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key,
  SYS_truncate, SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_utimensat,
  SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr,
#ifdef SYS_chmod
  SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
#ifdef SYS_fchmodat2
  SYS_fchmodat2,
#endif
  SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff,
};

static int confine_calls(int starts_programs) {
#ifdef THIS_MACHINE
  enum { calls = sizeof refused / sizeof *refused };
  struct sock_filter filter[4 + 2 * (calls + 2) + 2];
  unsigned short at = 0;
  const struct sock_filter refuse = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES);
  filter[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
  // The calls of another machine's programs have other numbers.
  filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_MACHINE, 1, 0);
  filter[at++] = refuse;
  filter[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
  // x32: the same numbers with a bit set.
  filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
  filter[at++] = refuse;
#endif
  for (size_t i = 0; i < calls; i++) {
    filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)refused[i], 0, 1);
    filter[at++] = refuse;
  }
  if (!starts_programs) {
    filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 1, 0);
    filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 0, 1);
    filter[at++] = refuse;
  }
  filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog program = {.len = at, .filter = filter};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#else
  (void)starts_programs;
  (void)refused;
  return -1;
#endif
}

int foja_sandbox(const char *writable, const char *const *programs, size_t count) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 0;
  int held = confine_files(writable, programs, count) == 0 ? FOJA_SANDBOX_FILES : 0;
  return held | (confine_calls(count > 0) == 0 ? FOJA_SANDBOX_CALLS : 0);
}
