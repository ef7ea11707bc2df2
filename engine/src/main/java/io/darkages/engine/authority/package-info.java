/** Who may act for what: the register in memory, for a world of one process. */
package io.darkages.engine.authority;
