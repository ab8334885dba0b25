#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdint.h>

/// How often this program has asked for memory so far: malloc, calloc, realloc and the aligned kinds.
uint64_t allocation_count(void);

#endif
