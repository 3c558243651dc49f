package dev.syncline.engine.org;

import java.util.List;
import java.util.Optional;

/**
 * The next pages of a reading that are known without reading the ones before.
 *
 * @param pages at least one unless nothing is left
 * @param cursor where the list goes on; absent at its end
 */
public record PageList(List<PageRef> pages, Optional<String> cursor) {
  public PageList {
    pages = List.copyOf(pages);
  }
}
