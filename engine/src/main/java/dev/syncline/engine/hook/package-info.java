/**
 * The hooks of a mapping: asks plugins and webhooks about records and rows on their way, within
 * bounds of time and number. {@link dev.syncline.engine.hook.HookCalls} holds the room's only lock.
 */
@NullMarked
package dev.syncline.engine.hook;

import org.jspecify.annotations.NullMarked;
