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
  private let data: DataFolder
  private let pipeline: String
  /// Nil where each child makes its own: settings are asked for while it is made.
  private let chain: Chain?
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

  init(data: DataFolder, pipeline: String, files: [String], from start: Start?) throws(DataFault) {
    self.data = data
    self.pipeline = pipeline
    chain = start == nil ? nil : try Chain(data: data, pipeline: pipeline)
    for path in files {
      var file = File(path: path)
      if let chain {
        guard let extraction = try? Vary.extract(path, chain) else { continue }
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
    let lines = inChild { chain, say in
      let start = clock()
      guard let given = document(of: file, chain) else { return }
      let digests = [digest(given.document), digest(given, chain)]
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
      let lines = inChild(set: (name, value)) { chain, say in
        for file in rest {
          alarm(UInt32(Vary.patience + Vary.times * file.seconds))
          say([isSame(file, chain) ? "same" : "other"])
        }
      }
      for (file, line) in zip(rest, lines) where line == ["other"] { out.append(file.path) }
      rest = rest.dropFirst(lines.count)
      if let fatal = rest.popFirst() { out.append(fatal.path) }
    }
    return out
  }

  private func isSame(_ file: File, _ chain: Chain) -> Bool {
    guard let given = document(of: file, chain) else { return false }
    // Recognize goes by nothing but the document.
    return digest(given.document) == file.document || digest(given, chain) == file.record
  }

  // MARK: Small steps

  private func document(of file: File, _ chain: Chain) -> (document: Document, notes: ReadingNotes)? {
    var notes = ReadingNotes()
    let extraction = file.extraction ?? (try? Vary.extract(file.path, chain))
    return extraction.flatMap { try? chain.document(of: $0, laidOut: file.laidOut, notes: &notes) }.map { ($0, notes) }
  }

  private static func extract(_ path: String, _ chain: Chain) throws(Refusal) -> Extraction {
    try chain.extract(path, name: Files.name(path), options: chain.options(password: nil)) { _, _ in }
  }

  private func digest(_ document: Document) -> String { sha256Hex(Transfer.write(document)) }

  private func digest(_ given: (document: Document, notes: ReadingNotes), _ chain: Chain) -> String {
    sha256Hex(recordJSON(chain.record(of: given.document, given.notes)))
  }

  private func say(_ fields: [String], to descriptor: Int32 = 1) {
    Files.writeAll(Array((fields.joined(separator: "\t") + "\n").utf8), to: descriptor)
  }

  /// The lines that a child of this process says before it ends, in fields.
  private func inChild(set: (name: String, value: Double)? = nil, _ body: (Chain, _ say: ([String]) -> Void) -> Void) -> [[String]] {
    var ends: [Int32] = [0, 0]
    guard foja_pipe(&ends) == 0 else { return [] }
    let child = fork()
    if child == 0 {
      if let set { TestSettings.set(set.name, set.value) }
      guard let chain = chain ?? (try? Chain(data: data, pipeline: pipeline)) else { _exit(1) }
      body(chain) { say($0, to: ends[1]) }
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
