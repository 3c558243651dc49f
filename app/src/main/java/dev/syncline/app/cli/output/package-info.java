/** How answers are written: tables for people, one JSON document for programs. */
@NullMarked
package dev.syncline.app.cli.output;

import org.jspecify.annotations.NullMarked;
