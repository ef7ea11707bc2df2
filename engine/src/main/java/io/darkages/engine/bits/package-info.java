/**
 * Bit-level reading and writing of byte arrays, least significant bit first. Knows no message format,
 * allocates nothing, and never throws over the bytes it is given: running out of room or of bits is a
 * sticky flag that the caller asks for once, at the end.
 */
package io.darkages.engine.bits;
