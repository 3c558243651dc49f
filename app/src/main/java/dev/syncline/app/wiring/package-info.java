/** Joins the parts to a running whole: real clocks, real orgs, real databases. */
@NullMarked
package dev.syncline.app.wiring;

import org.jspecify.annotations.NullMarked;
