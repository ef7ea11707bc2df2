/**
 * What the engine needs from outside. Every port has a simulated and a real implementation; nothing
 * here reads a clock, blocks, or knows which of the two it is.
 */
package io.darkages.engine.port;
