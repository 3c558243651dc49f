package dev.syncline.jdbc.capture;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.migration.Migrations;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/** Capture by triggers. */
public final class JdbcCapture implements Capture {
  private final ConnectionPool pool;
  private final Migrations migrations;
  private final TriggerWords words;

  public JdbcCapture(ConnectionPool pool, Migrations migrations, TriggerWords words) {
    this.pool = pool;
    this.migrations = migrations;
    this.words = words;
  }

  @Override
  public List<String> installStatements(List<ResolvedMapping> mappings, Roles roles) {
    List<ResolvedMapping> pushing = mappings.stream().filter(CaptureNames::pushes).toList();
    return pool.transact(
        c -> {
          List<String> statements = new ArrayList<>(migrations.missing(c));
          boolean bare = !statements.isEmpty();
          for (ResolvedMapping mapping : pushing) {
            if (bare || !words.status(c, mapping).installed()) {
              statements.addAll(words.install(c, mapping));
            }
          }
          if (roles == Roles.CREATE) {
            statements.addAll(words.roles(pushing));
          }
          return statements;
        });
  }

  @Override
  public List<String> uninstallStatements(List<ResolvedMapping> mappings) {
    return pool.transact(
        c -> {
          List<String> statements = new ArrayList<>();
          for (ResolvedMapping mapping : mappings) {
            statements.addAll(words.uninstall(c, mapping));
          }
          return statements;
        });
  }

  @Override
  public void run(List<String> statements) {
    for (String statement : statements) {
      pool.transact(
          c -> {
            Sql.execute(c, statement);
            return true;
          });
    }
  }

  @Override
  public Status status(ResolvedMapping mapping) {
    return pool.transact(c -> words.status(c, mapping));
  }
}
