@NullMarked
package dev.syncline.app.demo;

import org.jspecify.annotations.NullMarked;
