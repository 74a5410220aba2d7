/// How light a colour (0xRRGGBB) looks, 0 to 255: luma after ITU-R BT.601.
package func luma(of colour: UInt32) -> Double {
  0.299 * Double(colour >> 16 & 0xFF) + 0.587 * Double(colour >> 8 & 0xFF) + 0.114 * Double(colour & 0xFF)
}

/// Whether a colour is that of paper or shading, not of ink. Base: shades that text is printed on are lighter than three quarters.
package func isPale(_ colour: UInt32) -> Bool { luma(of: colour) > 190 }
