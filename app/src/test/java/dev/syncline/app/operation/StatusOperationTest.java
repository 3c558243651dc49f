package dev.syncline.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.operation.StatusOperation.MappingStatus;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.MappingCounts;
import dev.syncline.engine.org.Org;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableName;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatusOperationTest {
  private static final Mapping MAPPING =
      new Mapping(
          new MappingName("contacts"),
          new OrgName("prod"),
          new ObjectName("Contact"),
          new DatabaseName("main"),
          new TableName(Optional.empty(), "contact"),
          false,
          Optional.empty(),
          List.of(),
          true,
          List.of(),
          Direction.PULL,
          DeletePolicy.DELETE,
          Optional.empty(),
          SyncRules.STANDARD);

  @Test
  void a_database_without_our_tables_is_never_refreshed_and_stays_without_them() {
    List<MappingStatus> statuses =
        new StatusOperation(new WithoutOurTables(), 5).run(List.of(MAPPING));

    assertThat(statuses)
        .containsExactly(
            new MappingStatus(
                MAPPING,
                Optional.empty(),
                Optional.of(new MappingCounts(0, 0, 0)),
                List.of(),
                StatusOperation.Proof.NONE,
                Optional.empty()));
  }

  /** Databases that are reached and asked one thing only. */
  private static final class WithoutOurTables implements Connections {
    @Override
    public Org org(OrgName name) {
      throw new AssertionError("asks an org");
    }

    @Override
    public Database database(DatabaseName name) {
      throw new AssertionError("installs our tables");
    }

    @Override
    public Database reach(DatabaseName name) {
      return (Database)
          Proxy.newProxyInstance(
              Database.class.getClassLoader(),
              new Class<?>[] {Database.class},
              (_, method, _) -> {
                if (method.getName().equals("isInstalled")) {
                  return false;
                }
                throw new AssertionError(method.getName());
              });
    }

    @Override
    public long callsMade() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
