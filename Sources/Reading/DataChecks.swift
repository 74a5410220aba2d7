import Emit
package import Model
import Recognize
import Layout
import Text

/// What `foja check` found.
package struct PipelinesReport: Sendable {
  package var files = 0
  package var rules = 0
  package var cases = 0
  package var gaps = 0
  package var faults: [DataFault] = []
}

/// Loads everything under Pipelines/ and runs the cases of all rules. A fault in one part does not hide those of the others.
package func checkPipelines(_ data: DataFolder) -> PipelinesReport {
  var report = PipelinesReport()
  report.files = data.files.count + data.faults.count
  report.faults = data.faults
  report.attempt { () throws(DataFault) in _ = try recordSchema(data) }
  report.attempt { () throws(DataFault) in _ = try SegmentSettings(files: data.files) }
  for file in data.files where !file.path.contains("/") {
    let name = String(file.path.dropLast(".yaml".count))
    report.attempt { () throws(DataFault) in
      _ = try PipelineFile(name, files: data.files)
      _ = try Chain.profiles(data, name)
    }
  }
  do throws(DataFault) {
    let rules = try Recognizer(files: data.files).check()
    report.rules = rules.rules
    report.cases = rules.cases
    report.gaps = rules.gaps
    report.faults += rules.faults
  } catch {
    report.faults.append(error)
  }
  return report
}

extension PipelinesReport {
  fileprivate mutating func attempt(_ work: () throws(DataFault) -> Void) {
    do throws(DataFault) { try work() } catch { faults.append(error) }
  }
}

/// What the rules find in a sentence, one line a mention.
package func matchSentence(_ sentence: String, rules: String?, data: DataFolder) throws(DataFault) -> [String] {
  let language = try SegmentSettings(files: data.files).languages.language(of: sentence)
  return try Recognizer(files: data.files).match(rules: rules, sentence: sentence, language: language ?? undeterminedLanguage).map {
    "\($0.start)-\($0.end)\t\($0.type.rawValue)\t\($0.text)\t\(valueText($0.value))\t\($0.rule)"
  }
}

/// Rule sets as `foja match` takes them: `dates/es`.
package func ruleSets(of data: DataFolder) -> [String] {
  data.files.compactMap { file in
    let parts = file.path.split(separator: "/")
    guard parts.count == 3, parts[0] == "rules", let name = parts.last, name.hasSuffix(".yaml"), !name.hasSuffix(".cases.yaml") else {
      return nil
    }
    return "\(name.dropLast(5))/\(parts[1])"
  }.sorted()
}

/// Why a mention of a record is what it is: the rule that won at its place and those that lost, with the reason.
package func explainMention(_ id: String, record: [UInt8], data: DataFolder) throws(DataFault) -> [String] {
  let tape: JSONTape
  do throws(JSONTape.Fault) { tape = try JSONTape(record) } catch { throw fault("the record is no JSON: \(error.message)") }
  guard let mentions = tape.member(0, "mentions"), let blocks = tape.member(0, "blocks") else { throw fault("that is no record") }
  let list = tape.children(of: mentions)
  guard let mention = list.first(where: { tape.member($0, "id").flatMap(tape.text) == id }) else {
    throw fault("no mention '\(id)'; there are \(list.count), from m1")
  }
  guard let owner = tape.member(mention, "block").flatMap(tape.text), let start = tape.member(mention, "start").flatMap(tape.integer),
    let end = tape.member(mention, "end").flatMap(tape.integer)
  else { throw fault("that is no record") }
  var texts = tape.children(of: blocks).map { tape.member($0, "text").flatMap(tape.text) ?? "" }
  var index = tape.children(of: blocks).firstIndex { tape.member($0, "id").flatMap(tape.text) == owner } ?? 0
  if let text = cellText(tape, mention, owner) {
    index = texts.count
    texts.append(text)
  }
  let language = tape.text(at: "language") ?? undeterminedLanguage
  var languages: [Int: String] = [:]
  for (number, block) in tape.children(of: blocks).enumerated() {
    if let own = tape.member(block, "language").flatMap(tape.text) {
      languages[number] = own
      // A cell is in its table's language.
      if tape.member(block, "id").flatMap(tape.text) == owner, index == texts.count - 1 { languages[index] = own }
    }
  }
  let found = try Recognizer(files: data.files).explain(
    texts: texts, language: language, languages: languages, index: index, start: start, end: end)
  return found.map { "\($0.outcome == "stands" ? "=>" : "  ") \($0.rule)\t\($0.text)\t\($0.value)\tpriority \($0.priority)\t\($0.outcome)" }
}

/// The text of the cell that a mention stands in, if it stands in one.
private func cellText(_ tape: JSONTape, _ mention: Int, _ block: String) -> String? {
  guard let place = tape.member(mention, "cell"), tape.nodes[place].kind == .list, let tables = tape.member(0, "tables") else { return nil }
  let wanted = tape.children(of: place).compactMap(tape.integer)
  for table in tape.children(of: tables) where tape.member(table, "block").flatMap(tape.text) == block {
    for cell in tape.member(table, "cells").map(tape.children) ?? [] {
      let here = ["row", "column"].compactMap { tape.member(cell, $0).flatMap(tape.integer) }
      if here == wanted { return tape.member(cell, "text").flatMap(tape.text) }
    }
  }
  return nil
}

private func fault(_ message: String) -> DataFault { DataFault(path: "", place: "", message: message) }

/// Checks records against a schema.
package struct RecordChecker {
  private let schema: JSONSchema

  package init(schema path: String) throws(DataFault) {
    guard let bytes = Files.read(path) else { throw DataFault(path: path, place: "", message: "cannot be read") }
    do throws(JSONSchema.Fault) { schema = try JSONSchema(bytes) } catch {
      throw DataFault(path: path, place: error.place, message: error.message)
    }
  }

  /// What is wrong with a file, one line each; empty for a valid one.
  package func check(_ path: String) -> [String] {
    guard let bytes = Files.read(path) else { return ["cannot be read"] }
    do throws(JSONTape.Fault) {
      return schema.check(try JSONTape(bytes)).map { "\($0.place.isEmpty ? "the whole" : $0.place) \($0.message)" }
    } catch {
      return ["is no JSON: \(error.message) at byte \(error.offset)"]
    }
  }
}
