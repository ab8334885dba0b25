#ifndef MRTD_CARCHIVE_SHIM_H
#define MRTD_CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

#endif
