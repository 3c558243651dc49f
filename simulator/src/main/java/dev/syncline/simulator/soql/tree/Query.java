package dev.syncline.simulator.soql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement or a subquery. FOR and WITH clauses change no answer here and are not kept. */
public record Query(
    List<SelectItem> select,
    Source source,
    @Nullable Condition where,
    @Nullable GroupBy groupBy,
    List<OrderBy> orderBy,
    Window window,
    int at) {}
