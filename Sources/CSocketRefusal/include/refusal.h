/* The program that links this module has the network calls of the C library replaced by ones that refuse. */
#ifndef MRTD_SOCKET_REFUSAL_H
#define MRTD_SOCKET_REFUSAL_H

/* The number of calls that are replaced. */
extern const int mrtd_refused_calls;

#endif
