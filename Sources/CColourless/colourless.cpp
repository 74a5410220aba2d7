// Definitions of the colour management and JPEG 2000 functions that libpoppler calls, which do next to nothing.
//
// Reading text and geometry needs no exact colours, yet poppler builds a colour transform for every ICC-based colour space (30-90 % of the
// time on many files) and decodes every JPEG 2000 picture only to learn how many components it has. libpoppler calls both libraries through
// its procedure linkage table, so the definitions of the *executable* win over theirs (ELF interposition).
//
// Only ever in the executable foja-worker: never in a library, which would do this to its host, and never in a process that renders.
//
// A profile is reduced to its colour space's signature, a transform to the two pixel layouts. Handles must not be null: poppler would
// then not cache the colour space, and inflate the profile anew each time. Without a decoder poppler takes a JPEG 2000 picture for 8-bit
// grey and still announces its box and size.

#include "colourless.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#define INTERPOSED extern "C" __attribute__((visibility("default"), used))

namespace {

struct Profile {
  uint32_t colourSpace;
};

constexpr uint32_t signature(const char (&name)[5]) {
  return uint32_t(uint8_t(name[0])) << 24 | uint32_t(uint8_t(name[1])) << 16 | uint32_t(uint8_t(name[2])) << 8 | uint8_t(name[3]);
}

Profile profiles[] = { { signature("GRAY") }, { signature("RGB ") }, { signature("CMYK") }, { signature("Lab ") }, { signature("XYZ ") } };
Profile &sRGB = profiles[1];
Profile &xyz = profiles[4];

struct Transform {
  uint32_t from, to;
};

// Fields of lcms's pixel formats.
unsigned channels(uint32_t format) { return format >> 3 & 15; }
unsigned colourSpace(uint32_t format) { return format >> 16 & 31; }
constexpr unsigned formatXYZ = 9, formatLab = 10;

uint8_t product(unsigned a, unsigned b) { return uint8_t((a * b + 127) / 255); }

}  // namespace

INTERPOSED void *cmsOpenProfileFromMem(const void *memory, uint32_t size) {
  const auto *bytes = static_cast<const uint8_t *>(memory);
  if (size < 128 || std::memcmp(bytes + 36, "acsp", 4) != 0) return nullptr;
  const uint32_t space = uint32_t(bytes[16]) << 24 | uint32_t(bytes[17]) << 16 | uint32_t(bytes[18]) << 8 | bytes[19];
  for (Profile &profile : profiles) {
    if (profile.colourSpace == space) return &profile;
  }
  return nullptr;
}

INTERPOSED void *cmsCreate_sRGBProfile() { return &sRGB; }
INTERPOSED void *cmsCreateXYZProfile() { return &xyz; }
INTERPOSED int cmsCloseProfile(void *) { return 1; }
INTERPOSED uint32_t cmsGetColorSpace(void *profile) { return profile ? static_cast<Profile *>(profile)->colourSpace : sRGB.colourSpace; }

INTERPOSED void *cmsCreateTransform(void *, uint32_t from, void *, uint32_t to, uint32_t, uint32_t) {
  auto *transform = static_cast<Transform *>(std::malloc(sizeof(Transform)));
  if (transform) *transform = { from, to };
  return transform;
}

INTERPOSED void cmsDeleteTransform(void *transform) { std::free(transform); }

/// To 8-bit RGB by the plainest formulas: enough to tell black from white and red from blue.
INTERPOSED void cmsDoTransform(void *handle, const void *input, void *output, uint32_t pixels) {
  const auto &transform = *static_cast<Transform *>(handle);
  const auto *in = static_cast<const uint8_t *>(input);
  auto *out = static_cast<uint8_t *>(output);
  const unsigned inputs = channels(transform.from);
  const unsigned space = colourSpace(transform.from);
  if (space == formatXYZ) {  // doubles, not bytes
    std::memset(out, 0, 3 * size_t(pixels));
    return;
  }
  for (; pixels; pixels--, in += inputs, out += 3) {
    if (inputs == 4) {
      for (int i = 0; i < 3; i++) out[i] = product(255u - in[i], 255u - in[3]);
    } else if (inputs == 1 || space == formatLab) {
      out[0] = out[1] = out[2] = in[0];  // of Lab the lightness
    } else {
      std::memcpy(out, in, 3);
    }
  }
}

INTERPOSED void *opj_create_decompress(int) { return nullptr; }
INTERPOSED void opj_destroy_codec(void *) {}
