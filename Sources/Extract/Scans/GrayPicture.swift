import Glibc

/// A picture of eight-bit grey, as `foja-draw` writes it (PGM, `P5`).
struct GrayPicture {
  var width: Int
  var height: Int
  /// Row by row from the top.
  var pixels: [UInt8]

  init(width: Int, height: Int, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// nil where the file is none.
  init?(path: String) {
    guard let file = try? MappedFile(path: path) else { return nil }
    var at = 2
    var numbers: [Int] = []
    guard file.bytes.starts(with: Array("P5".utf8)) else { return nil }
    while numbers.count < 3, at < file.bytes.count {
      while at < file.bytes.count, file.bytes[at] <= 0x20 { at += 1 }
      var number = 0
      while at < file.bytes.count, file.bytes[at] >= 0x30, file.bytes[at] <= 0x39, number < 1_000_000 {
        number = number * 10 + Int(file.bytes[at] - 0x30)
        at += 1
      }
      numbers.append(number)
    }
    at += 1
    guard numbers.count == 3, numbers[0] > 0, numbers[1] > 0, numbers[2] == 255, file.bytes.count - at >= numbers[0] * numbers[1] else {
      return nil
    }
    (width, height) = (numbers[0], numbers[1])
    pixels = Array(file.bytes[at..<at + width * height])
  }

  /// Turned clockwise by a multiple of 90 degrees.
  func turned(by degrees: Int) -> GrayPicture {
    if degrees == 180 { return GrayPicture(width: width, height: height, pixels: pixels.reversed()) }
    guard degrees == 90 || degrees == 270 else { return self }
    var out = [UInt8](repeating: 0, count: pixels.count)
    for y in 0..<height {
      for x in 0..<width {
        let (column, row) = degrees == 90 ? (height - 1 - y, x) : (y, width - 1 - x)
        out[row * height + column] = pixels[y * width + x]
      }
    }
    return GrayPicture(width: height, height: width, pixels: out)
  }

  func write(to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    let head = Array("P5\n\(width) \(height)\n255\n".utf8)
    let isWhole = fwrite(head, 1, head.count, file) == head.count && fwrite(pixels, 1, pixels.count, file) == pixels.count
    return fclose(file) == 0 && isWhole
  }
}
