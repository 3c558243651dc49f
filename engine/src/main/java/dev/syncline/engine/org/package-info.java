/** The port to one Salesforce org: what the engine asks of it, whatever the protocol. */
@NullMarked
package dev.syncline.engine.org;

import org.jspecify.annotations.NullMarked;
