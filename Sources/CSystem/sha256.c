// SHA-256 (FIPS 180-4): with the processor's own instructions (Intel SHA extensions) where it has them, else in plain C.
#include "CSystem.h"
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t x, int n) { return x >> n | x << (32 - n); }

static void plain(uint32_t state[8], const uint8_t *data, size_t count) {
  for (; count > 0; count--, data += 64) {
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
      w[i] = (uint32_t)data[4 * i] << 24 | (uint32_t)data[4 * i + 1] << 16 | (uint32_t)data[4 * i + 2] << 8 | data[4 * i + 3];
    for (int i = 16; i < 64; i++)
      w[i] = w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7] +
             (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(s, state, sizeof s);
    for (int i = 0; i < 64; i++) {
      uint32_t one = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[i] + w[i];
      uint32_t two = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
      memmove(s + 1, s, 7 * sizeof *s);
      s[4] += one;
      s[0] = one + two;
    }
    for (int i = 0; i < 8; i++) state[i] += s[i];
  }
}

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

__attribute__((target("sha,sse4.1,ssse3"))) static void hardware(uint32_t state[8], const uint8_t *data, size_t count) {
  const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i half = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&state[0]), 0xB1);
  __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&state[4]), 0x1B);
  __m128i abef = _mm_alignr_epi8(half, efgh, 8);
  __m128i cdgh = _mm_blend_epi16(efgh, half, 0xF0);
  for (; count > 0; count--, data += 64) {
    const __m128i abef0 = abef, cdgh0 = cdgh;
    __m128i w[4];
    for (int i = 0; i < 4; i++) w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(data + 16 * i)), order);
    for (int i = 0; i < 16; i++) {
      const __m128i now = w[i & 3];
      const __m128i sum = _mm_add_epi32(now, _mm_loadu_si128((const __m128i *)&constants[4 * i]));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
      // The next four words of the schedule take the place of those just used.
      const __m128i next = w[(i + 1) & 3], third = w[(i + 2) & 3], last = w[(i + 3) & 3];
      w[i & 3] = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(now, next), _mm_alignr_epi8(last, third, 4)), last);
    }
    abef = _mm_add_epi32(abef, abef0);
    cdgh = _mm_add_epi32(cdgh, cdgh0);
  }
  half = _mm_shuffle_epi32(abef, 0x1B);
  efgh = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)&state[0], _mm_blend_epi16(half, efgh, 0xF0));
  _mm_storeu_si128((__m128i *)&state[4], _mm_alignr_epi8(efgh, half, 8));
}

// Asked once: in a virtual machine each question costs as much as hashing ten kilobytes. Two threads that ask at once write the same.
static int has_hardware(void) {
  static _Atomic int known = -1;
  int has = atomic_load_explicit(&known, memory_order_relaxed);
  if (has >= 0) return has;
  unsigned a, b, c, d;
  has = __builtin_cpu_supports("sse4.1") && __get_cpuid_count(7, 0, &a, &b, &c, &d) ? (int)(b >> 29 & 1) : 0;
  atomic_store_explicit(&known, has, memory_order_relaxed);
  return has;
}
#else
#define hardware plain
static int has_hardware(void) { return 0; }
#endif

static void blocks(uint32_t state[8], const uint8_t *data, size_t count, bool in_plain_c) {
  if (!in_plain_c && has_hardware())
    hardware(state, data, count);
  else
    plain(state, data, count);
}

static const uint32_t beginning[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// The last bytes, fewer than 64 of them, and the length of all.
static void finish(uint32_t state[8], const uint8_t *bytes, size_t rest, uint64_t total, bool in_plain_c, char digits[65]) {
  uint8_t tail[128] = {0};
  if (rest > 0) memcpy(tail, bytes, rest);
  tail[rest] = 0x80;
  const size_t length = rest < 56 ? 64 : 128;
  for (int i = 0; i < 8; i++) tail[length - 1 - i] = (uint8_t)(total * 8 >> (8 * i));
  blocks(state, tail, length / 64, in_plain_c);
  for (int i = 0; i < 64; i++) digits[i] = "0123456789abcdef"[state[i / 8] >> (28 - 4 * (i % 8)) & 15];
  digits[64] = 0;
}

void foja_sha256(const void *bytes, size_t count, bool in_plain_c, char digits[65]) {
  uint32_t state[8];
  memcpy(state, beginning, sizeof state);
  blocks(state, bytes, count / 64, in_plain_c);
  finish(state, (const uint8_t *)bytes + count / 64 * 64, count % 64, count, in_plain_c, digits);
}

int foja_sha256_file(int descriptor, const volatile int *stop, char digits[65]) {
  enum { piece = 1 << 20 };
  uint8_t *buffer = malloc(piece);
  if (!buffer) return -1;
  uint32_t state[8];
  memcpy(state, beginning, sizeof state);
  uint64_t total = 0;
  size_t held = 0;
  int result = 0;
  while (true) {
    if (*stop) {
      result = 1;
      break;
    }
    const ssize_t got = read(descriptor, buffer + held, piece - held);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) result = -1;
    if (got <= 0) break;
    held += (size_t)got;
    total += (uint64_t)got;
    blocks(state, buffer, held / 64, false);
    const size_t rest = held % 64;
    memmove(buffer, buffer + held - rest, rest);
    held = rest;
  }
  if (result == 0) finish(state, buffer, held, total, false, digits);
  const int error = errno;
  free(buffer);
  errno = error;
  return result;
}
