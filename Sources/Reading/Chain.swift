package import Extract
package import Model
package import Recognize
package import Assembly
import Layout
import Objects
package import Structure

/// One document, start to finish: file → pages → document → mentions → record. Holds what all documents share: the data and the compiled
/// rules. Settings are made once for each profile.
package final class Chain {
  package let data: DataFolder
  private let recognizer: Recognizer
  private let profiles: [Profile]
  private let pipeline: PipelineFacts
  private var settings: [String: SegmentSettings] = [:]
  /// Of results that are kept for later runs.
  private lazy var keys = StageKeys(
    data: data, pipeline: pipeline.name, ocr: "\(opening.ocr.rawValue) \(opening.ocrLanguages.joined(separator: "+"))",
    tools: toolVersions())
  /// What the pipeline says of how files are opened.
  private let opening: ExtractOptions
  /// And of how tables are written.
  package let defusesCSV: Bool
  /// What people said of documents that were read wrong.
  private let corrections: CorrectionFiles

  package init(data: DataFolder, pipeline: String = "default") throws(DataFault) {
    if let fault = data.faults.first { throw fault }
    self.data = data
    recognizer = try Recognizer(files: data.files)
    (profiles, settings) = try Chain.profiles(data, pipeline)
    let file = try? PipelineFile(pipeline, files: data.files)
    opening = file.map { ExtractOptions(ocr: $0.ocr, ocrLanguages: $0.ocrLanguages) } ?? ExtractOptions()
    defusesCSV = file?.defusesCSV ?? true
    corrections = try CorrectionFiles(folder: (file ?? PipelineFile()).corrections(beside: data.path))
    self.pipeline = PipelineFacts(name: pipeline, version: fojaVersion, fingerprint: data.fingerprint)
  }

  /// With the password and a place for scratch files.
  package func options(password: String?, scratch: String? = nil) -> ExtractOptions {
    var options = opening
    options.password = password
    options.scratch = scratch
    return options
  }

  /// `progress` hears of each page that was read, and of page 0 when the reading of pages is over. What stages gave for the document before is
  /// taken from `places`, and what they give now is put there.
  package func read(
    _ path: String, name: String, options: ExtractOptions = ExtractOptions(), places: StagePlaces = StagePlaces(),
    progress: (_ page: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(Refusal) -> Record {
    // Its pages end with it: recognition needs the room.
    var notes = ReadingNotes()
    let document = try self.document(path, name: name, options: options, places: places, notes: &notes, progress: progress)
    progress(0, document.pages.count)
    return record(of: document, notes)
  }

  /// What follows the document: mentions, and what people said of them.
  func record(of document: consuming Document, _ notes: ReadingNotes) -> Record {
    let recognition = recognizer.recognize(document)
    return record(of: document, recognition, notes)
  }

  private func record(of document: consuming Document, _ recognition: consuming Recognition, _ notes: ReadingNotes) -> Record {
    let corrections = correct(&recognition, &document, notes.corrections)
    document.tables = valued(document.tables, by: recognition)
    return Record(document: document, recognition: recognition, corrections: corrections, pipeline: pipeline)
  }

  /// Reads a document and says why its record is as it is.
  package func explained(_ path: String, name: String, options: ExtractOptions) throws(Refusal) -> (record: Record, reasons: Reasons) {
    var notes = ReadingNotes(headings: HeadingTrace(), steps: StepTrace())
    let document = try self.document(of: try extract(path, name: name, options: options) { _, _ in }, notes: &notes)
    let (recognition, explanations) = recognizer.explained(document)
    let reasons = Reasons(
      headings: notes.headings ?? HeadingTrace(), steps: notes.steps ?? StepTrace(),
      mentions: zip(recognition.mentions, explanations).map { ($0, $1) })
    return (record(of: document, recognition, notes), reasons)
  }

  /// What people said of mentions; gives what became of all that they said.
  private func correct(_ recognition: inout Recognition, _ document: inout Document, _ corrections: Corrections) -> [CorrectionResult] {
    guard !corrections.isEmpty else { return [] }
    var corrections = corrections
    correctMentions(&recognition, in: document, &corrections)
    document.findings += corrections.findings
    return corrections.results
  }

  private func document(
    _ path: String, name: String, options: ExtractOptions, places: StagePlaces, notes: inout ReadingNotes,
    progress: (_ page: Int, _ of: Int) -> Void
  ) throws(Refusal) -> Document {
    // What was kept is as the rules alone say.
    if places.from != nil, let known = places.read(Document.self, ".document", key: keys.document, name: name),
      corrections.of(known.source.sha256).isEmpty
    {
      return known
    }
    let earlier = places.from == nil ? nil : places.read(Extraction.self, ".pages", key: keys.pages, name: name)
    let extraction = if let earlier { earlier } else { try extract(path, name: name, options: options, progress: progress) }
    let document = try document(of: extraction, notes: &notes)
    // What only a password opened is not kept; what a program of the moment spoilt is tried again.
    guard places.keep != nil, !(extraction.facts.source.encrypted && options.password != nil),
      !document.findings.contains(where: { $0.code == "ocr-failed" })
    else { return document }
    let sha256 = extraction.facts.source.sha256
    if earlier == nil { places.keep(extraction, ".pages", key: keys.pages, name: name, sha256: sha256) }
    if notes.corrections.isEmpty { places.keep(document, ".document", key: keys.document, name: name, sha256: sha256) }
    return document
  }

  /// `progress` hears of each page.
  func extract(
    _ path: String, name: String, options: ExtractOptions, progress: (_ page: Int, _ of: Int) -> Void
  ) throws(Refusal) -> Extraction {
    let source = try openDocument(path: path, name: name, options: options)
    let count = source.facts.pageCount
    if let first = options.pages?.lowerBound, first > count {
      throw Refusal("no-such-page", "there is no page \(first); the last is \(count)")
    }
    var pages: [Page] = []
    pages.reserveCapacity(max(0, count))
    for number in 1..<max(count, 0) + 1 where options.pages?.contains(number) ?? true {
      pages.append(source.page(number))
      progress(number, count)
    }
    // Only now complete: fonts are met on the pages.
    return Extraction(facts: source.facts, pages: pages, findings: source.findings)
  }

  /// `laidOut`: see ``laidOut(_:)``. `seen` hears what the stages on the way give, by their names.
  func document(
    of extraction: Extraction, laidOut: LaidOut? = nil, notes: inout ReadingNotes, seen: (_ stage: String, Any) -> Void = { _, _ in }
  ) throws(Refusal) -> Document {
    let (facts, pages) = (extraction.facts, extraction.pages)
    if Chain.isUnreadable(pages) {
      throw Refusal(
        "garbled-text",
        "The fonts of the file do not tell what their letters are: none of its text can be read. A copy made with text recognition can be (ocrmypdf --force-ocr)."
      )
    }
    let profile = chooseProfile(profiles, facts: facts, pages: pages)
    notes.corrections = Corrections(corrections.of(facts.source.sha256))
    var document = segment(
      pages, facts: facts, settings: settings(for: profile), corrections: &notes.corrections, trace: &notes.headings, steps: &notes.steps,
      laidOut: laidOut, seen: seen)
    document.profile = profile
    // What was odd about the pages comes first: all that follows rests on them.
    document.findings = extraction.findings + pages.flatMap(\.findings) + document.findings
    return document
  }

  /// What Layout and Objects give for a document.
  func laidOut(_ extraction: Extraction) -> LaidOut {
    let settings = settings(for: chooseProfile(profiles, facts: extraction.facts, pages: extraction.pages))
    var steps: StepTrace?
    return layOut(extraction.pages, facts: extraction.facts, settings: settings, steps: &steps) { _, _ in }
  }

  /// What a stage gives for a file; nil where there is no stage of that name.
  func stage(_ stage: String, _ path: String, name: String, options: ExtractOptions) throws(Refusal) -> Any? {
    let extraction = try extract(path, name: name, options: options) { _, _ in }
    if stage == "extract" { return extraction }
    var results: [String: Any] = [:]
    var notes = ReadingNotes()
    let document = try document(of: extraction, notes: &notes) { results[$0] = $1 }
    results["assembly"] = document
    if stage == "recognize" { results[stage] = recognizer.recognize(document) }
    return results[stage]
  }

  /// Whether hardly a letter of the document can be read.
  private static func isUnreadable(_ pages: [Page]) -> Bool {
    // Folios and stamps in a font that tells its letters are no text.
    let mostReadable = 0.02
    var shown = 0
    var unreadable = 0
    for page in pages {
      shown += page.ink.total - page.ink.duplicate - page.ink.hidden
      unreadable += page.ink.unreadable
    }
    return unreadable > 0 && Double(shown - unreadable) <= mostReadable * Double(shown)
  }

  /// What was weighed for the headings of a document.
  package func headings(_ path: String, name: String, options: ExtractOptions) throws(Refusal) -> HeadingTrace {
    let source = try openDocument(path: path, name: name, options: options)
    let count = source.facts.pageCount
    let pages = (1..<max(count, 0) + 1).map { source.page($0) }
    let facts = source.facts
    var trace: HeadingTrace? = HeadingTrace()
    var none = Corrections()
    let settings = settings(for: chooseProfile(profiles, facts: facts, pages: pages))
    var steps: StepTrace?
    _ = segment(pages, facts: facts, settings: settings, corrections: &none, trace: &trace, steps: &steps)
    return trace ?? HeadingTrace()
  }

  /// How the tables of one page are read, as SVG (nil where there is no such page), and how many pages there are.
  func drawing(_ path: String, name: String, page: Int, options: ExtractOptions) throws(Refusal) -> (svg: String?, pages: Int) {
    let source = try openDocument(path: path, name: name, options: options)
    let count = source.facts.pageCount
    guard page >= 1, page <= count else { return (nil, count) }
    return (tableDrawing(of: source.page(page), settings: settings(for: profiles.first?.name ?? "report")), count)
  }

  private func settings(for profile: String) -> SegmentSettings {
    if let known = settings[profile] { return known }
    // The files were accepted when the chain was made: only the profile's name differs.
    let made = (try? SegmentSettings(files: data.structure, profile: profile)) ?? SegmentSettings()
    settings[profile] = made
    return made
  }

  /// A pipeline's profiles in its order, with the settings that it names them for: made to see whether they can be, and kept.
  static func profiles(
    _ data: DataFolder, _ pipeline: String
  ) throws(DataFault) -> (profiles: [Profile], settings: [String: SegmentSettings]) {
    // The words are the same for all profiles.
    let common = try SegmentSettings(files: data.structure)
    _ = try common.headings.bound(to: headingEvidenceNames)
    var settings = [common.profile: common]
    var all: [Profile] = []
    for file in data.structure where file.path.hasPrefix("profiles/") { all.append(try Profile(file)) }
    guard let names = data.file("\(pipeline).yaml")?["profiles"]?.texts else { return (all, settings) }
    var chosen: [Profile] = []
    for name in names {
      guard let profile = all.first(where: { $0.name == name }) else {
        let known = all.map(\.name).joined(separator: ", ")
        throw DataFault(path: "\(pipeline).yaml", place: "profiles", message: "no profile '\(name)'; known are \(known)")
      }
      settings[name] = try common.with(profile: name, of: data.structure)
      chosen.append(profile)
    }
    return (chosen, settings)
  }
}

/// What is known on the way to a document besides it: what people said of it; and, where somebody asks why, what was weighed and which step took each line.
struct ReadingNotes {
  var corrections = Corrections()
  var headings: HeadingTrace?
  var steps: StepTrace?
}

/// Foja's version: part of every record, and of what decides whether a document must be read again.
package let fojaVersion = "0.1.0"
