/*
 * GRDB needs Foundation as a whole, whose CoreFoundation refers to the calls of the network. Linked statically into the command, these
 * definitions come before those of the C library, so no code of the program can open a connection. Each refuses with ENETDOWN. They are
 * hidden: a library that the program loads keeps the calls that it was linked with.
 */
#include "refusal.h"

#include <errno.h>

#define HIDDEN __attribute__((visibility("hidden")))

#define REFUSE(name)          \
    HIDDEN long name(void);   \
    HIDDEN long name(void)    \
    {                         \
        errno = ENETDOWN;     \
        return -1;            \
    }

/* EAI_FAIL of <netdb.h>: a permanent failure. */
#define REFUSE_NAME(name)    \
    HIDDEN int name(void);   \
    HIDDEN int name(void)    \
    {                        \
        return -4;           \
    }

REFUSE(socket)
REFUSE(connect)
REFUSE(bind)
REFUSE(listen)
REFUSE(accept)
REFUSE(accept4)
REFUSE(send)
REFUSE(sendto)
REFUSE(sendmsg)
REFUSE(recv)
REFUSE(recvfrom)
REFUSE(recvmsg)
REFUSE_NAME(getaddrinfo)
REFUSE_NAME(getnameinfo)

const int mrtd_refused_calls = 14;
