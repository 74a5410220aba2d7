import Foundation
import Model
import Reading

/// Where Foja's own files are, and what a run is made of.
struct Home {
  /// The folder that holds Pipelines/, Inputs/ and Outputs/.
  let path: String
  var pipelines: String { path + "/Pipelines" }
  /// What the relative folders of a pipeline count from: Foja's own folder; of an installed one, which nothing is written to, the folder that the
  /// command is given in.
  var base: String { DataFolder.isInstalled(pipelines) ? FileManager.default.currentDirectoryPath : path }

  /// A folder as it is given, else as a pipeline has it.
  func place(_ given: String?, _ usual: String) -> String {
    let path = given.map(absolute) ?? (usual.hasPrefix("/") ? usual : base + "/" + usual)
    return path.utf8.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  init() throws(Failure) {
    guard let found = DataFolder.find() else {
      throw Failure(78, "no Pipelines folder found: start Foja by ./foja in its own folder, install it, or set FOJA_HOME to that folder")
    }
    path = Files.parent(found)
  }

  /// Where a pipeline's runs write to, if nothing else is given.
  func outputs(_ given: String?, _ pipeline: String) throws(Failure) -> String {
    if let given { return place(given, "") }
    return place(nil, try self.pipeline(pipeline, try data()).outputs)
  }

  /// The worker's program, beside this one.
  func worker() throws(Failure) -> String {
    let folder = Files.parent(Bundle.main.executablePath ?? CommandLine.arguments[0])
    let path = folder + "/foja-worker"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Failure(78, "the program foja-worker is not beside foja in \(folder): build both with ./foja")
    }
    return path
  }

  /// All data files but the examples beside the rules, or the first thing that is wrong with them.
  func data() throws(Failure) -> DataFolder {
    let data = DataFolder(path: pipelines, cases: false)
    if let fault = data.faults.first { throw Failure(78, describe(fault)) }
    return data
  }

  func pipeline(_ name: String, _ data: DataFolder) throws(Failure) -> PipelineFile {
    do throws(DataFault) { return try PipelineFile(name, files: data.files) } catch { throw Failure(78, describe(error)) }
  }

  /// What people said of documents that were read wrong.
  func corrections(_ pipeline: PipelineFile) throws(Failure) -> CorrectionFiles {
    let folder = pipeline.corrections(beside: pipelines)
    do throws(DataFault) { return try CorrectionFiles(folder: folder) } catch {
      throw Failure(78, "\(folder)/\(error.path)\(error.place.isEmpty ? "" : ", at \(error.place)"): \(error.message)")
    }
  }

  /// What documents are read with: data, versions of the stages, and the libraries and programs that they use. Not the program's file: a copy
  /// of it on another machine, or a newer one whose stages are the same, reads the same. As a digest: it stands in every line of the catalogue.
  func stamp(_ data: DataFolder, worker: String, kinds: [String]) -> String {
    let parts = [data.fingerprint, fojaVersion, programVersion(of: worker), kinds.joined(separator: "+"), ask(worker, "--tools")]
    return String(sha256Hex(Array(parts.joined(separator: " ").utf8)).prefix(32))
  }

  /// What a worker says of itself, in a line.
  func ask(_ worker: String, _ question: String) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: worker)
    process.arguments = [question]
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return "?" }
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

func describe(_ fault: DataFault) -> String {
  "\(DataFolder.shown(fault.path))\(fault.place.isEmpty ? "" : ", at \(fault.place)"): \(fault.message)"
}

/// A path of the command line as an absolute one.
func absolute(_ path: String) -> String {
  path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
}

/// `1 document`, `2 documents`.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
