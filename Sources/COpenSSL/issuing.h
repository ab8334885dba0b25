// What the issuer of specimens needs of OpenSSL and EVP does not offer: keys and signatures that come out the same every time.
// The keys are public by intent, so nothing here guards against the timing of its work being watched.
#ifndef MRTD_COPENSSL_ISSUING_H
#define MRTD_COPENSSL_ISSUING_H

/// A key pair of parameters, or NULL. The selection is EVP_PKEY_KEYPAIR, a macro that Swift does not import.
static inline EVP_PKEY *mrtd_key_pair_from(const char *type, OSSL_PARAM *parameters) {
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (context == NULL) return NULL;
    if (EVP_PKEY_fromdata_init(context) != 1 || EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEYPAIR, parameters) != 1) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    EVP_PKEY_CTX_free(context);
    return key;
}

/// The key pair of a big-endian scalar on a named group, or NULL, also where the scalar is not from 1 to the order less one.
static inline EVP_PKEY *mrtd_ec_key_pair(const char *group_name, const unsigned char *scalar, size_t scalar_length) {
    EVP_PKEY *key = NULL;
    unsigned char point_octets[1 + 2 * 66], scalar_octets[66];
    EC_GROUP *group = EC_GROUP_new_by_curve_name(OBJ_sn2nid(group_name));
    EC_POINT *point = group == NULL ? NULL : EC_POINT_new(group);
    BIGNUM *number = BN_bin2bn(scalar, (int)scalar_length, NULL);
    if (point != NULL && number != NULL && !BN_is_zero(number) && BN_cmp(number, EC_GROUP_get0_order(group)) < 0
        && EC_POINT_mul(group, point, number, NULL, NULL, NULL) == 1) {
        size_t length = EC_POINT_point2oct(
            group, point, POINT_CONVERSION_UNCOMPRESSED, point_octets, sizeof point_octets, NULL);
        int size = (EC_GROUP_order_bits(group) + 7) / 8;
        if (length > 0 && size <= (int)sizeof scalar_octets && BN_bn2nativepad(number, scalar_octets, size) == size) {
            OSSL_PARAM parameters[] = {
                OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)group_name, 0),
                OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point_octets, length),
                OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, scalar_octets, (size_t)size),
                OSSL_PARAM_construct_end(),
            };
            key = mrtd_key_pair_from("EC", parameters);
        }
    }
    BN_clear_free(number);
    EC_POINT_free(point);
    EC_GROUP_free(group);
    return key;
}

/// Makes r and s of ECDSA (FIPS 186-4, 6.4) with a given nonce, each in `size` octets; 0 where they cannot be made.
/// A generator of its own replaces the group's where there is one: so are signatures made that a forged curve verifies.
static inline int mrtd_ecdsa_with_nonce(
    const char *group_name, const unsigned char *generator, size_t generator_length, const unsigned char *scalar, size_t scalar_length,
    const unsigned char *nonce, size_t nonce_length, const unsigned char *digest, size_t digest_length, unsigned char *r_octets,
    unsigned char *s_octets, int size) {
    int made = 0;
    BN_CTX *context = BN_CTX_new();
    EC_GROUP *group = EC_GROUP_new_by_curve_name(OBJ_sn2nid(group_name));
    EC_POINT *point = group == NULL ? NULL : EC_POINT_new(group);
    EC_POINT *base = group == NULL || generator_length == 0 ? NULL : EC_POINT_new(group);
    BIGNUM *d = BN_bin2bn(scalar, (int)scalar_length, NULL), *k = BN_bin2bn(nonce, (int)nonce_length, NULL);
    BIGNUM *e = BN_bin2bn(digest, (int)digest_length, NULL), *r = BN_new(), *s = BN_new();
    if (context != NULL && point != NULL && d != NULL && k != NULL && e != NULL && r != NULL && s != NULL) {
        const BIGNUM *n = EC_GROUP_get0_order(group);
        int surplus = 8 * (int)digest_length - EC_GROUP_order_bits(group);
        int known = generator_length == 0
            ? EC_POINT_mul(group, point, k, NULL, NULL, context) == 1
            : base != NULL && EC_POINT_oct2point(group, base, generator, generator_length, context) == 1
                && EC_POINT_mul(group, point, NULL, base, k, context) == 1;
        made = known && !BN_is_zero(k) && (surplus <= 0 || BN_rshift(e, e, surplus) == 1)
            && EC_POINT_get_affine_coordinates(group, point, r, NULL, context) == 1 && BN_nnmod(r, r, n, context) == 1
            && BN_mod_mul(s, r, d, n, context) == 1 && BN_mod_add(s, s, e, n, context) == 1
            && BN_mod_inverse(k, k, n, context) != NULL && BN_mod_mul(s, s, k, n, context) == 1 && !BN_is_zero(r) && !BN_is_zero(s)
            && BN_bn2binpad(r, r_octets, size) == size && BN_bn2binpad(s, s_octets, size) == size;
    }
    BN_clear_free(d);
    BN_clear_free(k);
    BN_free(e);
    BN_free(r);
    BN_free(s);
    EC_POINT_free(base);
    EC_POINT_free(point);
    EC_GROUP_free(group);
    BN_CTX_free(context);
    return made;
}

/// The first prime from an odd big-endian number upwards which, less one, has no factor in common with the (prime) exponent; 0 where there
/// is none within so many steps of two or the number would become longer.
static inline int mrtd_next_prime(unsigned char *octets, size_t length, unsigned long exponent, int steps) {
    int found = 0;
    BN_CTX *context = BN_CTX_new();
    BIGNUM *number = BN_bin2bn(octets, (int)length, NULL);
    while (context != NULL && number != NULL && steps-- > 0) {
        if (BN_mod_word(number, exponent) != 1 && BN_check_prime(number, context, NULL) == 1) {
            found = BN_bn2binpad(number, octets, (int)length) == (int)length;
            break;
        }
        if (BN_add_word(number, 2) != 1) break;
    }
    BN_clear_free(number);
    BN_CTX_free(context);
    return found;
}

/// The RSA key pair of two big-endian primes of one length and a public exponent, or NULL.
static inline EVP_PKEY *mrtd_rsa_key_pair(
    const unsigned char *first, const unsigned char *second, size_t length, unsigned long exponent) {
    EVP_PKEY *key = NULL;
    OSSL_PARAM *parameters = NULL;
    BN_CTX *context = BN_CTX_new();
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    BIGNUM *p = BN_bin2bn(first, (int)length, NULL), *q = BN_bin2bn(second, (int)length, NULL);
    BIGNUM *n = BN_new(), *e = BN_new(), *d = BN_new(), *dp = BN_new(), *dq = BN_new(), *inverse = BN_new(), *p1 = BN_new(), *q1 = BN_new();
    if (context != NULL && builder != NULL && p != NULL && q != NULL && n != NULL && e != NULL && d != NULL && dp != NULL && dq != NULL
        && inverse != NULL && p1 != NULL && q1 != NULL && BN_cmp(p, q) != 0) {
        if (BN_cmp(p, q) < 0) BN_swap(p, q);
        if (BN_set_word(e, exponent) == 1 && BN_mul(n, p, q, context) == 1 && BN_sub(p1, p, BN_value_one()) == 1
            && BN_sub(q1, q, BN_value_one()) == 1 && BN_mul(d, p1, q1, context) == 1 && BN_mod_inverse(d, e, d, context) != NULL
            && BN_nnmod(dp, d, p1, context) == 1 && BN_nnmod(dq, d, q1, context) == 1 && BN_mod_inverse(inverse, q, p, context) != NULL
            && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n) == 1
            && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e) == 1
            && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_D, d) == 1
            && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_FACTOR1, p) == 1
            && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_FACTOR2, q) == 1
            && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_EXPONENT1, dp) == 1
            && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_EXPONENT2, dq) == 1
            && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, inverse) == 1
            && (parameters = OSSL_PARAM_BLD_to_param(builder)) != NULL) {
            key = mrtd_key_pair_from("RSA", parameters);
        }
    }
    OSSL_PARAM_free(parameters);
    BN_clear_free(p);
    BN_clear_free(q);
    BN_free(n);
    BN_free(e);
    BN_clear_free(d);
    BN_clear_free(dp);
    BN_clear_free(dq);
    BN_clear_free(inverse);
    BN_clear_free(p1);
    BN_clear_free(q1);
    OSSL_PARAM_BLD_free(builder);
    BN_CTX_free(context);
    return key;
}

#endif
