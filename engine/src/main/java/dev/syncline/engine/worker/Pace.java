package dev.syncline.engine.worker;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Time and chance, handed in by the wiring, so that a seed replays a run. */
public record Pace(InstantSource clock, Waiter waiter, RandomGenerator random) {}
