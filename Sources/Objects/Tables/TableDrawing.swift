package import Model
import Text
package import Layout

/// What table reading saw on a page, as SVG: words, rules and shading, borders, cells, and why a candidate was refused.
///
/// Black boxes: words; blue: rules; grey: shading; green: cells of tables, with what found them; red: refused candidates, with the reason.
package func tableDrawing(of page: Page, leavingOut: [Bool] = [], settings: SegmentSettings) -> String {
  var out =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(page.width) \(page.height)\" width=\"\(page.width)\" height=\"\(page.height)\" font-family=\"sans-serif\">\n"
  out += "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
  for fill in page.fills { out += rectangle(fill.box, "fill=\"#\(hex(fill.colour))\" fill-opacity=\"0.35\"") }
  for line in page.lines {
    for word in line.words {
      out += rectangle(word.box, "fill=\"none\" stroke=\"#bbbbbb\" stroke-width=\"0.3\"")
      guard line.angle == 0 else { continue }
      out +=
        "<text x=\"\(cut(word.box.x0))\" y=\"\(cut(word.baseline))\" font-size=\"\(cut(word.size))\" textLength=\"\(cut(word.box.width))\" fill=\"#444444\">\(escaped(word.text))</text>\n"
    }
  }
  for ruling in page.rulings { out += rectangle(ruling.box.inset(dx: -0.3, dy: -0.3), "fill=\"#3355ff\" fill-opacity=\"0.6\"") }
  let own = settings.tables.with(settings)
  let words = tablePage(page, leavingOut: leavingOut, settings: own)
  for reading in tableReadings(on: words, marks: tableMarks(page, leavingOut, settings), settings: own) {
    switch reading.verdict {
    case .table:
      if let grid = reading.grid {
        for cell in grid.cells {
          let box = Box(
            x0: grid.xs[cell.column], y0: grid.ys[cell.row], x1: grid.xs[cell.column + cell.columnSpan],
            y1: grid.ys[cell.row + cell.rowSpan])
          out += rectangle(box, "fill=\"#00aa00\" fill-opacity=\"0.08\" stroke=\"#008800\" stroke-width=\"0.8\"")
        }
        let said = "\(reading.region.kind.rawValue): \(grid.rows) x \(grid.columns)"
        out +=
          "<text x=\"\(cut(grid.box.x0))\" y=\"\(cut(grid.box.y0 - 1))\" font-size=\"6\" fill=\"#008800\">\(said)</text>\n"
      }
    case .refused(let why):
      out += rectangle(reading.region.box, "fill=\"none\" stroke=\"#dd0000\" stroke-width=\"0.7\" stroke-dasharray=\"3 2\"")
      out +=
        "<text x=\"\(cut(reading.region.box.x0))\" y=\"\(cut(reading.region.box.y0 - 1))\" font-size=\"6\" fill=\"#dd0000\">\(reading.region.kind.rawValue): \(why)</text>\n"
      if let grid = reading.grid {
        for x in grid.xs.dropFirst().dropLast() {
          out += rectangle(Box(x0: x, y0: grid.box.y0, x1: x + 0.3, y1: grid.box.y1), "fill=\"#dd0000\" fill-opacity=\"0.5\"")
        }
      }
    }
  }
  return out + "</svg>\n"
}

private func rectangle(_ box: Box, _ style: String) -> String {
  "<rect x=\"\(cut(box.x0))\" y=\"\(cut(box.y0))\" width=\"\(cut(max(0, box.width)))\" height=\"\(cut(max(0, box.height)))\" \(style)/>\n"
}

private func cut(_ value: Double) -> Double { (value * 100).rounded() / 100 }

private func hex(_ colour: UInt32) -> String {
  let digits = String(colour & 0xFFFFFF, radix: 16)
  return String(repeating: "0", count: 6 - digits.count) + digits
}

private func escaped(_ text: String) -> String {
  var out = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    default: if scalar.value >= 0x20 { out.unicodeScalars.append(scalar) }
    }
  }
  return out
}
