package dev.syncline.simulator.oauth;

import java.time.InstantSource;
import java.util.List;

/**
 * How the org signs clients in.
 *
 * @param signingKey signs what the org says of users
 * @param orgClock the org's clock
 * @param realClock the clock that clients go by
 * @param rotateRefreshTokens whether a refresh token serves once
 * @param allowPassword whether the username-password flow is let in
 */
public record OAuthSettings(
    OrgAddress org,
    ConnectedApp app,
    SigningKey signingKey,
    InstantSource orgClock,
    InstantSource realClock,
    boolean rotateRefreshTokens,
    boolean allowPassword) {
  List<InstantSource> clocks() {
    return List.of(orgClock, realClock);
  }
}
