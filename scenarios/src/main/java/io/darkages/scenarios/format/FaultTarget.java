package io.darkages.scenarios.format;

/** Whom a fault strikes. */
public sealed interface FaultTarget {

    /** The zone's host; for faults of links, the links of all players. The store's is not among them. */
    record Zone() implements FaultTarget {
        @Override
        public String toString() {
            return "zone";
        }
    }

    /** The store's host; for faults of links, the way between it and the zone. */
    record Store() implements FaultTarget {
        @Override
        public String toString() {
            return "store";
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
}
