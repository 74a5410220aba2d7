// poppler's lexer for content that lies in memory; see lexer.cpp. It is there as soon as a program links it, and needs no call.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Whether poppler's parser gives the same objects with its own lexer and with this one; for tests.
bool lexers_agree(const unsigned char *content, size_t length);

#ifdef __cplusplus
}
#endif
