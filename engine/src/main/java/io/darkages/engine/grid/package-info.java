/**
 * How the world is divided into zones: which zone a place belongs to, how far it is from the others, who beyond a border
 * must see what stands there, and how far on its way to another zone a player is by its place. Geometry only: knows no
 * processes, no leases and no messages, and who acts for a player is not decided here. Allocates nothing once made.
 */
package io.darkages.engine.grid;
