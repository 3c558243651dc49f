package dev.syncline.app.cli.command;

import dev.syncline.app.api.ApiServer;
import dev.syncline.app.config.ApiConfig;
import dev.syncline.app.config.SynclineConfig;
import dev.syncline.app.operation.AskedPush;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.OpenMapping;
import dev.syncline.app.wiring.ApiWiring;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Mapping;
import java.util.List;
import java.util.Optional;

/** The HTTP interface beside a command that syncs, where the configuration has one. */
final class ServedApi implements AutoCloseable {
  private final Optional<ApiServer> server;

  private ServedApi(Optional<ApiServer> server) {
    this.server = server;
  }

  /**
   * Listens, if the configuration says so.
   *
   * @param wanted the mappings that this process syncs
   */
  static ServedApi start(
      RootCommand root,
      SynclineConfig config,
      Connections connections,
      List<Mapping> all,
      List<Mapping> wanted,
      StopSignal stop) {
    if (config.api().isEmpty()) {
      return new ServedApi(Optional.empty());
    }
    ApiConfig api = config.api().get();
    List<AskedPush> pushes =
        wanted.stream()
            .filter(mapping -> mapping.direction().pushes())
            .map(mapping -> OpenMapping.prepared(connections, all, mapping, _ -> {}))
            .map(mapping -> new AskedPush(mapping, RealTime.pace(), stop))
            .toList();
    return new ServedApi(
        Optional.of(
            ApiWiring.start(api, root.settings(), pushes, root.talk()::say, root.talk()::problem)));
  }

  @Override
  public void close() {
    server.ifPresent(ApiServer::close);
  }
}
