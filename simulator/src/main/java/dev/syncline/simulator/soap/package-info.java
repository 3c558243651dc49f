/**
 * The SOAP partner API: another spelling of REST's resources, for the clients that speak no other.
 */
@NullMarked
package dev.syncline.simulator.soap;

import org.jspecify.annotations.NullMarked;
