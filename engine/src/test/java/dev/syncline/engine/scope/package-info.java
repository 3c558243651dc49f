/** Tests of conditions on rows and of scopes. */
@NullMarked
package dev.syncline.engine.scope;

import org.jspecify.annotations.NullMarked;
