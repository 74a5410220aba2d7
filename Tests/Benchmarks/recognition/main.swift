import Glibc
import Model
import Reading
import Recognize

// Recognition alone, without pages: `recognition-bench LANGUAGE=FILE…` (`es=news.txt`) reads plain text (a paragraph a line) and prints MB/s with all rule sets of its language on;
// `--check` runs all cases, `--match dates/es 'SENTENCE'` tries one; `recognition-bench --mentions FILE` reads blocks (`type⇥language⇥text` a line, cells `cell⇥row⇥column⇥header⇥text` after their table) and prints the mentions.
let arguments = Array(CommandLine.arguments.dropFirst())
guard let folder = DataFolder.find() else {
  print("no Pipelines/ above the program; set FOJA_HOME")
  exit(78)
}

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func lines(_ path: String) -> [Substring] {
  String(decoding: Files.read(path) ?? [], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
}

func empty() -> Document {
  Document(source: Source(file: "", sha256: "", bytes: 0, mediaType: "text/plain"))
}

let loading = seconds()
let data = DataFolder(path: folder)
let loaded = seconds()
let recognizer: Recognizer
do {
  recognizer = try Recognizer(files: data.files)
} catch {
  print("\(error.path): \(error.place): \(error.message)")
  exit(78)
}
let built = seconds()

if arguments.first == "--check" {
  let report = recognizer.check()
  for fault in report.faults { print("\(fault.path): \(fault.place): \(fault.message)") }
  print("\(report.rules) rules, \(report.cases) cases, \(report.gaps) known gaps, \(report.faults.count) faults")
  exit(report.faults.isEmpty ? 0 : 78)
}

if arguments.first == "--match" {
  let rules = arguments[1] == "-" ? nil : arguments[1]
  for mention in recognizer.match(rules: rules, sentence: arguments[2]) {
    print("\(mention.rule)\t\(valueText(mention.value))\t«\(mention.text)»")
  }
  let language = rules?.split(separator: "/").dropFirst().first.map(String.init) ?? "es"
  for line in recognizer.explain(texts: [arguments[2]], language: language, index: 0, start: 0, end: 1_000_000)
  where line.outcome != "stands" {
    print("  \(line.rule) «\(line.text)» \(line.value): \(line.outcome)")
  }
  exit(0)
}

if arguments.first == "--mentions" {
  var document = empty()
  for line in lines(arguments[1]) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    if fields[0] == "cell" {
      let cell = Cell(
        row: Int(fields[1]) ?? 0, column: Int(fields[2]) ?? 0, text: fields[4], header: fields[3] == "1", page: 1,
        box: Box(x0: 0, y0: 0, x1: 1, y1: 1))
      document.tables[document.tables.count - 1].cells.append(cell)
      continue
    }
    let id = "b\(document.blocks.count + 1)"
    document.blocks.append(Block(id: id, type: BlockType(rawValue: fields[0]) ?? .paragraph, text: fields[2], page: 1))
    document.language = fields[1]
    if fields[0] == "table" { document.tables.append(Table(id: "t\(document.tables.count + 1)", block: id, rows: 0, columns: 0)) }
  }
  let recognition = recognizer.recognize(document)
  for mention in recognition.mentions {
    let cell = mention.cell.map { "\($0.row),\($0.column)" } ?? ""
    print(
      "\(mention.type.rawValue)\t\(mention.block)\t\(cell)\t\(mention.start)\t\(mention.end)\t\(mention.rule)\t\(valueText(mention.value))\t\(mention.text)"
    )
  }
  for finding in recognition.findings { print("finding\t\(finding.code)\t\(finding.message)") }
  exit(0)
}

for argument in arguments {
  let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
  guard parts.count == 2 else {
    print("\(argument): LANGUAGE=FILE is expected; without a language no rules of one run")
    exit(64)
  }
  let path = parts[1]
  var document = empty()
  document.language = parts[0]
  var bytes = 0
  let text = lines(path)
  while bytes < 3_000_000, !text.isEmpty {
    for line in text {
      document.blocks.append(Block(id: "b\(document.blocks.count + 1)", type: .paragraph, text: String(line), page: 1))
      bytes += line.utf8.count + 1
    }
  }
  let begin = seconds()
  let recognition = recognizer.recognize(document)
  let time = seconds() - begin
  print("\(path): \(bytes) bytes, \(recognition.mentions.count) mentions, \(Int(Double(bytes) / time / 10_000)) × 10 kB/s")
}
print("data \(Int((loaded - loading) * 1000)) ms, rules \(Int((built - loaded) * 1000)) ms")
