package dev.syncline.simulator.soql.plan;

import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.soql.api.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that can be read from a record or, in grouped statements, from a group. */
public sealed interface Operand {
  FieldType type();

  /** A field, own or of a parent. */
  record Field(List<Hop> hops, Member member) implements Operand {
    public Field {
      hops = List.copyOf(hops);
    }

    @Override
    public FieldType type() {
      return member.type();
    }
  }

  /**
   * A date function.
   *
   * @param local whether the moment is seen in the user's zone ({@code convertTimezone}) and not in
   *     UTC
   */
  record DatePart(DateFunction function, Operand argument, boolean local) implements Operand {
    @Override
    public FieldType type() {
      return function == DateFunction.DAY_ONLY ? FieldType.DATE : FieldType.INT;
    }
  }

  /** {@code toLabel}: the label of a picklist entry. */
  record Label(Field field) implements Operand {
    @Override
    public FieldType type() {
      return FieldType.STRING;
    }
  }

  /** {@code FORMAT}: the value as the user's locale writes it. */
  record Formatted(Operand argument) implements Operand {
    @Override
    public FieldType type() {
      return FieldType.STRING;
    }
  }

  /**
   * {@code DISTANCE} between two places.
   *
   * @param milesNotKilometers the unit
   */
  record Distance(Place from, Place to, boolean milesNotKilometers) implements Operand {
    @Override
    public FieldType type() {
      return FieldType.DOUBLE;
    }
  }

  /** A key of GROUP BY, by its index. */
  record GroupKey(int index, Operand key) implements Operand {
    @Override
    public FieldType type() {
      return key.type();
    }
  }

  /** Whether a key of GROUP BY is a subtotal in this row: 1 or 0. */
  record Grouping(int index) implements Operand {
    @Override
    public FieldType type() {
      return FieldType.INT;
    }
  }

  /** An aggregate, by its index among those that the plan computes. */
  record Aggregated(int index, Aggregate aggregate) implements Operand {
    @Override
    public FieldType type() {
      return aggregate.type();
    }
  }

  /** One end of a distance: a compound field, or a fixed point. */
  record Place(@Nullable Field field, @Nullable Location point) {}
}
