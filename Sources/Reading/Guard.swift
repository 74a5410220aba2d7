import CSystem
import Glibc

/// What a worker does to itself so that one bad document harms nothing else: a ceiling on its memory, no core files, an end when its parent
/// ends, and a word on the way out when it was memory that ended it.
enum Guard {
  /// How a worker ends when it died for want of memory.
  static let outOfMemory: Int32 = 87

  /// `megabytes` bounds the address space (RLIMIT_AS); 0 leaves it as it is.
  static func set(megabytes: Int) {
    foja_die_with_parent()
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    guard megabytes > 0 else { return }
    let bytes = rlim_t(megabytes) << 20
    var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    pagesAllowed = (megabytes << 20) / 4096
    for number in [SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS] { signal(number, lastWord) }
  }

  /// Set once, before any document is read.
  nonisolated(unsafe) fileprivate static var pagesAllowed = 0
}

/// In a signal handler: only open, read, close and _exit. Within a tenth of the ceiling it was memory; else the signal takes its course.
private func lastWord(_ number: Int32) {
  let descriptor = open("/proc/self/statm", O_RDONLY)
  var pages = 0
  if descriptor >= 0 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
      let got = read(descriptor, buffer.baseAddress, 32)
      var at = 0
      while at < got, buffer[at] >= 0x30, buffer[at] <= 0x39 {
        pages = pages &* 10 &+ Int(buffer[at] &- 0x30)
        at += 1
      }
    }
    close(descriptor)
  }
  if pages > Guard.pagesAllowed / 10 * 9 { _exit(Guard.outOfMemory) }
  signal(number, SIG_DFL)
  raise(number)
}
