package import Foundation
package import Model

/// One picture that `foja-draw` is to make.
package struct Picture: Sendable {
  /// Where to: ends in `.png` or `.svg`.
  package var path: String
  package var canvas: Canvas
  package var shapes: [Shape]
  /// Pixels a point; an SVG has none.
  package var scale: Double

  package enum Canvas: Sendable {
    case page(Int)
    case part(Int, Box)
    case blank(width: Double, height: Double)
  }

  package init(path: String, canvas: Canvas, shapes: [Shape] = [], scale: Double) {
    self.path = path
    self.canvas = canvas
    self.shapes = shapes
    self.scale = scale
  }
}

/// Has pictures of a file made by processes of `foja-draw`, which may die: what one leaves behind, the next one goes on with.
package struct Drawer: Sendable {
  package var program: String
  /// Of address space, for each process.
  package var megabytes = 4096
  /// Of processor time, for a picture.
  package var seconds = 30
  /// Processes at once.
  package var jobs = 1

  package init(program: String) { self.program = program }

  /// Makes all of them, in one folder; gives those that could not be made, each with the reason.
  package func draw(_ pictures: [Picture], file: String?, password: String? = nil) throws -> [(path: String, reason: String)] {
    let open = file.map { order("open", $0, password ?? "") } ?? ""
    let share = max(1, (pictures.count + jobs - 1) / jobs)
    var waiting = stride(from: 0, to: pictures.count, by: share).map { pictures[$0..<min($0 + share, pictures.count)] }
    var failed: [(path: String, reason: String)] = []
    while !waiting.isEmpty {
      let folder = waiting.first?.first.map { ($0.path as NSString).deletingLastPathComponent } ?? ""
      let running = try waiting.map { try start(open + $0.map(orders).joined(), writing: folder) }
      var rest: [ArraySlice<Picture>] = []
      for (pictures, process) in zip(waiting, running) {
        let answers = process.answers()
        for answer in answers where answer.count > 2 && answer[0] == "failed" { failed.append((answer[1], answer[2])) }
        guard answers.count < pictures.count else { continue }
        // It died over the first one without an answer.
        let left = pictures.dropFirst(answers.count)
        if let first = left.first { failed.append((first.path, "drawing it broke off")) }
        if left.count > 1 { rest.append(left.dropFirst()) }
      }
      waiting = rest
    }
    return failed.sorted { $0.path < $1.path }
  }

  // MARK: Orders (see foja-draw/main.swift)

  private func orders(_ picture: Picture) -> String {
    var out: String
    switch picture.canvas {
    case .page(let number): out = order("page", "\(number)", "\(picture.scale)", picture.path)
    case .part(let number, let box): out = order("part", "\(number)", "\(picture.scale)", picture.path, box.x0, box.y0, box.x1, box.y1)
    case .blank(let width, let height): out = order("blank", "\(width)", "\(height)", "\(picture.scale)", picture.path)
    }
    for shape in picture.shapes {
      switch shape {
      case .box(let box, let colour, let width, let fill, let dashed):
        out += order("box", box.x0, box.y0, box.x1, box.y1, hex(colour), width, fill, dashed ? "1" : "0")
      case .arrow(let x0, let y0, let x1, let y1, let colour, let width): out += order("arrow", x0, y0, x1, y1, hex(colour), width)
      case .text(let text, let x, let y, let size, let width, let colour): out += order("text", x, y, size, width, hex(colour), text)
      }
    }
    return out + "done\n"
  }

  /// A line; what would part it in two is a space.
  private func order(_ fields: any CustomStringConvertible...) -> String {
    fields.map { field in
      String(String.UnicodeScalarView(field.description.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }.joined(separator: "\t") + "\n"
  }

  private func hex(_ colour: UInt32) -> String { String(colour & 0xFFFFFF, radix: 16) }

  // MARK: Processes

  private struct Running {
    var process: Process
    var scratch: String

    func answers() -> [[String]] {
      process.waitUntilExit()
      defer { try? FileManager.default.removeItem(atPath: scratch) }
      let said = FileManager.default.contents(atPath: scratch + "/answers") ?? Data()
      return String(decoding: said, as: UTF8.self).split(separator: "\n").map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }.filter { $0[0] == "ok" || $0[0] == "failed" }
    }
  }

  /// Orders and answers go through files: however long they are, nobody waits for the other to read.
  private func start(_ orders: String, writing folder: String) throws -> Running {
    let scratch = NSTemporaryDirectory() + "/.foja-draw-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: scratch, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(orders.utf8).write(to: URL(fileURLWithPath: scratch + "/orders"))
    FileManager.default.createFile(atPath: scratch + "/answers", contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["--write", folder.isEmpty ? "." : folder, "--memory", "\(megabytes)", "--seconds", "\(seconds)"]
    process.standardInput = FileHandle(forReadingAtPath: scratch + "/orders")
    process.standardOutput = FileHandle(forWritingAtPath: scratch + "/answers")
    // Poppler's remarks about the file: the record has them as findings.
    process.standardError = FileHandle.nullDevice
    try process.run()
    return Running(process: process, scratch: scratch)
  }
}
