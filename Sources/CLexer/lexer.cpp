// What poppler's lexer and parser do for each token of a page's content, for content that lies in memory (PlainStream).
//
// poppler asks its stream for every byte by virtual calls, moves each token through a queue of two and locks a list for each of its
// elements: a fifth of what reading a page costs. libpoppler calls these functions through its procedure linkage table, so the definitions
// of the *executable* win over its own (ELF interposition, as in CColourless). Here whole tokens are taken from memory. Whatever is not the
// usual form of a token (comments, long strings, odd numbers), and every other stream, goes to poppler's own function.
// Tests/ExtractTests/LexerTests.swift holds both against each other.
//
// The layouts of poppler's classes are those of its headers: where they are of a version that nobody has looked at, all is left to poppler.
// For programs that read with one thread.

#include "include/CLexer.h"

#include "../CPoppler/PlainStream.hpp"

#include <Array.h>
#include <Error.h>
#include <Lexer.h>
#include <Object.h>
#include <Parser.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <glib/poppler-features.h>
#include <goo/GooString.h>
#include <string>
#include <typeinfo>

// To name another version here: hold these functions against its Lexer.cc, Parser.cc, Object.h and Array.cc.
#if POPPLER_MAJOR_VERSION == 22 && POPPLER_MINOR_VERSION == 12

namespace {

enum Kind : unsigned char { regular, space, delimiter };

/// The classes of characters of ISO 32000-1, 7.2.2, with poppler's braces.
struct Kinds {
  Kind of[256] {};
  constexpr Kinds() {
    for (int c : { 0, 9, 10, 12, 13, 32 }) of[c] = space;
    for (char c : { '%', '(', ')', '/', '<', '>', '[', ']', '{', '}' }) of[uint8_t(c)] = delimiter;
  }
};
constexpr Kinds kinds;

/// Bytes of a string; a longer one is for poppler.
constexpr int longestString = 512;
/// Digits that fit into an `int` in any case.
constexpr int surelyInt = 9;

/// The function of libpoppler that a definition here stands before.
template <typename Function> Function original(const char *name) { return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name)); }

PlainStream *plain(Stream *stream) {
  return stream && typeid(*stream) == typeid(PlainStream) ? static_cast<PlainStream *>(stream) : nullptr;
}

bool isDigit(unsigned char c) { return unsigned(c - '0') < 10; }
bool isOctal(unsigned char c) { return unsigned(c - '0') < 8; }

int hexValue(unsigned char c) {
  if (isDigit(c)) return c - '0';
  const int letter = (c | 0x20) - 'a';
  return letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/// Tokens from memory. Each function gives false for what is not usual; `at` then means nothing.
struct Tokens {
  const unsigned char *at;
  const unsigned char *const end;

  bool number(Object &token) {
    const bool negative = *at == '-';
    if (negative) at++;
    int whole = 0;
    const unsigned char *const digits = at;
    while (at < end && isDigit(*at)) {
      if (at - digits == surelyInt) return false;
      whole = whole * 10 + (*at++ - '0');
    }
    if (at < end && *at == '.') {
      at++;
      // Summed up as poppler does, to the same last bit.
      double value = whole, scale = 0.1;
      while (at < end && isDigit(*at)) {
        value = value + scale * (*at++ - '0');
        scale *= 0.1;
      }
      if (at < end && *at == '-') return false;
      token = Object(negative ? -value : value);
      return true;
    }
    if (at == digits) return false;
    token = Object(negative ? -whole : whole);
    return true;
  }

  bool string(Object &token) {
    char text[longestString];
    int length = 0, depth = 1;
    at++;
    while (at < end && length < longestString) {
      const unsigned char c = *at++;
      if (c == ')' && --depth == 0) {
        token = Object(new GooString(text, length));
        return true;
      }
      if (c == '(') depth++;
      if (c != '\\') {
        text[length++] = char(c);
      } else if (!escaped(text[length++])) {
        return false;
      }
    }
    return false;
  }

  bool escaped(char &c) {
    if (at == end) return false;
    const unsigned char sign = *at++;
    switch (sign) {
    case 'n': c = '\n'; return true;
    case 'r': c = '\r'; return true;
    case 't': c = '\t'; return true;
    case 'b': c = '\b'; return true;
    case 'f': c = '\f'; return true;
    case '\r':
    case '\n': return false;  // stands for nothing
    default: break;
    }
    if (!isOctal(sign)) {
      c = char(sign);
      return true;
    }
    int value = sign - '0';
    for (int more = 0; more < 2 && at < end && isOctal(*at); more++) value = value * 8 + (*at++ - '0');
    c = char(value);
    return true;
  }

  bool hexString(Object &token) {
    char text[longestString];
    int length = 0;
    at++;
    while (end - at >= 2 && *at != '>' && length < longestString) {
      const int high = hexValue(at[0]), low = hexValue(at[1]);
      if (high < 0 || low < 0) return false;
      text[length++] = char(high << 4 | low);
      at += 2;
    }
    if (at == end || *at != '>') return false;
    at++;
    token = Object(new GooString(text, length));
    return true;
  }

  /// The regular characters up to the next space or delimiter.
  bool regulars(char (&text)[tokBufSize]) {
    int length = 0;
    while (at < end && kinds.of[*at] == regular) {
      if (length == tokBufSize - 2) return false;
      text[length++] = char(*at++);
    }
    text[length] = 0;
    return true;
  }

  bool name(Object &token) {
    char text[tokBufSize];
    at++;
    if (!regulars(text) || std::strchr(text, '#')) return false;
    token = Object(objName, text);
    return true;
  }

  bool command(Object &token) {
    char text[tokBufSize];
    if (!regulars(text)) return false;
    for (const char *value : { "true", "false", "null" }) {
      if (!std::strcmp(text, value)) return false;
    }
    token = Object(objCmd, text);
    return true;
  }

  bool next(Object &token) {
    switch (*at) {
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9': case '-': case '.':
      return number(token);
    case '(': return string(token);
    case '/': return name(token);
    case '<': return end - at >= 2 && at[1] != '<' && hexString(token);
    case '[':
      at++;
      token = Object(objCmd, "[");
      return true;
    case ']':
      at++;
      token = Object(objCmd, "]");
      return true;
    case ')': case '>': case '{': case '}': case '%': case '+': return false;
    default: return command(token);
    }
  }
};

}  // namespace

#define INTERPOSED __attribute__((visibility("default"), used))

INTERPOSED Object Lexer::getObj(int objNum) {
  static const auto slow = original<Object (*)(Lexer *, int)>("_ZN5Lexer6getObjEi");
  PlainStream *const stream = plain(getStream());
  if (!stream) return slow(this, objNum);
  if (lookCharLastValueCached != LOOK_VALUE_NOT_CACHED) {
    stream->at--;
    lookCharLastValueCached = LOOK_VALUE_NOT_CACHED;
  }
  while (stream->at < stream->end && kinds.of[*stream->at] == space) stream->at++;
  Object token;
  Tokens tokens { stream->at, stream->end };
  if (tokens.at == tokens.end || !tokens.next(token)) return slow(this, objNum);
  stream->at = tokens.at;
  return token;
}

INTERPOSED void Parser::shift(int objNum) {
  if (inlineImg > 0) {
    if (inlineImg < 2) {
      ++inlineImg;
    } else {
      // In a damaged content stream `ID` may stand without an image behind it.
      inlineImg = 0;
    }
  } else if (buf2.isCmd("ID")) {
    lexer.skipChar();  // the space behind it
    inlineImg = 1;
  }
  buf1 = std::move(buf2);
  if (inlineImg > 0) {
    buf2.setToNull();
  } else {
    buf2 = lexer.getObj(objNum);
  }
}

/// Numbers, strings and names of content as they come, and lists of numbers and strings (TJ), which are filled without the queue of two.
/// `[1 0 R]`, a reference, is nothing that content may hold (ISO 32000-1, 7.8.2): it stays two numbers and a word.
INTERPOSED Object Parser::getObj(
    bool simpleOnly, const unsigned char *fileKey, CryptAlgorithm encAlgorithm, int keyLength, int objNum, int objGen, int recursion,
    bool strict, bool decryptString) {
  using Slow = Object (*)(Parser *, bool, const unsigned char *, CryptAlgorithm, int, int, int, int, bool, bool);
  static const auto slow = original<Slow>("_ZN6Parser6getObjEbPKh14CryptAlgorithmiiiibb");
  const bool isList = !simpleOnly && recursion == 0 && buf1.isCmd("[");
  const bool isValue = buf1.isReal() || buf1.isString() || buf1.isName() || (buf1.isInt() && !buf2.isInt());
  if (fileKey || inlineImg != 0 || !(isList || isValue) || !plain(getStream())) {
    return slow(this, simpleOnly, fileKey, encAlgorithm, keyLength, objNum, objGen, recursion, strict, decryptString);
  }
  if (isValue) {
    Object value = std::move(buf1);
    shift(objNum);
    return value;
  }
  auto *const list = new Array(lexer.getXRef());
  Object result(list);
  Object element = std::move(buf2);
  while (element.isNum() || element.isString()) {
    list->add(std::move(element));
    element = lexer.getObj(objNum);
  }
  // Two tokens are ahead again; what is left of the list, as poppler reads it.
  buf1 = std::move(element);
  buf2 = lexer.getObj(objNum);
  while (!buf1.isCmd("]") && !buf1.isEOF()) {
    list->add(getObj(false, fileKey, encAlgorithm, keyLength, objNum, objGen, recursion + 1, false, decryptString));
  }
  shift(objNum);
  return result;
}

/// Numbers and what was moved away hold nothing that must be freed.
INTERPOSED void Object::free() {
  static const auto slow = original<void (*)(Object *)>("_ZN6Object4freeEv");
  switch (type) {
  case objBool: case objInt: case objInt64: case objReal: case objNull: case objRef: case objNone: case objDead: type = objNone; return;
  default: slow(this);
  }
}

/// One thread reads a document: without poppler's lock. Arrays of text (TJ) are longer than a few elements.
INTERPOSED void Array::add(Object &&element) {
  constexpr size_t first = 16;
  if (elems.size() == elems.capacity()) elems.reserve(elems.empty() ? first : elems.size() * 2);
  elems.push_back(std::move(element));
}

#endif

namespace {

/// An object with its type, numbers to the last bit.
std::string printed(const Object &object) {
  char *bytes = nullptr;
  size_t size = 0;
  FILE *const file = open_memstream(&bytes, &size);
  if (!file) return {};
  object.print(file);
  std::fprintf(file, " %d", int(object.getType()));
  if (object.isReal()) std::fprintf(file, " %a", object.getReal());
  std::fclose(file);
  std::string text(bytes, size);
  std::free(bytes);
  return text;
}

/// Not the places: poppler's lexer is one character ahead where it looked at it.
bool areAlike(const unsigned char *content, size_t length) {
  Parser own(nullptr, new MemStream(reinterpret_cast<const char *>(content), 0, Goffset(length), Object(objNull)), false);
  Parser fast(nullptr, new PlainStream(content, length), false);
  while (true) {
    const Object expected = own.getObj(), found = fast.getObj();
    if (printed(expected) != printed(found)) return false;
    if (expected.isEOF()) return true;
  }
}

}  // namespace

bool lexers_agree(const unsigned char *content, size_t length) {
  setErrorCallback([](ErrorCategory, Goffset, const char *) {});
  const bool agree = areAlike(content, length);
  setErrorCallback(nullptr);
  return agree;
}
