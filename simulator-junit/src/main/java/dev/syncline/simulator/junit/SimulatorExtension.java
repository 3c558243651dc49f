package dev.syncline.simulator.junit;

import dev.syncline.simulator.Simulator;
import dev.syncline.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The extension behind {@link WithSimulatedOrg}. An org is started when it is asked for first, and
 * stops with the class or the test that it belongs to.
 */
public final class SimulatorExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SimulatorExtension.class);

  /** Where an org belongs to, and how it is to be. */
  private record Place(ExtensionContext context, WithSimulatedOrg wanted) {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SimulatedOrg.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Place place = place(context);
    return place
        .context()
        .getStore(NAMESPACE)
        .computeIfAbsent(SimulatedOrg.class, key -> start(place.wanted()), SimulatedOrg.class);
  }

  /** The outermost class that asks for an org, or the test when each has one of its own. */
  private static Place place(ExtensionContext context) {
    Place found = null;
    Optional<ExtensionContext> next = Optional.of(context);
    while (next.isPresent()) {
      ExtensionContext current = next.get();
      WithSimulatedOrg wanted =
          current.getTestClass().map(c -> c.getAnnotation(WithSimulatedOrg.class)).orElse(null);
      if (wanted != null) {
        boolean own = wanted.perTest() && context.getTestMethod().isPresent();
        found = new Place(own ? context : current, wanted);
      }
      next = current.getParent();
    }
    if (found == null) {
      throw new IllegalStateException(
          "no class here has @WithSimulatedOrg; add it to the class of the test");
    }
    return found;
  }

  private static SimulatedOrg start(WithSimulatedOrg wanted) {
    var usual = SimulatorSettings.Behaviour.USUAL;
    var settings =
        new SimulatorSettings(
            "127.0.0.1",
            0,
            wanted.seed(),
            counts(wanted.records(), "records"),
            Stream.of(wanted.schema()).map(Path::of).toList(),
            null,
            new SimulatorSettings.Behaviour(
                usual.rotateRefreshTokens(),
                usual.allowPassword(),
                usual.redirectUris(),
                counts(wanted.limits(), "limits"),
                usual.bulkPageRecords()),
            new SimulatorSettings.PubSub(0, wanted.pubsubTls()));
    try {
      return new SimulatedOrg(Simulator.start(settings));
    } catch (IOException e) {
      throw new UncheckedIOException("the simulated org could not start", e);
    }
  }

  private static Map<String, Long> counts(String[] texts, String place) {
    var counts = new LinkedHashMap<String, Long>();
    for (String text : List.of(texts)) {
      String[] pair = text.split("=", 2);
      if (pair.length != 2 || !pair[1].strip().matches("\\d{1,18}")) {
        throw new IllegalArgumentException(
            place + " of @WithSimulatedOrg: write NAME=COUNT in place of " + text);
      }
      counts.put(pair[0].strip(), Long.valueOf(pair[1].strip()));
    }
    return counts;
  }
}
