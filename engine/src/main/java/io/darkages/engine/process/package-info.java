/**
 * What makes a zone server one of several: players' moves from zone to zone. State machines over the register, the
 * backplane and the world of a zone, each behind a port; who may act for a player is decided by the register alone.
 */
package io.darkages.engine.process;
