package dev.syncline.simulator.soql.api;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The value of a compound geolocation field, in degrees. */
public record Location(@Nullable BigDecimal latitude, @Nullable BigDecimal longitude) {}
