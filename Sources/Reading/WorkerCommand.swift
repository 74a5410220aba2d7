package import Emit
import Extract
import Glibc
package import Model
import Structure
import Text

/// The worker's command line.
///
///     foja-worker --serve [--memory MEGABYTES] [--stalled SECONDS] [--total SECONDS] [--data PIPELINES] [--pipeline NAME] [--write FOLDER]
///                                                              jobs on standard input, one a line; with --write in a sandbox (``Sandbox``)
///     foja-worker --sandbox                                    what of a sandbox the kernel offers
///     foja-worker --tools                                      what reads documents besides Foja itself, with versions
///     foja-worker --read FILE… --out DIR [--data PIPELINES] [--password P] [--all]       DIR/<name without suffix>/record.json for each
///     foja-worker --vary FILE… [--from pages | flow]                                              which records a number changes (``Vary``), for Tests/Mutation/run
///     foja-worker --headings FILE… [--out DIR]                                            DIR/<name without suffix>.jsonl: evidences, for Tests/Fit
///
/// Ends 0 when every file gave a record, 1 when one did not, 64 on wrong usage, 66 when the file of `FOJA_TEST_SETTINGS` cannot be used, 78 when Pipelines/ is wrong or not found.
package enum WorkerCommand {
  package static func run(_ arguments: [String]) -> Int32 {
    if arguments == ["--tools"] {
      Files.writeAll(Array((toolVersions() + "\n").utf8), to: 1)
      return 0
    }
    if arguments == ["--sandbox"] {
      Files.writeAll(Array((Sandbox.offered + "\n").utf8), to: 1)
      return 0
    }
    guard takeTestSettings() else { return 66 }
    guard let options = Options(arguments) else {
      complain("usage: foja-worker --serve [--memory MB] | --read FILE… --out DIR  [--data PIPELINES] [--password P]")
      return 64
    }
    if options.vary { TestSettings.watch() }
    if options.serve {
      Guard.set(megabytes: options.memory)
      // Reading the data takes a while on a busy machine.
      Pulse.begin(job: 0, stage: "start", limits: options.limits)
    }
    guard let path = options.data ?? DataFolder.find() else {
      complain("no Pipelines folder found: set FOJA_HOME or give --data")
      return 78
    }
    do throws(DataFault) {
      let data = DataFolder(path: path, cases: false)
      if let expected = options.expect, data.faults.isEmpty, data.fingerprint != expected {
        complain("Pipelines/ was changed while the run was going on: run again")
        return 78
      }
      if options.vary {
        var vary = try Vary(data: data, pipeline: options.pipeline, files: options.files, from: options.from)
        vary.run()
        return 0
      }
      let chain = try Chain(data: data, pipeline: options.pipeline)
      let schema = try recordSchema(chain.data)
      // The process ends with this command: what all documents share is not taken apart piece by piece.
      _ = Unmanaged.passRetained(chain)
      if options.serve {
        Pulse.end()
        if let folder = options.write { Sandbox.enter(writable: folder, options: chain.options(password: nil)) }
        var loop = WorkerLoop(chain: chain, schema: schema, limits: options.limits)
        loop.run()
        return 0
      }
      return options.headings ? headings(options, chain) : read(options, chain, schema)
    } catch {
      complain("\(error.path): \(error.place): \(error.message)")
      return 78
    }
  }

  private static func read(_ options: Options, _ chain: Chain, _ schema: JSONSchema) -> Int32 {
    var status: Int32 = 0
    for file in options.files {
      let name = Files.name(file)
      do throws(Refusal) {
        let record = try chain.read(file, name: name, options: chain.options(password: options.password))
        let target = options.out + "/" + stem(name)
        let tape = try? recordTape(record)
        let outputs = options.all ? outputKinds : ["json"]
        let json = tape?.bytes ?? recordJSON(record)
        guard let files = documentFiles(record, json: json, outputs: outputs, defusing: chain.defusesCSV) else {
          complain("no room for the outputs of \(name)")
          return 73
        }
        for file in files {
          guard Files.makeFolder(Files.parent(target + "/" + file.path)), Files.write(file.bytes, to: target + "/" + file.path) else {
            complain("cannot write \(target)/\(file.path)")
            return 73
          }
        }
        if let tape {
          for finding in schema.check(tape, limit: 5) { complain("\(name): breaks the schema at \(finding.place): \(finding.message)") }
        }
      } catch {
        complain("\(name): \(error.code): \(error.message)")
        status = 1
      }
    }
    for name in TestSettings.unused { complain("nothing asked for the setting \(name)") }
    return status
  }

  /// Numbers that a test sets otherwise, from the file that `FOJA_TEST_SETTINGS` names (see ``TestSettings``). False if it cannot be read.
  private static func takeTestSettings() -> Bool {
    guard let path = getenv("FOJA_TEST_SETTINGS").map({ String(cString: $0) }) else { return true }
    guard let bytes = Files.read(path) else {
      complain("cannot read \(path), which FOJA_TEST_SETTINGS names")
      return false
    }
    if let line = TestSettings.take(String(decoding: bytes, as: UTF8.self)) {
      complain("\(path): `Group.name: number` is expected, not `\(line)`")
      return false
    }
    return true
  }

  private static func headings(_ options: Options, _ chain: Chain) -> Int32 {
    var status: Int32 = 0
    for file in options.files {
      let name = Files.name(file)
      do throws(Refusal) {
        let lines = try chain.headings(file, name: name, options: ExtractOptions(password: options.password)).dump()
        guard Files.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: options.out + "/" + stem(name) + ".jsonl") else {
          complain("cannot write to \(options.out)")
          return 73
        }
      } catch {
        complain("\(name): \(error.code): \(error.message)")
        status = 1
      }
    }
    return status
  }

  /// The name without the last suffix that tells a kind of file.
  package static func stem(_ name: String) -> String {
    for suffix in [".pdf", ".PDF", ".txt", ".html", ".htm"] where name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count {
      return String(name.dropLast(suffix.count))
    }
    return name
  }

  private static func complain(_ message: String) { Files.writeAll(Array("foja-worker: \(message)\n".utf8), to: 2) }

  private struct Options {
    var files: [String] = []
    var out = "."
    var data: String?
    var password: String?
    var pipeline = "default"
    /// The fingerprint that the data must have.
    var expect: String?
    var memory = 0
    /// Of processor time, for a document.
    var limits = Pulse.Limits()
    /// The folder that it may write to.
    var write: String?
    var serve = false
    var headings = false
    var vary = false
    /// What children of ``Vary`` begin with; nil: the files.
    var from: Vary.Start?
    var all = false

    init?(_ arguments: [String]) {
      var rest = arguments[...]
      var reading = false
      while let argument = rest.popFirst() {
        switch argument {
        case "--serve": serve = true
        case "--read": reading = true
        case "--headings":
          reading = true
          headings = true
        case "--vary":
          reading = true
          vary = true
        case "--from": from = rest.popFirst().flatMap { Vary.Start(rawValue: $0) }
        case "--all": all = true
        case "--out": out = rest.popFirst() ?? out
        case "--data": data = rest.popFirst()
        case "--password": password = rest.popFirst()
        case "--pipeline": pipeline = rest.popFirst() ?? pipeline
        case "--stalled": limits.stalled = rest.popFirst().flatMap { Double($0) } ?? limits.stalled
        case "--total": limits.total = rest.popFirst().flatMap { Double($0) } ?? limits.total
        case "--expect": expect = rest.popFirst()
        case "--write": write = rest.popFirst()
        case "--memory": memory = rest.popFirst().flatMap { Int($0) } ?? 0
        default:
          guard reading, !argument.hasPrefix("--") else { return nil }
          files.append(argument)
        }
      }
      guard serve != reading else { return nil }
    }
  }
}

/// The schema that every record must keep.
package func recordSchema(_ data: DataFolder) throws(DataFault) -> JSONSchema {
  let name = "schemas/record-1.schema.json"
  guard let bytes = data.bytes(name) else { throw DataFault(path: name, place: "", message: "is missing") }
  do throws(JSONSchema.Fault) {
    return try JSONSchema(bytes)
  } catch {
    throw DataFault(path: name, place: error.place, message: error.message)
  }
}
