/**
 * What {@code syncline.yaml} says: one record per concern, read strictly, with the place of every
 * problem. Nothing here signs in, connects or reads a secret.
 */
@NullMarked
package dev.syncline.app.config;

import org.jspecify.annotations.NullMarked;
