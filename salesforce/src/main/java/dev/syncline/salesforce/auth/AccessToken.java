package dev.syncline.salesforce.auth;

import java.net.URI;
import java.util.Optional;

/**
 * What an org let us in with.
 *
 * @param instanceUrl where data calls go; it has passed the allow-list
 * @param identity the address that names the org and the user ({@code …/id/ORG/USER}), if told
 * @param number which sign-in of this process it came from, to tell an old token from a new one
 */
public record AccessToken(Secret token, URI instanceUrl, Optional<URI> identity, long number) {}
