import Extract
import Model
import Reading
import Layout
import Objects

#if canImport(Glibc)
  import Glibc
#endif

// table-bench FILE…            → JSON lines that corpus scorers read: {"doc", "tables": [{"pages", "cells"}]}
// table-bench --time FILE…     → CPU seconds of reading pages, and of finding tables on them
// table-bench --draw N OUT FILE → page N's candidates as SVG
func cpu() -> Double {
  var usage = rusage()
  getrusage(0, &usage)
  return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6 + Double(usage.ru_stime.tv_sec) + Double(
    usage.ru_stime.tv_usec) / 1e6
}

func pagesOf(_ path: String) -> [Page] {
  guard let source = try? openDocument(path: path, name: path, options: ExtractOptions()), source.facts.pageCount > 0 else { return [] }
  return (1...source.facts.pageCount).map { source.page($0) }
}

func quoted(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    default: if scalar.value < 0x20 { out += " " } else { out.unicodeScalars.append(scalar) }
    }
  }
  return out + "\""
}

let data = DataFolder(path: DataFolder.find() ?? "Pipelines")
let settings = (try? SegmentSettings(files: data.files)) ?? SegmentSettings()
var arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "--draw", arguments.count == 4, let number = Int(arguments[1]) {
  let pages = pagesOf(arguments[3])
  if number >= 1, number <= pages.count, let out = fopen(arguments[2], "w") {
    fputs(tableDrawing(of: pages[number - 1], settings: settings), out)
    fclose(out)
  }
} else if arguments.first == "--time" {
  var extracting = 0.0
  var finding = 0.0
  var count = 0
  for path in arguments.dropFirst() {
    let start = cpu()
    let pages = pagesOf(path)
    let middle = cpu()
    count += tables(in: pages, settings: settings).count
    extracting += middle - start
    finding += cpu() - middle
  }
  print("extract \(extracting) s  tables \(finding) s  found \(count)")
} else {
  for path in arguments {
    let name = path.split(separator: "/").last.map { String($0.dropLast(4)) } ?? path
    let found = tables(in: pagesOf(path), settings: settings).map { table in
      "{\"pages\":[\(table.pages.map(String.init).joined(separator: ","))],\"headerRows\":\(table.headerRows),\"cells\":["
        + table.cells.map {
          "{\"row\":\($0.row),\"col\":\($0.column),\"rowspan\":\($0.rowSpan),\"colspan\":\($0.columnSpan),\"header\":\($0.header),\"text\":\(quoted($0.text))}"
        }.joined(separator: ",") + "]}"
    }
    print("{\"doc\":\(quoted(name)),\"tables\":[\(found.joined(separator: ","))]}")
  }
}
