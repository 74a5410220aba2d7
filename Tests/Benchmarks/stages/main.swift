import Assembly
import CColourless
import Emit
import Extract
import Glibc
import Layout
import Model
import Objects
import Reading
import Recognize

// stage-bench FILE…: CPU seconds that each stage takes over all files, one `stage seconds` a line, as Tests/Benchmarks/run reads it.
//
// `start` is reading Pipelines/ and compiling the rules; `structure` everything from pages to document, of which `tables` is measured by
// finding the tables of the pages once more; `emit` the record, its check against the schema, and Markdown.

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func fail(_ message: String) -> Never {
  print(message)
  exit(78)
}

let begun = seconds()
guard let folder = DataFolder.find() else { fail("no Pipelines/ above the program; set FOJA_HOME") }
let data = DataFolder(path: folder)
guard let settings = try? SegmentSettings(files: data.files), let recognizer = try? Recognizer(files: data.files),
  let schema = try? recordSchema(data)
else { fail("Pipelines/ is wrong: foja check says where") }

/// Seconds by stage, in the order in which the stages were first timed.
struct Stopwatch {
  private(set) var spent: [(stage: String, seconds: Double)]

  mutating func time<Value>(_ stage: String, _ work: () -> Value) -> Value {
    let start = seconds()
    let value = work()
    let took = seconds() - start
    if let place = spent.firstIndex(where: { $0.stage == stage }) { spent[place].seconds += took } else { spent.append((stage, took)) }
    return value
  }
}

var watch = Stopwatch(spent: [("start", seconds() - begun)])
var kept = 0
for path in CommandLine.arguments.dropFirst() {
  let read = watch.time("extract") { () -> (pages: [Page], facts: DocumentFacts)? in
    guard let source = try? openDocument(path: path, name: path, options: ExtractOptions()) else { return nil }
    let count = source.facts.pageCount
    guard count > 0 else { return nil }
    let pages = (1...count).map { source.page($0) }
    return (pages, source.facts)
  }
  guard let read else { continue }
  let document = watch.time("structure") { segment(read.pages, facts: read.facts, settings: settings) }
  kept += watch.time("tables") { tables(in: read.pages, settings: settings).count }
  let recognition = watch.time("recognize") { recognizer.recognize(document) }
  let record = Record(document: document, recognition: recognition, pipeline: PipelineFacts(name: "bench", version: "", fingerprint: ""))
  watch.time("emit") {
    if let tape = try? recordTape(record) { kept += schema.check(tape).count }
    kept += markdown(document).count
  }
}
for (stage, seconds) in watch.spent { print(stage, seconds) }
