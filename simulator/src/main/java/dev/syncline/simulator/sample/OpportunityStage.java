package dev.syncline.simulator.sample;

import java.util.List;
import java.util.Optional;

/**
 * What a stage of an opportunity says about the fields that follow from it, as a new org has it.
 *
 * @param name the value of StageName
 * @param probability in percent
 * @param category the value of ForecastCategory
 * @param categoryName the value of ForecastCategoryName
 */
public record OpportunityStage(
    String name,
    int probability,
    boolean closed,
    boolean won,
    String category,
    String categoryName) {
  private static final List<OpportunityStage> STAGES =
      List.of(
          open("Prospecting", 10),
          open("Qualification", 10),
          open("Needs Analysis", 20),
          open("Value Proposition", 50),
          open("Id. Decision Makers", 60),
          open("Perception Analysis", 70),
          new OpportunityStage("Proposal/Price Quote", 75, false, false, "BestCase", "Best Case"),
          new OpportunityStage("Negotiation/Review", 90, false, false, "Forecast", "Commit"),
          new OpportunityStage("Closed Won", 100, true, true, "Closed", "Closed"),
          new OpportunityStage("Closed Lost", 0, true, false, "Omitted", "Omitted"));

  private static OpportunityStage open(String name, int probability) {
    return new OpportunityStage(name, probability, false, false, "Pipeline", "Pipeline");
  }

  /** The stage of this name; an open one without prospects when the name is not known. */
  public static OpportunityStage named(String name) {
    Optional<OpportunityStage> known =
        STAGES.stream().filter(stage -> stage.name().equals(name)).findFirst();
    return known.orElseGet(() -> open(name, 0));
  }
}
