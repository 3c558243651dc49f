/** Tests of the port to what an org tells by itself. */
@NullMarked
package dev.syncline.engine.stream;

import org.jspecify.annotations.NullMarked;
