package io.darkages.engine.backplane;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.protocol.CombatNotice;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Messages of every type with possible values in every field, drawn from a seed. */
final class Samples {

    private Samples() {}

    static Message empty(MessageType type) {
        return switch (type) {
            case ENTITY_SYNC -> new EntitySync();
            case MIGRATION_REQUEST -> new MigrationRequest();
            case MIGRATION_STATE -> new MigrationState();
            case MIGRATION_ANSWER -> new MigrationAnswer();
            case ATTACK -> new CrossAttack();
            case NOTICE -> new PlayerNotice();
            case ZONE_STATUS -> new ZoneStatus();
        };
    }

    static Message of(MessageType type, long seed) {
        RandomStream random = new Randomness(seed).stream("sample", type.name());
        return switch (type) {
            case ENTITY_SYNC -> sync(random);
            case MIGRATION_REQUEST -> request(random);
            case MIGRATION_STATE -> state(random);
            case MIGRATION_ANSWER -> answer(random);
            case ATTACK -> attack(random);
            case NOTICE -> notice(random);
            case ZONE_STATUS -> status(random);
        };
    }

    private static long id(RandomStream random) {
        return random.nextLong() | 1;
    }

    private static int number(RandomStream random) {
        return (int) random.nextLong();
    }

    private static int natural(RandomStream random) {
        return (int) (random.nextLong() >>> 33);
    }

    private static int below(RandomStream random, int limit) {
        return (int) random.between(0, limit - 1);
    }

    private static EntitySync sync(RandomStream random) {
        EntitySync sync = new EntitySync();
        sync.tick = number(random);
        sync.sentNanos = random.nextLong();
        int ghosts = below(random, EntitySync.GHOSTS_MAX + 1);
        for (int i = 0; i < ghosts; i++) {
            sync.add(
                    id(random),
                    number(random),
                    random.nextLong(),
                    random.nextLong(),
                    natural(random),
                    below(random, 256));
        }
        int removals = below(random, EntitySync.REMOVALS_MAX + 1);
        for (int i = 0; i < removals; i++) {
            sync.remove(id(random), number(random));
        }
        return sync;
    }

    private static MigrationRequest request(RandomStream random) {
        MigrationRequest request = new MigrationRequest();
        request.kind = MigrationRequest.Kind.values()[below(random, 2)];
        request.migration = id(random);
        request.player = id(random);
        request.epoch = number(random);
        request.sourceLease = random.nextLong();
        random.fill(request.tokenDigest);
        request.expectedX = number(random);
        request.expectedY = number(random);
        request.expectedZ = number(random);
        return request;
    }

    private static MigrationAnswer answer(RandomStream random) {
        MigrationAnswer answer = new MigrationAnswer();
        answer.outcome = MigrationAnswer.Outcome.values()[below(random, 5)];
        answer.reason = MigrationAnswer.Reason.values()[below(random, 10)];
        answer.migration = id(random);
        answer.player = id(random);
        answer.epoch = number(random);
        answer.rowVersion = natural(random);
        return answer;
    }

    static MigrationState state(RandomStream random) {
        MigrationState state = new MigrationState();
        state.migration = id(random);
        state.rowVersion = random.nextLong() >>> 1;
        state.tick = number(random);
        fill(state.image, random);
        return state;
    }

    private static void fill(PlayerImage image, RandomStream random) {
        image.player = id(random);
        image.epoch = number(random);
        image.motion.x = number(random);
        image.motion.y = number(random);
        image.motion.z = number(random);
        image.motion.vx = number(random);
        image.motion.vy = number(random);
        image.motion.vz = number(random);
        image.motion.yaw = below(random, 65_536);
        image.motion.pitch = below(random, 32_769) - 16_384;
        image.motion.grounded = below(random, 2) == 1;
        image.team = below(random, 256);
        image.combat.health = natural(random);
        image.combat.healing = natural(random);
        image.combat.hasAttacked = below(random, 2) == 1;
        image.combat.readySequence = number(random);
        image.combat.paceAheadQ8 = natural(random);
        image.combat.aliveTicksAgo = natural(random);
        image.combat.combatTicksAgo = natural(random);
        image.combat.regeneratedTicksAgo = natural(random);
        image.combat.deathTicksAgo = natural(random);
        image.combat.killer = random.nextLong();
        image.combat.isBlocking = below(random, 2) == 1;
        image.combat.kills = natural(random);
        image.combat.deaths = natural(random);
        inputs(image.inputs, random);
        image.isConnected = below(random, 2) == 1;
        image.sessionNumber = number(random);
        image.disconnectedNanosAgo = random.nextLong() >>> 1;
    }

    private static void inputs(PlayerImage.Inputs inputs, RandomStream random) {
        inputs.next = number(random);
        inputs.credit = natural(random);
        inputs.reserve = below(random, 65_536);
        inputs.restTicks = below(random, 256);
        inputs.waitedTicks = below(random, 65_536);
        inputs.firstSequence = number(random);
        inputs.firstTicksAgo = natural(random);
        inputs.hasTimestamp = below(random, 2) == 1;
        inputs.lastTimestampMillis = below(random, 65_536);
        inputs.lastTimestampSequence = number(random);
        inputs.claimedAheadMillis = natural(random);
        inputs.batchCredit = natural(random);
        inputs.placedTicksAgo = natural(random);
        int limit = below(random, PlayerImage.Inputs.AHEAD_MAX + 2);
        for (int ahead = 0; ahead < limit; ahead += 1 + below(random, 3)) {
            int pitch = below(random, 32_769) - 16_384;
            inputs.addPending(ahead, InputWord.pack(InputFlags.FORWARD, below(random, 65_536), pitch));
        }
    }

    private static CrossAttack attack(RandomStream random) {
        CrossAttack attack = new CrossAttack();
        attack.kind = AttackKind.values()[below(random, 2)];
        attack.attacker = id(random);
        attack.attackerEpoch = number(random);
        attack.attackerSession = number(random);
        attack.sequence = number(random);
        attack.attackerTeam = below(random, 256);
        attack.target = attack.attacker ^ 2;
        attack.targetEpoch = number(random);
        attack.claimedX = number(random);
        attack.claimedY = number(random);
        attack.claimedZ = number(random);
        attack.rebuiltX = number(random);
        attack.rebuiltY = number(random);
        attack.rebuiltZ = number(random);
        attack.attackerX = number(random);
        attack.attackerY = number(random);
        attack.attackerZ = number(random);
        attack.yaw = below(random, 65_536);
        attack.pitch = below(random, 32_769) - 16_384;
        attack.timeQ8 = random.nextLong() & CrossAttack.TIME_Q8_MAX;
        attack.mode = DrawMode.values()[below(random, 4)];
        attack.tickA = number(random);
        attack.tickB = attack.tickA + below(random, 100);
        attack.sourceTick = number(random);
        return attack;
    }

    private static PlayerNotice notice(RandomStream random) {
        PlayerNotice notice = new PlayerNotice();
        notice.kind = PlayerNotice.Kind.values()[below(random, 3)];
        notice.player = id(random);
        notice.epoch = number(random);
        if (notice.kind == PlayerNotice.Kind.INPUTS) {
            notice.inputsAgeMillis = below(random, 65_536);
            notice.inputsLength = 1 + below(random, PlayerNotice.INPUTS_BYTES_MAX);
            for (int i = 0; i < notice.inputsLength; i++) {
                notice.inputs[i] = (byte) number(random);
            }
            return notice;
        }
        notice.what = CombatNotice.Kind.values()[below(random, 5)];
        notice.flags = below(random, 4);
        notice.outcome = below(random, AttackOutcome.values().length);
        notice.session = number(random);
        notice.sequence = number(random);
        notice.tick = number(random);
        notice.subject = random.nextLong();
        notice.object = random.nextLong();
        notice.amount = natural(random);
        notice.health = natural(random) - 1;
        return notice;
    }

    private static ZoneStatus status(RandomStream random) {
        ZoneStatus status = new ZoneStatus();
        status.state = ZoneStatus.State.values()[below(random, 4)];
        status.zone = below(random, 65_535);
        status.leaseNumber = natural(random);
        status.address = random.nextLong();
        status.players = natural(random);
        status.capacity = natural(random);
        status.loadPerMille = below(random, 65_536);
        status.wantedZone = below(random, 65_536);
        status.heir = random.nextLong();
        status.tick = number(random);
        status.sentNanos = random.nextLong();
        return status;
    }

    /** Every field of an object and of what it consists of, private ones too. */
    static List<Object> fields(Object object) {
        List<Object> values = new ArrayList<>();
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                try {
                    values.add(field.getName() + "=" + value(field.get(object)));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return values;
    }

    private static Object value(Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        } else if (value instanceof int[] ints) {
            return Arrays.toString(ints);
        } else if (value instanceof long[] longs) {
            return Arrays.toString(longs);
        } else if (value instanceof Number || value instanceof Enum<?> || value instanceof Boolean) {
            return value;
        }
        return fields(value);
    }
}
