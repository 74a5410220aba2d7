import CDraw
import Glibc

/// Carries out orders one by one (see main.swift). An order that cannot be understood is passed over: the picture has what the others draw.
struct Pen {
  /// Of processor time, for a picture.
  let seconds: Int
  private var file: OpaquePointer?
  private var fault = "no file was opened"
  private var canvas: OpaquePointer?
  private var target = ""
  /// Pixels a side that are drawn for one of the picture.
  private var each = 1

  init(seconds: Int) { self.seconds = seconds }

  mutating func take(_ line: String) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    let numbers = fields.map { Double($0) ?? 0 }
    switch (fields[0], fields.count) {
    case ("open", 2...):
      let password = fields[2...].joined(separator: "\t")
      open(fields[1], password: password.isEmpty ? nil : password)
    case ("page", 4...): begin(page: Int(fields[1]) ?? 0, scale: numbers[2], to: fields[3], part: nil)
    case ("part", 8...):
      begin(page: Int(fields[1]) ?? 0, scale: numbers[2], to: fields[3], part: (numbers[4], numbers[5], numbers[6], numbers[7]))
    case ("blank", 5...): begin(fields[4], (0, 0, numbers[1], numbers[2]), scale: numbers[3])
    case ("box", 9...):
      if let canvas {
        foja_canvas_box(
          canvas, numbers[1], numbers[2], numbers[3], numbers[4], colour(fields[5]), numbers[6], numbers[7], fields[8] == "1")
      }
    case ("arrow", 7...):
      if let canvas { foja_canvas_arrow(canvas, numbers[1], numbers[2], numbers[3], numbers[4], colour(fields[5]), numbers[6]) }
    case ("text", 7...):
      if let canvas { foja_canvas_text(canvas, numbers[1], numbers[2], numbers[3], numbers[4], colour(fields[5]), fields[6]) }
    case ("done", _): end()
    default: break
    }
  }

  // MARK: Steps

  /// Of a picture that is drawn larger than it is wanted: an A3 page of 600 to the inch, 280 MB.
  private static let mostPixels = 70e6

  private mutating func open(_ path: String, password: String?) {
    foja_drawn_close(file)
    watch()
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 200) { reason in
      reason[0] = 0
      file = foja_drawn_open(path, password, reason.baseAddress)
      if file == nil, let start = reason.baseAddress { fault = String(cString: start) }
    }
  }

  private mutating func begin(page: Int, scale: Double, to target: String, part: (Double, Double, Double, Double)?) {
    self.target = target
    var (width, height) = (0.0, 0.0)
    guard let file else { return answer("failed", fault) }
    guard foja_drawn_size(file, Int32(clamping: page), &width, &height) else { return answer("failed", "there is no page \(page)") }
    let (x0, y0, x1, y1) = part ?? (0, 0, width, height)
    let within = (max(0, min(x0, width)), max(0, min(y0, height)), max(0, min(x1, width)), max(0, min(y1, height)))
    guard begin(target, within, scale: scale), let canvas else { return }
    if !foja_canvas_page(canvas, file, Int32(clamping: page)) {
      _ = foja_canvas_end(canvas, "/dev/null", 1)
      self.canvas = nil
      answer("failed", "the page cannot be drawn")
    }
  }

  @discardableResult
  private mutating func begin(_ target: String, _ part: (x0: Double, y0: Double, x1: Double, y1: Double), scale: Double) -> Bool {
    watch()
    self.target = target
    let (width, height) = (max(1, part.x1 - part.x0), max(1, part.y1 - part.y0))
    let scale = scale > 0 && scale < 100 ? scale : 1
    // Cairo takes single pixels of pictures that it makes smaller: thin strokes and accents of scans would break.
    let isFine = target.hasSuffix(".pgm") && 4 * width * height * scale * scale <= Pen.mostPixels
    each = isFine ? 2 : 1
    canvas = foja_canvas_make(target.hasSuffix(".svg") ? target : nil, part.x0, part.y0, width, height, scale * Double(each))
    if canvas == nil { answer("failed", "there is no memory for the picture") }
    return canvas != nil
  }

  private mutating func end() {
    // Answered already.
    guard let canvas else { return }
    self.canvas = nil
    let fine = foja_canvas_end(canvas, target, Int32(each))
    answer(fine ? "ok" : "failed", fine ? nil : "it cannot be written")
  }

  private func answer(_ verdict: String, _ reason: String?) {
    var line = ([verdict, target] + (reason.map { [$0] } ?? [])).joined(separator: "\t") + "\n"
    line.withUTF8 { _ = write(1, $0.baseAddress, $0.count) }
  }

  private func colour(_ digits: String) -> UInt32 { UInt32(digits, radix: 16) ?? 0 }

  /// The clock of a picture begins.
  private func watch() {
    var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
  }
}
