// A content stream that lies decoded in memory.
#pragma once

#include <Object.h>
#include <Stream.h>
#include <algorithm>
#include <cstring>

/// The bytes must live as long as the stream. Its place is open to CLexer, which takes whole tokens from it; to poppler's own lexer it is a
/// stream like any other.
class PlainStream final : public BaseStream {
public:
  PlainStream(const unsigned char *bytes, size_t length)
      : BaseStream(Object(objNull), Goffset(length)), begin(bytes), at(bytes), end(bytes + length) {}

  const unsigned char *const begin;
  const unsigned char *at;
  const unsigned char *const end;

  BaseStream *copy() override { return new PlainStream(begin, size_t(end - begin)); }
  Stream *makeSubStream(Goffset start, bool limited, Goffset length, Object &&) override {
    const Goffset from = std::clamp(start, Goffset(0), Goffset(end - begin));
    const Goffset rest = end - begin - from;
    return new PlainStream(begin + from, size_t(limited ? std::clamp(length, Goffset(0), rest) : rest));
  }
  StreamKind getKind() const override { return strWeird; }
  void reset() override { at = begin; }
  int getChar() override { return at < end ? *at++ : EOF; }
  int lookChar() override { return at < end ? *at : EOF; }
  int getUnfilteredChar() override { return getChar(); }
  void unfilteredReset() override { reset(); }
  Goffset getPos() override { return at - begin; }
  void setPos(Goffset place, int direction = 0) override {
    const Goffset length = end - begin;
    at = begin + std::clamp(direction >= 0 ? place : length - place, Goffset(0), length);
  }
  Goffset getStart() override { return 0; }
  void moveStart(Goffset) override {}

private:
  bool hasGetChars() override { return true; }
  int getChars(int count, unsigned char *buffer) override {
    const int taken = int(std::min<Goffset>(count, end - at));
    if (taken <= 0) return 0;
    std::memcpy(buffer, at, size_t(taken));
    at += taken;
    return taken;
  }
};
