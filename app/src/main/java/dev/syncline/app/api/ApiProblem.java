package dev.syncline.app.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request is refused, as {@code application/problem+json} (RFC 9457).
 *
 * @param status of HTTP
 * @param title the same for every request that is refused with this code
 * @param detail what is wrong with this one
 * @param remedy what to do
 */
record ApiProblem(int status, String code, String title, String detail, String remedy) {
  static final String MEDIA_TYPE = "application/problem+json";

  Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("type", "about:blank");
    facts.put("title", title);
    facts.put("status", status);
    facts.put("detail", detail);
    facts.put("code", code);
    facts.put("remedy", remedy);
    return facts;
  }

  static ApiProblem wrong(String detail, String remedy) {
    return new ApiProblem(400, "REQUEST-WRONG", "The request cannot be understood", detail, remedy);
  }

  /** A refusal on its way to the client. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ApiProblem problem;

    Refusal(ApiProblem problem) {
      super(problem.detail());
      this.problem = problem;
    }

    ApiProblem problem() {
      return problem;
    }
  }
}
