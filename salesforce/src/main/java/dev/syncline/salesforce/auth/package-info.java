/**
 * Signing in to an org: the OAuth 2.0 flows that Salesforce keeps, one token owner per org, and
 * secrets that do not print.
 */
@NullMarked
package dev.syncline.salesforce.auth;

import org.jspecify.annotations.NullMarked;
