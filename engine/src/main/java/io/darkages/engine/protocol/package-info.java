/**
 * What client and server say to each other besides snapshots and inputs: control messages and events as
 * FlatBuffers tables, and the tokens that say who is speaking. Nothing here keeps a session's state.
 */
package io.darkages.engine.protocol;
