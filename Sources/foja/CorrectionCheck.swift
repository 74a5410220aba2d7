import ArgumentParser
import Batch
import Foundation
import Model
import Reading

/// `foja check --corrections`: reads each document that somebody corrected, and says of each correction whether it is still needed, whether the
/// rules now say the same by themselves, or whether it no longer fits.
struct CorrectionCheck {
  var home: Home
  var pipeline: String
  var inputs: String?

  func run() throws {
    let file = try home.pipeline(pipeline, try home.data())
    let corrections = try home.corrections(file)
    let folders = try RunFolders(pipeline: pipeline, inputs: inputs, outputs: nil)
    guard !corrections.files.isEmpty else { return tell("No corrections in \(file.corrections(beside: home.pipelines)).") }
    var counts: [Correction.Outcome: Int] = [:]
    var missing = 0
    let documents = try known(folders.inputs, names: Set(corrections.files.map(\.name)))
    for (sha256, name) in unique(corrections.files) {
      guard let path = documents[sha256] else {
        missing += 1
        tell("\(name): not among the documents of \(folders.inputs)")
        continue
      }
      let read = try ReadDocument(path, password: nil)
      for result in read.record.corrections {
        counts[result.outcome, default: 0] += 1
        let place = result.correction.place
        tell("\(word(result.outcome))\t\(name)\tp. \(place.page)\t\(result.correction.kind.rawValue)\t«\(place.text.prefix(60))»")
      }
    }
    let total = counts.values.reduce(0, +)
    tell(
      "\(counted(total, "correction")): the rules agree with \(counts[.agrees] ?? 0) by themselves, \(counts[.applied] ?? 0) needed, "
        + "\(counts[.unfit] ?? 0) no longer fit\(missing > 0 ? "; \(counted(missing, "document")) not found" : "").")
    if counts[.unfit] ?? 0 > 0 || missing > 0 { throw ExitCode(1) }
  }

  private func word(_ outcome: Correction.Outcome) -> String {
    switch outcome {
    case .applied: "needed"
    case .agrees: "agrees"
    case .unfit: "unfit"
    }
  }

  /// Documents in the order of the files' names, each once.
  private func unique(_ files: [CorrectionFiles.File]) -> [(sha256: String, name: String)] {
    var seen: Set<String> = []
    return files.filter { seen.insert($0.sha256).inserted }.map { ($0.sha256, $0.name) }
  }

  /// Documents by their SHA-256: of those that bear a name that was corrected, wherever they are among the inputs.
  private func known(_ folder: String, names: Set<String>) throws -> [String: String] {
    var out: [String: String] = [:]
    for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }).sorted() ?? []
    where names.contains(Files.name(name)) {
      if let digest = try sha256(ofFile: Array("\(folder)/\(name)".utf8)) { out[digest] = out[digest] ?? "\(folder)/\(name)" }
    }
    return out
  }
}
