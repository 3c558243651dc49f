package dev.syncline.simulation.random;

import dev.syncline.simulation.random.Kind.Attribute;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What other users do to the org at random. */
final class OrgActions {
  private final OrgSide side;
  private final Choices choices;
  private final Ledger ledger;
  private final boolean recreates;

  /**
   * @param recreates whether rows whose record is deleted may become other records
   */
  OrgActions(OrgSide side, Choices choices, Ledger ledger, boolean recreates) {
    this.recreates = recreates;
    this.side = side;
    this.choices = choices;
    this.ledger = ledger;
  }

  /** One transaction of another user. */
  void act() {
    State before = side.state();
    Kind kind = choices.kind();
    Optional<ObjectNode> write = write(kind, before);
    if (write.isPresent() && side.write(List.of(write.get()))) {
      State after = side.state();
      ledger.note(Side.ORG, before, after);
      noteMerge(kind, write.get(), before);
      if (write.get().path("op").asString("").equals("undelete")) {
        noteDoubt(before, after);
      }
    }
  }

  private void noteDoubt(State before, State after) {
    for (Mark mark : after.marks()) {
      boolean back = after.all(mark).size() > before.all(mark).size();
      if (back && (recreates || after.all(mark).size() > 1)) {
        ledger.doubt(mark);
      }
    }
  }

  private void noteMerge(Kind kind, ObjectNode write, State before) {
    Optional<Mark> winner = mark(kind, before, write.path("id").asString(""));
    Optional<Mark> loser = mark(kind, before, write.path("merge").path(0).asString(""));
    if (winner.isPresent() && loser.isPresent()) {
      ledger.merged(loser.get(), winner.get());
      if (!ledger.wasThere(winner.get())) {
        // The winner may have no row yet and take the loser's over, whose mark may be kept.
        ledger.doubt(winner.get());
        ledger.doubt(loser.get());
      }
    }
  }

  private static Optional<Mark> mark(Kind kind, State state, String address) {
    return state.marks(kind).stream()
        .filter(m -> state.find(m).filter(t -> t.address().equals(address)).isPresent())
        .findFirst();
  }

  /** Changes a record in a transaction that is committed long after it is stamped. */
  void actSlowly() {
    State before = side.state();
    Kind kind = choices.kind();
    Optional<State.Thing> thing = choices.thing(before, kind);
    if (thing.isEmpty()) {
      return;
    }
    Attribute attribute = kind.required();
    String value = choices.value(attribute);
    ObjectNode write = side.write("update", kind).put("id", thing.get().address());
    write.putObject("fields").put(attribute.field(), value);
    if (side.write(List.of(write), "PT" + (1 + choices.random().nextInt(90)) + "S")) {
      State after = side.state();
      after.marks(kind).stream()
          .filter(m -> after.find(m).filter(t -> is(t, thing.get())).isPresent())
          .forEach(m -> ledger.write(Side.ORG, m, attribute.field(), value));
    }
  }

  private static boolean is(State.Thing one, State.Thing other) {
    return one.address().equals(other.address());
  }

  private Optional<ObjectNode> write(Kind kind, State state) {
    int choice = choices.random().nextInt(20);
    if (choice < 5) {
      return Optional.of(insert(kind, state));
    }
    if (choice == 5) {
      return undelete(kind);
    }
    Optional<State.Thing> thing = choices.thing(state, kind);
    return thing.flatMap(t -> write(choice, kind, t, state));
  }

  private Optional<ObjectNode> write(int choice, Kind kind, State.Thing thing, State state) {
    if (choice < 8) {
      return Optional.of(side.write("delete", kind).put("id", thing.address()));
    }
    if (choice < 10) {
      return choices
          .thing(state, kind)
          .filter(loser -> !is(loser, thing))
          .map(
              loser -> {
                ObjectNode write = side.write("merge", kind).put("id", thing.address());
                write.putArray("merge").add(loser.address());
                return write;
              });
    }
    ObjectNode write = side.write("update", kind).put("id", thing.address());
    ObjectNode fields = write.putObject("fields");
    choices.attributes(kind).forEach(a -> put(fields, a, state, thing.address()));
    return Optional.of(write);
  }

  private Optional<ObjectNode> undelete(Kind kind) {
    List<String> bin = side.recycled(kind);
    return bin.isEmpty()
        ? Optional.empty()
        : Optional.of(
            side.write("undelete", kind).put("id", bin.get(choices.random().nextInt(bin.size()))));
  }

  private ObjectNode insert(Kind kind, State state) {
    ObjectNode write = side.write("insert", kind);
    ObjectNode fields = write.putObject("fields").put(Kind.MARK_FIELD, choices.mark("o"));
    kind.attributes().forEach(a -> put(fields, a, state, ""));
    return write;
  }

  private void put(ObjectNode fields, Attribute attribute, State state, String self) {
    String value =
        attribute
            .target()
            .map(t -> choices.thing(state, t).map(State.Thing::address).orElse(""))
            .orElseGet(() -> choices.value(attribute));
    if (value.isEmpty() || value.equals(self)) {
      fields.putNull(attribute.field());
    } else if (attribute.isNumber()) {
      fields.put(attribute.field(), Long.parseLong(value));
    } else {
      fields.put(attribute.field(), value);
    }
  }
}
