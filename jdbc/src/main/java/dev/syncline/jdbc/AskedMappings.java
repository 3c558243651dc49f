package dev.syncline.jdbc;

import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.model.MappingName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Asks about mappings by their numbers; one that has no number here has nothing. */
record AskedMappings(ConnectionPool pool, MappingTable mappings) {
  /** What is asked about a mapping. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Connection connection, long mappingId) throws SQLException;
  }

  /** The answer, or what stands in for it where there is none. */
  <T> T of(MappingName mapping, T none, Question<T> question) {
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isPresent() ? question.ask(c, id.get()) : none;
        });
  }
}
