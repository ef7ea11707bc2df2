/**
 * What simulated players want and how some of them cheat. A brain sees what its own client shows and
 * answers with an input; a misconduct sits between a client and the network. Everything is drawn from
 * the player's own random stream and computed in integers. A fighter knows others as its own client
 * draws them; beyond that nothing here knows the server, another
 * player or a clock.
 */
package io.darkages.scenarios.bots;
