package dev.syncline.simulator.soql.api;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The value of a compound address field, put together from its components. */
public record Address(
    @Nullable String city,
    @Nullable String country,
    @Nullable String countryCode,
    @Nullable String geocodeAccuracy,
    @Nullable BigDecimal latitude,
    @Nullable BigDecimal longitude,
    @Nullable String postalCode,
    @Nullable String state,
    @Nullable String stateCode,
    @Nullable String street) {}
