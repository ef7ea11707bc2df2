package io.darkages.scenarios.format;

/**
 * Settings of the zone server. The defaults are those of the original design: updates at 20, 10 and 5 a
 * second within 50, 100 and 200 m, at most 100 entities in a snapshot, 20,480 B/s down for each player.
 *
 * @param snapshotRatePerSecond snapshots to each player, a divisor of 60
 * @param nearRatePerSecond updates of a near entity, a divisor of 60, at most the snapshot rate
 * @param midRatePerSecond updates of an entity in the middle distance, at most the near rate
 * @param farRatePerSecond updates of a far entity, at most the mid rate
 * @param nearRadiusMillimetres up to here an entity is near
 * @param midRadiusMillimetres up to here an entity is in the middle distance
 * @param farRadiusMillimetres up to here an entity is seen
 * @param snapshotEntities most entities in one snapshot
 * @param byteBudgetPerSecond most bytes down to each player, headers included
 * @param qualityOfService whether the zone degrades its rates when ticks overrun
 */
public record ZoneSpec(
        int snapshotRatePerSecond,
        int nearRatePerSecond,
        int midRatePerSecond,
        int farRatePerSecond,
        int nearRadiusMillimetres,
        int midRadiusMillimetres,
        int farRadiusMillimetres,
        int snapshotEntities,
        int byteBudgetPerSecond,
        boolean qualityOfService) {

    public static final ZoneSpec STANDARD =
            new ZoneSpec(20, 20, 10, 5, 50_000, 100_000, 200_000, 100, 20_480, true);
}
