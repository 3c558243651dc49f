package dev.syncline.simulator.soql.plan;

/** One key of an order. Nulls stand where they are told, also when the order descends. */
public record SortKey(Operand operand, boolean descending, boolean nullsFirst) {}
