package dev.syncline.simulation.random;

/** Stands between an engine and its ports: the way in which a bug is planted. */
public interface Tampering {
  /** The same port as the engine is to see it. */
  <T> T port(Class<T> type, T port);

  /** Nothing between them. */
  Tampering NONE =
      new Tampering() {
        @Override
        public <T> T port(Class<T> type, T port) {
          return port;
        }
      };
}
