import CColourless
import Extract
import Glibc
import Model

// Extraction alone, for work on it: `extraction-bench FILE…` reads every page and prints how many words there were;
// `--lines` prints the words as they were joined, `--text` the lines' text, `--shapes` what was drawn, `--facts` what the file says.

var mode = ""
var pages = 0
var words = 0
for argument in CommandLine.arguments.dropFirst() {
  if argument.hasPrefix("--") {
    mode = argument
    continue
  }
  do {
    let source = try openDocument(path: argument, name: argument, options: ExtractOptions())
    for number in 1...max(1, source.facts.pageCount) {
      let page = source.page(number)
      pages += 1
      words += page.lines.reduce(0) { $0 + $1.words.count }
      show(page, mode)
    }
    if mode == "--facts" { print(source.facts) }
  } catch {
    print(argument, error)
  }
}
if mode.isEmpty { print("\(pages) pages, \(words) words") }

func show(_ page: Page, _ mode: String) {
  switch mode {
  case "--text":
    for line in page.lines { print(line.text) }
  case "--lines":
    print("== page \(page.number): \(page.shownWidth) × \(page.shownHeight), turn \(page.turn), \(page.ink)", page.findings)
    for line in page.lines {
      let words = line.words.map { word in
        let shift = word.shift == .superscript ? "^" : word.shift == .subscript ? "_" : ""
        return (word.spaceBefore ? " " : "|") + shift + word.text + (word.style.bold ? "*" : "")
      }
      print("[\(Int(line.box.x0)) \(Int(line.baseline)) \(Int(line.box.x1)) size \(line.size) angle \(line.angle)]\(words.joined())")
    }
  case "--shapes":
    print("== page \(page.number)")
    for ruling in page.rulings { print(ruling) }
    for fill in page.fills { print(fill) }
    for drawing in page.drawings { print(drawing) }
    for image in page.images { print(image) }
  default: break
  }
}
