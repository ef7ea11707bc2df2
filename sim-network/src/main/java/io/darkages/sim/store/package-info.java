/**
 * A simulated wide-column store, as ScyllaDB stands behind {@link io.darkages.engine.port.CombatHistory} and {@link
 * io.darkages.engine.port.Register}. Each {@link io.darkages.sim.store.StoreNode} runs on a host of its own, {@link
 * io.darkages.sim.store.StoreDisk} is what outlives its crashes, {@link io.darkages.sim.store.StoreCluster} puts nodes
 * into a world. {@link io.darkages.sim.store.StoreClient} and {@link io.darkages.sim.store.RegisterClient} are the ports'
 * ends on the caller's host. Between them pass bytes on links, so whatever befalls hosts and links befalls the store:
 * crash, pause, slow processor, skewed clock, partition, delay, loss.
 *
 * <p>Rows are tables' numbers, keys and bytes here; nothing knows what they mean.
 */
package io.darkages.sim.store;
