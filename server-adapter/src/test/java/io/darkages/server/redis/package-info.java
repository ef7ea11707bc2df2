/** What the simulated Redis and the real one have in common, written once and run against both. */
package io.darkages.server.redis;
