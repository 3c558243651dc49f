package dev.syncline.app.config;

import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;

/** What of an org's calls Syncline may use. */
@Concern(name = "a budget", doc = "What of an org's daily API calls Syncline may use.")
public record BudgetConfig(
    @Entry(
            value =
                "The share of the org's daily API calls that stays for its other users. What is"
                    + " left of the rest when it runs short goes to live and urgent mappings"
                    + " first.",
            byDefault = BudgetConfig.RESERVE,
            pattern = "([0-9]|[1-8][0-9]|9[0-5])%",
            says = "a share from 0% to 95%, such as 20%",
            alsoTried = {"reserved", "share"})
        String reserve) {
  /** The reserve unless the file says otherwise. */
  public static final String RESERVE = "20%";

  /** The reserve in percent, 0 to 95. */
  public int reservePercent() {
    return Integer.parseInt(reserve.substring(0, reserve.length() - 1));
  }
}
