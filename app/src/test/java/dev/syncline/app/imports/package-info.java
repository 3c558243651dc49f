/** Tests of importing what other systems export. */
@NullMarked
package dev.syncline.app.imports;

import org.jspecify.annotations.NullMarked;
