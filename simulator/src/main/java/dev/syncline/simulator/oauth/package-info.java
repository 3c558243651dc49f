/** Signing in: the OAuth flows, sessions and who a user is. */
@NullMarked
package dev.syncline.simulator.oauth;

import org.jspecify.annotations.NullMarked;
