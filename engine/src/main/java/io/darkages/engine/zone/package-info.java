/**
 * The zone server: a 60 Hz loop in named phases over the entity table, with admission, input validation,
 * replication and quality of service. A state machine: datagrams and times in, datagrams out. It reads no
 * clock, and knows neither sockets nor the simulator.
 */
package io.darkages.engine.zone;
