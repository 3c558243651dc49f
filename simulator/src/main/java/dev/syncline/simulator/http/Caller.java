package dev.syncline.simulator.http;

/**
 * Who asks: the user a session belongs to, and the application it was opened by.
 *
 * @param userId the user's id, 18 characters
 * @param clientId the connected application's consumer key
 */
public record Caller(String userId, String username, String clientId) {}
