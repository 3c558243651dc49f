package dev.syncline.simulator.soql.api;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What a statement means beyond its text: the API version, the moment and zone that date literals
 * are read in, whether the recycle bin shows, and who asks.
 *
 * @param apiVersion the whole API version, such as 66
 * @param now the moment that {@code TODAY} and the other date literals count from
 * @param zone the asking user's time zone
 * @param includeDeleted whether records in the recycle bin are found (queryAll)
 * @param userId the asking user's id, 18 characters; {@code USING SCOPE mine} compares with it
 */
public record QuerySettings(
    int apiVersion, Instant now, ZoneId zone, boolean includeDeleted, String userId) {}
