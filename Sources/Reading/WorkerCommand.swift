import Emit
import Extract
import Glibc
import Model

/// The worker's command line.
///
///     foja-worker --read FILE… --out DIR [--data PIPELINES] [--password P]      DIR/<name without .pdf>/record.json for each
///
/// Ends 0 when every file gave a record, 1 when one did not, 64 on wrong usage, 78 when Pipelines/ is wrong or not found.
package enum WorkerCommand {
  package static func run(_ arguments: [String]) -> Int32 {
    var files: [String] = []
    var out = "."
    var folder: String?
    var password: String?
    var rest = arguments[...]
    var reading = false
    while let argument = rest.popFirst() {
      switch argument {
      case "--read": reading = true
      case "--out": out = rest.popFirst() ?? out
      case "--data": folder = rest.popFirst()
      case "--password": password = rest.popFirst()
      default:
        guard reading, !argument.hasPrefix("--") else { return usage() }
        files.append(argument)
      }
    }
    guard reading else { return usage() }
    guard let path = folder ?? DataFolder.find() else {
      complain("no Pipelines folder found: set FOJA_HOME or give --data")
      return 78
    }
    let chain: Chain
    do throws(DataFault) {
      chain = try Chain(data: DataFolder(path: path))
    } catch {
      complain("\(error.path): \(error.place): \(error.message)")
      return 78
    }
    var status: Int32 = 0
    for file in files {
      let name = Files.name(file)
      do throws(Refusal) {
        let record = try chain.read(file, name: name, options: ExtractOptions(password: password))
        let target = out + "/" + stem(name)
        guard Files.makeFolder(target), Files.write(recordJSON(record), to: target + "/record.json") else {
          complain("cannot write \(target)/record.json")
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

  private static func usage() -> Int32 {
    complain("usage: foja-worker --read FILE… --out DIR [--data PIPELINES] [--password P]")
    return 64
  }

  private static func complain(_ message: String) { Files.writeAll(Array("foja-worker: \(message)\n".utf8), to: 2) }
}
