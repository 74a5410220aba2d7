// The content of a page, inflated in one go.
#pragma once

#include <Object.h>
#include <XRef.h>
#include <vector>

/// poppler inflates a content stream byte by byte while it reads it, which is a good part of what a page of text costs. Here zlib does it
/// at once into memory. What is not plainly FlateDecode, is damaged or is very long stays with poppler's own streams, which take damage
/// in their stride and hold little at a time.
class Contents {
public:
  /// The same content (a stream or an array of streams, else untouched), to be read before the next call and before this object ends.
  Object inflated(Object &&contents, XRef *xref);

  /// Whether a stream of it cannot be decoded to its end.
  bool isDamaged() const { return damaged; }
  void forget() { damaged = false; }

private:
  /// One for each stream of the page; kept from page to page for their memory.
  std::vector<std::vector<unsigned char>> buffers;
  size_t used = 0;
  /// Bytes in them.
  size_t total = 0;
  /// What is to be inflated; the buffer is longer.
  std::vector<unsigned char> raw;
  size_t rawLength = 0;
  bool damaged = false;

  Object inflatedStream(Object &&object);
  bool readRaw(Stream *stream);
};
