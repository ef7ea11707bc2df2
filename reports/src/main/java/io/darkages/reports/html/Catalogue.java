package io.darkages.reports.html;

import io.darkages.reports.result.GridResult;
import io.darkages.reports.result.RunResult.Series;

/** Titles and explanations of what runs measure, for people who see them for the first time. */
final class Catalogue {

    private Catalogue() {}

    /** The title of a measurement or chart; one that is not known keeps its name. */
    static String title(String name) {
        return switch (name) {
            case "input-to-ack" -> "Input to acknowledgement";
            case "input-to-ack - rtt" -> "Input to acknowledgement, less the round trip";
            case "rtt" -> "Round trip";
            case "snapshot-age" -> "Snapshot age";
            case "correction-size" -> "Correction size";
            case "interpolation-error" -> "Interpolation error";
            case "snapshot-entities" -> "Entity updates in a snapshot";
            case "snapshot-bytes" -> "Bytes in a snapshot";
            case "hit-confirm" -> "Time to confirm a hit";
            case "behind-cover" -> "Behind cover when hurt";
            case GridResult.HANDOFF_GAP -> "Handoff gap";
            case GridResult.HANDOFF_JUMP -> "Handoff jump";
            case "tick-time" -> "Tick time";
            case Series.BANDWIDTH -> "Bandwidth over time";
            case Series.TICK_TIME -> "Tick time by phase";
            case Series.POPULATION -> "Population";
            case Series.POPULATION_BY_ZONE -> "Population of each zone";
            case Series.QUALITY_OF_SERVICE -> "Quality-of-service level";
            case Series.ENTITY_UPDATES -> "Entity updates for each player";
            case Series.DAMAGE -> "Damage";
            case Series.KILLS -> "Kills";
            default -> name;
        };
    }

    /** What a measurement says, in one sentence; empty when it is not known. */
    static String meaning(String name) {
        return switch (name) {
            case "input-to-ack" ->
                "How long after pressing a key a player's own client knows that the server has"
                        + " acted on it: network both ways, waiting for the next tick, and the wait for the next snapshot.";
            case "input-to-ack - rtt" ->
                "The same with the network's round trip taken away: what the server and the" + " snapshot rate add.";
            case "rtt" -> "The network's round trip as the client's transport measures it.";
            case "snapshot-age" ->
                "How old the newest picture of the world is that a client has, at each of its"
                        + " ticks. A saw-tooth of one snapshot interval is normal; more means lost or late snapshots.";
            case "correction-size" ->
                "How far a client's predicted position was from the server's when the two could"
                        + " be compared. Below 0.1 m nothing is drawn, up to 2 m it is smoothed, above it snaps.";
            case "interpolation-error" -> "How far from their true place other players were drawn.";
            case "snapshot-entities" -> "How many other players one snapshot describes.";
            case "snapshot-bytes" -> "Payload of one snapshot, without transport and UDP/IP headers.";
            case "hit-confirm" ->
                "How long after striking a player knows that it hit: like input to acknowledgement,"
                        + " but on the reliable channel.";
            case "behind-cover" ->
                "How long players had been behind cover on their own screens when somebody hurt"
                        + " them: what the attacker gains from seeing the past. 0 where nothing stood between the two.";
            case GridResult.HANDOFF_GAP ->
                "The longest time that a player went without a fresh picture of the world while one zone handed it to"
                        + " another. A snapshot interval more than without a handoff is what is allowed.";
            case GridResult.HANDOFF_JUMP ->
                "How far each other player on the screen was moved by the change to the other zone's picture.";
            case "tick-time" -> "What one server tick costs, all phases together.";
            case Series.BANDWIDTH -> "Bytes on the wire for each player in each second.";
            case Series.POPULATION -> "Players in the world at each second.";
            case Series.POPULATION_BY_ZONE -> "Players that each zone acted for at each second.";
            case Series.QUALITY_OF_SERVICE ->
                "0 is full quality. When ticks overrun the server lowers update rates"
                        + " and the number of entities step by step; each step is one level.";
            case Series.DAMAGE -> "Health points that all players together lost in each second.";
            case Series.KILLS -> "Players who were killed in each second.";
            case Series.ENTITY_UPDATES -> "How many updates of other players each player receives in a second.";
            default -> "";
        };
    }

    /** What an invariant demands, in one sentence; empty when it is not known. */
    static String demand(String invariant) {
        return switch (invariant) {
            case "single-owner" -> "Only the zone that holds the lease acts for a player.";
            case "no-player-lost" -> "Everyone who joined is in the world, on the way back, or suspended.";
            case "epoch-monotone" -> "Nobody accepts an older owner after a newer one.";
            case "no-duplicate" -> "One acting entity for each player; each damage is applied once.";
            case "migration-terminates" -> "A migration completes or rolls back within 5 s.";
            case "snapshot-exact" -> "Clients decode exactly what the server encoded.";
            case "prediction-converges" -> "1 s after loss ends, client and server agree exactly.";
            case "speed-bound" -> "Nobody moves faster than the rules; nobody honest is punished.";
            case "fair-hits" -> "Hits are decided as the attacker saw them.";
            case "bandwidth" -> "No player passes the limits in any second.";
            case "combat-log-complete" -> "Every combat event is stored once, or counted as lost.";
            case "session-durable" -> "After a crash a player's state is at most 1 s old.";
            case "reliable-channel" -> "Reliable messages arrive once and in order.";
            case "recovers" -> "Within 10 s of healing everyone reachable is served again.";
            case "bounded" -> "No queue, buffer or map grows past its cap.";
            default -> "";
        };
    }
}
