import Assembly
import CSystem
import Emit
import Extract
import Glibc
import Model
import Text

/// Which documents' records change with one of the numbers that decide (``setting(_:_:group:)``): `foja-worker --vary FILE…`, for Tests/Mutation/run.
///
/// Prints `file PATH SECONDS NAME NAME…` for each file that gives a record: what its stages ask for. Then takes lines `NAME VALUE` and answers each by
/// `NAME VALUE TRIED PATH PATH…`: of how many files that ask for it, and those whose record is another (or that end the process, or take ten times as
/// long); by `NAME VALUE late` where it was asked for before the stages began. Fields are parted by tabs.
///
/// A setting is asked for once in a process. So each trial is a child of this one, which has run no stages but the first: it holds the pages of each
/// file (`--from pages`) or what is laid out on them (`--from flow`), and children begin there. What only those first stages ask for needs a child that
/// begins earlier.
struct Vary {
  private let chain: Chain
  private let start: Start?
  private var files: [File] = []

  enum Start: String { case pages, flow }

  private struct File {
    var path: String
    var extraction: Extraction?
    var laidOut: LaidOut?
    /// Of what the stages gave, and of the record.
    var document = ""
    var record = ""
    var asked: Set<String> = []
    var seconds = 0.0
  }

  init(chain: Chain, files: [String], from start: Start?) {
    self.chain = chain
    self.start = start
    for path in files {
      var file = File(path: path)
      if start != nil {
        guard let extraction = try? extract(path) else { continue }
        file.extraction = extraction
        if start == .flow { file.laidOut = chain.laidOut(extraction) }
      }
      self.files.append(file)
    }
  }

  mutating func run() {
    let early = TestSettings.asked
    files = files.compactMap(measured)
    // What is quickly tried comes first.
    files.sort { ($0.seconds, $0.path) < ($1.seconds, $1.path) }
    for file in files { say(["file", file.path, "\(file.seconds)"] + file.asked.sorted()) }
    say(["ready"])
    while let line = readLine() {
      let parts = line.split(separator: "\t").map(String.init)
      guard parts.count == 2, let value = Double(parts[1]) else { continue }
      if early.contains(parts[0]) {
        say(parts + ["late"])
        continue
      }
      let concerned = files.filter { $0.asked.contains(parts[0]) }
      say(parts + ["\(concerned.count)"] + changed(concerned, by: parts[0], value))
    }
  }

  /// The file with what it gives as it is; nil where it gives no record.
  private func measured(_ file: File) -> File? {
    let lines = inChild { say in
      let start = clock()
      guard let given = document(of: file) else { return }
      let digests = [digest(given.document), digest(given)]
      say(digests + ["\(Double(clock() - start) / Double(CLOCKS_PER_SEC))"] + TestSettings.asked.sorted())
    }
    guard let parts = lines.first, parts.count > 3 else { return nil }
    var file = file
    (file.document, file.record, file.seconds, file.asked) = (parts[0], parts[1], Double(parts[2]) ?? 0, Set(parts[3...]))
    return file
  }

  /// Those whose record is another, in one child as long as it lives: what ends it changed as well, and the next one goes on behind.
  private func changed(_ concerned: [File], by name: String, _ value: Double) -> [String] {
    var out: [String] = []
    var rest = concerned[...]
    while !rest.isEmpty {
      let lines = inChild { say in
        TestSettings.set(name, value)
        for file in rest {
          alarm(UInt32(Vary.patience + Vary.times * file.seconds))
          say([isSame(file) ? "same" : "other"])
        }
      }
      for (file, line) in zip(rest, lines) where line == ["other"] { out.append(file.path) }
      rest = rest.dropFirst(lines.count)
      if let fatal = rest.popFirst() { out.append(fatal.path) }
    }
    return out
  }

  private func isSame(_ file: File) -> Bool {
    guard let given = document(of: file) else { return false }
    // Recognize goes by nothing but the document.
    return digest(given.document) == file.document || digest(given) == file.record
  }

  // MARK: Small steps

  private func document(of file: File) -> (document: Document, notes: ReadingNotes)? {
    var notes = ReadingNotes()
    let extraction = file.extraction ?? (try? extract(file.path))
    return extraction.flatMap { try? chain.document(of: $0, laidOut: file.laidOut, notes: &notes) }.map { ($0, notes) }
  }

  private func extract(_ path: String) throws(Refusal) -> Extraction {
    try chain.extract(path, name: Files.name(path), options: chain.options(password: nil)) { _, _ in }
  }

  private func digest(_ document: Document) -> String { sha256Hex(Transfer.write(document)) }

  private func digest(_ given: (document: Document, notes: ReadingNotes)) -> String {
    sha256Hex(recordJSON(chain.record(of: given.document, given.notes)))
  }

  private func say(_ fields: [String]) { Files.writeAll(Array((fields.joined(separator: "\t") + "\n").utf8), to: 1) }

  /// The lines that a child of this process says before it ends, in fields.
  private func inChild(_ body: (_ say: ([String]) -> Void) -> Void) -> [[String]] {
    var ends: [Int32] = [0, 0]
    guard foja_pipe(&ends) == 0 else { return [] }
    let child = fork()
    if child == 0 {
      body { Files.writeAll(Array(($0.joined(separator: "\t") + "\n").utf8), to: ends[1]) }
      _exit(0)
    }
    close(ends[1])
    defer { close(ends[0]) }
    let bytes = child > 0 ? Files.readAll(ends[0]) : []
    if child > 0 { waitpid(child, nil, 0) }
    return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self).split(separator: "\t").map(String.init) }
  }

  /// Seconds that a file may take, besides ten times what it takes with the numbers as they are.
  private static let patience = 5.0
  private static let times = 10.0
}
