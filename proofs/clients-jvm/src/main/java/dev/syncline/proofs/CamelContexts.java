package dev.syncline.proofs;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.impl.DefaultCamelContext;

/** Camel, signed in to the simulated org. */
final class CamelContexts {
  static final String VERSION = "66.0";

  private CamelContexts() {}

  static CamelContext open(Instance instance) throws Exception {
    trust(instance);
    var component = new SalesforceComponent();
    component.setAuthenticationType(AuthenticationType.CLIENT_CREDENTIALS);
    component.setLoginUrl(instance.url());
    component.setClientId(instance.clientId());
    component.setClientSecret(instance.clientSecret());
    component.setPackages("dev.syncline.proofs.dto");
    String[] pubSub = instance.pubSubEndpoint().split(":");
    component.setPubSubHost(pubSub[0]);
    component.setPubSubPort(Integer.parseInt(pubSub[1]));
    var config = new SalesforceEndpointConfig();
    config.setApiVersion(VERSION);
    component.setConfig(config);
    var context = new DefaultCamelContext();
    context.addComponent("salesforce", component);
    context.start();
    return context;
  }

  /** The client has no setting for a certificate authority: it trusts whom the JVM trusts. */
  private static void trust(Instance instance) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(Path.of(instance.caCertificate()))) {
      store.setCertificateEntry(
          "simulator", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    Path file = Files.createTempFile("trusted", ".p12");
    file.toFile().deleteOnExit();
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "trusted".toCharArray());
    }
    System.setProperty("javax.net.ssl.trustStore", file.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", "trusted");
    System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
  }
}
