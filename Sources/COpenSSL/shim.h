// Everything of OpenSSL's C interface that SafeOpenSSL calls; what OpenSSL only has as a macro becomes a function here.
#ifndef MRTD_COPENSSL_SHIM_H
#define MRTD_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/opensslv.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

/// The bytes that a memory BIO holds, and their number; they live as long as the BIO is not written to.
static inline const unsigned char *mrtd_bio_bytes(BIO *bio, size_t *length) {
    char *bytes = NULL;
    long count = BIO_get_mem_data(bio, &bytes);
    *length = count > 0 ? (size_t)count : 0;
    return (const unsigned char *)bytes;
}

/// A key of parameters, or NULL. The selection is EVP_PKEY_PUBLIC_KEY, a macro that Swift does not import.
static inline EVP_PKEY *mrtd_public_key_from(const char *type, OSSL_PARAM *parameters) {
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (context == NULL) return NULL;
    if (EVP_PKEY_fromdata_init(context) != 1 || EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    EVP_PKEY_CTX_free(context);
    return key;
}

/// An RSA key of a modulus and an exponent, both in the machine's own byte order, or NULL.
static inline EVP_PKEY *mrtd_rsa_public_key(
    unsigned char *modulus, size_t modulus_length, unsigned char *exponent, size_t exponent_length) {
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_RSA_N, modulus, modulus_length),
        OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_RSA_E, exponent, exponent_length),
        OSSL_PARAM_construct_end(),
    };
    return mrtd_public_key_from("RSA", parameters);
}

/// An EC key of a named group and an encoded point, or NULL, also where the point is not on the curve.
static inline EVP_PKEY *mrtd_ec_public_key(const char *group, const unsigned char *point, size_t point_length) {
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (void *)point, point_length),
        OSSL_PARAM_construct_end(),
    };
    return mrtd_public_key_from("EC", parameters);
}

#include "issuing.h"

#endif
