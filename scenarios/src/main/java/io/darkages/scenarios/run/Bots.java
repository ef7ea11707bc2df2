package io.darkages.scenarios.run;

import io.darkages.engine.client.BatchTamper;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.RandomStream;
import io.darkages.scenarios.bots.Aim;
import io.darkages.scenarios.bots.ArcherBrain;
import io.darkages.scenarios.bots.BlockerBrain;
import io.darkages.scenarios.bots.BorderHuggerBrain;
import io.darkages.scenarios.bots.BorderZigZagBrain;
import io.darkages.scenarios.bots.Brain;
import io.darkages.scenarios.bots.BrawlerBrain;
import io.darkages.scenarios.bots.CaravanBrain;
import io.darkages.scenarios.bots.CircleBrain;
import io.darkages.scenarios.bots.CrowdBrain;
import io.darkages.scenarios.bots.DuellistBrain;
import io.darkages.scenarios.bots.FalseClaims;
import io.darkages.scenarios.bots.FighterHabits;
import io.darkages.scenarios.bots.Flooder;
import io.darkages.scenarios.bots.GatheringPlan;
import io.darkages.scenarios.bots.IdleBrain;
import io.darkages.scenarios.bots.InputPace;
import io.darkages.scenarios.bots.LineBrain;
import io.darkages.scenarios.bots.MalformedSender;
import io.darkages.scenarios.bots.Misconduct;
import io.darkages.scenarios.bots.RaidBrain;
import io.darkages.scenarios.bots.RapidFireBrain;
import io.darkages.scenarios.bots.Replayer;
import io.darkages.scenarios.bots.TimeLies;
import io.darkages.scenarios.bots.WanderBrain;
import io.darkages.scenarios.bots.WanderHabits;
import io.darkages.scenarios.format.AimSpec;
import io.darkages.scenarios.format.BehaviourSpec;
import io.darkages.scenarios.format.PointSpec;
import io.darkages.scenarios.format.WeaponSpec;
import io.darkages.scenarios.format.WorldSpec;
import io.darkages.sim.HostContext;
import java.util.Optional;

/** From what a scenario says of a player's behaviour to what decides it: brain, pace, misconduct, lies. */
final class Bots {

    /** How cheats walk: like everybody. */
    private static final WanderHabits STROLL = WanderHabits.walking(FixedPoint.fromMillimetres(40_000), 3_000_000_000L);

    private static final long FIGHTERS_TURN_NANOS = 2_000_000_000L;
    private static final int LIARS_RANGE = FixedPoint.fromMillimetres(25_000);

    private Bots() {}

    /**
     * @param world whose centre turns the file's coordinates into the engine's
     */
    static Brain brain(BehaviourSpec behaviour, HostContext context, WorldSpec world) {
        var random = context.stream("brain");
        PointSpec zoneCentre = world.centre();
        if (behaviour instanceof BehaviourSpec.Idle) {
            return new IdleBrain();
        }
        if (behaviour instanceof BehaviourSpec.RandomWalk walk) {
            return new WanderBrain(random, WanderHabits.walking(metres(walk.roamMillimetres()), walk.turnEveryNanos()));
        }
        if (behaviour instanceof BehaviourSpec.Circle circle) {
            return new CircleBrain(random, metres(circle.radiusMillimetres()));
        }
        if (behaviour instanceof BehaviourSpec.Line line) {
            return new LineBrain(random, metres(line.lengthMillimetres()));
        }
        if (behaviour instanceof BehaviourSpec.Sprint sprint) {
            return new WanderBrain(
                    random,
                    WanderHabits.sprinting(
                            metres(sprint.roamMillimetres()), sprint.turnEveryNanos(), sprint.jumpEveryNanos()));
        }
        if (behaviour instanceof BehaviourSpec.Crowd crowd) {
            GatheringPlan plan = new GatheringPlan(
                    metres(crowd.centre().xMillimetres() - zoneCentre.xMillimetres()),
                    metres(crowd.centre().zMillimetres() - zoneCentre.zMillimetres()),
                    metres(crowd.radiusMillimetres()),
                    crowd.gatherAtNanos(),
                    crowd.gatherAtNanos() + crowd.gatherForNanos());
            return new CrowdBrain(random, plan, STROLL);
        }
        if (behaviour instanceof BehaviourSpec.BorderHugger hugger) {
            return new BorderHuggerBrain(
                    random,
                    world.grid().zoneGrid(),
                    metres(hugger.withinMillimetres()),
                    metres(hugger.alongMillimetres()));
        }
        if (behaviour instanceof BehaviourSpec.BorderZigZag zigZag) {
            return new BorderZigZagBrain(
                    random,
                    world.grid().zoneGrid(),
                    metres(zigZag.turnAtMillimetres()),
                    metres(zigZag.backMillimetres()));
        }
        if (behaviour instanceof BehaviourSpec.Caravan caravan) {
            return caravan(caravan, random, zoneCentre);
        }
        if (behaviour instanceof BehaviourSpec.Raid raid) {
            return raid(raid, random, world);
        }
        if (behaviour instanceof BehaviourSpec.Fighting fighting) {
            return fighter(fighting, random);
        }
        return new WanderBrain(random, STROLL);
    }

    private static Brain caravan(BehaviourSpec.Caravan caravan, RandomStream random, PointSpec centre) {
        int[] x = caravan.stops().stream()
                .mapToInt(stop -> metres(stop.xMillimetres() - centre.xMillimetres()))
                .toArray();
        int[] z = caravan.stops().stream()
                .mapToInt(stop -> metres(stop.zMillimetres() - centre.zMillimetres()))
                .toArray();
        return new CaravanBrain(random, x, z, metres(caravan.spreadMillimetres()), caravan.haltNanos());
    }

    private static Brain raid(BehaviourSpec.Raid raid, RandomStream random, WorldSpec world) {
        Brain runner = new RaidBrain(
                random,
                world.grid().zoneGrid(),
                metres(raid.radiusMillimetres()),
                raid.atNanos(),
                raid.forNanos(),
                STROLL);
        return world.combat().isPresent()
                ? new BrawlerBrain(
                        random, new FighterHabits(metres(raid.sightMillimetres()), aim(raid.aim()), STROLL), runner)
                : runner;
    }

    private static Aim aim(AimSpec aim) {
        return aim == AimSpec.EVEN ? Aim.EVEN : Aim.CLEAR;
    }

    private static Brain fighter(BehaviourSpec.Fighting behaviour, RandomStream random) {
        FighterHabits habits = new FighterHabits(
                metres(behaviour.sightMillimetres()),
                aim(behaviour.aim()),
                WanderHabits.walking(metres(behaviour.roamMillimetres()), FIGHTERS_TURN_NANOS));
        if (behaviour instanceof BehaviourSpec.Archer archer) {
            return new ArcherBrain(random, habits, metres(archer.rangeMillimetres()));
        }
        if (behaviour instanceof BehaviourSpec.Duellist) {
            return new DuellistBrain(random, habits);
        }
        if (behaviour instanceof BehaviourSpec.Blocker) {
            return new BlockerBrain(random, habits);
        }
        if (behaviour instanceof BehaviourSpec.RapidFire rapid) {
            return new RapidFireBrain(random, habits, rapid.weapon().attack(), rapid.attacksPerSecond());
        }
        if (behaviour instanceof BehaviourSpec.Liar liar && liar.weapon() == WeaponSpec.RANGED) {
            return new ArcherBrain(random, habits, LIARS_RANGE);
        }
        return new BrawlerBrain(random, habits);
    }

    static InputPace pace(BehaviourSpec behaviour) {
        return new InputPace(
                behaviour instanceof BehaviourSpec.SpeedHacker hacker ? hacker.speedPpm() : InputPace.HONEST_PPM);
    }

    /** What stands between the client and the network, if anything does. */
    static Optional<Misconduct> misconduct(BehaviourSpec behaviour, HostContext context) {
        var random = context.stream("misconduct");
        if (behaviour instanceof BehaviourSpec.Flooder flooder) {
            return Optional.of(new Flooder(context, random, flooder.packetsPerSecond()));
        }
        if (behaviour instanceof BehaviourSpec.Malformed malformed) {
            return Optional.of(new MalformedSender(context, random, malformed.packetsPerSecond()));
        }
        if (behaviour instanceof BehaviourSpec.Replayer replayer) {
            return Optional.of(new Replayer(context, random, replayer.packetsPerSecond(), replayer.ageNanos()));
        }
        return Optional.empty();
    }

    /** What a modified client changes in its input batches. */
    static BatchTamper tamper(BehaviourSpec behaviour, HostContext context) {
        if (behaviour instanceof BehaviourSpec.Teleporter teleporter) {
            FalseClaims claims = new FalseClaims(
                    context.stream("claims"), teleporter.everyNanos(), metres(teleporter.distanceMillimetres()));
            return batch -> {
                if (claims.due(context.monotonicNanos())) {
                    batch.claimedX += FixedPoint.toSixtyFourths(claims.offsetX());
                    batch.claimedZ += FixedPoint.toSixtyFourths(claims.offsetZ());
                }
            };
        }
        if (behaviour instanceof BehaviourSpec.SpeedHacker) {
            // It covers its tracks: the clock that it shows has run as fast as its inputs.
            return batch -> batch.timestampMillis = (int) (batch.newestSequence * 1_000L / 60) & 0xFFFF;
        }
        if (behaviour instanceof BehaviourSpec.Liar liar) {
            return new TimeLies(
                    liar.byNanos(), liar.sharePpm(), context.stream("lies").nextLong());
        }
        return BatchTamper.NONE;
    }

    private static int metres(long millimetres) {
        return FixedPoint.fromMillimetres(millimetres);
    }
}
