/** Values on their whole way: from the org through the product into real databases and back. */
@NullMarked
package dev.syncline.app.roundtrip;

import org.jspecify.annotations.NullMarked;
