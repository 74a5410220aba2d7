import ArgumentParser
import Catalogue
import Foundation
import Model
import Reading
import Review

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draw things at random over a run's records, to judge how many are right.",
    discussion: """
        foja sample 100 --seed 7 --type money            sample/index.html: open it, press r (right) or w (wrong) for each
        foja sample 200 --seed 7 --type heading -o audit

      The page shows each beside the cut-out of its page, says the precision with its interval (Wilson, 95 %), and gives what was marked as files of \
      corrections. The same seed over the same records draws the same ones. Types: \(SampleKind.names.joined(separator: ", ")).
      """)

  @Argument(help: "How many.") var count: Int
  @Option(help: "A number that the draw depends on.") var seed: UInt64
  @Option(help: "What is drawn.", completion: .list(SampleKind.names)) var type = "mention"
  @Option(name: [.short, .customLong("output")], help: ArgumentHelp("The folder to write.", valueName: "folder"), completion: .directory)
  var output = "sample"
  @Option(help: "The pipeline: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @Option(help: ArgumentHelp("The folder of a run's inputs.", valueName: "folder"), completion: .directory) var inputs: String?
  @Option(help: ArgumentHelp("The folder of a run's outputs.", valueName: "folder"), completion: .directory) var outputs: String?
  @Option(help: "Password for encrypted documents.") var password: String?
  @Flag(help: "Print what was drawn, and the page's place, as JSON.") var json = false

  func validate() throws {
    guard (1...100_000).contains(count) else { throw ValidationError("a sample has 1 to 100000 things") }
    guard SampleKind(type) != nil else {
      throw ValidationError("no type '\(type)'; known are \(SampleKind.names.joined(separator: ", "))")
    }
  }

  func run() throws {
    guard let kind = SampleKind(type) else { return }
    let home = try Home()
    var drawer = try home.drawer()
    drawer.jobs = ProcessInfo.processInfo.activeProcessorCount
    let folders = try RunFolders(pipeline: pipeline, inputs: inputs, outputs: outputs)
    let target = absolute(output)
    try saving { try FileManager.default.createDirectory(atPath: target + "/parts", withIntermediateDirectories: true) }

    // Records are read twice, so that only the sample is held.
    let entries = try folders.entries().filter(\.hasRecord)
    let counts = try entries.map { entry in try record(folders.record(entry.folder)).map { sampleItems(of: $0, kind).count } ?? 0 }
    let population = counts.reduce(0, +)
    guard population > 0 else { throw Failure(66, "no records in \(folders.outputs) have anything of type \(type)") }
    let chosen = drawn(min(count, population), of: population, seed: seed)
    var items: [SampleItem] = []
    var first = 0
    var next = 0
    for (entry, number) in zip(entries, counts) {
      var places: [Int] = []
      while next < chosen.count, chosen[next] < first + number {
        places.append(chosen[next] - first)
        next += 1
      }
      first += number
      guard !places.isEmpty, let record = try record(folders.record(entry.folder)) else { continue }
      let all = sampleItems(of: record, kind)
      let drawn = places.filter(all.indices.contains).map { all[$0] }
      items += try pictured(drawn, record, source: try folders.source(entry, record), drawer, from: items.count, into: target)
    }
    let pages = PageFiles(folder: home.pipelines + "/review")
    try saving {
      try pages.copy(into: target)
      try pages.write(
        "sample", data: sampleData(items, of: population, type: type, seed: seed, run: Files.name(folders.outputs)), into: target)
    }
    struct Drawn: Encodable {
      var drawn: Int
      var of: Int
      var page: String
    }
    let page = "\(output)/index.html"
    tell(json ? jsonLine(Drawn(drawn: items.count, of: population, page: page)) : "\(items.count) of \(population): \(page)")
  }

  private func record(_ path: String) throws -> Record? {
    guard let bytes = Files.read(path) else {
      say("foja: \(path) cannot be read")
      return nil
    }
    return try recordOf(bytes, path)
  }

  /// With the cut-outs of their pages.
  private func pictured(
    _ items: [SampleItem], _ record: Record, source: String?, _ drawer: Drawer, from number: Int, into target: String
  ) throws -> [SampleItem] {
    var items = items
    guard record.document.source.mediaType == "application/pdf", let source else {
      for index in items.indices { items[index].failed = source == nil ? RunFolders.missing : "a document without pages" }
      return items
    }
    var pictures: [Picture] = []
    for index in items.indices {
      guard let page = record.document.pages.first(where: { $0.number == items[index].page }) else { continue }
      items[index].picture = "parts/\(number + index).png"
      pictures.append(cutOut(of: items[index], page: page, to: "\(target)/parts/\(number + index).png"))
    }
    let failed = try saving { try drawer.draw(pictures, file: source, password: password) }
    for (path, reason) in failed {
      guard let index = items.firstIndex(where: { $0.picture.map { target + "/" + $0 } == path }) else { continue }
      items[index].picture = nil
      items[index].failed = reason
    }
    return items
  }
}
