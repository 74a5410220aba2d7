import CSystem
import Extract
import Glibc

/// What a worker takes from itself before it reads the first document: all but its scratch folder to write to, the network, and programs
/// other than those that read pictures of pages. Landlock and seccomp do it (CSystem/sandbox.c), where the kernel has them.
///
/// Whoever runs code of his own in a worker, by a flaw of poppler say, reads what the worker can read and gets no further than the record of
/// that document. The programs inherit all of it.
enum Sandbox {
  static func enter(writable: String, options: ExtractOptions) {
    let programs = recognitionPrograms(options)
    var pointers = programs.map { UnsafePointer(strdup($0)) }
    _ = foja_sandbox(writable, &pointers, programs.count)
    for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) }
  }

  /// What of it this kernel offers: `files`, `calls`, both or nothing.
  static var offered: String {
    let offered = Int(foja_sandbox_offered())
    return [(FOJA_SANDBOX_FILES, "files"), (FOJA_SANDBOX_CALLS, "calls")].filter { offered & $0.0 != 0 }.map(\.1)
      .joined(separator: " ")
  }
}
