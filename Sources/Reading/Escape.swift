import Glibc

/// Tries to leave the sandbox in every way that it is meant to bar, for the tests of it. Gives what succeeded; nothing, where it holds.
///
/// `document` is a path beside which it tries to write.
func triedEscapes(from document: String) -> [String] {
  let attempts: [(String, () -> Bool)] = [
    ("wrote a file beside the document", { opens(document + ".escaped", O_WRONLY | O_CREAT) }),
    ("opened the document for writing", { opens(document, O_WRONLY) }),
    ("cut the document off", { truncate(document, 1) == 0 }),
    ("changed the document's rights", { chmod(document, 0o600) == 0 }),
    ("changed the document's times", { utimes(document, nil) == 0 }),
    ("removed the document", { unlink(document) == 0 }),
    ("renamed the document", { rename(document, document + ".renamed") == 0 }),
    ("linked to the document", { link(document, document + ".linked") == 0 }),
    ("made a folder", { mkdir(document + ".folder", 0o755) == 0 }),
    ("wrote among temporary files", { opens("/tmp/foja-escaped-\(getpid())", O_WRONLY | O_CREAT) }),
    ("opened a socket of the internet", { socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0 }),
    ("opened a socket of datagrams", { socket(AF_INET6, Int32(SOCK_DGRAM.rawValue), 0) >= 0 }),
    ("opened a local socket", { socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) >= 0 }),
    ("started a shell", { starts("/bin/sh", ["-c", "exit 0"]) }),
    ("started another program", { starts("/usr/bin/env", ["touch", document + ".touched"]) }),
  ]
  return attempts.filter { $0.1() }.map(\.0)
}

private func opens(_ path: String, _ flags: Int32) -> Bool {
  let descriptor = open(path, flags | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { return false }
  close(descriptor)
  return true
}

private func starts(_ program: String, _ arguments: [String]) -> Bool {
  var pointers: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  var process = pid_t()
  guard posix_spawn(&process, program, nil, nil, &pointers, environ) == 0 else { return false }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0, errno == EINTR {}
  return status == 0
}
