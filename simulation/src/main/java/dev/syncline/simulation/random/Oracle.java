package dev.syncline.simulation.random;

import dev.syncline.model.ConflictPolicy;
import dev.syncline.simulation.random.Counters.Wrong;
import dev.syncline.simulation.random.Kind.Attribute;
import dev.syncline.simulation.random.Ledger.Lived;
import dev.syncline.simulation.random.Ledger.Page;
import dev.syncline.simulation.random.Ledger.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges whether what both sides hold in the end is explained by what was done to them. It knows
 * the two sides, the ledger and the policies, and nothing of the engine.
 */
final class Oracle {
  private final Ledger ledger;
  private final ConflictPolicy conflict;
  private final Counters counters;

  Oracle(Ledger ledger, ConflictPolicy conflict, Counters counters) {
    this.ledger = ledger;
    this.conflict = conflict;
    this.counters = counters;
  }

  /**
   * Compares both sides with each other and with the ledger.
   *
   * @param parked what was set aside with a reason, which explains a difference
   */
  void judge(State org, State database, Set<Mark> parked) {
    duplicates("the org", org);
    duplicates("the database", database);
    var marks = ledger.marks();
    marks.addAll(org.marks());
    marks.addAll(database.marks());
    marks.removeIf(m -> m.text().isEmpty());
    for (Mark mark : marks) {
      if (!parked.contains(mark) && !ledger.isInDoubt(mark)) {
        judge(mark, org.find(mark), database.find(mark));
      }
    }
  }

  private void duplicates(String side, State state) {
    state
        .things()
        .forEach(
            (mark, things) -> {
              if (things.size() > 1 && !ledger.isInDoubt(mark)) {
                counters.add(
                    Wrong.DUPLICATED,
                    mark
                        + " is in "
                        + side
                        + " as "
                        + things.stream().map(State.Thing::address).toList());
              }
            });
  }

  private void judge(Mark mark, Optional<State.Thing> org, Optional<State.Thing> database) {
    if (org.isPresent() != database.isPresent()) {
      counters.add(
          Wrong.SILENT,
          mark + " is only in " + (org.isPresent() ? "the org " : "the database ") + life(mark));
      return;
    }
    if (org.isEmpty()) {
      if (!mayBeGone(mark)) {
        counters.add(Wrong.LOST, mark + " is gone from both sides " + life(mark));
      }
      return;
    }
    if (!mayBeThere(mark)) {
      counters.add(Wrong.RESURRECTED, mark + " is there again " + life(mark));
    }
    String company = org.get().company();
    if (!company.equals(database.orElseThrow().company())) {
      counters.add(
          Wrong.DIVERGED,
          "%s has '%s' of its account, whose row has '%s'"
              .formatted(mark, company, database.orElseThrow().company()));
    }
    for (Attribute attribute : mark.kind().attributes()) {
      String field = attribute.field();
      String value = org.get().values().getOrDefault(field, "");
      String other = database.orElseThrow().values().getOrDefault(field, "");
      if (!value.equals(other)) {
        counters.add(
            Wrong.DIVERGED,
            "%s.%s is '%s' in the org and '%s' in the database; written %s"
                .formatted(mark, field, value, other, ledger.of(mark).fields.get(field)));
      } else {
        judge(mark, attribute, value);
      }
    }
  }

  private String life(Mark mark) {
    return (ledger.wasThere(mark) ? "(it was there; " : "(it was not there; ")
        + ledger.of(mark).life
        + ", writes "
        + ledger.of(mark).fields
        + ")";
  }

  private boolean mayBeGone(Mark mark) {
    Page page = ledger.of(mark);
    if (cascaded(mark)) {
      return true;
    }
    boolean everThere = ledger.wasThere(mark) || page.life.stream().anyMatch(Lived::created);
    if (!everThere) {
      return true;
    }
    if (page.life.isEmpty() || page.life.stream().allMatch(Lived::created)) {
      return false;
    }
    return !page.life.getLast().created() || isContested(page);
  }

  private boolean mayBeThere(Mark mark) {
    Page page = ledger.of(mark);
    if (page.life.isEmpty()) {
      return ledger.wasThere(mark);
    }
    return page.life.getLast().created() || isContested(page);
  }

  /** Whether one side deleted what the other changed or made again: the policy decides. */
  private static boolean isContested(Page page) {
    for (Side side : Side.values()) {
      Side other = side == Side.ORG ? Side.DATABASE : Side.ORG;
      if (page.isDeletedBy(side) && (page.isTouchedBy(other) || page.isDeletedBy(other))) {
        return true;
      }
    }
    return false;
  }

  /**
   * An account that is deleted in the org takes its contacts along. One whose row is deleted takes
   * only those along that the database did not know of yet: its own rows are no contacts any more.
   */
  private boolean cascaded(Mark mark) {
    if (mark.kind() != Kind.CONTACT) {
      return false;
    }
    boolean inOrg =
        candidates(mark, "AccountId").stream()
            .anyMatch(a -> ledger.wasDeleted(new Mark(Kind.ACCOUNT, a), Side.ORG));
    boolean unseen =
        writes(mark, "AccountId").stream()
            .filter(w -> w.side() == Side.ORG)
            .anyMatch(w -> ledger.wasDeleted(new Mark(Kind.ACCOUNT, w.value()), Side.DATABASE));
    return inOrg || unseen;
  }

  /** Every value that a field may have had since both sides agreed. */
  private Set<String> candidates(Mark mark, String field) {
    var candidates = new TreeSet<String>();
    candidates.add(ledger.agreed(mark).getOrDefault(field, ""));
    writes(mark, field).forEach(w -> candidates.add(w.value()));
    return candidates;
  }

  private List<Written> writes(Mark mark, String field) {
    return ledger.of(mark).fields.getOrDefault(field, List.of());
  }

  private void judge(Mark mark, Attribute attribute, String value) {
    Set<String> right = rightValues(mark, attribute);
    if (right.contains(value)) {
      return;
    }
    boolean old =
        value.equals(ledger.agreed(mark).getOrDefault(attribute.field(), ""))
            || ledger.wasWritten(mark, attribute.field(), value);
    counters.add(
        old ? Wrong.STALE : Wrong.LOST,
        "%s.%s is '%s' and should be one of %s; agreed '%s', written %s"
            .formatted(
                mark,
                attribute.field(),
                value,
                right,
                ledger.agreed(mark).get(attribute.field()),
                writes(mark, attribute.field())));
  }

  private Set<String> rightValues(Mark mark, Attribute attribute) {
    String field = attribute.field();
    List<Written> writes = writes(mark, field);
    var right = new TreeSet<String>();
    if (writes.isEmpty()) {
      right.add(ledger.agreed(mark).getOrDefault(field, ""));
    } else {
      right.add(writes.getLast().value());
      right.addAll(byPolicy(writes));
      right.addAll(unlessReturned(mark, field, writes));
    }
    attribute.target().ifPresent(kind -> follow(kind, right, candidates(mark, field)));
    boolean emptied =
        attribute
            .target()
            .filter(
                kind ->
                    candidates(mark, field).stream()
                        .anyMatch(v -> !v.isEmpty() && isGone(new Mark(kind, v))))
            .isPresent();
    if (isContested(ledger.of(mark)) || cascaded(mark)) {
      // What one side deleted took along what it had changed: what the other held then holds.
      right.addAll(candidates(mark, field));
    }
    if (emptied) {
      right.add("");
      right.addAll(candidates(mark, field));
    }
    return right;
  }

  /** Whether a reference may be empty: what lost a merge is gone, but its winner is not. */
  private boolean isGone(Mark target) {
    Set<Mark> winners = ledger.winners(target);
    boolean merged = winners.size() > 1 && !ledger.isInDoubt(target);
    boolean wasDeleted = ledger.of(target).life.stream().anyMatch(l -> !l.created());
    return (mayBeGone(target) || wasDeleted)
        && (!merged || winners.stream().filter(w -> !w.equals(target)).anyMatch(this::mayBeGone));
  }

  /** References to what lost a merge lead to the winner. */
  private void follow(Kind kind, Set<String> right, Set<String> candidates) {
    candidates.stream()
        .filter(v -> !v.isEmpty())
        .flatMap(v -> ledger.winners(new Mark(kind, v)).stream())
        .map(Mark::text)
        .forEach(right::add);
  }

  /** Where both sides wrote, what the policy may have chosen. */
  private List<String> byPolicy(List<Written> writes) {
    Optional<String> org = last(writes, Side.ORG);
    Optional<String> database = last(writes, Side.DATABASE);
    if (org.isEmpty() || database.isEmpty()) {
      return List.of();
    }
    return switch (conflict) {
      case SALESFORCE -> List.of(org.get());
      case DATABASE -> List.of(database.get());
      case NEWEST, PARK -> List.of(org.get(), database.get());
    };
  }

  /**
   * A side that comes back to a value that was there before may look as if it had changed nothing:
   * then what the other wrote holds.
   */
  private List<String> unlessReturned(Mark mark, String field, List<Written> writes) {
    List<String> right = new ArrayList<>();
    for (Side side : Side.values()) {
      Optional<String> last = last(writes, side);
      boolean returned =
          last.isPresent()
              && (last.get().equals(ledger.agreed(mark).getOrDefault(field, ""))
                  || writes.stream().filter(w -> w.value().equals(last.get())).count() > 1);
      if (returned) {
        last(writes, side == Side.ORG ? Side.DATABASE : Side.ORG).ifPresent(right::add);
      }
    }
    return right;
  }

  private static Optional<String> last(List<Written> writes, Side side) {
    return new ArrayList<>(writes)
        .reversed().stream().filter(w -> w.side() == side).map(Written::value).findFirst();
  }
}
