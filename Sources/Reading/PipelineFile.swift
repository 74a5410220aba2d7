import Emit
package import Extract
package import Model

/// A pipeline as its file under Pipelines/ tells it (`default.yaml` shows every field). What is not said takes these defaults.
package struct PipelineFile: Sendable {
  package var name: String
  /// Count from the folder that holds Pipelines/.
  package var inputs = "Inputs"
  package var outputs = "Outputs"
  package var suffixes = [".pdf", ".html", ".htm", ".txt"]
  package var skip = ["sources"]
  /// Which pages are read by Tesseract, and its codes of their languages. What a pipeline does not say of these `default.yaml` says for it.
  package var ocr = ExtractOptions.Recognition.missing
  package var ocrLanguages: [String] = []
  package var followsLinks = false
  package var kinds = ["json", "markdown", "csv"]
  package var set = true
  /// Cells of CSV that a spreadsheet would take for formulas are marked as text.
  package var defusesCSV = true
  /// Results of stages are kept for readings under other rules, up to so many megabytes.
  package var keepsStages = true
  package var cacheMegabytes = 4000.0
  /// The Python that writes the set as Parquet, if it has pyarrow; empty for none.
  package var python = "python3"
  package var memoryMegabytes = 4096
  package var stalled = 60.0
  package var total = 900.0
  package var recycle = 200
  /// Counts from the folder that holds Pipelines/, as the others.
  package var corrections = "Pipelines/corrections"

  /// What is not said in any file.
  init() { name = "" }

  /// Where its corrections are, for the folder that is Pipelines/.
  package func corrections(beside pipelines: String) -> String {
    if corrections.hasPrefix("/") { return corrections }
    let own = DataFolder.local(pipelines)
    guard corrections.hasPrefix("Pipelines/"), Files.isFolder(own) else { return Files.parent(pipelines) + "/" + corrections }
    return own + corrections.dropFirst("Pipelines".utf8.count)
  }

  /// The pipeline of a name among the data files; an unknown name is answered with the known ones.
  package init(_ name: String, files: [DataFile]) throws(DataFault) {
    guard let file = files.first(where: { $0.path == "\(name).yaml" }) else {
      let known = files.map(\.path).filter { !$0.contains("/") }.map { $0.replacing(".yaml", with: "") }.joined(separator: ", ")
      throw DataFault(path: "\(name).yaml", place: "", message: "no such pipeline; known are \(known)")
    }
    self.name = name
    let common = files.first { $0.path == "default.yaml" }
    ocrLanguages = common?.tree["inputs"]?["ocr-languages"]?.texts ?? []
    for entry in file.tree.entries {
      switch entry.key {
      case "name":
        guard entry.value.text == name else { throw DataFault(path: file.path, place: "name", message: "is not the name of the file") }
      case "inputs": try readInputs(entry.value, file.path)
      case "outputs": try readOutputs(entry.value, file.path)
      case "profiles": break
      case "corrections": corrections = entry.value.text ?? corrections
      case "limits": try readLimits(entry.value, file.path)
      default: throw unknown(entry.key, file.path, "", ["name", "inputs", "outputs", "profiles", "limits", "corrections"])
      }
    }
  }

  private mutating func readInputs(_ tree: DataTree, _ path: String) throws(DataFault) {
    for entry in tree.entries {
      switch entry.key {
      case "folder": inputs = entry.value.text ?? inputs
      case "suffixes": suffixes = entry.value.texts.map { $0.lowercased() }
      case "skip": skip = entry.value.texts
      case "ocr":
        let known = ExtractOptions.Recognition.allCases.map(\.rawValue)
        let value = entry.value.text ?? ""
        guard let named = ExtractOptions.Recognition(rawValue: value) else { throw unknown(value, path, "inputs.ocr.", known) }
        ocr = named
      case "ocr-languages": ocrLanguages = entry.value.texts
      case "follow-links": followsLinks = ["true", "yes"].contains(entry.value.text ?? "")
      default: throw unknown(entry.key, path, "inputs.", ["folder", "suffixes", "skip", "follow-links", "ocr", "ocr-languages"])
      }
    }
  }

  private mutating func readOutputs(_ tree: DataTree, _ path: String) throws(DataFault) {
    for entry in tree.entries {
      switch entry.key {
      case "folder": outputs = entry.value.text ?? outputs
      case "kinds":
        // The record is always written: the set is made of it.
        kinds = ["json"]
        for kind in entry.value.texts {
          guard let known = output(named: kind) else { throw unknown(kind, path, "outputs.kinds.", outputNames) }
          if !kinds.contains(known.name) { kinds.append(known.name) }
        }
      case "set": set = entry.value.text == "true"
      case "defuse-csv": defusesCSV = ["true", "yes"].contains(entry.value.text ?? "")
      case "cache": keepsStages = ["true", "yes"].contains(entry.value.text ?? "")
      case "python": python = entry.value.text ?? ""
      default: throw unknown(entry.key, path, "outputs.", ["folder", "kinds", "set", "defuse-csv", "cache", "python"])
      }
    }
  }

  private mutating func readLimits(_ tree: DataTree, _ path: String) throws(DataFault) {
    for entry in tree.entries {
      guard let value = entry.value.text.flatMap({ Double($0) }), value > 0, value < 1e9 else {
        throw DataFault(path: path, place: "limits.\(entry.key)", message: "a number above 0 is expected")
      }
      switch entry.key {
      case "memory-mb": memoryMegabytes = Int(value)
      case "stalled": stalled = value
      case "total": total = value
      case "recycle": recycle = max(1, Int(value))
      case "cache-mb": cacheMegabytes = value
      default: throw unknown(entry.key, path, "limits.", ["memory-mb", "stalled", "total", "recycle", "cache-mb"])
      }
    }
  }

  private func unknown(_ key: String, _ path: String, _ above: String, _ known: [String]) -> DataFault {
    DataFault(path: path, place: above + key, message: "is not known here; known are \(known.joined(separator: ", "))")
  }
}
