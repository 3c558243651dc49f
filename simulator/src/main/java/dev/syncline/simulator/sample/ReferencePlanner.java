package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Chooses how the generated records of an object point to their parents. */
final class ReferencePlanner {
  /** The org's own set-up belongs to its first user. */
  private static final Set<String> SETUP =
      Set.of("User", "Profile", "UserRole", "Group", "RecordType", "PermissionSet", "Organization");

  private static final Set<String> USER_FIELDS =
      Set.of("OwnerId", "CreatedById", "LastModifiedById");
  private static final int QUEUE_SHARE = 3;

  private final Samples samples;
  private final ObjectDefinition object;
  private final long count;

  ReferencePlanner(Samples samples, ObjectDefinition object, long count) {
    this.samples = samples;
    this.object = object;
    this.count = count;
  }

  Column plan(FieldDefinition field, Sample sample, long salt) {
    if (USER_FIELDS.contains(field.name()) && SETUP.contains(object.name())) {
      return new Parents.Constant(samples.space("User"), 0, count);
    }
    if (field.name().equals("RecordTypeId")) {
      return recordType(salt);
    }
    if (sample.content() == Sample.Content.NONE) {
      return Column.empty();
    }
    int emptyPercent = Samples.isRequired(field) ? 0 : sample.emptyPercent();
    if (field.referenceTo().contains(object.name())) {
      return new TreeParents(samples.space(object.name()), count, emptyPercent, salt);
    }
    CrowdParents.Share[] shares = shares(field);
    if (shares.length > 0) {
      return new CrowdParents(count, emptyPercent, shares, salt);
    }
    if (Samples.isRequired(field)) {
      throw new IllegalArgumentException(
          "--records: "
              + object
              + " needs records of "
              + String.join(" or ", field.referenceTo())
              + " for its "
              + field
              + "; add some of them");
    }
    return Column.empty();
  }

  private CrowdParents.Share[] shares(FieldDefinition field) {
    List<CrowdParents.Share> shares = new ArrayList<>();
    boolean owner = field.name().equals("OwnerId");
    for (String parent : field.referenceTo()) {
      if (samples.schema().object(parent).isPresent() && samples.count(parent) > 0) {
        int share = owner && parent.equals("Group") ? QUEUE_SHARE : 100;
        shares.add(new CrowdParents.Share(samples.space(parent), samples.count(parent), share));
      }
    }
    return shares.toArray(CrowdParents.Share[]::new);
  }

  /** One of the object's active record types. */
  private Column recordType(long salt) {
    List<Samples.TypeOfObject> all = Samples.recordTypes(samples.schema());
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).object().equals(object) && all.get(i).type().active()) {
        own.add(i);
      }
    }
    if (own.isEmpty()) {
      return Column.empty();
    }
    int[] numbers = own.stream().mapToInt(Integer::intValue).toArray();
    IdSpace space = samples.space("RecordType");
    return (index, sink) ->
        sink.id(space, numbers[(int) Draw.below(Draw.bits(index, salt), numbers.length)]);
  }
}
