import Catalogue
import Foundation
import Sets

/// Brings the set of all records up to what the ledger knows: parts whose documents changed, or whose files are not as they were written, are made
/// again by workers, put on the disk aside, and take their places by renames. The data package is written last.
///
/// Gives documents whose record cannot be read, which are left out: their files are looked at again in the next run.
func updateSet(
  _ session: Session, runner: Runner, progress: any RunProgress, jobs: ([SetPart]) -> Range<Int>, outcome: (Int) -> Outcome?
) throws(RunFailure) -> (damaged: [String], noParquet: String?) {
  let files = SetFiles(session.publisher)
  let parts = SetPart.parts(of: session.ledger.sorted)
  let known: [CataloguePart]
  do { known = try session.ledger.catalogue.parts(of: session.settings.pipeline) } catch {
    throw RunFailure(73, "\(session.settings.outputs)/catalogue.sqlite cannot be read: \(error)")
  }
  let before = Dictionary(known.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
  let due = parts.filter { part in
    guard let entry = before[part.number], entry.madeOf == part.madeOf(SetFiles.kinds) else { return true }
    return entry.files != files.digest(of: part.number)
  }
  guard !due.isEmpty || known.count != parts.count || !files.isPackaged else {
    return ([], try updateTables(session, of: parts, progress: progress))
  }
  let numbers = jobs(due)
  guard makeFolder(files.staged) else { throw cannotWrite(nil) }
  try runner.run(numbers, check: session.check)

  var damaged: [String] = []
  var unfinished: Set<Int> = []
  for (part, job) in zip(due, numbers) {
    let outcome = outcome(job)
    if outcome?.code == "damaged-record" {
      damaged += part.entries.filter { entry in
        entry.hasRecord && FolderDigest.listing(of: session.publisher.place(of: entry.folder)) != entry.listing
      }.map(\.path)
      unfinished.insert(part.number)
    } else if outcome?.kind != .complete {
      throw cannotWrite(outcome?.message)
    }
    guard files.stage(part.inputLines(), "inputs", part) else { throw cannotWrite(nil) }
  }
  try session.check()
  if session.settings.fault("set") == "full" { throw cannotWrite(nil) }
  guard files.stagePackage(after: due, of: parts), session.publisher.sync(), files.swap(due, of: parts) else {
    throw cannotWrite(nil)
  }
  let made = parts.filter { !unfinished.contains($0.number) }.map { part in
    CataloguePart(
      pipeline: session.settings.pipeline, number: part.number, madeOf: part.madeOf(SetFiles.kinds), files: files.digest(of: part.number))
  }
  do { try session.ledger.catalogue.save(made, of: session.settings.pipeline) } catch { throw cannotWrite("\(error)") }
  return (damaged, try updateTables(session, of: parts, progress: progress))
}

private func cannotWrite(_ reason: String?) -> RunFailure {
  RunFailure(73, "the set of all records cannot be written: \(reason ?? "no room or no permission")")
}

/// The set's files: where they lie, how they take their place.
struct SetFiles {
  /// The kinds of line, each with files of its own. `inputs` tells of each file of the inbox; the rest is cut from records.
  static let kinds = setKinds

  let folder: String
  let staged: String

  init(_ publisher: Publisher) {
    folder = publisher.setFolder
    staged = publisher.staging + "/set"
  }

  /// Of names, sizes and times of a part's files.
  func digest(of number: Int) -> String {
    var lines: [String] = []
    for kind in SetFiles.kinds {
      var info = stat()
      guard lstat(path(kind, number), &info) == 0 else { continue }
      lines.append("\(kind) \(info.st_size) \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)\n")
    }
    return FolderDigest.digest(lines)
  }

  var isPackaged: Bool { access(folder + "/datapackage.json", F_OK) == 0 }

  /// Lines of a kind; none are no file, but for the first part, so that every kind has one.
  func stage(_ lines: [UInt8], _ kind: String, _ part: SetPart) -> Bool {
    guard !lines.isEmpty || part.isFirst else { return true }
    return write(lines, stagedPath(kind, part.number))
  }

  /// The data package of what will be there, where it is another than there is: most nights change parts, not which parts there are.
  func stagePackage(after due: [SetPart], of parts: [SetPart]) -> Bool {
    let isDue = Set(due.map(\.number))
    let paths = SetFiles.kinds.map { kind in
      let numbers = parts.map(\.number).filter { number in
        var info = stat()
        return stat(isDue.contains(number) ? stagedPath(kind, number) : path(kind, number), &info) == 0 && info.st_size > 0
      }
      return (kind, numbers.map { "\(kind)-\(SetPart.name($0)).jsonl" })
    }
    let bytes = setPackage(paths)
    if let there = try? Data(contentsOf: URL(fileURLWithPath: folder + "/datapackage.json")), there.elementsEqual(bytes) { return true }
    return write(bytes, staged + "/datapackage.json")
  }

  /// Staged files take their places; files that are no longer of the set go.
  func swap(_ due: [SetPart], of parts: [SetPart]) -> Bool {
    guard makeFolder(folder) else { return false }
    for part in due {
      for kind in SetFiles.kinds {
        if access(stagedPath(kind, part.number), F_OK) != 0 {
          unlink(path(kind, part.number))
        } else if rename(stagedPath(kind, part.number), path(kind, part.number)) != 0 {
          return false
        }
      }
    }
    let package = staged + "/datapackage.json"
    guard access(package, F_OK) != 0 || rename(package, folder + "/datapackage.json") == 0 else { return false }
    removeSurplus(but: Set(parts.map(\.number)))
    syncFolder(folder)
    return true
  }

  // MARK: Steps

  private func path(_ kind: String, _ number: Int) -> String { "\(folder)/\(kind)-\(SetPart.name(number)).jsonl" }
  private func stagedPath(_ kind: String, _ number: Int) -> String { "\(staged)/\(kind)-\(SetPart.name(number)).jsonl" }

  /// Parts that are no more, and files as earlier versions called them.
  private func removeSurplus(but numbers: Set<Int>) {
    for name in FolderDigest.names(in: folder) ?? [] where name.hasSuffix(".jsonl") {
      let stem = name.dropLast(6)
      let pieces = stem.split(separator: "-", maxSplits: 1)
      guard let kind = pieces.first, SetFiles.kinds.contains(String(kind)) else { continue }
      guard pieces.count == 1 || Int(pieces[1]).map({ !numbers.contains($0) || SetPart.name($0) != pieces[1] }) ?? true else { continue }
      unlink(folder + "/" + name)
    }
  }

  private func write(_ bytes: [UInt8], _ path: String) -> Bool {
    (try? Data(bytes).write(to: URL(fileURLWithPath: path))) != nil
  }
}
