import CSystem
import Glibc

/// Runs other programs without a shell and without Foundation: `foja-draw` and Tesseract, for scans.
///
/// They end with this process (a worker that is killed cannot end its children) and after so much processor time. What they print is dropped.
struct ToolProcess {
  /// Seconds of processor time for one page. A dense page of small type takes 20.
  static let limit = 120
  /// Seconds on the clock, where nothing else is there to see to it.
  private static let patience = 600

  /// What a program is given besides its arguments, which everybody on the machine can read.
  struct Given {
    /// What it reads on its standard input: less than a pipe holds (64 kB), so that nobody waits.
    var input = ""
    /// A file that it finds open under ``fileNumber``.
    var file: String?
  }

  static let fileNumber: Int32 = 3

  /// Whether it ended with success.
  static func run(_ arguments: [String], _ given: Given = Given()) -> Bool {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    guard let input = filledPipe(given.input) else { return false }
    defer { close(input) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    if let file = given.file { posix_spawn_file_actions_addopen(&actions, fileNumber, file, O_RDONLY, 0) }

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

  /// The end to read from, with all of it waiting there.
  private static func filledPipe(_ text: String) -> Int32? {
    var ends: [Int32] = [-1, -1]
    let bytes = Array(text.utf8)
    guard bytes.count <= pipeSize, foja_pipe(&ends) == 0 else { return nil }
    let written = bytes.isEmpty ? 0 : write(ends[1], bytes, bytes.count)
    close(ends[1])
    guard written == bytes.count else {
      close(ends[0])
      return nil
    }
    return ends[0]
  }

  /// Bytes that a pipe of Linux takes at once, whatever its pages are.
  private static let pipeSize = 32_768

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

/// `foja-draw`, which paints pages: beside this program.
package let paintingProgram: String? = {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  let length = readlink("/proc/self/exe", &buffer, buffer.count)
  let path = buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
  guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return nil }
  let program = String(decoding: path[...slash], as: UTF8.self) + "foja-draw"
  return access(program, X_OK) == 0 ? program : nil
}()

/// The programs that read pictures of pages under these options, with those that start them; none where pictures are not read.
package func recognitionPrograms(_ options: ExtractOptions) -> [String] {
  guard options.ocr != .no, let paintingProgram, ToolProcess.exists("tesseract") else { return [] }
  return ["setpriv", "prlimit", "timeout", "env", "tesseract"].compactMap { ToolProcess.place(of: $0) } + [paintingProgram]
}
