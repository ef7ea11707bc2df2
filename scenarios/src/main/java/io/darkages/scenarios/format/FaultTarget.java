package io.darkages.scenarios.format;

/**
 * Whom a fault strikes: machines, or for faults of links their ways. Which process serves a zone, or is spare, is known
 * only when the fault strikes; what it struck then it strikes until it ends.
 */
public sealed interface FaultTarget {

    /** Whether it is players. */
    default boolean isPlayers() {
        return this instanceof Group || this instanceof Player || this == Known.PLAYERS;
    }

    /** Whether it is zones or processes that serve zones. */
    default boolean isProcess() {
        return this instanceof Zone
                || this instanceof ZoneAt
                || this instanceof Process
                || this == Known.ZONES
                || this == Known.PROCESSES
                || this == Known.SPARE;
    }

    /** The process of a world's only zone; for faults of links, the links of its players. */
    record Zone() implements FaultTarget {
        @Override
        public String toString() {
            return "zone";
        }
    }

    /** The process that serves that zone of a grid; for faults of links, its players' links. */
    record ZoneAt(int number) implements FaultTarget {
        @Override
        public String toString() {
            return "zone " + number;
        }
    }

    /** A process, numbered from 1, whatever it does; for faults of links, its players' links. */
    record Process(int number) implements FaultTarget {
        @Override
        public String toString() {
            return "process " + number;
        }
    }

    /** A node of Scylla, numbered from 1; for faults of links, its ways to everybody. */
    record StoreNode(int number) implements FaultTarget {
        @Override
        public String toString() {
            return "store-" + number;
        }
    }

    /** All players of a group. */
    record Group(String group) implements FaultTarget {
        @Override
        public String toString() {
            return "group " + group;
        }
    }

    /** One player of a group, numbered from 1. */
    record Player(String group, int number) implements FaultTarget {
        @Override
        public String toString() {
            return "player " + group + "/" + number;
        }
    }

    /** Machines that have a word of their own. */
    enum Known implements FaultTarget {
        /** All processes that serve a zone of a grid; for faults of links, their players' links. */
        ZONES("zones"),
        /** All processes; for faults of links, their players' links. */
        PROCESSES("processes"),
        /** Of the processes that serve no zone the one with the lowest number. */
        SPARE("spare"),
        /** All nodes of Scylla; for faults of links, the ways between them and the processes. */
        STORE("store"),
        /** The first nodes of Scylla, just more than half; for faults of links, their ways to all others. */
        STORE_MAJORITY("store-majority"),
        /** All nodes of Redis and their monitor; for faults of links, their ways to all others. */
        REDIS("redis"),
        /** The node of Redis that begins as the primary; for faults of links, its ways to everybody. */
        REDIS_PRIMARY("redis-primary"),
        /** The nodes that begin as replicas; for faults of links, their ways to all others. */
        REDIS_REPLICA("redis-replica"),
        /** What watches the primary; for faults of links, its ways to everybody. */
        REDIS_MONITOR("redis-monitor"),
        /** All players. */
        PLAYERS("players"),
        /** Everybody; only as the far end of a way. */
        ALL("all");

        private final String title;

        Known(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /**
     * The ways from machines to others, for faults of links.
     *
     * @param isBoth whether the ways back are struck too
     */
    record Way(FaultTarget from, FaultTarget to, boolean isBoth) implements FaultTarget {
        @Override
        public String toString() {
            return from + (isBoth ? " with " : " to ") + to;
        }
    }
}
