/**
 * What makes a zone server one of several: the process around it, which serves an area or waits to, players' logins and
 * sessions, and their moves from zone to zone. State machines over the register, the hot state, the backplane and the
 * world of a zone, each behind a port; who may act is decided by the register alone.
 */
package io.darkages.engine.process;
