package dev.syncline.engine.drift;

import dev.syncline.model.DriftPolicy;

/** Decides what a change of a schema asks for. Pure. */
public final class Drift {
  private Drift() {}

  /** What is done about a change. */
  public enum Decision {
    /** Nothing: what is carried is the same. */
    CARRY_ON,
    /** The field or column is offered to be mapped. */
    OFFER,
    /** The mapping goes on by the new schema. */
    ADAPT,
    /** The field and its column are left alone; all others are carried on. */
    OUT_OF_SERVICE,
    /** Nothing of the mapping is carried. */
    STOP;

    /** Whether something is not carried as long as the schema is as it is. */
    public boolean stands() {
      return this == OUT_OF_SERVICE || this == STOP;
    }
  }

  /** What a field is to its mapping. */
  public enum Role {
    /** One of those that are carried. */
    CARRIED,
    /** One by which records and rows are found: the mapping cannot go on without it. */
    DECIDING
  }

  /** What is done about a change of that kind. */
  public static Decision decide(ChangeKind kind, DriftPolicy policy, Role role) {
    Decision decision =
        switch (kind.weight()) {
          case HARMLESS -> Decision.CARRY_ON;
          case NEW -> Decision.OFFER;
          case SAFE -> byPolicy(policy, Decision.ADAPT);
          case BROKEN -> byPolicy(policy, Decision.OUT_OF_SERVICE);
          case FATAL -> Decision.STOP;
        };
    return role == Role.DECIDING && decision == Decision.OUT_OF_SERVICE ? Decision.STOP : decision;
  }

  private static Decision byPolicy(DriftPolicy policy, Decision applied) {
    return switch (policy) {
      case APPLY -> applied;
      case ASK -> Decision.OUT_OF_SERVICE;
      case STOP -> Decision.STOP;
    };
  }
}
