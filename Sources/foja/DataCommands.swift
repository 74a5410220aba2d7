import ArgumentParser
import Foundation
import Model
import Reading

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Load everything under Pipelines/ and run the cases of all rules.",
    discussion: """
      Ends 78 when a name is unknown, a pattern is none, a case fails, or a rule has no positive or no negative case.

        foja check --corrections        reads the documents that people corrected, and says which corrections the rules now agree with
      """)

  @Flag(help: "Check the corrections of the pipeline against what the rules say by themselves.") var corrections = false
  @Option(help: "With --corrections: the pipeline.") var pipeline = "default"
  @Option(help: ArgumentHelp("With --corrections: the folder of the documents.", valueName: "folder"), completion: .directory) var inputs:
    String?

  @Flag(help: "Print JSON: what was counted, and the faults.") var json = false

  func run() throws {
    let home = try Home()
    if corrections { return try CorrectionCheck(home: home, pipeline: pipeline, inputs: inputs).run() }
    let report = checkPipelines(DataFolder(path: home.pipelines))
    if json {
      let faults = report.faults.map { ["path": $0.path, "place": $0.place, "message": $0.message] }
      tell(jsonLine(Counts(files: report.files, rules: report.rules, cases: report.cases, gaps: report.gaps, faults: faults)))
      if !report.faults.isEmpty { throw ExitCode(78) }
      return
    }
    for fault in report.faults { tell(describe(fault)) }
    tell(
      "\(counted(report.files, "data file")), \(counted(report.rules, "rule")), \(counted(report.cases, "case")), "
        + "\(counted(report.gaps, "known gap")), \(counted(report.faults.count, "fault")).")
    if !report.faults.isEmpty { throw ExitCode(78) }
  }
}

private struct Counts: Encodable { var files: Int, rules: Int, cases: Int, gaps: Int, faults: [[String: String]] }

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a record; it is JSON as it is.")

  func run() throws {
    let home = try Home()
    guard let bytes = Files.read(home.pipelines + "/schemas/record-1.schema.json") else {
      throw Failure(78, "Pipelines/schemas/record-1.schema.json is missing")
    }
    Files.writeAll(bytes, to: 1)
  }
}

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check records against the schema.",
    discussion: "Takes files, or folders in which every record.json is checked. Ends 1 when one is not valid.")

  @Argument(help: "Records, or folders of them.", completion: .file()) var records: [String]
  @Option(help: ArgumentHelp("Another schema than the record's.", valueName: "file"), completion: .file()) var schema: String?
  @Flag(help: "A line for each file, valid or not, and nothing else.") var verdicts = false
  @Flag(help: "One JSON object a line: path, valid, findings.") var json = false

  func run() throws {
    let checker: RecordChecker
    let path = try schema ?? Home().pipelines + "/schemas/record-1.schema.json"
    do throws(DataFault) { checker = try RecordChecker(schema: path) } catch { throw Failure(78, describe(error)) }
    var bad = 0
    var seen = 0
    for path in try records.flatMap(expand) {
      seen += 1
      let findings = checker.check(path)
      if !findings.isEmpty { bad += 1 }
      if json {
        tell(jsonLine(Verdict(path: path, valid: findings.isEmpty, findings: findings.map { "\($0)" })))
      } else if verdicts {
        tell("\(findings.isEmpty ? "valid" : "invalid")\t\(path)")
      } else {
        for finding in findings { tell("\(path): \(finding)") }
      }
    }
    if !verdicts, !json { tell("\(counted(seen, "record")), \(bad) not valid.") }
    if bad > 0 { throw ExitCode(1) }
  }

  private func expand(_ path: String) throws(Failure) -> [String] {
    guard Files.exists(path) else { throw Failure(66, "\(path) is not there") }
    guard Files.isFolder(path) else { return [path] }
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0 == "record.json" || $0.hasSuffix("/record.json") }.sorted().map { path + "/" + $0 }
  }
}

private struct Verdict: Encodable { var path: String, valid: Bool, findings: [String] }

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Show what the rules find in a sentence.",
    discussion: """
        foja match dates/es 'Del 4 al 6 de mayo de 2021'
        foja match - 'El IMSS ejerció 3.5 millones de pesos en 2023'      all rules
      """)

  @Argument(help: "A rule set (dates/es), or - for all.") var rules: String
  @Argument(help: "The sentence.") var sentence: String
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let data = try Home().data()
    let known = ruleSets(of: data)
    guard rules == "-" || known.contains(where: { $0 == rules || rules.hasPrefix($0 + "/") || $0.hasPrefix(rules + "/") }) else {
      throw Failure(64, said("no rule set '{1}'; known are {2}", rules, known.joined(separator: ", ")))
    }
    do throws(DataFault) {
      let lines = try matchSentence(sentence, rules: rules == "-" ? nil : rules, data: data)
      for line in lines {
        tell(json ? jsonLine(Dictionary(uniqueKeysWithValues: zip(["place", "type", "text", "value", "rule"], parts(line)))) : line)
      }
      if lines.isEmpty, !json { tell(told("Nothing found.")) }
    } catch {
      throw Failure(78, describe(error))
    }
  }
}

/// What stands between tabs.
private func parts(_ line: String) -> [String] { line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
