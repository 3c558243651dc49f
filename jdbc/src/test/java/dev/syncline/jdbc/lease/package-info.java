/** Tests of leases. */
@org.jspecify.annotations.NullMarked
package dev.syncline.jdbc.lease;
