import Glibc

/// Runs other programs without a shell and without Foundation: poppler's renderer and Tesseract, for scans.
///
/// They end with this process (a worker that is killed cannot end its children) and after so much processor time. What they print is dropped.
struct ToolProcess {
  /// Seconds of processor time for one page. A dense page of small type takes 20.
  private static let limit = 120
  /// Seconds on the clock, where nothing else is there to see to it.
  private static let patience = 600

  /// Whether it ended with success.
  static func run(_ arguments: [String]) -> Bool {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)

    // Of util-linux, which Debian always has.
    let guarded =
      exists("setpriv") && exists("prlimit")
      ? ["setpriv", "--pdeathsig", "KILL", "prlimit", "--cpu=\(limit)"] : ["timeout", "-k", "5", "\(patience)"]
    let words = guarded + arguments
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    guard posix_spawnp(&process, guarded[0], &actions, nil, &pointers, environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return false }
    }
    return status == 0
  }

  /// Whether a program of this name is on the path.
  static func exists(_ program: String) -> Bool { place(of: program) != nil }

  /// The first program of this name on the path.
  static func place(of program: String) -> String? {
    guard let path = getenv("PATH").map({ String(cString: $0) }) else { return nil }
    return path.split(separator: ":").map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }
}

/// A folder of its own for files between programs, gone with it.
final class ScratchFolder {
  let path: String
  private var names: Set<String> = []

  /// In `parent`, which is made where it is not there; else among the system's temporary files.
  init?(in parent: String?) {
    if let parent { mkdir(parent, 0o755) }
    let parent = parent ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/.foja-scan-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// The path of a file in it.
  func file(_ name: String) -> String {
    names.insert(name)
    return "\(path)/\(name)"
  }
}

/// The programs that read pictures of pages under these options, with those that start them; none where pictures are not read.
package func recognitionPrograms(_ options: ExtractOptions) -> [String] {
  guard options.ocr != .no, ToolProcess.exists("tesseract"), ToolProcess.exists("pdftoppm") else { return [] }
  return ["setpriv", "prlimit", "timeout", "env", "pdftoppm", "tesseract"].compactMap { ToolProcess.place(of: $0) }
}
