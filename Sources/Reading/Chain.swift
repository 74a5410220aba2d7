package import Extract
package import Model
import Recognize
import Segment

/// One document, start to finish: file → pages → document → mentions → record. Holds what all documents share: the data and the compiled rules.
package final class Chain {
  package let data: DataFolder
  private let recognizer: Recognizer
  private let pipeline: PipelineFacts

  package init(data: DataFolder, pipeline: String = "default") throws(DataFault) {
    if let fault = data.faults.first { throw fault }
    self.data = data
    recognizer = try Recognizer(files: data.files)
    self.pipeline = PipelineFacts(name: pipeline, version: fojaVersion, fingerprint: data.fingerprint)
  }

  /// `progress` hears of each page that was read.
  package func read(
    _ path: String, name: String, options: ExtractOptions = ExtractOptions(), progress: (_ page: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(Refusal) -> Record {
    let source = try openDocument(path: path, name: name, options: options)
    let facts = source.facts
    var pages: [Page] = []
    pages.reserveCapacity(facts.pageCount)
    if facts.pageCount > 0 {
      for number in 1...facts.pageCount {
        pages.append(source.page(number))
        progress(number, facts.pageCount)
      }
    }
    let document = segment(pages, facts: facts, settings: SegmentSettings())
    let recognition = recognizer.recognize(document)
    return Record(document: document, recognition: recognition, pipeline: pipeline)
  }
}

/// Foja's version: part of every record, and of what decides whether a document must be read again.
package let fojaVersion = "0.1.0"
