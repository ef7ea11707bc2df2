package io.darkages.scenarios.format;

import java.util.List;

/** What a player does. Choices that are left open are drawn from the player's own random stream. */
public sealed interface BehaviourSpec {

    /** The word that scenario files use for it. */
    String kind();

    /** Whether a player who does this keeps to the rules. Honest players must never be punished. */
    default boolean honest() {
        return true;
    }

    /** Stands where it spawned. */
    record Idle() implements BehaviourSpec {
        @Override
        public String kind() {
            return "idle";
        }
    }

    /** Walks, takes a new direction every now and then, and turns home when too far from where it spawned. */
    record RandomWalk(long turnEveryNanos, int roamMillimetres) implements BehaviourSpec {
        @Override
        public String kind() {
            return "random-walk";
        }
    }

    /** Walks round and round. */
    record Circle(int radiusMillimetres) implements BehaviourSpec {
        @Override
        public String kind() {
            return "circle";
        }
    }

    /** Walks to and fro along a line of this length. */
    record Line(int lengthMillimetres) implements BehaviourSpec {
        @Override
        public String kind() {
            return "line";
        }
    }

    /** A random walk at sprinting speed, with a jump every now and then. */
    record Sprint(long turnEveryNanos, int roamMillimetres, long jumpEveryNanos) implements BehaviourSpec {
        @Override
        public String kind() {
            return "sprint";
        }
    }

    /**
     * Walks at random; sprints to a place of its own in one square when the time comes, mills about there, and
     * afterwards goes back to where it spawned.
     *
     * @param centre of the square
     * @param radiusMillimetres half the square's side
     * @param gatherAtNanos when it sets out, from the start of the run
     * @param gatherForNanos how long it stays, counted from setting out
     */
    record Crowd(PointSpec centre, int radiusMillimetres, long gatherAtNanos, long gatherForNanos)
            implements BehaviourSpec {
        @Override
        public String kind() {
            return "crowd";
        }
    }

    /**
     * Walks along the nearest border between zones and across it, to and fro.
     *
     * @param withinMillimetres how far from the border it goes, on both sides
     * @param alongMillimetres how far along the border it goes, each way
     */
    record BorderHugger(int withinMillimetres, int alongMillimetres) implements BehaviourSpec {
        @Override
        public String kind() {
            return "border-hugger";
        }
    }

    /**
     * Sprints at the nearest border between zones and turns back before it, again and again.
     *
     * @param turnAtMillimetres so near to the border it turns back
     * @param backMillimetres so far from the border it turns to it again
     */
    record BorderZigZag(int turnAtMillimetres, int backMillimetres) implements BehaviourSpec {
        @Override
        public String kind() {
            return "border-zig-zag";
        }
    }

    /**
     * Walks along a route, to its end and back, and rests at each stop.
     *
     * @param stops of the route, at least two
     * @param haltNanos how long it rests
     * @param spreadMillimetres how far along either axis from each stop its own place may be
     */
    record Caravan(List<PointSpec> stops, long haltNanos, int spreadMillimetres) implements BehaviourSpec {
        public Caravan {
            stops = List.copyOf(stops);
        }

        @Override
        public String kind() {
            return "caravan";
        }
    }

    /**
     * Walks at random; sprints to the nearest corner where four zones meet when the time comes, runs round it through
     * all four, and afterwards goes home. In a world with combat it goes for enemies that it sees.
     *
     * @param radiusMillimetres how far from the corner it runs
     * @param atNanos when it sets out, from the start of the run
     * @param forNanos how long it stays, counted from setting out
     * @param aim how its errors are spread, where there is combat
     * @param sightMillimetres how far it looks for enemies, where there is combat
     */
    record Raid(int radiusMillimetres, long atNanos, long forNanos, AimSpec aim, int sightMillimetres)
            implements BehaviourSpec {
        @Override
        public String kind() {
            return "raid";
        }
    }

    /** Runs its clock too fast: makes and sends more inputs than time allows. 3,000,000 is three times as many. */
    record SpeedHacker(int speedPpm) implements BehaviourSpec {
        @Override
        public String kind() {
            return "speed-hacker";
        }

        @Override
        public boolean honest() {
            return false;
        }
    }

    /** Claims to be somewhere else every now and then. */
    record Teleporter(long everyNanos, int distanceMillimetres) implements BehaviourSpec {
        @Override
        public String kind() {
            return "teleporter";
        }

        @Override
        public boolean honest() {
            return false;
        }
    }

    /** Walks at random and sends valid packets at a rate far above the limit. */
    record Flooder(int packetsPerSecond) implements BehaviourSpec {
        @Override
        public String kind() {
            return "flooder";
        }

        @Override
        public boolean honest() {
            return false;
        }
    }

    /** Walks at random and sends broken packets besides: cut short, bits turned over, noise. */
    record Malformed(int packetsPerSecond) implements BehaviourSpec {
        @Override
        public String kind() {
            return "malformed";
        }

        @Override
        public boolean honest() {
            return false;
        }
    }

    /** Walks at random and sends its own old packets again, byte for byte, once they are this old. */
    record Replayer(int packetsPerSecond, long ageNanos) implements BehaviourSpec {
        @Override
        public String kind() {
            return "replayer";
        }

        @Override
        public boolean honest() {
            return false;
        }
    }

    /**
     * Goes for enemies that it sees, walks at random when it sees none. Needs a world with combat; who is killed comes
     * back where it spawned.
     */
    sealed interface Fighting extends BehaviourSpec {

        /** How its errors are spread. */
        AimSpec aim();

        /** How far it looks for enemies. */
        int sightMillimetres();

        /** How far from where it spawned it walks when it sees none. */
        int roamMillimetres();
    }

    /** Runs at the nearest enemy and strikes. */
    record Brawler(AimSpec aim, int sightMillimetres, int roamMillimetres) implements Fighting {
        @Override
        public String kind() {
            return "brawler";
        }
    }

    /** Keeps its distance, strafes and shoots. */
    record Archer(int rangeMillimetres, AimSpec aim, int sightMillimetres, int roamMillimetres) implements Fighting {
        @Override
        public String kind() {
            return "archer";
        }
    }

    /** Circles around its enemy, steps in to strike, steps out, and raises its guard in between. */
    record Duellist(AimSpec aim, int sightMillimetres, int roamMillimetres) implements Fighting {
        @Override
        public String kind() {
            return "duellist";
        }
    }

    /** Advances behind its guard, which it lowers now and then for a blow. */
    record Blocker(AimSpec aim, int sightMillimetres, int roamMillimetres) implements Fighting {
        @Override
        public String kind() {
            return "blocker";
        }
    }

    /**
     * Fights, and claims in this share of its attacks to have drawn its target that much earlier than it did, where the
     * target was then.
     */
    record Liar(long byNanos, int sharePpm, WeaponSpec weapon, AimSpec aim, int sightMillimetres, int roamMillimetres)
            implements Fighting {
        @Override
        public String kind() {
            return "liar";
        }

        @Override
        public boolean honest() {
            return false;
        }
    }

    /** Fights without minding the cooldown. */
    record RapidFire(int attacksPerSecond, WeaponSpec weapon, AimSpec aim, int sightMillimetres, int roamMillimetres)
            implements Fighting {
        @Override
        public String kind() {
            return "rapid-fire";
        }

        @Override
        public boolean honest() {
            return false;
        }
    }
}
