package dev.syncline.engine.org;

/**
 * Which org answered, and as whom.
 *
 * @param organizationId the 18-character id of the org: another one means another org
 * @param userId the 18-character id of the integration user
 * @param instanceUrl where data calls go, such as {@code https://example.my.salesforce.com}
 */
public record OrgIdentity(
    String organizationId, String userId, String username, String instanceUrl) {}
