/**
 * What a client is told of the entities around it, and how it is packed: one quantised history
 * shared by all viewers, acknowledged baselines that are references into it, residuals against a
 * prediction, and the client's mirror of it all. Knows nothing of sessions or of why an entity is
 * visible; {@code interest} decides that.
 */
package io.darkages.engine.snapshot;
