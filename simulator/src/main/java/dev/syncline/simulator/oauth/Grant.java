package dev.syncline.simulator.oauth;

/** What a user has allowed an application: the root of refresh tokens. */
record Grant(String id, String userId, String clientId, String scope) {}
