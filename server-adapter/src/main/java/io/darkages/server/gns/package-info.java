/**
 * The transport on real sockets with programs that any GameNetworkingSockets peer can talk to: an echo, a
 * chat, and a trial that sends and compares. Nothing of the game is in here.
 */
package io.darkages.server.gns;
