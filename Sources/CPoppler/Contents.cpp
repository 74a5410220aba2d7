#include "Contents.hpp"
#include "PlainStream.hpp"

#include <Array.h>
#include <Dict.h>
#include <Stream.h>
#include <algorithm>
#include <zlib.h>

namespace {

// Bytes; of what is inflated, of all streams of a page together. Content that fills pages with text and rules takes some hundred kilobytes;
// maps reach some megabytes.
constexpr size_t maximalRaw = 16 << 20;
constexpr size_t maximalInflated = 32 << 20;
constexpr size_t pieceOfRaw = 64 << 10;

/// Whether FlateDecode, without a predictor, is all that was done to the stream.
bool isPlainFlate(Dict *dictionary) {
  Object filter = dictionary->lookup("Filter");
  if (filter.isArray() && filter.arrayGetLength() == 1) filter = filter.arrayGet(0);
  return filter.isName("FlateDecode") && dictionary->lookup("DecodeParms").isNull();
}

/// False for damaged data and for more than `limit` bytes. Like poppler, asks for no checksum.
bool inflateInto(
    std::vector<unsigned char> &buffer, size_t &length, unsigned char *raw, size_t rawLength, size_t limit, bool &damaged) {
  z_stream state {};
  if (inflateInit(&state) != Z_OK) return false;
  inflateValidate(&state, 0);
  state.next_in = raw;
  state.avail_in = unsigned(rawLength);
  length = 0;
  int status = Z_OK;
  while (status == Z_OK && length < limit) {
    if (buffer.size() == length) buffer.resize(std::max(buffer.size() * 2, rawLength * 4));
    state.next_out = buffer.data() + length;
    state.avail_out = unsigned(buffer.size() - length);
    status = inflate(&state, Z_NO_FLUSH);
    length = buffer.size() - state.avail_out;
  }
  if (status == Z_BUF_ERROR && state.avail_in == 0) {
    // Many producers leave the checksum out. Then any four bytes end the stream, and nothing more comes of it.
    unsigned char checksum[4] = {};
    if (buffer.size() == length) buffer.resize(buffer.size() + 64);
    state.next_in = checksum;
    state.avail_in = sizeof checksum;
    state.next_out = buffer.data() + length;
    state.avail_out = unsigned(buffer.size() - length);
    status = inflate(&state, Z_NO_FLUSH);
    if (state.avail_out != buffer.size() - length) status = Z_DATA_ERROR;
  }
  inflateEnd(&state);
  damaged = damaged || (status != Z_STREAM_END && length < limit);
  return status == Z_STREAM_END;
}

}  // namespace

Object Contents::inflated(Object &&contents, XRef *xref) {
  used = total = 0;
  damaged = false;
  if (contents.isStream()) return inflatedStream(std::move(contents));
  if (!contents.isArray()) return std::move(contents);
  auto *streams = new Array(xref);
  for (int i = 0; i < contents.arrayGetLength(); i++) streams->add(inflatedStream(contents.arrayGet(i)));
  return Object(streams);
}

Object Contents::inflatedStream(Object &&object) {
  if (!object.isStream() || object.getStream()->getKind() != strFlate || !isPlainFlate(object.streamGetDict())) return std::move(object);
  Stream *encoded = object.getStream()->getNextStream();
  if (!encoded || !readRaw(encoded)) return std::move(object);
  if (used == buffers.size()) buffers.emplace_back();
  std::vector<unsigned char> &buffer = buffers[used];
  size_t length;
  if (!inflateInto(buffer, length, raw.data(), rawLength, maximalInflated - total, damaged)) return std::move(object);
  used++;
  total = std::min(total + length, maximalInflated);
  return Object(static_cast<Stream *>(new PlainStream(buffer.data(), length)));
}

bool Contents::readRaw(Stream *stream) {
  stream->reset();
  rawLength = 0;
  while (rawLength <= maximalRaw) {
    if (raw.size() == rawLength) raw.resize(std::max(pieceOfRaw, rawLength * 2));
    const int got = stream->doGetChars(int(raw.size() - rawLength), raw.data() + rawLength);
    if (got <= 0) break;
    rawLength += size_t(got);
  }
  stream->close();
  return rawLength > 0 && rawLength <= maximalRaw;
}
