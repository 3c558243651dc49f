package dev.syncline.salesforce;

import dev.syncline.engine.worker.Waiter;
import dev.syncline.salesforce.auth.TokenStore;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What an org connection takes from the process around it.
 *
 * @param random for the jitter of pauses; a browser login needs a secure one
 */
public record OrgEnvironment(
    InstantSource clock, RandomGenerator random, Waiter waiter, TokenStore tokens) {}
