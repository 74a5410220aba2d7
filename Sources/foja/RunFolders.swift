import Batch
import Catalogue
import Foundation
import Model
import Reading

/// Where a run's records are, and the documents that they were made of.
struct RunFolders {
  var pipeline: String
  var inputs: String
  var outputs: String

  /// Why a page has no picture.
  static let missing = "the document is no longer where it was read"

  /// As the pipeline's file says, but for what is given.
  init(pipeline: String, inputs: String?, outputs: String?) throws {
    let home = try Home()
    let file = try home.pipeline(pipeline, try home.data())
    self.pipeline = pipeline
    self.inputs = home.place(inputs, file.inputs)
    self.outputs = home.place(outputs, file.outputs)
  }

  func record(_ folder: String) -> String { outputs + "/\(pipeline)/documents/\(folder)/record.json" }

  /// What the catalogue has of the pipeline.
  func entries() throws(Failure) -> [CatalogueEntry] {
    let path = outputs + "/catalogue.sqlite"
    guard FileManager.default.fileExists(atPath: path) else { throw Failure(66, "no run has written to \(outputs) yet: type foja run") }
    do {
      let catalogue = try Catalogue(reading: path)
      defer { catalogue.close() }
      return try catalogue.allEntries().filter { $0.pipeline == pipeline }
    } catch let fault as Catalogue.Fault {
      throw Failure(73, Batch.describe(fault, path))
    } catch {
      throw Failure(73, "\(path) cannot be read: \(error)")
    }
  }

  /// The document that an entry's record was made of; nil where it is gone or has other bytes now.
  func source(_ entry: CatalogueEntry, _ record: Record) throws -> String? {
    let bytes = Inbox(folder: inputs, suffixes: [], skip: []).place(of: entry.path)
    guard let path = String(validating: bytes, as: UTF8.self) else { return nil }
    return try isOf(path, record) ? path : nil
  }

  /// The document of a record that stands anywhere: by the catalogue that it is part of, or beside it, or by its name among the inputs.
  func document(of path: String, _ record: Record) throws -> String? {
    let folder = Files.parent(path)
    if let range = folder.range(of: "/\(pipeline)/documents/") {
      let below = RunFolders(pipeline: pipeline, inputs: inputs, outputs: String(folder[..<range.lowerBound]))
      let name = String(folder[range.upperBound...])
      if let entry = try? below.entries().first(where: { $0.folder == name }), let found = try source(entry, record) { return found }
    }
    let name = record.document.source.file
    for place in [folder + "/" + name, Files.parent(folder) + "/" + name, inputs + "/" + name] where try isOf(place, record) {
      return place
    }
    return nil
  }

  private init(pipeline: String, inputs: String, outputs: String) {
    self.pipeline = pipeline
    self.inputs = inputs
    self.outputs = outputs
  }

  private func isOf(_ path: String, _ record: Record) throws -> Bool {
    guard FileManager.default.fileExists(atPath: path), !Files.isFolder(path) else { return false }
    return try sha256(ofFile: Array(path.utf8)) == record.document.source.sha256
  }
}
