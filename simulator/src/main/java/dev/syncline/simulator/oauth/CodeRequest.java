package dev.syncline.simulator.oauth;

import org.jspecify.annotations.Nullable;

/**
 * What an authorization code was issued for.
 *
 * @param challenge the S256 code challenge; null where the client sent none
 * @param nonce what the client wants to find in its id token; null where it sent none
 */
record CodeRequest(
    String userId,
    String clientId,
    String redirectUri,
    String scope,
    @Nullable String challenge,
    @Nullable String nonce) {}
