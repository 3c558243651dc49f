package dev.syncline.simulator.soap;

import dev.syncline.simulator.xml.XmlText;
import java.io.IOException;

/** One operation: writes the results into the element of its response. */
@FunctionalInterface
interface SoapOperation {
  /**
   * Carries the operation out.
   *
   * @throws SoapFault if it is refused; what was written so far is dropped
   */
  void answer(SoapCall call, XmlText out) throws IOException;
}
