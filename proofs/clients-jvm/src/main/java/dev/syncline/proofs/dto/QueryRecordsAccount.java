package dev.syncline.proofs.dto;

import org.apache.camel.component.salesforce.api.dto.AbstractQueryRecordsBase;

/** A page of accounts. */
public final class QueryRecordsAccount extends AbstractQueryRecordsBase<Account> {}
