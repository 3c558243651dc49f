/**
 * Calls over HTTP and nothing else: where they may go, how long they may take, how much may come
 * back. The only room that knows the JDK's HTTP client.
 */
@NullMarked
package dev.syncline.salesforce.http;

import org.jspecify.annotations.NullMarked;
