/** XML as the older APIs speak it: small trees in, text out. */
@NullMarked
package dev.syncline.simulator.xml;

import org.jspecify.annotations.NullMarked;
