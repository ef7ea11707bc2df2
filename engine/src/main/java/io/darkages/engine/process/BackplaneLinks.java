package io.darkages.engine.process;

import io.darkages.engine.backplane.Backplane;
import io.darkages.engine.backplane.Delivery;
import io.darkages.engine.backplane.Message;

/** The links that a {@link Backplane} has. */
final class BackplaneLinks implements ProcessLinks {

    private final Backplane backplane;
    private final Frontier frontier;

    BackplaneLinks(Backplane backplane, Frontier frontier) {
        this.backplane = backplane;
        this.frontier = frontier;
    }

    @Override
    public void connect(long address) {
        backplane.connect(address);
    }

    @Override
    public void route(int zone, long process) {
        backplane.route(zone, process);
        frontier.served(zone);
    }

    @Override
    public void serve(int zone) {
        backplane.zone(zone);
    }

    @Override
    public void broadcast(Message message) {
        backplane.broadcast(Delivery.UNRELIABLE, message);
    }

    @Override
    public long processOf(int zone) {
        return backplane.routeOf(zone);
    }

    @Override
    public boolean sendToZone(int zone, Message message) {
        return backplane.sendToZone(zone, Delivery.RELIABLE, message);
    }

    @Override
    public boolean sendToProcess(long process, Message message) {
        return backplane.sendToProcess(process, Delivery.RELIABLE, message);
    }
}
