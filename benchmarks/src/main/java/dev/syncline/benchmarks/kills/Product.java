package dev.syncline.benchmarks.kills;

import dev.syncline.benchmarks.Programs;
import dev.syncline.benchmarks.SharedDatabase;
import dev.syncline.benchmarks.SimulatedOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product as its users run it, in a folder with a configuration. */
final class Product {
  private static final String CONFIGURATION =
      """
      version: 1
      orgs:
        sales:
          loginUrl: "${env:ORG_URL}"
          auth:
            clientCredentials: {clientId: "${env:CLIENT_ID}", clientSecret: "${env:CLIENT_SECRET}"}
          allowHosts: [localhost]
      databases:
        shop:
          url: "${env:%s}"
          username: "${env:DATABASE_USER}"
          password: "${env:DATABASE_PASSWORD}"
      mappings:
        accounts:
          object: Account
          table: account
          create: true
          direction: both
          guard: {deletes: off, nulls: off}
          key: Shop_Id__c
          fields: {Shop_Id__c: shop_id, Name: name, Site: site, Phone: phone}
        contacts:
          object: Contact
          table: contact
          create: true
          direction: both
          guard: {deletes: off, nulls: off}
          key: Shop_Id__c
          fields:
            Shop_Id__c: shop_id
            LastName: last_name
            Department: department
            Phone: phone
            AccountId: {column: account_id, references: accounts}
        leads:
          object: Lead
          table: prospect
          create: true
          direction: both
          guard: {deletes: off, nulls: off}
          fields: {Company: company, LastName: last_name, Title: title, Phone: phone}
      """;

  private final Programs programs;
  private final Path folder;
  private final Map<String, String> environment;

  Product(Programs programs, Path folder, SharedDatabase database, SimulatedOrg org)
      throws IOException {
    this.programs = programs;
    this.folder = folder;
    this.environment = new HashMap<>(database.environment());
    environment.put("ORG_URL", org.instanceUrl());
    environment.put("CLIENT_ID", org.clientId());
    environment.put("CLIENT_SECRET", org.clientSecret());
    Files.writeString(
        folder.resolve("syncline.yaml"), CONFIGURATION.formatted(database.variable()));
  }

  /** Runs a command to its end. */
  void run(String... arguments) throws IOException, InterruptedException {
    Process process = programs.start(folder, environment, List.of(arguments));
    Programs.output(process);
    if (process.waitFor() != 0) {
      throw new IOException(
          "%s ended with %d: %s"
              .formatted(
                  String.join(" ", arguments),
                  process.exitValue(),
                  Files.readString(folder.resolve("syncline.log"))));
    }
  }

  /** Starts syncing for good. */
  Process start() throws IOException {
    return programs.start(folder, environment, List.of("run", "--poll", "1"));
  }

  /** {@code kill -9}. */
  static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }
}
