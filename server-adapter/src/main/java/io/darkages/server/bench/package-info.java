/** The small figures: JMH benchmarks of single operations of the engine. They measure; nothing depends on them. */
package io.darkages.server.bench;
