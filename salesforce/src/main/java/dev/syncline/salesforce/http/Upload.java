package dev.syncline.salesforce.http;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A large body that is made while it is sent.
 *
 * @param length its bytes
 * @param content opens it from its beginning; called once for each time it is sent
 */
public record Upload(long length, Supplier<InputStream> content) {}
