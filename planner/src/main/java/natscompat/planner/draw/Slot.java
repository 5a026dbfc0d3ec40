package natscompat.planner.draw;

import java.time.Duration;

/**
 * A dwell whose length is not known yet.
 *
 * @param leg index of its leg in the route, from 0
 * @param side which release leads in it: 0 the old one or the only one, 1 the new one
 * @param forced whether each mode must have a fault in it
 * @param floor the least it must last
 * @param weight its share of what is left
 */
public record Slot(int leg, int side, boolean forced, Duration floor, int weight) {}
