#include <sys/syscall.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* A file in memory without a name, closed with the process at the latest; below 0 where there is none to be had. libxlsxwriter writes to a path:
   /proc/self/fd/N. */
static inline int xlsxMemoryFile(void) { return (int)syscall(SYS_memfd_create, "workbook", 1u); }
