/** What the tests of databases share: servers, tables and planned writes. */
@NullMarked
package dev.syncline.jdbc.testing;

import org.jspecify.annotations.NullMarked;
