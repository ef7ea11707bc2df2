/**
 * Who may act for what: leases of zones and owner epochs of players, both rows of a {@link
 * io.darkages.engine.port.Register}, and the register in memory, for a world of one process. State machines: nothing here
 * knows the game.
 */
package io.darkages.engine.authority;
