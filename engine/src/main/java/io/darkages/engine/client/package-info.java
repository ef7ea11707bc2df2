/**
 * The headless game client: predicts its own player, reconciles with the server and draws the others. A
 * state machine like the server: time is a parameter, nothing is sent from here.
 */
package io.darkages.engine.client;
